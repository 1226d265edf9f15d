import { describe, expect, it } from 'vitest';
import {
  failureName,
  firstStale,
  fullyWrong,
  longestPlateaus,
  lossFromTo,
  plateaus,
} from '../../src/training/facts.ts';
import { type TrainingOptions, toSettings } from '../../src/training/index.ts';
import type { Iteration, TrainingRecord } from '../../src/training/record.ts';

const PLAIN: Iteration = {
  iteration: 0,
  loss: 1,
  weight: 0,
  gradient: 1,
  freshNorm: 1,
  staleNorm: 0,
  saturated: 0,
  wrong: 0,
};

const record = (iterations: Partial<Iteration>[], more: Partial<TrainingRecord> = {}): TrainingRecord => ({
  zeroGrad: false,
  iterations: iterations.map((one, iteration) => ({ ...PLAIN, iteration, ...one })),
  lossAfter: undefined,
  predictions: undefined,
  failure: undefined,
  snapshots: [],
  ...more,
});

/** Iterations from pairs of loss and wrong outputs. */
const of = (...pairs: [loss: number, wrong: number][]): TrainingRecord =>
  record(pairs.map(([loss, wrong]) => ({ loss, wrong })));

describe('plateaus', () => {
  it.each<[string, TrainingRecord, [from: number, to: number, wrong: number][]]>([
    ['three iterations', of([1, 0], [4, 1], [4.09, 1], [3.91, 1], [1, 0]), [[1, 3, 1]]],
    ['not two', of([1, 0], [8, 2], [8, 2], [1, 0]), []],
    ['not where the loss is further than 0.1 away', of([4.11, 1], [4.11, 1], [3.89, 1]), []],
    ['not where nothing is wrong', of([0, 0], [0, 0], [0, 0]), []],
    ['not with a gap', of([4, 1], [4, 1], [5, 1], [4, 1], [4, 1]), []],
    [
      'another one where another target is wrong',
      of([8, 2], [8, 2], [8, 2], [4, 1], [4, 1], [4, 1], [4, 1]),
      [
        [0, 2, 2],
        [3, 6, 1],
      ],
    ],
  ])('%s', (_, run, expected) => {
    expect(plateaus(run, 4).map(({ from, to, wrong }) => [from, to, wrong])).toEqual(expected);
  });

  it('of which the longest counts, the first of several as long', () => {
    const three = (wrong: number): [number, number][] => Array.from({ length: 3 }, () => [4 * wrong, wrong]);
    expect(longestPlateaus(of(...three(1), ...three(2), ...three(3), [12, 3]), 4)[0]?.wrong).toBe(3);
    expect(longestPlateaus(of(...three(2), ...three(1)), 4)[0]?.wrong).toBe(2);
    expect(longestPlateaus(of([1, 0]), 4)).toEqual([]);
  });
});

describe('a gradient is stale', () => {
  it('from the iteration on in which more was left over than fresh', () => {
    expect(firstStale(record([{}, { staleNorm: 1 }, { staleNorm: 1.1 }, { staleNorm: 2 }]))).toBe(2);
    expect(firstStale(record([{}, {}]))).toBeUndefined();
  });
});

describe('a loss of 4 is a wrong target', () => {
  it.each<[Partial<TrainingOptions>, boolean]>([
    [{}, true],
    [{ stableTanh: true }, true],
    [{ loss: 'mse' }, false],
    [{ activation: 'sigmoid' }, false],
    [{ batch: 3 }, false],
    [{ data: '1 -> 1; 2 -> -1' }, true],
    [{ data: '1 -> 1; 2 -> 0' }, false],
  ])('%j: %s', (options, expected) => {
    const settings = toSettings({
      data: 'article',
      seed: 1,
      momentum: 0,
      stableTanh: false,
      zeroGrad: true,
      ...options,
    });
    expect(fullyWrong(settings)?.cost).toBe(expected ? 4 : undefined);
  });
});

it('names what a run ended in', () => {
  const failure = { iteration: 0, sample: 0, place: 'loss', operand: 1 };
  expect(
    (['tanhByExp', 'exp', 'mul', undefined] as const).map((operation) => failureName({ ...failure, operation })),
  ).toEqual(['math range error', 'math range error', 'overflow', 'overflow']);
});

it('goes from the first loss to that after the last update, or else to the last there was', () => {
  expect(lossFromTo(record([{ loss: 3 }, { loss: 2 }], { lossAfter: 1 }))).toEqual({ from: 3, to: 1 });
  expect(lossFromTo(record([{ loss: 3 }, { loss: 2 }]))).toEqual({ from: 3, to: 2 });
  expect(lossFromTo(record([]))).toBeUndefined();
});
