import { beforeEach, describe, expect, it } from 'vitest';
import type { Requester } from '../../../src/command/requester.ts';
import type { Wanted } from '../../../src/questions/make.ts';
import type { Answer, Level, Question } from '../../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import type { QuizzesOptions } from '../../../src/quiz/host/options.ts';
import type { StartOptions } from '../../../src/quiz/host/start-line.ts';
import { ChannelGone, MessageGone, NotAllowed } from '../../../src/quiz/transport.ts';
import type { EffectRow } from '../../../src/store/quiz-store.ts';
import type { Methods } from '../../support/quizzes.ts';
import { memoryStore } from './memory-store.ts';
import {
  dataOf,
  type FakeClock,
  fakeClock,
  fakeTransport,
  plainMethods,
  plainQuestion,
  surroundings,
  visitor,
} from './rig.ts';

const A: Answer = { kind: 'option', index: 0 };
const B: Answer = { kind: 'option', index: 1 };
const TWO = { rounds: 2, seconds: 45, seed: 7 };

let clock: FakeClock;
let store: ReturnType<typeof memoryStore>;
let failure: (how: string, to: string) => Error | undefined;
let channel: ReturnType<typeof fakeTransport>;
let service: QuizService;
let quizzes: Methods;

const who = (user: string, more: Partial<Requester> = {}): Requester => visitor(user, clock.now(), more);

function open(more: Partial<QuizzesOptions> = {}, solo = false): void {
  const transports = new Map([['discord', { transport: channel.transport, solo }]]);
  service = createQuizzes(surroundings({ store, clock, transports, ...more }));
  quizzes = plainMethods(service.quizzes);
}

beforeEach(() => {
  clock = fakeClock();
  store = memoryStore();
  failure = () => undefined;
  channel = fakeTransport((how, to) => failure(how, to));
  open();
});

const pass = async (seconds: number): Promise<void> => {
  for (let i = 0; i < seconds; i++) {
    clock.pass(1_000);
    await service.sweep();
  }
};
const begun = async (more: Partial<typeof TWO> = {}): Promise<string> => {
  const { data } = dataOf(await quizzes.start(who('host'), { ...TWO, ...more }));
  await service.sweep();
  await quizzes.begin(who('host'));
  await service.sweep();
  return data.session;
};
const why = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
const seen = (): string[] => channel.sent.map(({ how, message }) => `${how} ${dataOf(message.reply).kind}`);
const phase = async (): Promise<string> => dataOf(await quizzes.status(who('x'))).data.phase;

describe('the quizzes of a group', () => {
  it('play from start to end, and tell each alone what their answer suggests', async () => {
    await begun();
    await quizzes.answer(who('ada'), A);
    await quizzes.answer(who('bo'), B);
    await pass(30);
    expect(seen()).toContain('whisper mine');
    await pass(120);
    expect(channel.sent.filter(({ how }) => how === 'post').map(({ message }) => dataOf(message.reply).kind)).toEqual([
      'lobby',
      'question',
      'reveal',
      'question',
      'reveal',
      'end',
    ]);
    const { board } = dataOf(channel.sent.at(-1)?.message.reply ?? { nodes: [] }).data;
    expect(board).toMatchObject([
      { name: 'ADA', rank: 1, points: 1, right: 1 },
      { name: 'BO', rank: 2, points: 0 },
    ]);
  });

  it('show the most frequent kind of typed answer first', async () => {
    open({
      grade: async (_, answer) => ({ score: 0, note: answer.kind === 'text' ? answer.text : 'other', feedback: [] }),
    });
    await begun();
    for (const [user, text] of Object.entries({ ada: 'sign-lost', bo: 'sign-flipped', cy: 'sign-flipped' }))
      await quizzes.answer(who(user), { kind: 'text', text });
    await pass(30);
    const reveal = channel.sent.map(({ message }) => dataOf(message.reply)).find(({ kind }) => kind === 'reveal');
    const counts: number[] =
      JSON.stringify(reveal)
        .match(/"count":\d+/g)
        ?.map((one) => Number(one.slice(8))) ?? [];
    expect(counts).toEqual([2, 1]);
  });

  it('ask the same questions for the same seed', async () => {
    await begun();
    const [row] = await store.allLive(['discord']);
    const first = await store.questions(row?.key ?? '');
    store = memoryStore();
    open();
    await begun();
    const [again] = await store.allLive(['discord']);
    expect(await store.questions(again?.key ?? '')).toEqual(first);
  });

  describe('ask questions', () => {
    const rounds = 10;
    /** Starts a quiz for which questions are made in this order; what was asked for, and what is asked. */
    const asked = async (wanted: Partial<StartOptions>, made: { type: string; text: string }[] = []) => {
      const requests: Wanted[] = [];
      open({
        make: async (request) => {
          const { type, text } = made[requests.length] ?? { type: `type-${request.seed}`, text: `${request.seed}` };
          requests.push(request);
          return { ...plainQuestion(request.seed), type, prompt: [{ kind: 'code', text }] };
        },
      });
      await quizzes.start(who('host'), { ...TWO, ...wanted });
      const [row] = await store.allLive(['discord']);
      const questions = (await store.questions(row?.key ?? '')).map((one) => JSON.parse(one) as Question);
      return { requests, texts: questions.map(({ prompt: [node] }) => (node?.kind === 'code' ? node.text : '')) };
    };
    const levels = async (wanted: Partial<StartOptions>): Promise<unknown[]> =>
      (await asked(wanted)).requests.map(({ level }) => level);

    it.each<[string, Partial<StartOptions>, (Level | undefined)[]]>([
      ['of every level in turn', { rounds }, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]],
      ['that climb also in few rounds', { rounds: 2 }, [1, 3]],
      ['of the level that was wanted', { rounds: 3, level: 2 }, [2, 2, 2]],
      ['of any level about a topic', { rounds: 3, topic: 'tanh' }, [undefined, undefined, undefined]],
      ['of a level about a topic', { rounds: 2, topic: 'tanh', level: 4 }, [4, 4]],
    ])('%s', async (_, wanted, expected) => {
      expect(await levels(wanted)).toEqual(expected);
    });

    it('of a type that was not asked yet, if one of six draws has one', async () => {
      const made = ['a', 'a', 'a', 'b', 'a', 'b', 'c'].map((type, i) => ({ type, text: `${type}${i}` }));
      const { texts, requests } = await asked({ rounds: 3 }, made);
      expect(texts).toEqual(['a0', 'b3', 'c6']);
      expect(new Set(requests.map(({ seed }) => seed)).size).toBe(7);
    });

    it('of the same type where there is no other, but not the same one twice', async () => {
      const made = ['one', 'one', 'one', 'two', 'three', 'one', 'two', 'four'].map((text) => ({ type: 'a', text }));
      const { texts, requests } = await asked({ rounds: 2 }, made);
      expect(texts).toEqual(['one', 'two']);
      expect(requests).toHaveLength(7);
    });

    it('twice only where there is nothing else', async () => {
      const made = Array.from({ length: 7 }, () => ({ type: 'a', text: 'one' }));
      expect((await asked({ rounds: 2 }, made)).texts).toEqual(['one', 'one']);
    });
  });

  it('are one at a time in a channel', async () => {
    await begun();
    expect(await why(quizzes.start(who('bo'), TWO))).toBe('A quiz is running here: question 1 of 2.');
    await quizzes.start(who('bo', { channel: 'other' }), TWO);
  });

  it('take an answer of nobody elsewhere: other channels and tenants do not know the question', async () => {
    const session = await begun();
    for (const more of [{ channel: 'other' }, { tenant: 'discord:2' }, { tenant: 'slack:1' }]) {
      expect(await why(quizzes.answer(who('eve', more), A, `${session}.1`))).toMatch(/^I know no question/);
    }
    for (const wrong of ['', 'x', `${session}`, `${session}.0`, `${session}.3`, `${session}.1\n`, `${session}.1.1`])
      expect(await why(quizzes.answer(who('eve'), A, wrong))).toMatch(/^I know no question/);
  });

  it('take a letter that is typed for the option', async () => {
    await begun();
    expect(dataOf(await quizzes.answer(who('ada'), { kind: 'text', text: 'b)' })).data.own.answer).toEqual(B);
  });

  it.each([
    [undefined, QUESTION_TYPES.length],
    [7, undefined],
  ])('draw with the seed %s from %s types', async (seed, types) => {
    const wanted: Wanted[] = [];
    open({
      make: async (one) => {
        wanted.push(one);
        return plainQuestion(one.seed);
      },
    });
    await quizzes.start(who('host'), { ...TWO, seed });
    expect(new Set(wanted.map((one) => one.types))).toEqual(new Set([types]));
  });

  it('have no hint where the question has none, and take nothing off for asking', async () => {
    open({ make: async ({ seed }) => ({ ...plainQuestion(seed), hint: [] }) });
    await begun();
    expect(await why(quizzes.hint(who('ada')))).toBe('There is no hint for this question.');
    await quizzes.answer(who('ada'), A);
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ points: 1 }]);
  });

  it('refuse an option that there is not, and what cannot be read', async () => {
    await begun();
    expect(await why(quizzes.answer(who('ada'), { kind: 'option', index: 3 }))).toBe('There is no such option.');
  });

  it('bring the hint with "I don’t know yet", and take nothing off for it', async () => {
    await begun();
    expect(dataOf(await quizzes.answer(who('ada'), { kind: 'unknown' })).data.hint).toEqual(plainQuestion(1).hint);
    await quizzes.answer(who('ada'), A);
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ points: 1, right: 1 }]);
  });

  it('say nothing of an answer before the reveal', async () => {
    await begun();
    await quizzes.join(who('bo'));
    const { own, revealed } = dataOf(await quizzes.answer(who('ada'), A)).data;
    expect([own.grade, revealed]).toEqual([undefined, undefined]);
    expect(await why(quizzes.mine(who('ada')))).toBe('This question is still open.');
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toEqual([]);
    expect(dataOf(await quizzes.report(who('host'))).data.questions).toEqual([]);
    expect(dataOf(await quizzes.export(who('host'), 'gift')).data.questions).toEqual([]);
    await pass(70);
    expect(dataOf(await quizzes.mine(who('ada'))).data.own.grade).toMatchObject({ score: 1, note: 'right' });
    expect(dataOf(await quizzes.export(who('host'), 'gift')).data).toMatchObject({ answers: [{ name: 'ADA', n: 1 }] });
  });

  it('end when the host says so, give more time, and count nothing that was skipped', async () => {
    await begun();
    for (const user of ['ada', 'bo']) await quizzes.join(who(user));
    await quizzes.answer(who('ada'), A);
    await quizzes.hint(who('bo'));
    const { deadline } = dataOf(await quizzes.status(who('host'))).data;
    expect(dataOf(await quizzes.extend(who('host'))).data).toMatchObject({ n: 1, deadline: deadline + 60_000 });
    await quizzes.skip(who('host'));
    await service.sweep();
    expect(seen().slice(-2)).toEqual(['edit question', 'post reveal']);
    expect(await why(quizzes.mine(who('ada')))).toBe('Question 1 was skipped, so no answer to it counts.');
    expect(await why(quizzes.answer(who('bo'), A))).toMatch(/^This question is closed/);
    await quizzes.begin(who('host'));
    await service.sweep();
    await quizzes.answer(who('bo'), A);
    await quizzes.reveal(who('host'));
    await pass(3);
    expect(seen().slice(-2)).toEqual(['post reveal', 'whisper mine']);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ name: 'BO', points: 1, answered: 1 }]);
    expect(dataOf(await quizzes.report(who('host'))).data.questions).toMatchObject([{ answers: 0 }, { answers: 1 }]);
  });

  it('go on two seconds after all who joined have answered', async () => {
    await begun();
    for (const user of ['ada', 'bo']) await quizzes.join(who(user));
    for (const user of ['ada', 'bo']) await quizzes.answer(who(user), A);
    await pass(2);
    expect(seen().at(-1)).toBe('edit question');
    await pass(1);
    expect(seen()).toContain('post reveal');
  });

  it('let only those do it who may', async () => {
    await begun();
    for (const action of ['stop', 'begin', 'reveal', 'skip', 'extend', 'report'] as const)
      expect(await why(quizzes[action](who('eve')))).toMatch(/^Only/);
    expect(await why(quizzes.mine(who('eve')))).toMatch(/^Only/);
    await quizzes.stop(who('eve', { manages: true }));
    expect(await phase()).toBe('ended');
  });

  it('go on without their host, and let anyone lead when they have stood still for a minute', async () => {
    await begun({ rounds: 4 });
    await pass(61);
    expect(await why(quizzes.lead(who('eve')))).toBe('The quiz goes on by itself, so nobody has to take it over.');
    expect(await why(quizzes.stop(who('eve')))).toMatch(/^Only/);
    while ((await phase()) !== 'paused') await pass(5);
    expect(await why(quizzes.lead(who('eve')))).toBe('The host was here a moment ago.');
    await pass(61);
    await quizzes.lead(who('eve'));
    await quizzes.stop(who('eve'));
    expect(await phase()).toBe('ended');
  });

  it('let nobody else lead in a room that belongs to its host', async () => {
    const room = { bank: '~host', manages: true };
    await quizzes.start(who('host', room), TWO);
    await pass(200);
    expect(await why(quizzes.lead(who('eve', { bank: '~host' })))).toMatch(/^Only whoever opened this room/);
    expect(await why(quizzes.stop(who('eve', { bank: '~host' })))).toBe(
      'Only the host of the quiz or whoever opened the room may stop the quiz.',
    );
    await quizzes.lead(who('other tab', room));
    await quizzes.stop(who('host', room));
    expect(await phase()).toBe('ended');
  });

  it('let anyone lead at once when the host wants to be forgotten', async () => {
    await begun();
    await quizzes.forgetMe(who('host'));
    expect(await why(quizzes.begin(who('host')))).toMatch(/^Only/);
    await quizzes.lead(who('eve'));
    await quizzes.stop(who('eve'));
    expect(await phase()).toBe('ended');
  });

  it('of one person run in two channels', async () => {
    await begun();
    await quizzes.start(who('host', { channel: 'other' }), TWO);
    await quizzes.stop(who('host'));
    expect(await phase()).toBe('ended');
    expect(dataOf(await quizzes.status(who('x', { channel: 'other' }))).data.phase).toBe('lobby');
  });

  it('wait for nobody where there is one player', async () => {
    open({}, true);
    await quizzes.start(who('me'), TWO);
    await service.sweep();
    await quizzes.answer(who('me'), A);
    await service.sweep();
    expect(seen()).toEqual(['post question', 'edit question', 'post reveal', 'whisper mine']);
    await quizzes.begin(who('me'));
    await service.sweep();
    expect(seen().at(-1)).toBe('post question');
  });

  it('ask what somebody brought, and only them', async () => {
    expect(await why(quizzes.start(who('host'), { ...TWO, topic: 'own' }))).toMatch(/no questions of your own/);
    await quizzes.import(who('host'), 'text', 'yaml');
    const elsewhere = who('host', { channel: 'd' });
    expect(await why(quizzes.start(elsewhere, { ...TWO, topic: 'own' }))).toMatch(/no questions of your own/);
    const { settings } = dataOf(await quizzes.start(who('host'), { ...TWO, topic: 'own' })).data;
    expect(settings.rounds).toBe(1);
  });

  it('forget somebody in scores, boards and every message', async () => {
    await begun();
    for (const user of ['ada', 'fred']) await quizzes.answer(who(user), A);
    await pass(30);
    expect(dataOf(await quizzes.forgetMe(who('fred'))).data).toEqual({
      sessions: 1,
      deleted: 0,
      kept: 0,
      learned: false,
    });
    await pass(5);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ name: 'ADA' }]);
    const last = new Map(channel.sent.filter(({ how }) => how === 'edit').map(({ to, message }) => [to, message]));
    expect(JSON.stringify([...last.values()].map(({ reply }) => reply))).not.toContain('FRED');
    expect(dataOf(await quizzes.report(who('host'))).data).toMatchObject({ people: 1 });
  });

  it('count a season by its month in UTC', async () => {
    clock.set(Date.UTC(2026, 11, 1) - 1_000);
    await begun();
    await quizzes.answer(who('ada'), A);
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data).toEqual({ season: '2026-12', board: [] });
    expect(dataOf(await quizzes.scores(who('ada'), '2026-11')).data.board).toHaveLength(1);
    expect(await why(quizzes.scores(who('ada'), 'November'))).toBe('A season is a month.');
  });
});

describe('the time that is left', () => {
  const edits = (): number => seen().filter((one) => one === 'edit question').length;
  const minute = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (let i = 0; i < 40; i++) {
      const before = edits();
      await pass(1);
      if (edits() > before) counts.push(i + 1);
    }
    return counts;
  };

  it('is said anew every ten seconds where the platform cannot count down, in spite of a restart', async () => {
    Object.assign(channel.transport, { refreshMs: 10_000 });
    open();
    await begun();
    await pass(5);
    open();
    expect(await minute()).toEqual([5, 15, 25, 35]);
    await pass(30);
    const after = edits();
    // The answer of question 1 is shown, or question 2 has just been asked.
    await pass(3);
    expect(edits() - after).toBeLessThanOrEqual(1);
  });

  it('is counted from the last edit, and by two processes together', async () => {
    Object.assign(channel.transport, { refreshMs: 10_000 });
    open();
    const other = createQuizzes(
      surroundings({ store, clock, transports: new Map([['discord', { transport: channel.transport, solo: false }]]) }),
    );
    await begun();
    await quizzes.join(who('bo'));
    await pass(4);
    await quizzes.answer(who('ada'), A);
    await pass(1);
    const counts: number[] = [];
    for (let i = 0; i < 25; i++) {
      const before = edits();
      await other.sweep();
      await pass(1);
      if (edits() > before) counts.push(i + 1);
    }
    expect(counts).toHaveLength(2);
    for (const [i, at] of counts.entries()) expect(at - (counts[i - 1] ?? at - 10)).toBeGreaterThanOrEqual(10);
  });

  it('is not said anew where clients count down', async () => {
    await begun();
    expect(await minute()).toEqual([]);
  });
});

describe('when something fails', () => {
  it('nothing is acknowledged that is not saved, and pressing again works', async () => {
    await begun();
    const { commit } = store;
    store.commit = async () => {
      throw new Error('disk full');
    };
    expect(await why(quizzes.answer(who('ada'), A))).toMatch(/^That could not be saved/);
    store.commit = commit;
    await quizzes.answer(who('ada'), A);
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ points: 1 }]);
  });

  it('an answer counts among hundreds that another process saves at the same moment', async () => {
    await begun();
    const { commit } = store;
    let before = 60;
    store.commit = async (change) => (before-- > 0 ? 'conflict' : commit(change));
    await quizzes.answer(who('ada'), A);
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ points: 1 }]);
  });

  it('a store that is down for minutes extends the question, and says so', async () => {
    await begun();
    const { allLive } = store;
    store.allLive = async () => {
      throw new Error('down');
    };
    clock.pass(120_000);
    await service.sweep().catch(() => {});
    store.allLive = allLive;
    await service.sweep();
    expect(dataOf(channel.sent.at(-1)?.message.reply ?? { nodes: [] })).toMatchObject({
      kind: 'question',
      data: { again: 'outage', n: 1, open: true },
    });
  });

  it.each([
    [10_000, true, 'the question gets its time anew'],
    [2_000, false, 'it closes as if nothing had been'],
  ])('a store that is down for %i ms while a question runs out: %o, %s', async (ms, again) => {
    await begun();
    const { phase, deadline, now } = dataOf(await quizzes.status(who('x'))).data;
    expect(phase).toBe('asking');
    await pass((deadline - now - ms / 2) / 1000);
    const { allLive } = store;
    store.allLive = async () => {
      throw new Error('down');
    };
    await service.sweep().catch(() => {});
    clock.pass(ms);
    await service.sweep().catch(() => {});
    store.allLive = allLive;
    await service.sweep();
    const after = dataOf(await quizzes.status(who('x'))).data;
    expect(after.phase === 'asking' && after.deadline - after.now > 40_000).toBe(again);
  });

  it.each([
    3_600_000, -3_600_000, 86_400_000, -86_400_000,
  ])('a wall clock that is %i ms off at the restart ends no question', async (ms) => {
    await begun();
    await pass(5);
    clock.set(clock.now() + ms);
    open();
    await service.sweep();
    const { phase: at, deadline, now } = dataOf(await quizzes.status(who('x'))).data;
    expect(at).toBe('asking');
    expect(deadline - now).toBeGreaterThan(44_000);
    expect(deadline - now).toBeLessThan(60_000);
  });

  it('a wall clock set back at a crash holds up nothing that was still to be said', async () => {
    await begun();
    clock.pass(1_000);
    await quizzes.answer(who('ada'), A);
    // Of this process nothing comes any more: its edit was to come in two seconds.
    clock.set(clock.now() - 3_600_000);
    open();
    await pass(200);
    expect(await phase()).toBe('ended');
    expect(seen().at(-1)).toBe('post end');
  });

  it.each([
    ['the channel is gone', new ChannelGone(), 'aborted'],
    ['it may not write', new NotAllowed(), 'paused'],
  ])('%s: it stops', async (_, error, expected) => {
    await begun();
    failure = (how) => (how === 'whisper' ? undefined : error);
    await pass(60);
    expect(await phase()).toBe(expected);
  });

  it.each([
    ['paused', new NotAllowed()],
    ['end', new ChannelGone()],
  ])('the host is told as soon as there is a way to them: %s', async (kind, error) => {
    const { whisper } = channel.transport;
    let tries = 0;
    channel.transport.whisper = async (...given) => ++tries > 2 && whisper(...given);
    failure = (how) => (how === 'whisper' ? undefined : error);
    await quizzes.start(who('host'), TWO);
    await pass(1);
    expect(seen()).toEqual([]);
    await pass(5);
    expect(seen()).toEqual([`whisper ${kind}`]);
  });

  it('it goes on with the same question after a pause', async () => {
    await begun();
    failure = (how) => (how === 'whisper' ? undefined : new NotAllowed());
    await pass(60);
    failure = () => undefined;
    await quizzes.resume(who('host'));
    await service.sweep();
    expect(dataOf(await quizzes.status(who('x'))).data).toMatchObject({ phase: 'asking', n: 1 });
    expect(seen()).toContain('whisper paused');
  });

  it('a message that was deleted is sent again once', async () => {
    await begun();
    const [, id = ''] = [...channel.ids.values()];
    await quizzes.join(who('bo'));
    failure = (how, to) => (how === 'edit' && to === id ? new MessageGone() : undefined);
    await quizzes.answer(who('ada'), A);
    await pass(4);
    expect(seen().filter((one) => one === 'post question')).toHaveLength(2);
  });

  it('a platform that wants us to wait holds up nobody else', async () => {
    await begun();
    failure = () => Object.assign(new Error('429'), { retryAfterMs: 60_000 });
    await quizzes.answer(who('ada'), A);
    await pass(3);
    failure = () => undefined;
    await quizzes.start(who('bo', { channel: 'other' }), TWO);
    await service.sweep();
    expect(seen().at(-1)).toBe('post lobby');
    expect(seen().filter((one) => one === 'post lobby')).toHaveLength(2);
  });

  it.each<[what: string, retryAfterMs: number | undefined, waits: number[]]>([
    ['as long as it says', 7_000, [7_000, 7_000]],
    ['a quarter of an hour at most', 3_600_000, [900_000, 900_000]],
    ['ever longer where it says nothing', undefined, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
  ])('a platform that fails is tried again: %s', async (_, retryAfterMs, waits) => {
    const waited: number[] = [];
    const { postpone } = store;
    store.postpone = async (row, token, until) => {
      waited.push(until - clock.now());
      await postpone(row, token, until);
    };
    failure = (how) => (how === 'post' ? Object.assign(new Error('429'), { retryAfterMs }) : undefined);
    await quizzes.start(who('host'), TWO);
    await service.sweep();
    for (const ms of waits.slice(1)) {
      clock.pass(ms);
      await service.sweep();
    }
    expect(waited.slice(0, waits.length)).toEqual(waits);
  });

  it('what fails again and again is given up, sooner where less depends on it', async () => {
    const dropped = new Set<string>();
    const { drop } = store;
    store.drop = async (row, token) => {
      const { effect, attempts } = row as EffectRow;
      if (attempts > 0) dropped.add(`${JSON.parse(effect).kind} ${attempts + 1}`);
      await drop(row, token);
    };
    await begun();
    failure = (how) => (how === 'post' ? undefined : new Error('down'));
    // Nobody looked after it, so the question is posted anew.
    clock.pass(120_000);
    await service.sweep();
    await quizzes.answer(who('ada'), A);
    await pass(300);
    expect(await phase()).toBe('ended');
    await begun();
    failure = () => new Error('down');
    await quizzes.stop(who('host'));
    await pass(700);
    expect([...dropped].sort()).toEqual(['edit 8', 'post 20', 'retire 5', 'whisper 3']);
  });

  it('says every ten seconds that somebody looks after a quiz', async () => {
    await begun();
    const beats: number[] = [];
    const { attend } = store;
    const from = clock.now();
    store.attend = async (keys, now) => {
      if (keys.length > 0) beats.push(now - from);
      await attend(keys, now);
    };
    await pass(25);
    expect(beats).toEqual([10_000, 20_000]);
  });

  it('an answer that could not be graded at once is graded before the reveal', async () => {
    let fails = true;
    const { grade } = surroundings({ store, clock });
    open({
      grade: async (...given) => {
        if (fails) throw new Error('the worker died');
        return grade(...given);
      },
    });
    await begun();
    await quizzes.answer(who('ada'), A);
    fails = false;
    await pass(70);
    expect(dataOf(await quizzes.scores(who('ada'))).data.board).toMatchObject([{ points: 1 }]);
  });

  it('after its end nothing more is begun, and the next process goes on', async () => {
    await begun();
    await service.close(0);
    const before = channel.sent.length;
    await quizzes.answer(who('ada'), A);
    expect(channel.sent).toHaveLength(before);
    open();
    await pass(120);
    expect(seen()).toContain('post end');
  });
});
