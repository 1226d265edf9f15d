import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { optionMeant, optionsMeant } from '../../src/questions/letters.ts';
import type { Question, Typed } from '../../src/questions/question.ts';
import { question } from './questions.ts';

const named = (...names: string[]): Typed => ({
  kind: 'expression',
  text: names.join('+'),
  at: Object.fromEntries(names.map((name) => [name, 2])),
  traps: [],
  refused: [],
});
const FORMULAS = ['x+1', '2*x', 'x^2', 'x'].map((text) => ({ text }));
const NODES = ['b', 'd', 'L', 'e'].map((text) => ({ text }));
const words = (...accepted: string[]): Typed => ({ kind: 'words', accepted, traps: [] });

/** The letter that is meant, `own` for an answer of its own, or what is asked back. */
function meant(asked: Question, text: string): string {
  try {
    const index = optionMeant(asked, text);
    return index === undefined ? 'own' : `option ${'ABCDEFGH'[index]}`;
  } catch (error) {
    if (error instanceof UserError) return `${error.choices.join(' or ')}?`;
    throw error;
  }
}

it.each([
  ['6.0', 'option A'],
  ['+5', 'own'],
  ['7', 'own'],
])('a number is the option that has its value: %s', (text, expected) => {
  const options = ['6', '5', '5.0', 'x'].map((one) => ({ text: one }));
  expect(meant(question(undefined, options), text)).toBe(expected);
});

describe('a letter', () => {
  it.each([
    // In a formula of a and b, small letters are these names, and capitals are what stands on the buttons.
    [named('a', 'b'), FORMULAS, 'A', 'option A'],
    [named('a', 'b'), FORMULAS, 'a', 'own'],
    [named('a', 'b'), FORMULAS, 'C', 'option C'],
    [named('a', 'b'), FORMULAS, 'c', 'option C'],
    [named('a', 'b'), FORMULAS, 'a)', 'option A'],
    [named('a', 'b'), FORMULAS, 'option a', 'option A'],
    [named('a', 'b'), FORMULAS, '=A', 'own'],
    // A name in capitals looks like the button.
    [named('A', 'x'), FORMULAS, 'A', 'A) or =A?'],
    [named('A', 'x'), FORMULAS, 'a', 'option A'],
    [named('A', 'a'), FORMULAS, 'a', 'own'],
    [named('x'), FORMULAS, 'x', 'option D'],
    [named('x'), FORMULAS, 'E', 'own'],
    // Options that are letters themselves.
    [undefined, NODES, 'b', 'option A'],
    [undefined, NODES, 'B', 'option B'],
    [undefined, NODES, 'd', 'option B'],
    [undefined, NODES, 'c', 'C)?'],
    [undefined, NODES, 'C', 'option C'],
    [undefined, [{ text: 'B' }, { text: 'A' }], 'A', 'A) or B)?'],
    [undefined, [{ text: 'A' }, { text: 'B' }], 'A', 'option A'],
    [undefined, [{ text: 'B' }, { text: 'A' }], 'a)', 'option A'],
    // Words that are letters.
    [words('b'), FORMULAS, 'b', 'own'],
    [words('b'), FORMULAS, 'B', 'B) or =B?'],
    [words('B'), FORMULAS, 'b', 'B) or =b?'],
    [words('zero'), FORMULAS, 'b', 'option B'],
    // A number has no letters.
    [{ kind: 'number', value: 1, tolerance: 0, traps: [] }, FORMULAS, 'a', 'option A'],
    [undefined, FORMULAS, 'E', 'own'],
  ] as [
    Typed | undefined,
    { text: string }[],
    string,
    string,
  ][])('of %j with %j: %s is %s', (typed, options, text, expected) => {
    expect(meant(question(typed, options), text)).toBe(expected);
  });

  it('of each choice that is offered means one thing', () => {
    for (const [typed, options, text] of [
      [named('A'), FORMULAS, 'A'],
      [words('b'), FORMULAS, 'B'],
      [undefined, [{ text: 'B' }, { text: 'A' }], 'A'],
      [undefined, NODES, 'c'],
    ] as const) {
      const asked = question(typed, [...options]);
      const error = (() => {
        try {
          return optionMeant(asked, text);
        } catch (thrown) {
          return thrown as UserError;
        }
      })() as UserError;
      const meanings = error.choices.map((choice) => optionMeant(asked, choice));
      expect(new Set(meanings).size).toBe(error.choices.length);
    }
  });
});

describe('several letters', () => {
  it.each([
    ['AC', [0, 2]],
    ['ca', [0, 2]],
    ['A, C', [0, 2]],
    ['a and c', [0, 2]],
    ['options A and B', [0, 1]],
    ['A', [0]],
    ['2*x', [1]],
    ['x', [3]],
    ['E', undefined],
    ['AA', undefined],
    ['bad', [0, 1, 3]],
    ['', undefined],
  ])('%s', (text, expected) => {
    expect(optionsMeant(question(undefined, FORMULAS), text)).toEqual(expected);
  });
});
