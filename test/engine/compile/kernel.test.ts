import { afterEach, describe, expect, it, vi } from 'vitest';
import { Kernel, MLP, squaredError, type Value, value, withTape } from '../../../src/engine/index.ts';
import { oddsOf, toSettings } from '../../../src/training/index.ts';
import article from '../article-training.json' with { type: 'json' };

const { xs, ys, lr, iterations, cases } = article;
const targets = ys.map((y) => [y]);

/** The article's experiment, compiled; weights can be set anew. */
const kernel = withTape((tape) => {
  const net = new MLP(3, [4, 4, 1], { activation: 'tanhByExp' });
  const [inputs, target] = [[0, 0, 0].map((x) => value(x)), value(0)];
  const first = tape.length;
  const outputs = net.forward(inputs);
  const loss = squaredError(outputs[0] as Value, target);
  const recorded = { tracked: 0, most: iterations, wrong: 1.98, saturated: [undefined, undefined, undefined] };
  const parameters = net.parameters();
  const sample = { tape, first, loss, parameters, inputs, targets: [target], outputs };
  return Kernel.of(sample, { rate: lr }, recorded) as Kernel;
});

describe.each(cases)('compiled, from weights $init.0 …', ({ init, ...expected }) => {
  it.each(['zeroed', 'neverZeroed'] as const)('%s: every loss to 1e-9, every overflow at its iteration', (mode) => {
    const wanted: { loss: number[]; overflowAtIteration?: number | null } = expected[mode];
    kernel.start(init, undefined, mode === 'zeroed');
    kernel.load([xs.map((_, i) => i)], xs, targets, 1);
    const done = kernel.run(iterations);
    // What overflows in the evaluation after the last update has come through all iterations.
    expect(done).toBe(Math.min(wanted.overflowAtIteration ?? iterations, iterations));
    const losses = kernel.records(done).filter((_, i) => i % 8 === 0);
    for (const [i, loss] of losses.entries()) {
      const right = wanted.loss[i] as number;
      expect(Math.abs(loss - right), `iteration ${i}`).toBeLessThanOrEqual(1e-9 * right);
    }
  });
});

class CompileError extends Error {}
const forbidden = {
  CompileError,
  Memory: class {
    readonly buffer = new ArrayBuffer(65_536);
  },
  Module: class {
    constructor() {
      throw new CompileError('Wasm code generation disallowed by embedder');
    }
  },
};

describe('on the tape, with the same result, all is done', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each([
    ['where there is no WebAssembly', undefined],
    ['where it is forbidden', forbidden],
  ])('%s', async (_, instead) => {
    const settings = toSettings({
      data: 'article',
      seed: 1,
      momentum: 0,
      stableTanh: false,
      zeroGrad: true,
      steps: 20,
    });
    const compiled = oddsOf(settings);
    vi.stubGlobal('WebAssembly', instead);
    vi.resetModules();
    const again = await import('../../../src/training/index.ts');
    expect(again.oddsOf(settings)).toEqual(compiled);
  });
});
