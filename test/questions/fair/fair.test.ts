import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/index.ts';
import { chooseOptions } from '../../../src/questions/options.ts';
import type { Level } from '../../../src/questions/question.ts';
import { QUESTION_TYPES } from '../../../src/questions/types/index.ts';
import { measure, STRATEGIES } from './blind.ts';

/** More by hand: `node src/app/launch.js test/questions/fair/measure.ts 2000`. */
const QUESTIONS = 400;
/** Where four options are, whoever guesses is right in 25 of 100. */
const ALWAYS_THE_SAME = 0.4;
const BLIND = 0.5;
/** Of a letter: 25 of 100, and five standard deviations. */
const LETTER = 0.36;
/** There are five factorial orders of five lines; and few networks of one layer. */
const PROMPTS = 60;

const ALL = QUESTION_TYPES.flatMap((type) => type.levels.map((level): [string, Level] => [type.name, level]));

describe(`${QUESTIONS} questions of each type and level`, () => {
  it.each(ALL)('%s, level %i, cannot be answered without knowing anything', (name, level) => {
    const { prompts, letter, constant, blind } = measure({ name }, level, QUESTIONS);
    expect(letter).toBeLessThanOrEqual(LETTER);
    expect(constant, 'always the same answer').toEqual({
      text: constant.text,
      share: expect.toSatisfy((share) => share <= ALWAYS_THE_SAME),
    });
    expect(blind.filter(({ share }) => share > BLIND)).toEqual([]);
    expect(prompts).toBeGreaterThanOrEqual(PROMPTS);
  });
});

describe('the options of a problem', () => {
  const wrong = [1, 2, 4, 5, 6, 7, 8, 9].map((number) => ({
    text: String(10 * number),
    bugs: ['sign-flipped' as const],
  }));
  const problem = { prompt: [], right: '30', wrong, hint: [], explanation: [] };

  it('have the right one at each place of its order about as often', () => {
    const places = [0, 0, 0, 0];
    for (let seed = 0; seed < 400; seed++) {
      const options = chooseOptions(problem, new Random(seed)) ?? [];
      const sorted = options.toSorted((a, b) => Number(a.text) - Number(b.text));
      const place = sorted.findIndex(({ right }) => right);
      places[place] = (places[place] ?? 0) + 1;
    }
    // Of the wrong ones only two are less, and the first, which always stays, is one of them.
    const [least, ...others] = places;
    expect(least).toBe(0);
    for (const count of others.slice(0, 2)) expect(count).toBeGreaterThan(100);
  });

  it('are not taken for fair by the measure when they are not', () => {
    const strategy = STRATEGIES['the largest number'];
    expect(strategy?.(['1', '5', '2', '3'], '')).toEqual([0, 1, 0, 0]);
    expect(STRATEGIES['the only one in the question']?.(['1', '5', '2', '3'], 'a = 5')).toEqual([0, 1, 0, 0]);
    expect(STRATEGIES['most like the others']?.(['a, b', 'a, c', 'b, c', 'a'], '')?.[0]).toBeGreaterThan(0);
    expect(STRATEGIES['the only one with a minus']?.(['1', '-5', '2', '-3'], '')).toEqual([0, 0, 0, 0]);
  });
});
