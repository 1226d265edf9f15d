import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activationNamed, lossNamed, lossNames, value, withTape } from '../../src/engine/index.ts';
import { evaluate } from '../../src/expression/index.ts';
import { read } from '../expression/read.ts';

const thousandths = (low: number, high: number) =>
  fc.integer({ min: 1000 * low + 1, max: 1000 * high - 1 }).map((x) => x / 1000);

describe.each(lossNames)('%s', (name) => {
  const { title, formula, rule, sentence, of, targets, lastLayer, samples, learned, fullyWrong } = lossNamed(name);
  const [low, high] = lastLayer === undefined ? [-3, 3] : activationNamed(lastLayer).range;
  const predictions = thousandths(low, high);
  const lossOf = (p: number, t: number): number => withTape(() => of(value(p), value(t)).data);

  it('is the same as a graph and as its formula, and never negative', () => {
    fc.assert(
      fc.property(predictions, targets ? fc.constantFrom(...targets) : thousandths(-3, 3), (p, t) => {
        expect(evaluate(read(formula), new Map(Object.entries({ p, t })))).toBeCloseTo(lossOf(p, t), 12);
        expect(lossOf(p, t)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has learned where every output has its target, and not half way between', () => {
    const [no, yes] = targets ?? [-1, 1];
    for (const t of [no, yes]) {
      expect(lossOf(t, t)).toBeLessThan(learned);
      expect(lossOf((no + yes) / 2, t)).toBeGreaterThan(learned);
    }
  });

  it('has a title, the name of a rule that fits beside a step, and one sentence', () => {
    expect(title).toMatch(/^[a-z -]{4,30}$/);
    expect(rule).toMatch(/^.{3,20}$/);
    expect(sentence).toMatch(/^.{20,120}\.$/);
  });

  it('counts targets only as a sum, by what one costs', () => {
    if (fullyWrong === undefined) return;
    expect(samples).toBe('sum');
    expect(lossOf(-1, 1)).toBe(fullyWrong.cost);
    const [left = '', right = ''] = fullyWrong.text.split(' = ');
    expect(evaluate(read(left), new Map())).toBe(fullyWrong.cost);
    expect(Number(right)).toBe(fullyWrong.cost);
  });
});
