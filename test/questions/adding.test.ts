import { describe, expect, it } from 'vitest';
import { makeQuestion } from '../../src/questions/make.ts';
import { LEVELS, type Question } from '../../src/questions/question.ts';
import { TOPICS } from '../../src/questions/type.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';
import { say } from '../commands/run.ts';
import { changedProject, shownDiff } from '../support/contributing.ts';

/** A copy of the project with the diff that CONTRIBUTING shows under this heading. */
async function withDiff(heading: string) {
  const { files, load } = await changedProject(await shownDiff(heading));
  const make = await load<typeof import('../../src/questions/make.ts')>('src/questions/make.ts');
  const run = await load<typeof import('../commands/run.ts')>('test/commands/run.ts');
  return { files, makeQuestion: make.makeQuestion, say: run.say };
}

const seeds = (count: number): number[] => Array.from({ length: count }, (_, seed) => seed);

describe('a new misconception', () => {
  const ADDED = 'tanh-slope-doubled';

  it('is one entry and its number, is recognised, and changes no question', async () => {
    const changed = await withDiff('Add a misconception');
    expect(changed.files.filter((file) => file.startsWith('src/'))).toEqual(['src/tutor/misconceptions/activation.ts']);
    expect(changed.say('/check dL/dn of tanh(n) n=0.2027325540540822 is 0.6')).toContain('You doubled the output');
    const seen = ({ prompt, options }: Question) => [prompt, options.map(({ text, right }) => [text, right])];
    let typed = '';
    for (const { name, levels } of QUESTION_TYPES) {
      for (const level of levels) {
        for (const seed of seeds(5)) {
          const question = changed.makeQuestion({ type: name, level, seed });
          expect(seen(question)).toEqual(seen(makeQuestion({ type: name, level, seed })));
          typed += JSON.stringify(question.typed ?? '');
        }
      }
    }
    expect(typed).toContain(ADDED);
  });
});

describe('a new type of question', () => {
  it('is one file, is asked where nothing was posted, and changes no question', async () => {
    const changed = await withDiff('Add a question type');
    expect(changed.files).toEqual(['src/questions/types/activation/shut-relu.ts']);
    const wanted = [{}, ...TOPICS.map((topic) => ({ topic })), ...LEVELS.map((level) => ({ level }))];
    for (const one of [...wanted, { topic: 'activation', level: 4 as const }]) {
      for (const seed of seeds(25))
        expect(changed.makeQuestion({ ...one, seed })).toEqual(makeQuestion({ ...one, seed }));
    }
    expect(changed.makeQuestion({ topic: 'activation', level: 3, seed: 1 }).type).toBe('shut-relu');
    expect(seeds(200).map((seed) => changed.makeQuestion({ seed, types: 24 }).type)).toContain('shut-relu');
  });

  it('leaves the lines that were posted as they were', async () => {
    const changed = await withDiff('Add a question type');
    const series = '/quiz practice --seed 5 --number 2';
    for (const line of [series, `${series} --answer B`, `${series} --hint`, `${series} --level 4 --topic activation`]) {
      expect(changed.say(line)).toBe(say(line));
    }
    // Who begins without a seed meets the same first question, and goes on among all types.
    for (const line of ['/quiz practice', '/quiz practice --answer B', '/quiz practice --level 4']) {
      expect(changed.say(line)).toContain('--seed 1 --types 24 --number');
      expect(changed.say(line).replaceAll(' --types 24', '')).toBe(say(line));
    }
  });
});
