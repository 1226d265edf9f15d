import { describe, expect, it } from 'vitest';
import { toText } from '../../../src/reply/text.ts';
import { type TrainingOptions, type TrainingRecord, toSettings } from '../../../src/training/index.ts';
import { observations } from '../../../src/tutor/training/observations.ts';

type Iteration = TrainingRecord['iterations'][number];

const PLAIN: Iteration = {
  iteration: 0,
  loss: 1,
  weight: 0,
  gradient: 2,
  freshNorm: 1,
  staleNorm: 0,
  saturated: 0,
  wrong: 0,
};

/** What is said of a run with these iterations; by default one that never zeroes. */
function said(
  iterations: Partial<Iteration>[],
  more: Partial<TrainingRecord> = {},
  options: Partial<TrainingOptions> = {},
): string[] {
  const record: TrainingRecord = {
    zeroGrad: false,
    iterations: iterations.map((one, iteration) => ({ ...PLAIN, iteration, ...one })),
    lossAfter: 1,
    predictions: undefined,
    failure: undefined,
    snapshots: [],
    ...more,
  };
  const settings = toSettings({
    data: 'article',
    seed: 1,
    momentum: 0,
    stableTanh: false,
    zeroGrad: record.zeroGrad,
    ...options,
  });
  return observations(settings, record).map(({ full }) => toText({ nodes: [{ kind: 'paragraph', spans: full }] }));
}

const stuck = (more: Partial<Iteration> = {}, length = 4): Partial<Iteration>[] =>
  Array.from({ length }, () => ({ loss: 8, wrong: 2, freshNorm: 1e-4, staleNorm: 1, saturated: 30, ...more }));

describe('a stale gradient', () => {
  it('is told with its size', () => {
    expect(said([{}, { staleNorm: 3, freshNorm: 0.5 }])[0]).toBe(
      'From iteration 1 on the gradient is mostly stale: `.grad` still holds 3 (length over all parameters) from earlier iterations, and the backward pass adds only 0.5.',
    );
  });

  it('is no news where it never was, or where gradients are reset', () => {
    expect(said([{}, {}]).join()).not.toContain('stale');
    expect(said([{}, { staleNorm: 3 }], { zeroGrad: true }).join()).not.toContain('stale');
  });
});

describe('a plateau', () => {
  const plateau = (...given: Parameters<typeof said>) => said(...given).find((text) => text.startsWith('Iterations'));
  const WHAT =
    'Iterations 0 to 3: the loss sits near 8, two of four targets fully wrong, each costing `(1 - (-1))^2 = 4`.';

  it('on which the stale gradient marches on', () => {
    expect(plateau(stuck({ gradient: -2 }))).toBe(
      `${WHAT} With 30 of 36 neuron outputs saturated the fresh gradient has vanished (0.0001), so the stale gradient of \`layers[1].neurons[0].w[0]\` stays at -2 and the weight marches on by 0.8 an iteration.`,
    );
  });

  it.each<[string, Parameters<typeof said>]>([
    ['gradients are reset', [stuck(), { zeroGrad: true }]],
    ['there is momentum', [stuck(), {}, { momentum: 0.5 }]],
    ['the fresh gradient still steers', [stuck({ freshNorm: 0.011, staleNorm: 10 })]],
    ['there is no gradient at all', [stuck({ gradient: 0 })]],
  ])('says no more where %s', (_, given) => {
    expect(plateau(...given)).toBe(WHAT);
  });

  it('counts the fresh gradient as vanished from a thousandth on', () => {
    expect(plateau(stuck({ freshNorm: 0.01, staleNorm: 10 }))).toContain('has vanished');
  });

  it('is one of two, the longest first', () => {
    const found = said([
      ...stuck({ loss: 4, wrong: 1 }, 3),
      {},
      ...stuck({}, 5),
      {},
      ...stuck({ loss: 12, wrong: 3 }, 4),
    ]).filter((text) => text.startsWith('Iterations'));
    expect(found.map((text) => text.split(':')[0])).toEqual(['Iterations 4 to 8', 'Iterations 10 to 13']);
  });

  it('is none where the loss does not count targets', () => {
    expect(plateau(stuck(), {}, { loss: 'mse' })).toBeUndefined();
  });
});

describe('saturation', () => {
  const saturation = (...given: Parameters<typeof said>) => said(...given).find((text) => text.startsWith('Saturated'));
  const STEEP = ': there the slope is near 0, and hardly any gradient comes through';

  it.each([
    [0, 'are', ''],
    [1, 'is', ''],
    [18, 'are', ''],
    [19, 'are', STEEP],
  ])('of %i outputs', (saturated, are, ending) => {
    expect(saturation([{ saturated: 7 }, { saturated }])).toBe(
      `Saturated at the end: ${saturated} of 36 neuron outputs (9 neurons, 4 samples) ${are} within 0.01 of the end of their range${ending}.`,
    );
  });

  it('counts the neurons that can', () => {
    expect(saturation([{}], {}, { activation: 'sigmoid', layers: '3,1', batch: 2 })).toContain(
      '0 of 8 neuron outputs (4 neurons, 2 samples)',
    );
    expect(saturation([{}], {}, { activation: 'relu' })).toBeUndefined();
    expect(saturation([])).toBeUndefined();
  });
});

describe('a failure', () => {
  const failure = {
    iteration: 5,
    sample: 2,
    place: 'layers[0].neurons[1]',
    operation: 'tanhByExp',
    operand: 400,
  } as const;
  const told = (more: Partial<NonNullable<TrainingRecord['failure']>>) =>
    said([{}], { failure: { ...failure, ...more } }).find((text) => text.includes('sample 3'));

  it('of the tanh that is written with exp', () => {
    expect(told({})).toBe(
      'In iteration 5, at sample 3, `layers[0].neurons[1]` had to take tanh of 400. Written as `(exp(2x)-1)/(exp(2x)+1)` it needs `exp(800)`, and above x = 354.89 that is too large for a number: Python says "math range error". With `--stable-tanh` the run would go on.',
    );
  });

  it('of another operation, of a parameter, and at the end', () => {
    expect(told({ operation: 'mul', operand: 1e200 })).toBe(
      'In iteration 5, at sample 3, `layers[0].neurons[1]` overflowed: `*` of 1e200 goes beyond 1.8e308, the largest number there is. A smaller `--lr` helps.',
    );
    expect(told({ operation: undefined })).toBe(
      'In iteration 5, at sample 3, `layers[0].neurons[1]` is no longer a finite number: the steps have grown beyond all bounds. A smaller `--lr` helps.',
    );
    expect(told({ iteration: 20 })).toMatch(/^After the last update, at sample 3/);
    expect(told({ iteration: 19 })).toMatch(/^In iteration 19/);
  });
});

describe('why', () => {
  it('is told where gradients are never reset, and compared with momentum where there is none', () => {
    const [same, only] = said([{}]).slice(-2);
    expect(same).toMatch(/^Never resetting is exactly momentum 1/);
    expect(only).toMatch(/^Only parameters need the reset/);
    expect(said([{}], {}, { momentum: 0.5 }).join()).not.toContain('exactly momentum 1');
    expect(said([{}], { zeroGrad: true }).join()).not.toContain('Only parameters');
  });
});
