import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FollowUpTokens } from '../../../src/platforms/conversation/follow-up-tokens.ts';

const who = (user: string, channel = 'c', tenant = 'slack:T1') => ({ tenant, channel, user });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a token is there for its person in its channel, until it ends', () => {
  const tokens = new FollowUpTokens(1000);
  tokens.note(who('ada'), 'first', Date.now());
  tokens.note(who('ada'), 'second', Date.now());
  expect([tokens.find(who('ada')), tokens.find(who('ben')), tokens.find(who('ada', 'd'))]).toEqual([
    'second',
    undefined,
    undefined,
  ]);
  expect(tokens.find(who('ada', 'c', 'slack:T2'))).toBeUndefined();
  vi.advanceTimersByTime(1000);
  expect(tokens.find(who('ada'))).toBeUndefined();
});

it('a token is forgotten when it does not work', () => {
  const tokens = new FollowUpTokens(1000);
  tokens.note(who('ada'), 'x', Date.now());
  tokens.forget(who('ada'));
  expect(tokens.find(who('ada'))).toBeUndefined();
});

it('of very many people the last are remembered', () => {
  const tokens = new FollowUpTokens(1000);
  for (let i = 0; i <= 10_000; i++) tokens.note(who(String(i)), 'x', Date.now());
  expect([tokens.find(who('0')), tokens.find(who('1')), tokens.find(who('10000'))]).toEqual([undefined, 'x', 'x']);
});
