import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classesOf,
  isRight,
  momentsToWatch,
  predictor,
  subjectOf,
  type TrainingOptions,
  type TrainingRecord,
  toSettings,
  train,
} from '../../src/training/index.ts';
import { spreadIterations } from '../../src/training/snapshots.ts';

const settingsFor = (options: Partial<TrainingOptions>) =>
  toSettings({ data: 'article', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: true, ...options });

function recordOf(options: Partial<TrainingOptions>, at: readonly number[] = []): TrainingRecord {
  const run = train(settingsFor(options), at);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

describe('moments to watch', () => {
  it('go from 0 to the last update, each once, denser at the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 2, max: 40 }), (steps, count) => {
        const moments = spreadIterations(steps, count);
        expect(moments[0]).toBe(0);
        expect(moments.at(-1)).toBe(steps);
        expect(moments.length).toBe(Math.min(count, steps + 1));
        for (let i = 1; i < moments.length; i++) expect(moments[i]).toBeGreaterThan(moments[i - 1] as number);
      }),
    );
  });

  it.each([
    [3, [0, 1, 2, 3]],
    [100, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ])('of %i steps start with %j', (steps, first) => {
    expect(momentsToWatch(settingsFor({ steps })).slice(0, first.length)).toEqual(first);
  });
});

describe('snapshots', () => {
  it('are what was asked for, and the end', () => {
    const { snapshots, iterations, lossAfter } = recordOf({}, [0, 3]);
    expect(snapshots.map(({ iteration }) => iteration)).toEqual([0, 3, 30]);
    expect(snapshots.map(({ loss }) => loss)).toEqual([iterations[0]?.loss, iterations[3]?.loss, lossAfter]);
    // layers[1].neurons[0].w[0] comes after the first layer's 4 × (3 + 1) parameters.
    expect(snapshots[1]?.parameters[16]).toBe(iterations[3]?.weight);
  });

  it('change nothing else of the run', () => {
    const watched = recordOf({ zeroGrad: false }, [0, 1, 2, 3, 4, 5]);
    expect({ ...watched, snapshots: [] }).toEqual({ ...recordOf({ zeroGrad: false }), snapshots: [] });
  });

  it('end with the last finite loss of a run that overflows', () => {
    const { snapshots, failure, iterations } = recordOf({ zeroGrad: false });
    expect(failure?.iteration).toBe(11);
    expect(snapshots).toHaveLength(1);
    expect(snapshots[0]).toMatchObject({ iteration: 10, loss: iterations[10]?.loss });
    expect(snapshots[0]?.parameters.every(Number.isFinite)).toBe(true);
  });
});

describe('the network as a function', () => {
  it.each<Partial<TrainingOptions>>([
    { stableTanh: true },
    { data: 'moons', steps: 5 },
    { data: 'xor', activation: 'relu', layers: '8,3,1', lr: 0.01 },
    { data: 'and', loss: 'bce' },
    { data: 'line', activation: 'linear', steps: 3 },
    { data: '1,2 -> 1,0; 3,4 -> 0,1', layers: '3,2', activation: 'sigmoid' },
  ])('gives what the run predicts: %j', (options) => {
    const { snapshots, predictions } = recordOf(options);
    const settings = settingsFor(options);
    const predict = predictor(settings, snapshots.at(-1)?.parameters ?? []);
    for (const [i, x] of settings.data.xs.entries()) {
      for (const [k, output] of predict(x).entries()) expect(output).toBeCloseTo(predictions?.[i]?.[k] as number, 12);
    }
  });
});

describe('what data can show', () => {
  it.each<[Partial<TrainingOptions>, string, { low: number; threshold: number } | undefined]>([
    [{ data: 'moons' }, 'boundary', { low: -1, threshold: 0 }],
    [{ data: 'moons', loss: 'bce' }, 'boundary', { low: 0, threshold: 0.5 }],
    [{ data: '0,0 -> 0; 0,1 -> 1' }, 'boundary', { low: 0, threshold: 0.5 }],
    [{ data: '0,0 -> 1; 0,1 -> 1' }, 'boundary', { low: -1, threshold: 0 }],
    [{ data: '0,0 -> 1', activation: 'sigmoid' }, 'boundary', { low: 0, threshold: 0.5 }],
    [{ data: '0,0 -> 3; 0,1 -> 5' }, 'outputs', undefined],
    [{ data: '0,0 -> 0; 0,1 -> 1; 1,1 -> -1' }, 'outputs', undefined],
    [{ data: '0,0 -> 1,0; 0,1 -> 0,1' }, 'outputs', undefined],
    [{ data: 'line' }, 'curve', undefined],
    [{}, 'outputs', { low: -1, threshold: 0 }],
  ])('%j: %s', (options, subject, classes) => {
    const settings = settingsFor(options);
    expect(subjectOf(settings)).toBe(subject);
    if (classes === undefined) expect(classesOf(settings)).toBeUndefined();
    else expect(classesOf(settings)).toMatchObject(classes);
  });
});

it.each([
  [0.51, 1, true],
  [0.5, 1, false],
  [0.49, 1, false],
  [0.51, 0, false],
  [0.5, 0, true],
])('an output of %d is on the side of %d: %s', (output, target, expected) => {
  expect(isRight({ low: 0, high: 1, threshold: 0.5 }, output, target)).toBe(expected);
});
