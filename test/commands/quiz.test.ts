import { describe, expect, it } from 'vitest';
import { withInput } from '../../src/command/format.ts';
import { parseLine } from '../../src/command/parse.ts';
import type { Requester } from '../../src/command/requester.ts';
import { UserError } from '../../src/errors.ts';
import { recordingQuizzes } from '../support/quizzes.ts';
import { commands } from './run.ts';

const who: Requester = { tenant: 't', channel: 'c', user: 'u', name: 'Ana', manages: false, at: new Date(0) };

/** What a line asks of the quizzes: the method and its arguments behind the requester. */
async function ask(line: string, files: Record<string, string> = {}): Promise<unknown[]> {
  const { command, values } = parseLine(line, commands);
  const { quizzes, asked } = recordingQuizzes();
  await command.act?.(values, { services: { quizzes }, who, files });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.who).toBe(who);
  return [asked[0]?.what, ...(asked[0]?.rest ?? [])];
}

describe('/quiz', () => {
  it.each<[line: string, asked: unknown[]]>([
    ['/quiz start', ['start', { rounds: 5, seconds: 60, level: undefined }]],
    [
      '/quiz start --topic own --level 3 --rounds 10 --seconds 90 --seed 7',
      ['start', { topic: 'own', level: 3, rounds: 10, seconds: 90, seed: 7 }],
    ],
    ['/quiz begin', ['begin']],
    ['/quiz join', ['join']],
    ['/quiz answer B', ['answer', { kind: 'text', text: 'B' }, undefined]],
    ['/quiz answer b*(1 - t^2)', ['answer', { kind: 'text', text: 'b*(1 - t^2)' }, undefined]],
    ['/quiz answer -3', ['answer', { kind: 'text', text: '-3' }, undefined]],
    ['/quiz answer s7Kq2mPa.3 B', ['answer', { kind: 'option', index: 1 }, 's7Kq2mPa.3']],
    ['/quiz answer s7Kq2mPa.3 "b"', ['answer', { kind: 'text', text: 'b' }, 's7Kq2mPa.3']],
    ['/quiz answer s7Kq2mPa.3 "-3 --x"', ['answer', { kind: 'text', text: '-3 --x' }, 's7Kq2mPa.3']],
    ['/quiz answer s7Kq2mPa.3 --unknown', ['answer', { kind: 'unknown' }, 's7Kq2mPa.3']],
    ['/quiz answer --unknown', ['answer', { kind: 'unknown' }, undefined]],
    ['/quiz hint', ['hint', undefined]],
    ['/quiz hint s7Kq2mPa.3', ['hint', 's7Kq2mPa.3']],
    ['/quiz mine s7Kq2mPa.3', ['mine', 's7Kq2mPa.3']],
    ['/quiz stop', ['stop']],
    ['/quiz resume', ['resume']],
    ['/quiz lead', ['lead']],
    ['/quiz status', ['status']],
    ['/quiz scores', ['scores', undefined]],
    ['/quiz scores --season 2026-10', ['scores', '2026-10']],
    ['/quiz report', ['report', { detail: 'brief', page: 1, people: false, season: undefined, quiz: undefined }]],
    [
      '/quiz report --detail full',
      ['report', { detail: 'full', page: 1, people: false, season: undefined, quiz: undefined }],
    ],
    ['/quiz export', ['export', { as: 'csv' }]],
    ['/quiz export --as gift', ['export', { as: 'gift' }]],
    ['/quiz export s7Kq2mPa --as gift', ['export', { as: 'gift', quiz: 's7Kq2mPa' }]],
    ['/quiz export --from all', ['export', { as: 'gift', from: 'all' }]],
    [
      '/quiz import --format csv prompt,right\nx,"1"',
      ['import', { text: 'prompt,right\nx,"1"', as: 'csv', replace: false, pasted: true }],
    ],
    ['/quiz import --file q.yaml', ['import', { text: '- prompt: x', ofFile: 'q', replace: false, pasted: false }]],
    [
      '/quiz import --as gift --name "Unit 3" --for me --replace Q {=a ~b}',
      ['import', { text: 'Q {=a ~b}', as: 'gift', topic: 'Unit 3', for: 'me', replace: true, pasted: true }],
    ],
    [
      '/quiz bank chain rule',
      ['bank', { text: 'chain rule', page: 1, answers: false, as: 'yaml', undo: false, copy: false }],
    ],
    [
      '/quiz bank --edit 12 Q {=a ~b}',
      ['bank', { text: 'Q {=a ~b}', edit: '12', page: 1, answers: false, as: 'yaml', undo: false, copy: false }],
    ],
    ['/quiz start --from "unit 3" --rounds ALL', ['start', { from: 'unit 3', rounds: 'all', seconds: 60 }]],
    ['/quiz forget-me', ['forgetMe', { keepQuestions: false }]],
  ])('%s', async (line, asked) => {
    expect(await ask(line, { 'q.yaml': '- prompt: x' })).toEqual(asked);
  });

  it.each<[line: string, message: string]>([
    ['/quiz answer', 'There is no answer.'],
    ['/quiz answer s7Kq2mPa.3', 'There is no answer.'],
    ['/quiz answer B --unknown', 'This is an answer, and `--unknown` says that there is none.'],
    ['/quiz import --file q.yaml Q {=a ~b}', 'There are questions from two places at once.'],
    ['/quiz start --rounds 0', '`rounds`: it is a whole number up to 20, or all for imported questions.'],
    ['/quiz bank --show 1 --delete 1', '`--show` and `--delete` are two things to do.'],
    ['/quiz start --seconds 44', '`seconds` must be at least 45, not `44`.'],
    ['/quiz start --level 6', '`level` must be at most 5, not `6`.'],
    ['/quiz start --topic grph', '`topic` cannot be `grph`.'],
    ['/quiz scores --season 2026-13', '`season`: a month is written 2026-10.'],
  ])('%s is refused', async (line, message) => {
    const refused = await ask(line).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    expect((refused as UserError).message).toBe(message);
  });

  it.each([
    ['/quiz import', ''],
    ['/quiz import --format gift', ' --as gift'],
    ['/quiz import --replace --for me --topic "a b"', ' --topic "a b" --for me --replace'],
  ])('%s asks for the questions in a form, where lines stay lines', async (line, more) => {
    const { command, values } = parseLine(line, commands);
    const { quizzes, asked } = recordingQuizzes();
    const reply = await command.act?.(values, { services: { quizzes }, who, files: {} });
    const [button] = reply?.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : [])) ?? [];
    expect(button).toMatchObject({ command: `/quiz import${more}`, input: 'Your questions', long: true });
    expect(asked).toEqual([]);
    const text = '- prompt: "What is `a*b`?"\n  options:\n    - \'* a \\ b\'\n    - "&lt;“b”"\n';
    const [, given] = await ask(withInput(button?.command ?? '', text));
    expect(given).toMatchObject({ text });
  });

  it('answers each one alone; only the scores are for all', () => {
    const shared = commands.filter(({ name, private: alone }) => name.startsWith('quiz ') && !alone);
    expect(shared.map(({ name }) => name)).toEqual(['quiz scores']);
  });
});
