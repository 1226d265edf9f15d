import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { FollowUpTokens } from '../../../src/platforms/conversation/follow-up-tokens.ts';
import type { Store } from '../../../src/store/store.ts';
import { STORES } from '../../store/kinds.ts';

const LIFE_MS = 60_000;
const who = (user: string, channel = 'c', tenant = 'slack:T1') => ({ tenant, channel, user });

describe.each(STORES)('tokens kept in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let stores: readonly Store[];
  const errors: unknown[] = [];
  const tokensOf = (store: Store): FollowUpTokens =>
    new FollowUpTokens(store.kept, LIFE_MS, (error) => void errors.push(error));

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    stores = [opened.store, await opened.again()];
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    errors.length = 0;
  });
  afterAll(() => opened?.close());

  it('are there for their person in their channel, in every process, until they end', async () => {
    const [here, there] = stores.map(tokensOf) as [FollowUpTokens, FollowUpTokens];
    await here.note(who('ada'), 'first', Date.now(), true);
    await here.note(who('ada'), 'second', Date.now(), true);
    for (const tokens of [here, there]) {
      expect(await tokens.find(who('ada'))).toBe('second');
      for (const other of [who('ben'), who('ada', 'd'), who('ada', 'c', 'slack:T2')])
        expect(await tokens.find(other)).toBeUndefined();
    }
    const later = Date.now() + LIFE_MS;
    vi.spyOn(Date, 'now').mockReturnValue(later);
    onTestFinished(() => void vi.restoreAllMocks());
    for (const tokens of [here, there]) expect(await tokens.find(who('ada'))).toBeUndefined();
  });

  it('are for this process alone where nobody else will need them', async () => {
    const [here, there] = stores.map(tokensOf) as [FollowUpTokens, FollowUpTokens];
    await here.note(who('bea'), 'token', Date.now(), false);
    expect([await here.find(who('bea')), await there.find(who('bea'))]).toEqual(['token', undefined]);
  });

  it('are forgotten when they do not work', async () => {
    const [here, there] = stores.map(tokensOf) as [FollowUpTokens, FollowUpTokens];
    await here.note(who('cy'), 'token', Date.now(), true);
    await here.forget(who('cy'));
    expect([await here.find(who('cy')), await there.find(who('cy'))]).toEqual([undefined, undefined]);
  });

  it('are no error of anybody while the store is down', async () => {
    const [store] = stores as [Store];
    const down = () => Promise.reject(new Error('down'));
    const kept = { ...store.kept, keep: down, find: down, forget: down };
    const tokens = new FollowUpTokens(kept, LIFE_MS, (error) => void errors.push(error));
    await tokens.note(who('dee'), 'token', Date.now(), true);
    expect([await tokens.find(who('dee')), await tokens.find(who('eve'))]).toEqual(['token', undefined]);
    await tokens.forget(who('dee'));
    expect(errors).toHaveLength(3);
  });
});

it('of very many people the last are remembered', async () => {
  const nothing = async (): Promise<undefined> => undefined;
  const kept = {
    keep: nothing,
    find: nothing,
    take: nothing,
    forget: nothing,
    claim: async () => true,
    forgetEnded: nothing,
  };
  const tokens = new FollowUpTokens(kept, LIFE_MS, () => {});
  for (let i = 0; i <= 10_000; i++) void tokens.note(who(String(i)), 'x', Date.now(), false);
  const found = await Promise.all(['0', '1', '10000'].map((user) => tokens.find(who(user))));
  expect(found).toEqual([undefined, 'x', 'x']);
});
