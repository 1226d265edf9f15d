import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BankPlace, BankPlan, BankStore, NewBankRow } from '../../src/store/bank-store.ts';
import { STORES } from './kinds.ts';

const NOON = Date.UTC(2026, 10, 15, 12);
const DAY = 24 * 60 * 60_000;
const ALL = { offset: 0, limit: 1000 };

describe.each(STORES)('banks in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let bank: BankStore;
  let tenant: string;
  let count = 0;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    bank = opened.store.bank;
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(() => opened?.close());

  const at = (place = 'c:1'): BankPlace => ({ tenant, place });
  const row = (id: string, more: Partial<NewBankRow> = {}): NewBankRow => ({
    id: `${tenant} ${id}`,
    user: 'ana',
    topic: 'Unit 3',
    topicKey: 'unit 3',
    title: '',
    label: id,
    search: `unit 3 ${id}`,
    content: `"${id}"`,
    version: id,
    promptKey: id,
    ...more,
  });
  const change = (plan: BankPlan, place = 'c:1', user = 'ana', now = NOON) =>
    bank.change({ ...at(place), user, what: `a change by ${user}`, now }, () => plan);
  const labels = async (place = 'c:1') => (await bank.page([at(place)], ALL)).lines.map(({ label }) => label);
  const undo = (number?: number, user = 'ana', manages = false, place = 'c:1') =>
    bank.undo({ ...at(place), number, user, manages, now: NOON });

  it('keep questions with numbers that are never given twice', async () => {
    expect(await change({ add: [row('a'), row('b')] })).toBe(1);
    expect(await change({ remove: [row('b').id] })).toBe(2);
    await change({ add: [row('c')] });
    const { lines, total } = await bank.page([at()], ALL);
    expect(lines.map(({ number, label }) => `${number} ${label}`)).toEqual(['1 a', '3 c']);
    expect(total).toBe(2);
    expect(await bank.numbered(at(), 3)).toEqual({ ...row('c'), ...at(), number: 3 });
    expect(await bank.numbered(at(), 2)).toBeUndefined();
    expect(await bank.numbered(at('c:2'), 3)).toBeUndefined();
    expect(await bank.questions([row('c').id, 'none', row('a').id])).toMatchObject([{ number: 3 }, { number: 1 }]);
  });

  it('make plans of what is there, and write all of one or nothing', async () => {
    await change({ add: [row('a')] });
    const seen: unknown[] = [];
    const failing = bank.change({ ...at(), user: 'ana', what: 'x', now: NOON }, (heads) => {
      seen.push(...heads);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(seen).toEqual([
      {
        id: row('a').id,
        number: 1,
        user: 'ana',
        topic: 'Unit 3',
        topicKey: 'unit 3',
        title: '',
        version: 'a',
        promptKey: 'a',
      },
    ]);
    expect(await change({})).toBeUndefined();
    await expect(change({ remove: [row('a').id], add: [row('b'), row('b')] })).rejects.toThrow();
    expect(await labels()).toEqual(['a']);
    expect(await undo(2)).toEqual({ kind: 'nothing' });
  });

  it('give twenty who change one at once numbers of their own', async () => {
    const banks = [bank, (await opened.again()).bank];
    const changes = Array.from({ length: 20 }, (_, i) =>
      banks[i % 2]?.change({ ...at(), user: 'ana', what: 'x', now: NOON }, () => ({ add: [row(`n${i}`)] })),
    );
    expect(new Set(await Promise.all(changes)).size).toBe(20);
    const { lines } = await bank.page([at()], ALL);
    expect(new Set(lines.map(({ number }) => number)).size).toBe(20);
  });

  it('find pages by topic, words and person, in the order of the banks', async () => {
    await change({ add: [row('a'), row('50%_off', { search: '50%_off' }), row('sub', { topicKey: 'unit 3/chain' })] });
    await change({
      add: [row('other', { topicKey: 'unit 30', user: 'ben' }), row('none', { topicKey: '', topic: '' })],
    });
    await change({ add: [row('server')] }, 's');
    const found = async (more: object, places = [at('s'), at()]) =>
      (await bank.page(places, { ...ALL, ...more })).lines.map(({ label }) => label);
    expect(await found({})).toEqual(['server', 'a', '50%_off', 'sub', 'other', 'none']);
    expect(await found({}, [at(), at('s')])).toEqual(['a', '50%_off', 'sub', 'other', 'none', 'server']);
    expect(await found({ offset: 1, limit: 2 })).toEqual(['a', '50%_off']);
    expect(await found({ topicKey: 'unit 3' })).toEqual(['server', 'a', '50%_off', 'sub']);
    expect(await found({ topicKey: '' })).toEqual(['none']);
    expect(await found({ topicKey: 'unit' })).toEqual([]);
    expect(await found({ search: ['%_'] })).toEqual(['50%_off']);
    expect(await found({ search: ['unit', 'sub'] })).toEqual(['sub']);
    expect(await found({ user: 'ben' })).toEqual(['other']);
    expect((await bank.page([at()], { offset: 0, limit: 1, topicKey: 'unit 3' })).total).toBe(3);
    expect(await bank.ids([at()], { topicKey: 'unit 30' })).toEqual([row('other').id]);
    expect((await bank.topics([at(), at('s')])).map(({ place, topicKey, count: n }) => [place, topicKey, n])).toEqual([
      ['c:1', '', 1],
      ['c:1', 'unit 3', 2],
      ['c:1', 'unit 3/chain', 1],
      ['c:1', 'unit 30', 1],
      ['s', 'unit 3', 1],
    ]);
  });

  describe('undo', () => {
    it('takes back what was added, changed and removed, the last change first', async () => {
      await change({ add: [row('a'), row('b'), row('c')] });
      const before = await bank.questions([row('a').id, row('b').id]);
      await change({ add: [row('d')], set: [row('a', { label: 'new', content: '2' })], remove: [row('b').id] });
      expect(await labels()).toEqual(['new', 'c', 'd']);
      expect(await undo()).toEqual({ kind: 'done', what: 'a change by ana', questions: 3 });
      expect(await bank.questions([row('a').id, row('b').id])).toEqual(before);
      expect(await labels()).toEqual(['a', 'b', 'c']);
      expect(await undo(2)).toEqual({ kind: 'nothing' });
      expect(await undo()).toMatchObject({ kind: 'done', questions: 3 });
      expect(await labels()).toEqual([]);
      expect(await undo()).toEqual({ kind: 'nothing' });
    });

    it('is refused where a question was changed since, and works once that is undone', async () => {
      await change({ add: [row('a'), row('b')] });
      await change({ set: [row('b', { label: 'b2' })] }, 'c:1', 'ben');
      expect(await undo(1)).toEqual({ kind: 'changed', numbers: [2] });
      expect(await labels()).toEqual(['a', 'b2']);
      expect(await undo(2, 'ben')).toMatchObject({ kind: 'done' });
      expect(await undo(1)).toMatchObject({ kind: 'done' });
    });

    it("is for one's own changes, and for whoever manages the server", async () => {
      await change({ add: [row('a')] });
      expect(await undo(1, 'ben')).toEqual({ kind: 'other' });
      expect(await undo(undefined, 'ben')).toEqual({ kind: 'nothing' });
      expect(await undo(1, 'ben', false, 'c:2')).toEqual({ kind: 'nothing' });
      expect(await undo(undefined, 'ben', true)).toMatchObject({ kind: 'done' });
    });

    it('reaches ten changes back', async () => {
      for (let i = 0; i < 12; i++) await change({ add: [row(`n${i}`)] });
      expect(await undo(2)).toEqual({ kind: 'nothing' });
      expect(await undo(3)).toMatchObject({ kind: 'done' });
    });

    it('works for more questions than fit in one statement', async () => {
      const many = Array.from({ length: 1200 }, (_, i) => row(`n${i}`));
      await change({ add: many });
      await change({ remove: many.map(({ id }) => id) });
      expect(await labels()).toEqual([]);
      expect(await undo()).toMatchObject({ kind: 'done', questions: 1200 });
      expect((await bank.page([at()], { offset: 0, limit: 1 })).total).toBe(1200);
    });
  });

  describe('forget', () => {
    it('deletes what somebody brought, their own bank, and what could bring it back', async () => {
      await change({ add: [row('a'), row('of ben', { user: 'ben' })] });
      await change({ add: [row('mine')] }, 'u:ana');
      await change({ remove: [row('of ben').id] }, 'c:1', 'ben');
      await change({ add: [row('b')] });
      await change({ set: [row('b', { label: 'b2' })] }, 'c:1', 'manager');
      expect(await bank.forget(tenant, 'ana', 'u:ana')).toEqual({ deleted: 3, kept: 0 });
      expect([await labels(), await labels('u:ana')]).toEqual([[], []]);
      expect(await undo(4, 'manager', true)).toEqual({ kind: 'nothing' });
      expect(await undo(2, 'ben')).toMatchObject({ kind: 'done' });
      expect(await labels()).toEqual(['of ben']);
    });

    it('leaves what others learn from, without a name, where that is wanted', async () => {
      await change({ add: [row('a')] });
      await change({ add: [row('mine')] }, 'u:ana');
      expect(await bank.forget(tenant, 'ana', 'u:ana', 'gone-1')).toEqual({ deleted: 1, kept: 1 });
      expect((await bank.page([at()], ALL)).lines).toMatchObject([{ label: 'a', user: 'gone-1' }]);
      expect(await undo(undefined, 'ana')).toEqual({ kind: 'nothing' });
    });
  });

  it('keep codes, and forget old ones with banks that nobody uses', async () => {
    const code = {
      code: `${tenant}${count++}`,
      ...at(),
      topic: 'Unit 3',
      topicKey: 'unit 3',
      user: 'ana',
      madeAt: NOON,
    };
    await bank.saveCode(code);
    expect(await bank.code(code.code)).toEqual(code);
    expect(await bank.code('none')).toBeUndefined();
    await change({ add: [row('a')] });
    await change({ add: [row('b')] }, 'c:2');
    await bank.use([at('c:2'), at('c:9')], NOON + 2 * DAY);
    await bank.forgetOld(NOON + DAY, NOON);
    expect([await labels(), await labels('c:2')]).toEqual([[], ['b']]);
    await bank.forgetOld(0, NOON + 1);
    expect(await bank.code(code.code)).toBeUndefined();
  });

  it('take over what somebody brought when everybody had one set', async () => {
    await opened.store.quizzes.saveSet(tenant, 'ana', '[1]', NOON);
    await bank.change({ ...at('u:ana'), user: 'ana', what: 'x', now: NOON, adopts: 'ana' }, () => ({
      add: [row('a')],
    }));
    expect(await opened.store.quizzes.set(tenant, 'ana')).toBeUndefined();
    expect(await labels('u:ana')).toEqual(['a']);
  });
});
