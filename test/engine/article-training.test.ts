import { describe, expect, it } from 'vitest';
import { MLP, Stepper, scratch, squaredError, type Value, withTape } from '../../src/engine/index.ts';
import article from './article-training.json' with { type: 'json' };

const { xs, ys, lr, iterations, cases } = article;

/** The article's experiment from given weights: the loss of each forward pass, the one after the last update too. */
function train(init: readonly number[], zeroed: boolean): number[] {
  return withTape(() => {
    const net = new MLP(3, [4, 4, 1], { activation: 'tanhByExp' });
    for (const [i, parameter] of net.parameters().entries()) parameter.data = init[i] as number;
    const optimiser = new Stepper(net.parameters(), { rate: lr });
    return Array.from({ length: iterations + 1 }, () =>
      scratch(() => {
        const loss = xs
          .map((x, i) => squaredError(net.forward(x)[0] as Value, ys[i] as number))
          .reduce((sum, term) => sum.add(term));
        if (zeroed) optimiser.zeroGrad();
        loss.backward();
        optimiser.step();
        return loss.data;
      }),
    );
  });
}

describe.each(cases)('weights $init.0 …', ({ init, ...expected }) => {
  it.each(['zeroed', 'neverZeroed'] as const)('%s: every loss to 1e-9, every overflow at its iteration', (mode) => {
    const run: { loss: number[]; lossAfter: number | null; overflowAtIteration?: number | null } = expected[mode];
    const losses = train(init, mode === 'zeroed');
    const overflow = losses.findIndex(Number.isNaN);
    expect(overflow).toBe(run.overflowAtIteration ?? -1);
    const wanted = run.lossAfter === null ? run.loss : [...run.loss, run.lossAfter];
    expect(wanted).toHaveLength(overflow === -1 ? iterations + 1 : overflow);
    for (const [i, loss] of wanted.entries()) {
      expect(Math.abs((losses[i] as number) - loss), `iteration ${i}`).toBeLessThanOrEqual(1e-9 * loss);
    }
  });
});

it('the data covers both modes, with and without an overflow', () => {
  expect(cases.some(({ neverZeroed }) => neverZeroed.overflowAtIteration != null)).toBe(true);
  expect(cases.every(({ zeroed }) => zeroed.loss.length === iterations)).toBe(true);
  expect(cases.every(({ init }) => init.length === 41)).toBe(true);
});
