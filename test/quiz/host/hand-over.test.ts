import { beforeEach, describe, expect, it } from 'vitest';
import type { Requester } from '../../../src/command/requester.ts';
import type { Answer } from '../../../src/questions/question.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import type { QuizzesOptions } from '../../../src/quiz/host/options.ts';
import { NotAllowed } from '../../../src/quiz/transport.ts';
import type { Graded } from '../../../src/reply/asked.ts';
import { type Methods, verbOf } from '../../support/quizzes.ts';
import { memoryStore } from './memory-store.ts';
import { dataOf, type FakeClock, fakeClock, fakeTransport, plainMethods, surroundings, visitor } from './rig.ts';

const A: Answer = { kind: 'option', index: 0 };
const B: Answer = { kind: 'option', index: 1 };
const DAY = 24 * 60 * 60_000;

let clock: FakeClock;
let store: ReturnType<typeof memoryStore>;
let channel: ReturnType<typeof fakeTransport>;
let service: QuizService;
let quizzes: Methods;
/** What was handed over, the first time of each key and person. */
let kept: Map<string, { graded: Graded; at: number | undefined }>;
let calls: number;
let broken: boolean;

const who = (user: string): Requester => visitor(user, clock.now());

function open(more: Partial<QuizzesOptions> = {}): void {
  const transports = new Map([['discord', { transport: channel.transport, solo: false }]]);
  const keepGrades: QuizzesOptions['keepGrades'] = async ([graded], { tenant, user }, at) => {
    if (broken) throw new Error('the database is away');
    calls++;
    const key = `${tenant} ${user} ${graded?.key.replace(/^\w+/, 's')}`;
    if (graded !== undefined && !kept.has(key)) kept.set(key, { graded, at });
  };
  service = createQuizzes(surroundings({ store, clock, transports, keepGrades, onError: () => {}, ...more }));
  quizzes = plainMethods(service.quizzes);
}

beforeEach(() => {
  clock = fakeClock();
  store = memoryStore();
  channel = fakeTransport();
  kept = new Map();
  calls = 0;
  broken = false;
  open();
});

const pass = async (seconds: number, step = 1_000): Promise<void> => {
  for (let i = 0; i < seconds; i++) {
    clock.pass(step);
    await service.sweep();
  }
};
async function begin(): Promise<void> {
  await quizzes.start(who('host'), { rounds: 2, seconds: 45, seed: 7 });
  await service.sweep();
  await quizzes.begin(who('host'));
  await service.sweep();
}
const phase = async (): Promise<string> => dataOf(await quizzes.status(who('x'))).data.phase;
const keys = (): string[] => [...kept.keys()].sort();

describe('what answers to a quiz say of those who gave them', () => {
  it('is handed over at the reveal, with hint, time and what was asked', async () => {
    await begin();
    await pass(5);
    const at = clock.now();
    await quizzes.hint(who('bo'));
    await quizzes.answer(who('ada'), A);
    await quizzes.answer(who('bo'), B);
    expect(keys()).toEqual([]);
    await pass(10);
    expect(keys()).toEqual(['discord:1 ada s.1', 'discord:1 bo s.1']);
    const question = { skill: expect.stringMatching(/^type-\d+\.1$/), seconds: 5 };
    expect(kept.get('discord:1 ada s.1')).toEqual({
      graded: expect.objectContaining({ ...question, score: 1, note: 'right' }),
      at,
    });
    expect(kept.get('discord:1 ada s.1')?.graded.hint).toBeUndefined();
    expect(kept.get('discord:1 bo s.1')?.graded).toMatchObject({
      ...question,
      score: 0,
      note: 'sign-lost',
      hint: true,
    });
  });

  it('is the last answer before the lock, of those who gave one', async () => {
    await begin();
    await quizzes.answer(who('ada'), B);
    await quizzes.hint(who('bo'));
    await quizzes.answer(who('ada'), A);
    await pass(60);
    expect(keys()).toEqual(['discord:1 ada s.1']);
    expect(kept.get('discord:1 ada s.1')?.graded.score).toBe(1);
  });

  it('survives a crash, a database that is away for a while, and a pause that clears all messages', async () => {
    await begin();
    await quizzes.answer(who('ada'), A);
    broken = true;
    await pass(60);
    expect(keys()).toEqual([]);
    channel = fakeTransport(() => new NotAllowed());
    open();
    await pass(40);
    broken = false;
    await pass(60);
    expect(keys()).toEqual(['discord:1 ada s.1']);
  });

  it('is nothing of a question that is skipped, and of somebody who is forgotten before it', async () => {
    await begin();
    await quizzes.answer(who('ada'), A);
    await quizzes.skip(who('host'));
    await pass(15);
    expect(await phase()).toBe('asking');
    await quizzes.answer(who('ada'), A);
    broken = true;
    await pass(60);
    await service.quizzes.perform(verbOf('forget-me'), { keepQuestions: false }, who('ada'));
    broken = false;
    await pass(120);
    expect(keys()).toEqual([]);
  });

  it('lets everything be forgotten together, and the cleaning of each hour reach all', async () => {
    const forgotten: string[] = [];
    const cleaned: number[] = [];
    open({
      forgetElsewhere: async ({ user }) => forgotten.push(user) > 0,
      cleanElsewhere: async (before) => void cleaned.push(before),
    });
    const reply = await service.quizzes.perform(verbOf('forget-me'), { keepQuestions: false }, who('ada'));
    expect(forgotten).toEqual(['ada']);
    expect(JSON.stringify(reply)).toContain('What was kept of your learning is deleted.');
    await service.sweep();
    await service.sweep();
    expect(cleaned).toEqual([clock.now() - 396 * DAY]);
  });

  const assign = async (feedback: 'now' | 'after'): Promise<string> => {
    const options = { rounds: 2, seed: 7, due: '2026-11-17 12:00', feedback };
    await service.quizzes.perform(verbOf('assign'), { what: 'new', options }, who('host'));
    await service.sweep();
    return (await store.tasks('discord:1', 'c', 1))[0]?.key ?? '';
  };

  it('of a task is handed over at its end, and late answers as they come', async () => {
    const key = await assign('after');
    await quizzes.answer(who('ada'), B, `${key}.1`);
    await quizzes.answer(who('ada'), A, `${key}.1`);
    await pass(3);
    expect(keys()).toEqual([]);
    await pass(3, DAY);
    await pass(3);
    expect(keys()).toEqual(['discord:1 ada s.1']);
    await quizzes.answer(who('bo'), B, `${key}.2`);
    await pass(3);
    expect(keys()).toEqual(['discord:1 ada s.1', 'discord:1 bo s.2']);
    expect(kept.get('discord:1 ada s.1')?.graded.score).toBe(1);
  });

  it('of a task that says at once what is right is handed over with each answer', async () => {
    const key = await assign('now');
    await quizzes.answer(who('ada'), B, `${key}.1`);
    await pass(3);
    expect(keys()).toEqual(['discord:1 ada s.1']);
    expect(calls).toBe(1);
    expect(dataOf(await quizzes.mine(who('ada'), `${key}.1`)).kind).toBe('mine');
  });
});
