import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LearningStore } from '../../src/store/learning/store.ts';
import { STORES } from './kinds.ts';

const NOON = Date.UTC(2026, 10, 15, 12);

describe.each(STORES)('the course in $name', ({ without, open }) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let store: LearningStore;
  let tenant: string;

  beforeAll(async () => {
    if (without) return;
    opened = await open();
    store = opened.store.learning;
  });
  beforeEach((context) => {
    if (without) context.skip(without);
    tenant = `discord:${context.task.id}`;
  });
  afterAll(() => opened?.close());

  const save = (before: string | undefined, state: string, user = 'ana', on = store) =>
    on.saveCourse({ tenant, user, before, state, now: NOON });
  const lesson = (name: string, more = {}) => ({
    tenant,
    place: 's',
    name,
    user: 'teacher',
    content: `of ${name}`,
    savedAt: NOON,
    ...more,
  });

  it('keeps how far somebody is, of each person apart', async () => {
    expect(await store.course(tenant, 'ana')).toBeUndefined();
    expect(await save(undefined, '{"seed":1}')).toBe(true);
    expect(await save(undefined, '{"seed":2}', 'ben')).toBe(true);
    expect(await store.course(tenant, 'ana')).toBe('{"seed":1}');
    expect(await store.course(`${tenant}x`, 'ana')).toBeUndefined();
    expect(await save('{"seed":1}', '{"seed":3}')).toBe(true);
    expect(await store.course(tenant, 'ana')).toBe('{"seed":3}');
    expect(await store.course(tenant, 'ben')).toBe('{"seed":2}');
  });

  it('keeps nothing where it has changed in between', async () => {
    await save(undefined, '1');
    expect(await save(undefined, '2')).toBe(false);
    expect(await save('0', '2')).toBe(false);
    expect(await store.course(tenant, 'ana')).toBe('1');
  });

  it('lets one of two processes win that begin at once', async () => {
    const other = (await opened.again()).learning;
    const won = await Promise.all([save(undefined, 'a'), save(undefined, 'b', 'ana', other)]);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.course(tenant, 'ana')).toBe(won[0] ? 'a' : 'b');
  });

  it('keeps lessons by place and name, in the order of the names', async () => {
    for (const name of ['b', 'a']) await store.saveLesson(lesson(name));
    await store.saveLesson(lesson('c', { place: 'c:~ana' }));
    expect(await store.lessons(tenant, 's')).toEqual([
      { name: 'a', user: 'teacher', content: 'of a', savedAt: NOON },
      { name: 'b', user: 'teacher', content: 'of b', savedAt: NOON },
    ]);
    await store.saveLesson(lesson('a', { content: 'new', user: 'other', savedAt: NOON + 1 }));
    expect((await store.lessons(tenant, 's'))[0]).toEqual({
      name: 'a',
      user: 'other',
      content: 'new',
      savedAt: NOON + 1,
    });
  });

  it('removes a lesson, and says whether there was one', async () => {
    for (const name of ['a', 'b']) await store.saveLesson(lesson(name));
    expect(await store.removeLesson({ tenant, place: 's', name: 'a' })).toBe(true);
    expect(await store.removeLesson({ tenant, place: 's', name: 'a' })).toBe(false);
    expect(await store.removeLesson({ tenant: `${tenant}x`, place: 's', name: 'b' })).toBe(false);
    expect((await store.lessons(tenant, 's')).map(({ name }) => name)).toEqual(['b']);
  });

  it('forgets what nobody has used for long, and what is about somebody', async () => {
    await save(undefined, '1');
    await save(undefined, '1', 'ben');
    for (const name of ['a', 'b']) await store.saveLesson(lesson(name));
    await store.touchLesson({ tenant, place: 's', name: 'b', now: NOON + 9 });
    await store.forgetLearner(tenant, 'ben');
    expect(await store.course(tenant, 'ben')).toBeUndefined();
    await store.forgetOldLearning(NOON);
    expect(await store.course(tenant, 'ana')).toBe('1');
    await store.forgetOldLearning(NOON + 1);
    expect(await store.course(tenant, 'ana')).toBeUndefined();
    expect((await store.lessons(tenant, 's')).map(({ name }) => name)).toEqual(['b']);
  });
});
