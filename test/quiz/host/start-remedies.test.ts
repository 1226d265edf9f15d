import { describe, expect, it } from 'vitest';
import { parseLine } from '../../../src/command/parse.ts';
import { UserError } from '../../../src/errors.ts';
import { readQuestions } from '../../../src/questions/formats/read.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { createQuizzes } from '../../../src/quiz/host/create.ts';
import { commands } from '../../commands/run.ts';
import { memoryBank } from '../../support/banks.ts';
import { memoryStore } from './memory-store.ts';
import { fakeClock, surroundings, visitor } from './rig.ts';

const UNIT = 'Why? {=b ~a}\n\nHow? {=b ~a}';

/** A place with or without imported questions, where a line is tried. */
async function place(brought: boolean): Promise<(line: string) => Promise<UserError | undefined>> {
  const clock = fakeClock();
  const { quizzes } = createQuizzes(
    surroundings({
      store: memoryStore(),
      bank: memoryBank(),
      clock,
      readQuestions: async (text, as) => readQuestions(text, as),
      make: async (wanted) => makeQuestion(wanted),
    }),
  );
  const attempt = async (line: string): Promise<UserError | undefined> => {
    const { command, values } = parseLine(line, commands);
    try {
      await command.act?.(values, { services: { quizzes }, who: visitor('ana', clock.now()), files: {} });
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  };
  if (brought) expect(await attempt(`/quiz import --topic "unit 3" ${UNIT}`)).toBeUndefined();
  return attempt;
}

const START = '/quiz start';
const ASSIGN = '/quiz assign --due "Friday 18:00" --zone Europe/Berlin --feedback now';

describe.each([
  ['a quiz', START],
  ['a task', ASSIGN],
])('what is refused for %s has remedies that fit it and work', (_, command) => {
  it.each<[options: string, code: string, brought: boolean, remedies: readonly string[]]>([
    ['--from "unit 4"', 'E_UNKNOWN_SET', true, ['--from "unit 3" --rounds N']],
    ['--from "unit 4" --order mine --rounds 2', 'E_UNKNOWN_SET', true, ['--order mine --rounds 2 --from "unit 3"']],
    ['--from "unit 4" --rounds 5', 'E_UNKNOWN_SET', true, ['--from "unit 3" --rounds N']],
    ['--topic own --level 5', 'E_NO_QUESTION_AT_LEVEL', true, ['--topic own --rounds N']],
    [
      '--topic graph --from "unit 3" --rounds 2',
      'E_TWO_SOURCES',
      true,
      ['--topic graph --rounds 2', '--from "unit 3" --rounds 2'],
    ],
    [
      '--topic graph --order mine --level 3',
      'E_ONLY_BROUGHT',
      true,
      ['--topic graph --level 3', '--topic own --order mine --rounds N'],
    ],
    ['--topic graph --order mine', 'E_ONLY_BROUGHT', false, ['--topic graph']],
    ['--rounds all --seed 7', 'E_ONLY_BROUGHT', false, ['--seed 7']],
    ['--rounds 200 --topic graph', 'E_OPTION_VALUE', false, ['--topic graph --rounds 20']],
    ['--topic own --rounds 200', 'E_OPTION_VALUE', true, ['--topic own --rounds 100']],
  ])('%s', async (options, code, brought, remedies) => {
    const refused = await (await place(brought))(`${command} ${options}`);
    expect(refused?.code).toBe(code);
    expect(refused?.remedies.map((line) => line.replace(/--rounds (5|all)/, '--rounds N'))).toEqual(
      remedies.map((rest) => `${command} ${rest}`.trim()).map((line) => expect.stringMatching(sameOptions(line))),
    );
    for (const line of refused?.remedies ?? []) expect(await (await place(brought))(line)).toBeUndefined();
  });
});

/** Options in any order. */
const sameOptions = (line: string): RegExp =>
  new RegExp(
    `^${line
      .match(/--\S+ (?:"[^"]*"|\S+)/g)
      ?.map((option) => `(?=.* ${option}(?: |$))`)
      .join('')}/quiz \\w+(?: --\\S+ (?:"[^"]*"|\\S+)){${line.match(/--/g)?.length}}$`,
  );

it('asks the steps of one formula, and says what cannot stand beside them', async () => {
  const attempt = await place(false);
  const refused = await attempt('/quiz start --steps "a*b a=2 b=3" --topic graph');
  expect(refused?.code).toBe('E_TWO_SOURCES');
  expect(refused?.remedies).toEqual(['/quiz start --steps "a*b a=2 b=3"', '/quiz start --topic graph']);
  for (const line of refused?.remedies ?? []) expect(await (await place(false))(line)).toBeUndefined();
});

it('offers the time zone that is spelled like it, with all that was typed', async () => {
  const attempt = await place(false);
  const refused = await attempt('/quiz assign --topic graph --level 3 --due "Friday 18:00" --zone Europe/Berlim');
  expect(refused?.remedies).toEqual(['/quiz assign --due "Friday 18:00" --zone Europe/Berlin --topic graph --level 3']);
  expect(await attempt(refused?.remedies[0] as string)).toBeUndefined();
});
