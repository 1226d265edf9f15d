import { beforeEach, describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/command/parse.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import type { Question } from '../../../src/questions/question.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import type { FileNode, Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { commands } from '../../commands/run.ts';
import { memoryStore } from './memory-store.ts';
import { type FakeClock, fakeClock, plainQuestion, surroundings, visitor } from './rig.ts';

let clock: FakeClock;
let service: QuizService;
let store: ReturnType<typeof memoryStore>;
/** What is asked first. */
let first: Question[];

beforeEach(() => {
  clock = fakeClock();
  store = memoryStore();
  first = [];
  service = createQuizzes({
    ...surroundings({ store, clock }),
    make: async ({ seed }) => first.shift() ?? plainQuestion(seed),
    grade: async (question, answer) => grade(question, answer),
  });
});

async function ask(line: string, user = 'host', more = {}): Promise<Reply> {
  const { command, values } = parseLine(line, commands);
  const who = visitor(user, clock.now(), more);
  return (await command.act?.(values, { services: service, who, files: {} })) as Reply;
}
const say = async (line: string, user?: string): Promise<string> => toText(await ask(line, user));
const why = (line: string, user?: string): Promise<string> =>
  ask(line, user).then(toText, (error: Error) => error.message);

/** A task of two questions with these answers, ended; its key. */
async function task(answers: Readonly<Record<string, readonly string[]>>): Promise<string> {
  clock.pass(60_000);
  await ask('/quiz assign --rounds 2 --due in 2 days');
  const key = (await store.tasks('discord:1', 'c', 1))[0]?.key ?? '';
  for (const [user, given] of Object.entries(answers))
    for (const [i, answer] of given.entries()) await ask(`/quiz answer ${key}.${i + 1} ${answer}`, user);
  await ask(`/quiz assign ${key} --end`);
  return key;
}

describe('reports', () => {
  it('have each question, whole names, and a picture of the shares', async () => {
    const key = await task({ ada: ['A', 'B'], ben: ['B', 'B'], '=cleo': ['C', '--unknown'] });
    const reply = await ask(`/quiz report ${key} --detail full`);
    expect(toText(reply)).toContain('3 people gave 6 answers to 2 questions; 1 was right.');
    expect(toText(reply)).toMatch(/• 1 `?question \d+`? – 1 of 3 right\. Most often wrong: /);
    const picture = reply.nodes.find((node) => node.kind === 'picture' && node.name === 'answers');
    expect(picture).toMatchObject({
      alt: expect.stringContaining('Question 1: A ✔ 33 %, B ✘ 33 %, C ✘ 33 %. Question 2: B ✘ 67 %, ? 33 %.'),
    });
    expect(toText(reply)).not.toMatch(/ADA|BEN|CLEO/);
    expect(await why(`/quiz report ${key}`, 'ada')).toMatch(/^Only the host/);
  });

  it('count what is right in part apart, and of several options each among the people', async () => {
    const { typed: _, ...several } = plainQuestion(1);
    const options = several.options.map((option, i) => ({ ...option, right: i < 2, bugs: [] }));
    const pairs: Question['typed'] = { kind: 'pairs', left: ['a', 'b'], right: ['x', 'y'], key: [1, 0] };
    first = [
      { ...several, several: true, options },
      { ...several, type: 'pairs', options: [], typed: pairs },
    ];
    const key = await task({ ada: ['AB', '1B 2A'], ben: ['AC', '1A 2A'], cleo: ['A', '1A 2B'], dan: ['A', '1B 2A'] });
    const reply = await ask(`/quiz report ${key} --detail full`);
    expect(reply.nodes.find((node) => node.kind === 'picture' && node.name === 'answers')).toMatchObject({
      alt: expect.stringContaining(
        'Question 1: several are chosen, % is of the people. Question 1: A ✔ 100 %, B ✔ 25 %, C ✘ 25 %. Question 2: typed ✔ 50 %, typed ½ 25 %, typed ✘ 25 %.',
      ),
    });
    const people = toText(await ask(`/quiz report ${key} --people`));
    expect(people).toMatch(/ADA +✔ +✔ +2/);
    expect(people).toMatch(/BEN +✘ +½ +0\.5/);
    expect(people).toMatch(/CLEO +½ +✘ +0\.5/);
  });

  it('name people to the host alone, with the same as CSV in which no cell is a formula', async () => {
    const key = await task({ ada: ['A', 'A'], '=cleo': ['B', '--unknown'], dan: ['A'] });
    const reply = await ask(`/quiz report ${key} --people`);
    expect(toText(reply)).toMatch(/ADA +✔ +✔ +2/);
    expect(toText(reply)).toMatch(/DAN +✔ +– +1/);
    expect(toText(reply)).toMatch(/=CLEO +[½✘] +\?/);
    const file = reply.nodes.find((node): node is FileNode => node.kind === 'file');
    expect(file?.text).toContain('name,question 1,question 2,points,late');
    expect(file?.text).toContain('ADA,1,1,2,no');
    expect(file?.text).toContain("'=CLEO");
    expect(file?.text).toContain('DAN,1,,1,no');
    expect(await why(`/quiz report ${key} --people`, 'ada')).toMatch(/^Only the host/);
  });

  it('say of a question that was skipped that it was, everywhere', async () => {
    await ask('/quiz start --rounds 3 --seconds 45');
    for (const user of ['ada', 'ben']) await ask('/quiz join', user);
    await ask('/quiz begin');
    for (const lines of [['/quiz answer A', '/quiz answer B'], ['/quiz answer A', '/quiz skip'], ['/quiz reveal']]) {
      await service.sweep();
      const [first = '', second] = lines;
      await ask(first, first === '/quiz reveal' ? 'host' : 'ada');
      if (second !== undefined) await ask(second, second === '/quiz skip' ? 'host' : 'ben');
      for (let i = 0; i < 30; i++) {
        clock.pass(1_000);
        await service.sweep();
      }
    }
    const reply = await ask('/quiz report --detail full');
    expect(toText(reply)).toContain('2 people gave 2 answers to 2 questions; 1 was right. 1 question was skipped.');
    expect(toText(reply)).toMatch(/• 2 `?question \d+`? – skipped: it counts for nobody\.\n/);
    expect(toText(reply)).toMatch(/• 3 `?question \d+`? – 0 of 0 right\./);
    const picture = reply.nodes.find((node) => node.kind === 'picture' && node.name === 'answers');
    expect(picture).toMatchObject({ alt: expect.stringMatching(/Question 1: [^.]+\. Question 3: no answer\.$/) });
    const people = await ask('/quiz report --people');
    expect(toText(people)).toContain('– no answer; s skipped. ');
    expect(toText(people)).toMatch(/ADA +✔ +s +– +1/);
    const csvs = [people, await ask('/quiz export')].map(({ nodes }) =>
      nodes.find((node): node is FileNode => node.kind === 'file')?.text.split('\r\n'),
    );
    expect(csvs[0]).toContain('ADA,1,skipped,,1,no');
    expect(csvs[1]?.filter((line) => line.startsWith('2,'))).toEqual([expect.stringMatching(/,,,,,,,skipped,$/)]);
    expect(csvs[1]?.filter((line) => line.startsWith('1,'))).toHaveLength(2);
  });

  it('are exported by the buttons below them, of this task and no other', async () => {
    const first = await task({ ada: ['A'] });
    await task({ ben: ['A', 'B'], cleo: ['B'] });
    await ask('/quiz start --rounds 1');
    const { nodes } = await ask(`/quiz report ${first}`);
    const buttons = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    const press = async (label: string): Promise<FileNode> => {
      const line = buttons.find((button) => button.label === label)?.command ?? '';
      return (await ask(line)).nodes.find((node): node is FileNode => node.kind === 'file') as FileNode;
    };
    const answers = await press('Answers as CSV');
    expect(answers.name).toMatch(/^task-.*\.csv$/);
    expect(answers.text).toMatch(/,ADA,right,yes,/);
    expect(answers.text).not.toMatch(/BEN|CLEO/);
    expect((await press('Questions as GIFT')).text.match(/SECRET/g)).toHaveLength(2);
    expect(await why(`/quiz export ${first}`, 'ada')).toMatch(/^Only the host/);
    await expect(ask(`/quiz export ${first}`, 'host', { channel: 'd' })).rejects.toMatchObject({
      code: 'E_UNKNOWN_QUIZ',
    });
    await expect(ask(`/quiz export ${first} --from x`)).rejects.toMatchObject({ code: 'E_TWO_SOURCES' });
  });

  it('name nobody before the end of a task', async () => {
    await ask('/quiz assign --rounds 2 --due in 2 days');
    const key = (await store.tasks('discord:1', 'c', 1))[0]?.key ?? '';
    await ask(`/quiz answer ${key}.1 B`, 'ada');
    expect(await say(`/quiz report ${key} --detail full`)).toContain(
      '1 person gave 1 answer to 2 questions; 0 were right.',
    );
    for (const line of [`/quiz report ${key} --people`, `/quiz export ${key}`])
      expect(await why(line)).toBe('Names come after the end of the task.');
    expect(await say(`/quiz export ${key} --as gift`)).toContain("2 questions in Moodle's GIFT format");
  });

  it('tell over a season which misconceptions went away', async () => {
    await task({ ada: ['B', 'C'], ben: ['B', 'A'] });
    await task({ ada: ['A', 'C'], ben: ['A', 'A'] });
    const reply = await say('/quiz report --season 2026-11');
    expect(reply).toContain('Season 2026-11: 1 misconception went away, 1 is still there');
    expect(reply).toMatch(
      /Went away:\n\n• .*: 2 of 4 answers on 2026-11-15 at \d\d:\d\d UTC, 0 of 4 answers at \d\d:\d\d UTC/,
    );
    expect(reply).toContain('From 2 quizzes and tasks here.');
    expect(await why('/quiz report --season 2026-11', 'ada')).toContain('You hosted no quiz or task here');
    await expect(ask('/quiz report --season 2026-10')).rejects.toMatchObject({
      message: 'There was no quiz and no task here in 2026-10.',
      remedies: ['/quiz report --season 2026-11'],
    });
  });

  it('say what is wrong with a key', async () => {
    await task({ ada: ['A'] });
    expect(await why('/quiz report nothing')).toContain('I know no quiz `nothing` here.');
    expect(await say('/quiz report')).toContain('1 person gave 1 answer to 2 questions; 1 was right.');
  });
});
