import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { makeQuestion } from '../../src/questions/make.ts';
import { createWorkers } from '../../src/workers/pool.ts';
import { question } from '../questions/questions.ts';

const workers = createWorkers();
afterAll(() => workers.close());

describe('questions of a quiz in a child process', () => {
  it('are those of the seed', async () => {
    const wanted = { level: 2, seed: 5 } as const;
    expect(await workers.make(wanted)).toEqual(makeQuestion(wanted));
  });

  it('cannot be about what there is not', async () => {
    await expect(workers.make({ topic: 'gardening', seed: 1 })).rejects.toBeInstanceOf(UserError);
  });

  it('are graded there', async () => {
    const question = makeQuestion({ level: 1, seed: 7 });
    const right = question.options.findIndex((option) => option.right);
    const grades = await Promise.all([
      workers.grade(question, { kind: 'option', index: right }),
      workers.grade(question, { kind: 'unknown' }),
    ]);
    expect(grades.map(({ note }) => note)).toEqual(['right', 'unknown']);
    expect(grades[0]?.score).toBe(1);
  });

  it('say what a typed answer may mean where it may mean two things', async () => {
    const asked = question({ kind: 'expression', text: 'A', at: { A: 2 }, traps: [], refused: [] }, [{}]);
    await expect(workers.grade(asked, { kind: 'text', text: 'A' })).rejects.toMatchObject({
      code: 'E_AMBIGUOUS_LETTER',
      choices: ['A)', '=A'],
    });
  });

  it('are given up at the deadline', async () => {
    const hurried = createWorkers({ deadlineMs: 0 });
    onTestFinished(() => hurried.close());
    await expect(hurried.make({ seed: 1 })).rejects.toThrow('This took longer than 0 s, so I stopped it.');
  });
});
