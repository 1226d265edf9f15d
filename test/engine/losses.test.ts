import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activationNamed,
  lossNamed,
  lossNames,
  lossOf,
  predictionsOf,
  value,
  withTape,
} from '../../src/engine/index.ts';
import { evaluate } from '../../src/expression/index.ts';
import { read } from '../expression/read.ts';

const thousandths = (low: number, high: number) =>
  fc.integer({ min: 1000 * low + 1, max: 1000 * high - 1 }).map((x) => x / 1000);

describe.each(lossNames.filter((name) => lossNamed(name).of))('%s', (name) => {
  const { title, formula, rule, sentence, targets, lastLayer, samples, learned, fullyWrong } = lossNamed(name);
  const [low, high] = lastLayer === undefined ? [-3, 3] : activationNamed(lastLayer).range;
  const predictions = thousandths(low, high);
  const cost = (p: number, t: number): number => withTape(() => lossOf(name, [value(p)], [value(t)]).data);

  it('is the same as a graph and as its formula, and never negative', () => {
    fc.assert(
      fc.property(predictions, targets ? fc.constantFrom(...targets) : thousandths(-3, 3), (p, t) => {
        expect(evaluate(read(formula), new Map(Object.entries({ p, t })))).toBeCloseTo(cost(p, t), 12);
        expect(cost(p, t)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has learned where every output has its target, and not half way between', () => {
    const [no, yes] = targets ?? [-1, 1];
    for (const t of [no, yes]) {
      expect(cost(t, t)).toBeLessThan(learned);
      expect(cost((no + yes) / 2, t)).toBeGreaterThan(learned);
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
    expect(cost(-1, 1)).toBe(fullyWrong.cost);
    const [left = '', right = ''] = fullyWrong.text.split(' = ');
    expect(evaluate(read(left), new Map())).toBe(fullyWrong.cost);
    expect(Number(right)).toBe(fullyWrong.cost);
  });
});

describe('cross-entropy of an output a class', () => {
  /** Loss and the slope in each output. */
  const computed = (outputs: readonly number[], right: number) =>
    withTape(() => {
      const z = outputs.map((output) => value(output));
      const loss = lossOf(
        'ce',
        z,
        outputs.map((_, i) => value(Number(i === right))),
      );
      loss.backward();
      return { loss: loss.data, slopes: z.map(({ grad }) => grad) };
    });

  // Computed with 50 digits.
  it.each<[outputs: number[], right: number, loss: number, slopes: number[]]>([
    [[1, 2, 3], 0, 2.40760596444438, [-0.9099694268296196, 0.24472847105479764, 0.6652409557748219]],
    [[1, 2, 3], 2, 0.4076059644443803, [0.09003057317038046, 0.24472847105479764, -0.3347590442251781]],
    [[0, 0], 1, Math.LN2, [0.5, -0.5]],
    [[1000, 0, -1000], 0, 0, [0, 0, 0]],
    [[1000, 0, -1000], 2, 2000, [1, 0, -1]],
    [[-1000, -1001], 1, 1.3132616875182228, [0.7310585786300049, -0.7310585786300049]],
    [
      [0.5, -0.25, 0.125, 2],
      3,
      0.39331448844113687,
      [0.150571911981024, 0.0711251350021, 0.103486460791616, -0.32518350777474],
    ],
    [[710, 709.5], 1, 0.9740769841801067, [0.6224593312018546, -0.6224593312018546]],
    [[1e-9, 0], 0, 0.6931471800599454, [-0.49999999975, 0.49999999975]],
    [[-3, -3, -3], 1, 1.0986122886681098, [0.3333333333333333, -0.6666666666666666, 0.3333333333333333]],
  ])('%j with the right one at %i', (outputs, right, loss, slopes) => {
    const found = computed(outputs, right);
    expect(found.loss).toBeCloseTo(loss, 14);
    for (const [i, slope] of slopes.entries()) expect(found.slopes[i]).toBeCloseTo(slope, 14);
  });

  it('has the slope p - t, its formula, and never overflows', () => {
    const outputs = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(outputs, fc.nat(), (z, place) => {
        const right = place % z.length;
        const p = predictionsOf('ce', z);
        const { loss, slopes } = computed(z, right);
        expect(p.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
        for (const [i, slope] of slopes.entries())
          expect(slope).toBeCloseTo((p[i] as number) - Number(i === right), 12);
        const ofRight = p[right] as number;
        if (ofRight > 1e-300) {
          const formula = evaluate(read(lossNamed('ce').formula), new Map(Object.entries({ p: ofRight, t: 1 })));
          expect(Math.abs(loss - formula)).toBeLessThanOrEqual(1e-9 * Math.max(1, loss));
        } else expect(loss).toBeGreaterThan(690);
      }),
    );
  });

  it('leaves other outputs as they are', () => {
    expect(predictionsOf('mse', [1, 2])).toEqual([1, 2]);
  });
});
