import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tape } from '../../src/engine/index.ts';
import { UserError } from '../../src/errors.ts';
import { buildGraph } from '../../src/expression/graph.ts';
import { clean, derivative, evaluate, expand, format, parse, sameForm, toFormula } from '../../src/expression/index.ts';
import { expression, harmless, point } from './arbitrary.ts';
import { cost } from './cost.ts';

/** Everything that is done with what a person typed; true if it was a formula. */
function digest(text: string): boolean {
  try {
    const formula = toFormula(parse(text), clean(text));
    const values = new Map(formula.leaves.map((name) => [name, formula.values.get(name) ?? 1]));
    const { tape, output } = buildGraph(formula, values, new Tape());
    tape.backward(output.id);
    const whole = expand(formula);
    if (whole === undefined) return true;
    format(whole);
    for (const name of formula.leaves.slice(0, 3)) derivative(whole, name);
    return true;
  } catch (error) {
    if (error instanceof UserError) {
      const { where } = error;
      if (where && !(0 <= where.place.start && where.place.start <= where.place.end)) throw new Error('no place');
      if (where && where.place.end > where.text.length) throw new Error('a place behind the end');
      return false;
    }
    throw error;
  }
}

const PIECES = [
  ...'abeL0127.+-*/^()=,;<> \n',
  ...['**', '2a', 'a=', 'L=', 'pi', 'max(', 'tanh(', 'ln(', '1e9', '1e-999', '²', '⁻¹', '×', '−', 'π', '`', '```js\n'],
  ...['&times;', '&#', '&#x110000;', 'é', '\u0301', '\ud800', '__proto__', 'constructor', '😀'],
];

describe('no text throws anything but a UserError', () => {
  it('any unicode', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ maxLength: 200 }),
    );
    fc.assert(
      fc.property(text, (typed) => void digest(typed)),
      { numRuns: 1000 },
    );
  });

  it('near misses', () => {
    let formulas = 0;
    const text = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        if (digest(typed)) formulas++;
      }),
      { numRuns: 4000 },
    );
    expect(formulas).toBeGreaterThan(50);
  });

  it.each([
    '1e-9999999999*a',
    '0e99999999999*a',
    'a^1e-99999999',
    '1e308*1e308*a',
    'a^1e308',
    `${'9'.repeat(308)}a`,
  ])('%s', (text) => {
    expect(digest(text)).toBe(true);
  });
});

/** As many times as fit into a message of 2,000 characters, or a million where it need not. */
const fill = (piece: string, size = 1990) => piece.repeat(Math.floor(size / piece.length));

describe('nothing keeps the parser or the derivative busy', () => {
  it.each<[string, string]>([
    ['a megabyte of letters', fill('a', 1e6)],
    ['a megabyte of blanks', `a${fill(' ', 1e6)}b`],
    ['a megabyte of line ends', `a${fill(' \n', 1e6)}b`],
    ['a megabyte of backticks', fill('`', 1e6)],
    ['a megabyte of code fences', fill('```js', 1e6)],
    ['a megabyte of ampersands', fill('&#', 1e6)],
    ['a megabyte of superscripts', `a${fill('²', 1e6)}`],
    ['a megabyte of brackets', fill('(', 1e6)],
    ['a long sum', `a${fill('+a')}`],
    ['a long product', `a${fill('*a')}`],
    ['a long product of brackets', fill('(a+b)')],
    ['a long chain of aliases', Array.from({ length: 200 }, (_, i) => `b${i + 1}=b${i}`).join(';')],
    ['a long chain of definitions', Array.from({ length: 150 }, (_, i) => `b${i + 1}=b${i}*b${i}`).join(';')],
    ['a tower of functions', `${'exp(a*'.repeat(99)}a${')'.repeat(99)}`],
    ['a tower of powers', `${'a^'.repeat(99)}a`],
    ['a tower of fractions', `${'1/(1+'.repeat(99)}a${')'.repeat(99)}`],
    ['a tower of squares', `${'('.repeat(99)}a${')^2'.repeat(99)}`],
    ['a wide maximum', `max(${fill('a,')}b)`],
  ])('%s', (_, text) => {
    expect(cost(() => void digest(text))).toBeLessThan(2_000_000);
  });
});

it('parse(format(e)) evaluates the same as e, with spaces and without', () => {
  fc.assert(
    fc.property(expression, point, fc.boolean(), (original, values, compact) => {
      const text = format(original, compact);
      const [statement] = parse(text);
      const again = (statement as { expression: typeof original }).expression;
      expect(format(again, compact)).toBe(text);
      expect(text).not.toMatch(/[-+*/] ?-/);
      if (harmless(original, values)) {
        const expected = evaluate(original, values);
        expect(Math.abs(evaluate(again, values) - expected)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(expected)));
      }
      expect(sameForm(again, again)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
