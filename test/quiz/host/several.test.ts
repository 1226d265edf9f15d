import { beforeEach, describe, expect, it } from 'vitest';
import { grade } from '../../../src/questions/grading/grade.ts';
import type { Question } from '../../../src/questions/question.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import { quizViews } from '../../../src/quiz/views/index.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { type Methods, methodsOf, verbOf } from '../../support/quizzes.ts';
import { memoryStore } from './memory-store.ts';
import { type FakeClock, fakeClock, fakeTransport, plainQuestion, surroundings, visitor } from './rig.ts';

/** Of which A and C are to be chosen. */
const severalQuestion = (seed: number): Question => {
  const { typed: _, ...rest } = plainQuestion(seed);
  const texts = ['tanh', 'x', 'relu', 'loss'];
  return {
    ...rest,
    several: true,
    options: texts.map((text, i) => ({ text, right: i % 2 === 0, bugs: [] })),
  };
};

let clock: FakeClock;
let channel: ReturnType<typeof fakeTransport>;
let service: QuizService;
let quizzes: Methods;
let session: string;

const who = (user: string) => visitor(user, clock.now());
const pass = async (seconds: number): Promise<void> => {
  for (let i = 0; i < seconds; i++) {
    clock.pass(1_000);
    await service.sweep();
  }
};
/** What a button or a line says, as the parser hands it on. */
const reply = async (user: string, text: string, keyed = true, unknown = false): Promise<Reply> => {
  const verb = verbOf('answer');
  const line = keyed ? `${session}.1 ${text}` : text;
  const request = verb.read?.({ answer: line, unknown }, {});
  return service.quizzes.perform(verb, request, who(user));
};
const say = async (user: string, text: string, keyed = true): Promise<string> => toText(await reply(user, text, keyed));
const posts = (): string[] =>
  channel.sent.filter(({ how }) => how === 'post').map(({ message }) => toText(message.reply).split('\n')[0] ?? '');
const lastPost = (): Reply => channel.sent.findLast(({ how }) => how === 'post')?.message.reply ?? { nodes: [] };
const last = (how: 'post' | 'edit'): string =>
  toText(channel.sent.findLast((sent) => sent.how === how)?.message.reply ?? { nodes: [] });

beforeEach(async () => {
  clock = fakeClock();
  channel = fakeTransport();
  service = createQuizzes(
    surroundings({
      store: memoryStore(),
      clock,
      views: quizViews,
      make: async ({ seed }) => severalQuestion(seed),
      grade: async (question, answer) => grade(question, answer),
      transports: new Map([['discord', { transport: channel.transport, solo: false }]]),
    }),
  );
  quizzes = methodsOf(service.quizzes);
  await quizzes.start(who('host'), { rounds: 1, seconds: 45, seed: 7 });
  await service.sweep();
  await quizzes.join(who('ada'));
  await quizzes.join(who('bo'));
  await quizzes.begin(who('host'));
  await service.sweep();
  session = /answer (\w+)\.1/.exec(last('post'))?.[1] ?? '';
});

describe('a question of which all right options are to be chosen', () => {
  it('says so, and a press takes an option up and another puts it back', async () => {
    expect(last('post')).toContain('Choose all that are right.');
    expect(await say('ada', '±A')).toContain('Chosen so far: A. Press a letter again to take it back.');
    expect(await say('ada', '±D')).toContain('Chosen so far: A, D.');
    expect(await say('ada', '±C')).toContain('Chosen so far: A, C, D.');
    expect(await say('ada', '±D')).toContain('Chosen so far: A, C.');
    expect(await say('ada', '±A')).toContain('Chosen so far: C.');
    expect(await say('ada', '±C')).toBe('You have chosen nothing now.');
  });

  it('goes on with its buttons in a task, until what is chosen is said to be all', async () => {
    await service.quizzes.perform(verbOf('stop'), undefined, who('host'));
    const assigned = verbOf('assign').read?.(
      { due: 'in 2 days', rounds: 1, feedback: 'after', again: false, show: false, end: false, stop: false },
      {},
    );
    session =
      /assign (\w+) /.exec(toText(await service.quizzes.perform(verbOf('assign'), assigned, who('host'))))?.[1] ?? '';
    const first = await say('ada', '±A');
    expect(first).toContain('Chosen so far: A tanh.');
    for (const letter of ['A', 'B', 'C', 'D']) expect(first).toContain(`/quiz answer ${session}.1 ±${letter}`);
    expect(await say('ada', '±C')).toContain('Chosen so far: A tanh; C relu.');
    await say('ada', '±A');
    expect(await say('ada', '±C')).toContain('You have chosen nothing now.');
    await say('ada', '±B');
    expect(await say('ada', '±')).toContain('Question 1 is noted: B `x`.');
  });

  it('says which of its buttons stand for what is chosen now', async () => {
    const chosen = async (text: string, keyed = true, unknown = false): Promise<string[] | undefined> =>
      (await reply('ada', text, keyed, unknown)).chosen?.map((line) => line.replace(`/quiz answer ${session}.1 `, ''));
    expect(await chosen('±C')).toEqual(['±C']);
    expect(await chosen('±A')).toEqual(['±A', '±C']);
    expect(await chosen('±C')).toEqual(['±A']);
    expect(await chosen('±A')).toEqual([]);
    expect(await chosen('', true, true)).toEqual(['--unknown']);
    // Whoever said that they do not know has answered, and may still change it.
    expect(await chosen('±D')).toEqual(['±D', '±']);
    expect(await chosen('b and c', false)).toEqual(['±B', '±C', '±']);
    // Every one of them is the line of a button.
    for (const line of ['±A', '±B', '±C', '±D', '±', '--unknown'])
      expect(JSON.stringify(lastPost().nodes)).toContain(`"/quiz answer ${session}.1 ${line}"`);
  });

  it('loses no press of one that come at the same time', async () => {
    await Promise.all(['±A', '±B', '±C', '±D', '±B', '±D'].map((text) => say('ada', text)));
    expect(await say('ada', '±')).toContain('Noted: A, C.');
  });

  it('waits for those who still choose, until they say that this is all', async () => {
    await say('ada', 'AC', false);
    await say('bo', '±A');
    await pass(30);
    expect(posts()).toEqual(['A quiz begins', 'Question 1 of 1']);
    expect(last('edit')).toContain('1 of 2');
    expect(await say('bo', '±')).toContain('Noted: A. You can change it until time is up.');
    await pass(6);
    expect(posts()).toEqual(['A quiz begins', 'Question 1 of 1', 'Answer to question 1 of 1']);
  });

  it('counts what is chosen when time is up, and grades it by the share of what is right', async () => {
    await say('ada', '±A');
    await say('ada', '±C');
    await say('bo', '±A');
    await pass(75);
    const reveal = channel.sent.find(({ message }) => toText(message.reply).startsWith('Answer to'));
    const text = toText(reveal?.message.reply ?? { nodes: [] });
    expect(text).toContain('A ✔ ██████████ 2  tanh');
    expect(text).toContain('C ✔ █████····· 1  relu');
    expect(text).toContain('D ✘ ·········· 0  loss');
    expect(toText(await quizzes.mine(who('bo')))).toContain('0.5 of 1 point');
    expect(toText(await quizzes.mine(who('ada')))).toContain('1 of 1 point');
  });

  it.each([
    ['AC', 'Noted: A, C.'],
    ['a, c', 'Noted: A, C.'],
    ['C and A', 'Noted: A, C.'],
    ['(A) (D)', 'Noted: A, D.'],
    ['relu', 'Noted: C.'],
    ['B', 'Noted: B.'],
  ])('takes %s as it is typed, as the whole answer', async (text, noted) => {
    expect(await say('ada', text, false)).toContain(noted);
  });

  it.each(['AE', 'AA', 'hello', 'A or not', '-3'])('refuses %s and says what to do', async (text) => {
    await expect(say('ada', text, false)).rejects.toThrow(/letters of all that are right/);
  });

  it('refuses to be done with nothing, an option that there is not, and a sign where one is right', async () => {
    await expect(say('ada', '±')).rejects.toThrow('You have chosen nothing yet.');
    await say('ada', '±A');
    await say('ada', '±A');
    await expect(say('ada', '±')).rejects.toThrow('You have chosen nothing yet.');
    await expect(say('ada', '±H')).rejects.toThrow('There is no such option.');
  });

  it('forgets who chooses with everything else of a person', async () => {
    await say('bo', '±A');
    await say('ada', 'AC', false);
    await quizzes.forgetMe(who('bo'));
    await pass(20);
    expect(posts()).toContain('Answer to question 1 of 1');
  });
});
