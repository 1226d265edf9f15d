import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FollowUpTokens } from '../../../src/platforms/conversation/follow-up-tokens.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('a token is there for its person in its channel, until it ends', () => {
  const tokens = new FollowUpTokens(1000);
  tokens.note('c', 'ada', 'first', Date.now());
  tokens.note('c', 'ada', 'second', Date.now());
  expect([tokens.find('c', 'ada'), tokens.find('c', 'ben'), tokens.find('d', 'ada')]).toEqual([
    'second',
    undefined,
    undefined,
  ]);
  vi.advanceTimersByTime(1000);
  expect(tokens.find('c', 'ada')).toBeUndefined();
});

it('a token is forgotten when it does not work', () => {
  const tokens = new FollowUpTokens(1000);
  tokens.note('c', 'ada', 'x', Date.now());
  tokens.forget('c', 'ada');
  expect(tokens.find('c', 'ada')).toBeUndefined();
});

it('of very many people the last are remembered', () => {
  const tokens = new FollowUpTokens(1000);
  for (let i = 0; i <= 10_000; i++) tokens.note('c', String(i), 'x', Date.now());
  expect([tokens.find('c', '0'), tokens.find('c', '1'), tokens.find('c', '10000')]).toEqual([undefined, 'x', 'x']);
});
