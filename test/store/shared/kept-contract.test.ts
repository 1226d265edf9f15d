import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { STORES } from '../kinds.ts';

const FOR_EVER = 9_999_999_999_999;
const PAST = 1;

describe.each(STORES)('what is kept in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: Store;
  let again: Store;
  let scope: string;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store;
    again = await opened.again();
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    scope = context.task.id;
  });
  afterAll(() => opened?.close());

  it.each([
    '',
    'a',
    'ä 連鎖律 👩🏽‍🏫',
    'a\0b',
    '{"a":1}',
    'x'.repeat(1_000_000),
  ])('comes back as it was (%#)', async (value) => {
    await store.kept.keep(scope, 'key', value, FOR_EVER);
    expect(await again.kept.find(scope, 'key')).toBe(value);
  });

  it('takes any name, and none for another', async () => {
    const names = [
      '',
      ' ',
      '#',
      'a',
      'A',
      'a ',
      'a\0',
      '\0a',
      'é',
      'e\u0301',
      'x'.repeat(10_000),
      `${'x'.repeat(10_000)}y`,
      "'; --",
      '%',
    ];
    for (const name of names) await store.kept.keep(scope, name, `1${name}`, FOR_EVER);
    for (const name of names) await store.kept.keep(`${scope}${name}`, 'key', `2${name}`, FOR_EVER);
    for (const name of names) expect(await again.kept.find(scope, name)).toBe(`1${name}`);
    for (const name of names) expect(await again.kept.find(`${scope}${name}`, 'key')).toBe(`2${name}`);
    expect(await again.kept.find(scope, 'none')).toBeUndefined();
  });

  it('takes the place of what was kept, with its end', async () => {
    await store.kept.keep(scope, 'key', 'first', FOR_EVER);
    await again.kept.keep(scope, 'key', 'second', PAST);
    expect(await store.kept.find(scope, 'key')).toBeUndefined();
    await again.kept.keep(scope, 'key', 'third', FOR_EVER);
    expect(await store.kept.find(scope, 'key')).toBe('third');
  });

  it('is gone at its end, and when it is forgotten', async () => {
    await store.kept.keep(scope, 'ended', 'x', Date.now());
    await store.kept.keep(scope, 'forgotten', 'x', FOR_EVER);
    await again.kept.forget(scope, 'forgotten');
    await again.kept.forget(scope, 'never there');
    expect(await store.kept.find(scope, 'ended')).toBeUndefined();
    expect(await store.kept.find(scope, 'forgotten')).toBeUndefined();
  });

  it('is taken by one of many', async () => {
    await store.kept.keep(scope, 'key', 'once', FOR_EVER);
    const takers = Array.from({ length: 20 }, (_, index) => (index % 2 ? store : again).kept.take(scope, 'key'));
    expect((await Promise.all(takers)).filter((value) => value !== undefined)).toEqual(['once']);
    await store.kept.keep(scope, 'key', 'late', PAST);
    expect(await store.kept.take(scope, 'key')).toBeUndefined();
  });

  it('is claimed by one of fifty, and again when that has ended or was forgotten', async () => {
    const claims = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? store : again).kept.claim(scope, 'key', FOR_EVER),
    );
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    expect(await store.kept.claim(scope, 'other', PAST)).toBe(true);
    expect(await again.kept.claim(scope, 'other', FOR_EVER)).toBe(true);
    expect(await store.kept.claim(scope, 'other', FOR_EVER)).toBe(false);
    await store.kept.forget(scope, 'key');
    expect(await again.kept.claim(scope, 'key', FOR_EVER)).toBe(true);
  });

  it('is deleted when it has ended, and nothing else', async () => {
    await store.kept.keep(scope, 'ended', 'x', 1000);
    await store.kept.claim(scope, 'lasting', FOR_EVER);
    await store.kept.forgetEnded(1000);
    expect(await store.kept.claim(scope, 'lasting', FOR_EVER)).toBe(false);
  });
});
