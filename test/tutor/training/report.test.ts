import { describe, expect, it } from 'vitest';
import type { ReplyNode } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { type Odds, type TrainingOptions, type TrainingRecord, toSettings } from '../../../src/training/index.ts';
import { trainingReport } from '../../../src/tutor/training/report.ts';

type Iteration = TrainingRecord['iterations'][number];

const PLAIN: Iteration = {
  iteration: 0,
  loss: 1,
  weight: 0.5,
  gradient: 2,
  freshNorm: 1,
  staleNorm: 0,
  saturated: 0,
  wrong: 0,
};

const recordOf = (losses: readonly number[], more: Partial<TrainingRecord> = {}): TrainingRecord => ({
  zeroGrad: true,
  iterations: losses.map((loss, iteration) => ({ ...PLAIN, iteration, loss })),
  lossAfter: losses.at(-1),
  predictions: undefined,
  failure: undefined,
  snapshots: [],
  ...more,
});

const settingsOf = (options: Partial<TrainingOptions> = {}) =>
  toSettings({ data: 'article', seed: 1, momentum: 0, stableTanh: false, zeroGrad: true, steps: 2, ...options });

interface Given {
  readonly record?: TrainingRecord;
  readonly twin?: TrainingRecord;
  readonly odds?: Odds;
  readonly options?: Partial<TrainingOptions>;
}

const report = ({ record = recordOf([1, 1]), twin, odds, options }: Given): ReplyNode[] =>
  trainingReport({
    settings: settingsOf(options),
    record,
    twin,
    odds,
    findings: [],
    animate: false,
    detail: 'full',
    follows: false,
  });
const said = (given: Given): string => toText({ nodes: report(given) });
const title = (given: Given): string => said(given).split('\n')[0] as string;
const tableOf = (given: Given) => report(given).find((node) => node.kind === 'table');

describe('the finding', () => {
  it.each([
    [100, 49.9, 'Loss falls from 100 to 49.9 in 2 iterations'],
    [100, 50, 'Loss falls a little, from 100 to 50 in 2 iterations'],
    [100, 94.9, 'Loss falls a little, from 100 to 94.9 in 2 iterations'],
    [100, 95, 'Loss hardly moves, from 100 to 95 in 2 iterations'],
    [14_320_000, 14_319_900, 'Loss hardly changes in 2 iterations: it stays near 14.3 million'],
    [14_320_000, 3_000_000, 'Loss falls from 14.3 million to 3 million in 2 iterations'],
    [100, 110, 'Loss hardly moves, from 100 to 110 in 2 iterations'],
    [100, 111, 'Loss rises from 100 to 111 in 2 iterations'],
  ])('from %d to %d', (from, to, expected) => {
    expect(title({ record: recordOf([from, to]) })).toBe(expected);
    const never = recordOf([from, to], { zeroGrad: false });
    expect(title({ record: never })).toBe(`Never zeroed: ${expected.charAt(0).toLowerCase()}${expected.slice(1)}`);
  });

  it('counts one iteration as one', () => {
    expect(title({ record: recordOf([4], { lossAfter: 1 }), options: { steps: 1 } })).toContain('in 1 iteration');
    expect(title({ record: recordOf([4], { lossAfter: 1 }), options: { steps: 1 } })).not.toContain('iterations');
  });

  const failure = { iteration: 5, sample: 0, place: 'loss', operation: 'tanhByExp', operand: 400 } as const;
  const failed = (losses: number[], wrong: number, more: Partial<TrainingRecord> = {}): TrainingRecord => {
    const { iterations, ...rest } = recordOf(losses, { lossAfter: undefined, failure, ...more });
    return { ...rest, iterations: iterations.map((one) => ({ ...one, wrong })) };
  };

  it('of a run that failed says how far it came', () => {
    expect(title({ record: failed([3, 5], 0) })).toBe(
      'The loss goes from 3 to 5, then "math range error" at iteration 5',
    );
    expect(title({ record: failed([8, 8, 8, 8], 2, { zeroGrad: false }) })).toBe(
      'Never zeroed: the loss sits near 8, then "math range error" at iteration 5',
    );
    expect(title({ record: failed([8, 8, 8, 8], 2), options: { loss: 'mse' } })).toContain('The loss is 8, then');
    expect(title({ record: failed([3, 5], 0, { failure: { ...failure, operation: 'mul' } }) })).toContain(
      'then an overflow at',
    );
    expect(title({ record: failed([], 0) })).toBe('"math range error" at once');
  });

  it('of a failed run ends its table, beside the zeroed one', () => {
    const twin = recordOf([3, 2, 1.5, 1, 0.9, 0.8], { lossAfter: 0.7 });
    expect(tableOf({ record: failed([3, 5], 0), twin })?.rows.at(-1)).toEqual(['5', '', '', '✘', '0.8']);
    expect(tableOf({ record: failed([3, 5], 0), twin: recordOf([3, 2], { lossAfter: 0.7 }) })?.rows.at(-1)).toEqual([
      '5',
      '',
      '',
      '✘',
      '0.7',
    ]);
    expect(tableOf({ record: failed([3, 5], 0) })?.rows.at(-1)).toEqual(['5', '', '', '✘']);
  });
});

describe('the rows', () => {
  const shown = (length: number): number[] => {
    const record = recordOf(Array.from({ length }, () => 1));
    return tableOf({ record })?.rows.map(([iteration]) => Number(iteration)) ?? [];
  };

  it.each([
    [5, [0, 1, 2, 3, 4]],
    [25, Array.from({ length: 25 }, (_, i) => i)],
    [51, [0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 50]],
    [26, [0, 1, 2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 25]],
  ])('of %i iterations', (length, expected) => {
    expect(shown(length)).toEqual(expected);
  });

  it('have the loss of the zeroed run beside them', () => {
    const twin = recordOf([3], { lossAfter: 2 });
    const table = tableOf({ record: recordOf([3, 4], { zeroGrad: false }), twin });
    expect(table?.columns).toEqual(['iter', 'weight', 'gradient', 'loss', 'zeroed']);
    expect(table?.rows).toEqual([
      ['0', '0.5', '2', '3', '3'],
      ['1', '0.5', '2', '4', ''],
    ]);
  });
});

describe('the setup', () => {
  it.each<[Partial<TrainingOptions>, string]>([
    [{}, 'article: 4 samples. `MLP 3-[4,4,1]`, all tanh, 41 parameters. Loss: sum of squared errors. lr 0.4, seed 1.'],
    [{ batch: 3, momentum: 0.5 }, 'article: 4 samples, 3 an iteration.'],
    [{ momentum: 0.5 }, 'lr 0.4, momentum 0.5, seed 1.'],
    [{ activation: 'relu' }, 'relu, last layer linear'],
    [{ loss: 'bce' }, 'tanh, last layer sigmoid, 41 parameters. Loss: binary cross-entropy.'],
    [{ loss: 'hinge' }, 'Loss: hinge loss.'],
    [{ loss: 'mse' }, 'Loss: mean squared error.'],
  ])('%j', (options, expected) => {
    expect(said({ options })).toContain(expected);
  });
});

describe('predictions', () => {
  it('stand beside their targets', () => {
    const record = recordOf([1, 1], { predictions: [[0.9], [-0.8], [0.7], [1]] });
    const text = said({ record });
    expect(text).toContain('predictions after the last update, beside their targets:');
    expect(text).toMatch(/ 1 +1 +0\.9\n +2 +-1 +-0\.8\n +3 +-1 +0\.7\n +4 +1 +1/);
    expect(said({ record: recordOf([1]), twin: record })).toContain('Of the zeroed run: predictions');
  });

  it('of many samples are counted', () => {
    const data = Array.from({ length: 9 }, (_, i) => `${i} -> ${i % 2 === 0 ? 1 : -1}`).join('; ');
    const predictions = Array.from({ length: 9 }, () => [0.5]);
    const eight = data.split('; ').slice(0, 8).join('; ');
    expect(said({ record: recordOf([1, 1], { predictions }), options: { data } })).toContain(
      '5 of 9 samples are on the right side.',
    );
    expect(said({ record: recordOf([1, 1], { predictions }), options: { data: eight } })).toContain('beside their');
    expect(said({ record: recordOf([1, 1], { predictions }), options: { data: `${data}; 9 -> 5` } })).not.toMatch(
      /right side|beside their/,
    );
  });
});

describe('the first step', () => {
  const lesson = (gradient: number, more: Partial<Given> = {}) => {
    const { iterations, ...rest } = recordOf([1, 1]);
    const [first = PLAIN, second = PLAIN] = iterations;
    const record = {
      ...rest,
      iterations: [
        { ...first, gradient },
        { ...second, weight: 0.25 },
      ],
    };
    return said({ record, ...more })
      .split('\n')
      .find((line) => line.includes('against the sign'));
  };

  it('goes against the sign of the gradient', () => {
    expect(lesson(2)).toContain('is positive, so the weight falls: `0.5 - 0.4*2 = 0.25`.');
    expect(lesson(-2)).toContain('is negative, so the weight rises: `0.5 - 0.4*(-2) = 0.25`.');
  });

  it('is no lesson without a gradient, with momentum, or alone', () => {
    expect(lesson(0)).toBeUndefined();
    expect(lesson(2, { options: { momentum: 0.1 } })).toBeUndefined();
    expect(said({ record: recordOf([1]) })).not.toContain('against the sign');
  });
});

describe('the odds', () => {
  const odds = (zeroed: number, never: number, overflowed = 0, seeds = 200): Odds => ({
    seeds,
    relative: false,
    threshold: 0.1,
    zeroed: { learned: zeroed, overflowed: 0, least: 0.7 },
    neverZeroed: { learned: never, overflowed, least: undefined },
  });
  const told = (given: Odds, options: Partial<TrainingOptions> = {}) =>
    said({ odds: given, options })
      .split('\n')
      .find((line) => line.startsWith('Odds'));

  it.each<[Odds, string]>([
    [odds(99, 31), 'it succeeds less often. This run is seed 1.'],
    [odds(31, 99), 'forgetting to zero even helps; it is momentum 1. This run'],
    [odds(31, 31), 'never reset, 31. Here it makes no difference how many succeed. This run'],
    [odds(31, 0), 'never reset, 0. This run is seed 1.'],
    [odds(0, 0), 'gradients reset, 0 end with a loss below 0.1; never reset, 0. The least is 0.7. This run is seed 1.'],
    [odds(9, 3, 18), 'never reset, 3, and 18 end in "math range error". So'],
    [odds(9, 3, 0, 199), 'over 199 seeds (more would take too long): gradients'],
    [odds(9, 3), 'over 200 seeds: gradients'],
    [
      { ...odds(9, 3), relative: true },
      'a loss below 0.1 (a quarter above the least of them, as none gets near 0); never',
    ],
  ])('%#', (given, expected) => {
    expect(told(given)).toContain(expected);
  });

  it('end in an overflow where there is no exp', () => {
    expect(told(odds(9, 3, 18), { stableTanh: true })).toContain('18 end in an overflow');
  });

  it('are left out where they would take too long', () => {
    expect(said({})).toContain('For odds over many seeds this run is too large.');
  });
});
