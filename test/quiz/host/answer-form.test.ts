import { expect, it } from 'vitest';
import { parseLine } from '../../../src/command/parse.ts';
import { UserError } from '../../../src/errors.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { createQuizzes } from '../../../src/quiz/host/create.ts';
import { commands } from '../../commands/run.ts';
import { memoryStore } from './memory-store.ts';
import { fakeClock, plainQuestion, surroundings, visitor } from './rig.ts';

it('an answer that cannot be read stands in a form again, in a quiz and in a task', async () => {
  const clock = fakeClock();
  const store = memoryStore();
  const service = createQuizzes({
    ...surroundings({ store, clock }),
    make: async ({ seed }) => plainQuestion(seed),
    grade: async (question, answer) => grade(question, answer),
  });
  const ask = (line: string, user: string): Promise<unknown> => {
    const { command, values } = parseLine(line, commands);
    return Promise.resolve(command.act?.(values, { services: service, who: visitor(user, clock.now()), files: {} }));
  };
  const refused = async (line: string): Promise<UserError> => {
    const error = await ask(line, 'ada').catch((thrown: unknown) => thrown);
    if (!(error instanceof UserError)) throw new Error(`${line} was taken`);
    return error;
  };
  await ask('/quiz start --rounds 1', 'host');
  await service.sweep();
  await ask('/quiz begin', 'host');
  await service.sweep();
  const quiz = await store.latest('discord:1', 'c');
  expect((await refused('/quiz answer 2*(3')).again).toEqual({
    label: 'Change my answer',
    command: `/quiz answer ${quiz?.key}.1`,
    input: 'Your number, such as -3 or 1/4',
    long: false,
    filled: '2*(3',
  });
  await ask('/quiz assign --rounds 1 --due in 2 days', 'host');
  const [task] = await store.tasks('discord:1', 'c', 1);
  expect((await refused(`/quiz answer ${task?.key}.1 2*(3`)).again?.command).toBe(`/quiz answer ${task?.key}.1`);
});
