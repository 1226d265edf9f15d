import { describe, expect, it } from 'vitest';
import {
  binaryCrossEntropy,
  hinge,
  MLP,
  Random,
  Stepper,
  scratch,
  squaredError,
  type Value,
  value,
} from '../../src/engine/index.ts';

describe('losses, with their gradient by the prediction', () => {
  it.each([
    ['squared error', squaredError, 0.5, -1, 2.25, 3],
    ['squared error on target', squaredError, 1, 1, 0, 0],
    ['cross-entropy, target 1', binaryCrossEntropy, 0.25, 1, Math.log(4), -4],
    ['cross-entropy, target 0', binaryCrossEntropy, 0.75, 0, Math.log(4), 4],
    ['hinge inside the margin', hinge, 0.5, 1, 0.5, -1],
    ['hinge on the wrong side', hinge, 0.5, -1, 1.5, 1],
    ['hinge past the margin', hinge, 1.5, 1, 0, 0],
  ])('%s', (_, loss, at, target, expected, grad) => {
    const prediction = value(at);
    const out = loss(prediction, value(target));
    out.backward();
    expect(out.data).toBeCloseTo(expected, 13);
    expect(prediction.grad).toBeCloseTo(grad, 13);
  });

  it.each([
    [0, 1],
    [1, 0],
  ])('cross-entropy of a certain mistake (%d for %d) is large, not infinite', (at, target) => {
    expect(binaryCrossEntropy(value(at), value(target)).data).toBeCloseTo(-Math.log(1e-12), 3);
  });

  it('squared error takes a plain number as target', () => {
    expect(squaredError(value(3), 1).data).toBe(4);
  });
});

describe('SGD', () => {
  it('steps against the gradient and resets it on request', () => {
    const [a, b] = [value(2), value(-3)];
    const optimiser = new Stepper([a, b], { rate: 0.1 });
    a.mul(b).backward();
    optimiser.step();
    expect([a.data, b.data]).toEqual([2 + 0.1 * 3, -3 - 0.1 * 2]);
    optimiser.zeroGrad();
    expect([a.grad, b.grad]).toEqual([0, 0]);
  });

  it('with momentum remembers a part of the steps before', () => {
    const a = value(0);
    const optimiser = new Stepper([a], { rate: 1, momentum: 0.5 });
    const path = [1, 1, 0].map((grad) => {
      a.grad = grad;
      optimiser.step();
      return a.data;
    });
    expect(path).toEqual([-1, -2.5, -3.25]);
  });

  const samples: [number[], number][] = [
    [[2, 3, -1], 1],
    [[3, -1, 0.5], -1],
    [[0.5, 1, 1], -1],
    [[1, 1, -1], 1],
  ];

  /** Thirty iterations over the samples: the losses. */
  function train(net: MLP, optimiser: Stepper, zeroed: boolean): number[] {
    return Array.from({ length: 30 }, () =>
      scratch(() => {
        if (zeroed) optimiser.zeroGrad();
        const loss = samples
          .map(([x, y]) => squaredError(net.forward(x)[0] as Value, y))
          .reduce((sum, term) => sum.add(term));
        loss.backward();
        optimiser.step();
        return loss.data;
      }),
    );
  }

  it.each([0, 1, 2, 3])('momentum 1 is the same as never zeroing, seed %d', (seed) => {
    const network = () => new MLP(3, [4, 4, 1], { random: new Random(seed) });
    const [first, second, third] = [network(), network(), network()];
    const momentum = train(first, new Stepper(first.parameters(), { rate: 0.02, momentum: 1 }), true);
    const neverZeroed = train(second, new Stepper(second.parameters(), { rate: 0.02 }), false);
    const plain = train(third, new Stepper(third.parameters(), { rate: 0.02 }), true);
    for (const [i, loss] of neverZeroed.entries()) expect(momentum[i]).toBeCloseTo(loss, 9);
    expect(Math.abs((plain.at(-1) as number) - (neverZeroed.at(-1) as number))).toBeGreaterThan(1e-3);
  });
});
