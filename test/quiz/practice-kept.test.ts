import { beforeEach, describe, expect, it } from 'vitest';
import { parseLine } from '../../src/command/parse.ts';
import type { Requester } from '../../src/command/requester.ts';
import type { UserError } from '../../src/errors.ts';
import { grade } from '../../src/questions/grading/grade.ts';
import { letterOf } from '../../src/questions/letters.ts';
import { makeQuestion } from '../../src/questions/make.ts';
import type { Question } from '../../src/questions/question.ts';
import { newRow } from '../../src/quiz/bank/entry.ts';
import { placeOf } from '../../src/quiz/bank/place.ts';
import { createQuizzes, type QuizService } from '../../src/quiz/host/create.ts';
import type { QuizzesOptions } from '../../src/quiz/host/options.ts';
import { wantedOf } from '../../src/quiz/practice.ts';
import { answered, type Outcome, seriesFor } from '../../src/quiz/practice-series.ts';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import type { BankStore } from '../../src/store/bank-store.ts';
import { commands } from '../commands/run.ts';
import { memoryBank } from '../support/banks.ts';
import { memoryStore } from './host/memory-store.ts';
import { type FakeClock, fakeClock, plainQuestion, surroundings, visitor } from './host/rig.ts';

let clock: FakeClock;
let store: ReturnType<typeof memoryStore>;
let service: QuizService;
let bank: BankStore;

function open(more: Partial<QuizzesOptions> = {}): void {
  service = createQuizzes(
    surroundings({
      store,
      clock,
      bank,
      make: async (wanted) => makeQuestion(wanted),
      grade: async (question, answer) => grade(question, answer),
      ...more,
    }),
  );
}

beforeEach(() => {
  clock = fakeClock();
  store = memoryStore();
  bank = memoryBank();
  open();
});

const who = (user = 'ada'): Requester => visitor(user, clock.now());
async function ask(line: string, user?: string): Promise<Reply> {
  const { command, values } = parseLine(line, commands);
  return (await command.act?.(values, { services: service, who: who(user), files: {} })) as Reply;
}
const textOf = (reply: Reply): string => toText(reply);
const buttonsOf = ({ nodes }: Reply): Record<string, string> =>
  Object.fromEntries(
    nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons.map(({ label, command }) => [label, command]) : [],
    ),
  );
const questionOf = (reply: Reply): Question => {
  const { values } = parseLine(buttonsOf(reply)['A'] as string, commands);
  return makeQuestion(wantedOf(values));
};
const rightOf = (reply: Reply): string => letterOf(questionOf(reply).options.findIndex(({ right }) => right));
const wrongOf = (reply: Reply): string => letterOf(questionOf(reply).options.findIndex(({ right }) => !right));
/** Answers the question of a reply. */
const press = (reply: Reply, label: string, user?: string): Promise<Reply> =>
  ask(buttonsOf(reply)[label] as string, user);

describe('practice that is kept', () => {
  it('begins with a question of their own for each person, and begins where it was left', async () => {
    const firsts = await Promise.all(['ada', 'ben', 'cleo', 'dan'].map((user) => ask('/quiz practice', user)));
    expect(new Set(firsts.map((reply) => JSON.stringify(reply))).size).toBe(4);
    const [first] = firsts as [Reply];
    expect(await ask('/quiz practice')).toEqual(first);
    const graded = await press(first, rightOf(first));
    expect(textOf(graded)).toContain('1 answered, 1 right.');
    expect(buttonsOf(graded)['Next question']).toBe('/quiz practice');
    open();
    const second = await ask('/quiz practice');
    expect(textOf(second)).toContain('Practice: question 2');
    expect(textOf(second)).toContain('Level 1. 1 answered, 1 right.');
  });

  it('counts the first answer to each question, once, however often it comes', async () => {
    const first = await ask('/quiz practice');
    const wrong = wrongOf(first);
    const replies = await Promise.all([press(first, wrong), press(first, wrong), press(first, wrong)]);
    for (const reply of replies) expect(textOf(reply)).toContain('✘');
    const right = await press(first, rightOf(first));
    expect(textOf(right)).toContain('✔ Right.');
    expect(textOf(await ask('/quiz practice'))).toContain('1 answered, 0 right.');
  });

  it('says what was graded with the first answer alone, with the hint and the time it took', async () => {
    const first = await ask('/quiz practice');
    expect(first.graded).toBeUndefined();
    clock.pass(7_000);
    const hinted = await press(first, 'Hint');
    expect(hinted.graded).toBeUndefined();
    clock.pass(5_000);
    const { type, level, seed } = questionOf(first);
    const graded = await press(hinted, rightOf(hinted));
    expect(graded.graded).toEqual([
      {
        key: expect.stringMatching(new RegExp(`^${type}\\.\\d+\\.${level}\\.${seed}$`)),
        skill: `${type}.${level}`,
        score: 1,
        note: 'right',
        offered: expect.arrayContaining([expect.any(String)]),
        hint: true,
        seconds: 12,
      },
    ]);
    expect((await press(first, wrongOf(first))).graded).toBeUndefined();
    const next = await ask('/quiz practice');
    const wrong = await press(next, wrongOf(next));
    expect(wrong.graded).toMatchObject([{ skill: expect.any(String), seconds: 0 }]);
    expect(wrong.graded?.[0]?.hint).toBeUndefined();
    expect((await press(wrong, 'Show the answer')).graded).toBeUndefined();
    const shown = await ask('/quiz practice');
    const solved = await ask((buttonsOf(shown)['A'] as string).replace(/--answer A/, '--solution'));
    expect(solved.graded).toMatchObject([{ score: 0, note: 'unknown' }]);
  });

  it('follows the level: up after three right in a row, down after two that are not', async () => {
    const says: string[] = [];
    const round = async (right: boolean): Promise<void> => {
      const asked = await ask('/quiz practice');
      says.push(textOf(await press(asked, right ? rightOf(asked) : wrongOf(asked))));
    };
    for (const right of [true, true, true]) await round(right);
    expect(says[1]).not.toContain('level');
    expect(says[2]).toContain('3 answered, 3 right, all in a row. 3 right in a row: level 2 comes next.');
    expect(questionOf(await ask('/quiz practice')).level).toBe(2);
    for (const right of [false, false]) await round(right);
    expect(says[4]).toContain('2 in a row were not right: level 1 comes next.');
    expect(questionOf(await ask('/quiz practice')).level).toBe(1);
  });

  it('keeps a series for each choice, and stays at a level that was chosen', async () => {
    for (let i = 0; i < 4; i++) {
      const asked = await ask('/quiz practice --topic loss --level 4');
      expect(questionOf(asked).level).toBe(4);
      await press(asked, rightOf(asked));
    }
    expect(textOf(await ask('/quiz practice --topic loss --level 4'))).toContain('question 5');
    expect(textOf(await ask('/quiz practice'))).toContain('question 1');
    expect(questionOf(await ask('/quiz practice --topic activation')).level).toBe(4);
  });

  it('leaves lines with another seed exact, and keeps nothing of them', async () => {
    const line = '/quiz practice --seed 5 --number 2';
    const { command, values } = parseLine(line, commands);
    expect(await ask(line)).toEqual(command.run?.(values, { files: {} }));
    expect(await ask(`${line} --answer B`)).toEqual(
      command.run?.(parseLine(`${line} --answer B`, commands).values, { files: {} }),
    );
    expect(await store.practice('discord:1', 'ada')).toBeUndefined();
  });

  it('takes an answer without a seed for the question that was shown, and none before', async () => {
    await expect(ask('/quiz practice --answer A')).rejects.toMatchObject({ code: 'E_NO_QUESTION_OPEN' });
    const first = await ask('/quiz practice');
    expect(textOf(await ask(`/quiz practice --answer ${rightOf(first)}`))).toContain('✔ Right.');
    await expect(ask('/quiz practice --answer A')).rejects.toMatchObject({ code: 'E_NO_QUESTION_OPEN' });
  });

  it('goes on behind the solution, which is no answer', async () => {
    const first = await ask('/quiz practice');
    await ask(`${buttonsOf(first)['A']?.replace(/--answer A$/, '--solution')}`);
    expect(textOf(await ask('/quiz practice'))).toMatch(/question 2[\s\S]*right in a row bring the next level/);
  });
});

describe('practice with own questions', () => {
  const bring = async (...seeds: number[]): Promise<void> => {
    const rows = seeds.map((seed) => newRow({ ...plainQuestion(seed), type: 'own' }, `q00000${seed + 10}`, 'ada'));
    const change = { ...placeOf(who(), 'me'), user: 'ada', what: 'an import', now: clock.now() };
    await bank.change(change, (heads) => ({ remove: heads.map(({ id }) => id), add: rows }));
  };

  it('needs some', async () => {
    await expect(ask('/quiz practice --topic own')).rejects.toMatchObject({ code: 'E_NO_QUESTIONS_OF_OWN' });
  });

  it.each([
    ['2 1/3', ['2 + 1/3', '2*1/3']],
    ['1,500', ['1.500', '1500']],
    ['-2 1/3', ['-(2 + 1/3)', '-2*1/3']],
  ])('answers `%s`, which may mean two things, with a line for each', async (typed, texts) => {
    await bring(1);
    const reply = await ask('/quiz practice --topic own');
    const line = `${buttonsOf(reply)['Type my answer']} "${typed}"`;
    const refused = (await ask(line).catch((error: unknown) => error)) as UserError;
    expect(refused).toMatchObject({ choices: [], remedies: [expect.any(String), expect.any(String)] });
    expect(refused.remedies.map((remedy) => parseLine(remedy, commands).values['text'])).toEqual(texts);
    for (const remedy of refused.remedies) expect(textOf(await ask(remedy))).toContain('✘');
  });

  it('keeps what cannot be read in a form, to be put right', async () => {
    await bring(1);
    const reply = await ask('/quiz practice --topic own');
    const line = buttonsOf(reply)['Type my answer'] as string;
    const refused = await ask(`${line} "four, I think"`).catch((error: unknown) => error);
    expect(refused).toMatchObject({ again: { command: line, filled: 'four, I think' } });
  });

  it('asks each once before one comes again', async () => {
    await bring(1, 2, 3);
    const asked = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const reply = await ask('/quiz practice --topic own');
      asked.add(/question (\d)\n/.exec(textOf(reply).replace(/Practice: question \d/, ''))?.[1] ?? '');
      expect(textOf(await press(reply, 'A'))).toContain('✔ Right.');
    }
    expect([...asked].sort()).toEqual(['1', '2', '3']);
    expect(textOf(await ask('/quiz practice --topic own'))).toContain('question 4');
  });

  it('grades nothing against a question that was changed or deleted since', async () => {
    await bring(1);
    const reply = await ask('/quiz practice --topic own');
    await bring(2);
    const changed = await press(reply, 'A');
    expect(textOf(changed)).toContain('changed or deleted since it was shown, so nothing is graded');
    expect(textOf(await press(changed, 'Fresh question'))).toContain('question 2');
  });
});

it('the level of a series stays within those that there are', () => {
  const outcomes: Outcome[] = ['right', 'wrong', 'seen'];
  let state = 7;
  const draw = (most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  for (const topic of ['graph', 'activation', 'training', undefined]) {
    let series = seriesFor({}, { topic }, 5, 0);
    for (let i = 0; i < 400; i++) {
      series = answered(series, { topic }, outcomes[draw(10) < 6 ? 0 : 1 + draw(2)] as Outcome, 9);
      expect(() => makeQuestion({ topic, level: series.level, seed: i })).not.toThrow();
      expect(series.right).toBeLessThanOrEqual(series.answered);
    }
    expect(series.number).toBe(401);
  }
});
