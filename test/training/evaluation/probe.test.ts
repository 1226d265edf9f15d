import { describe, expect, it } from 'vitest';
import {
  firstParameters,
  lossOfAnswers,
  predictor,
  probe,
  type TrainingOptions,
  toSettings,
  trainingOptions,
} from '../../../src/training/index.ts';

const settingsOf = (options: Partial<TrainingOptions>) => toSettings({ ...trainingOptions.parse({}), ...options });

describe('a look into a network', () => {
  it('finds the size of the gradients of a layer, as differences of the loss of one sample do', () => {
    const settings = settingsOf({ data: '0.5,-1 -> 0.7', layers: '2,1', stableTanh: true });
    const parameters = firstParameters(settings);
    const lossWith = (changed: readonly number[]): number =>
      lossOfAnswers(settings, [predictor(settings, changed)([0.5, -1])]);
    const slopes = parameters.map((_, i) => {
      const moved = (by: number): number[] => parameters.map((value, k) => value + (k === i ? by : 0));
      return (lossWith(moved(1e-6)) - lossWith(moved(-1e-6))) / 2e-6;
    });
    const size = (some: readonly number[]): number => Math.hypot(...some) / Math.sqrt(some.length);
    const layers = probe(settings, parameters);
    expect(layers[0]?.gradient).toBeCloseTo(size(slopes.slice(0, 6)), 8);
    expect(layers[1]?.gradient).toBeCloseTo(size(slopes.slice(6)), 8);
  });

  it('counts samples whose gradients cancel', () => {
    const settings = settingsOf({ data: '1 -> 1; 1 -> -1', layers: '1', last: 'linear' });
    expect(probe(settings, [0, 0])[0]?.gradient).toBeCloseTo(2, 9);
  });

  it('counts dead units: relu that answers 0 for every sample', () => {
    const settings = settingsOf({ data: '1 -> 0.5; 2 -> 1', layers: '3,1', activation: 'relu' });
    // Weight and bias of three units, then of the last: on, off, on for one sample alone.
    const layers = probe(settings, [1, 0, -1, 0, 1, -1.5, 1, 1, 1, 0]);
    expect(layers.map(({ dead, units }) => [dead, units])).toEqual([
      [1, 3],
      [0, 1],
    ]);
  });

  it('tells which share is saturated', () => {
    const settings = settingsOf({ data: '1 -> 0.5; 0 -> 1', layers: '2,1', stableTanh: true });
    const layers = probe(settings, [100, 0, 0.1, 0, 0, 0, 0]);
    expect(layers.map(({ saturated }) => saturated)).toEqual([0.25, 0]);
  });

  it('sees neurons that are alike', () => {
    const settings = settingsOf({ data: '1 -> 0.5; 0 -> 1', layers: '2,1' });
    const alike = (parameters: readonly number[]): boolean[] => probe(settings, parameters).map((layer) => layer.alike);
    expect(alike([0.3, 0.1, 0.3, 0.1, 1, 1, 0])).toEqual([true, false]);
    expect(alike([0.3, 0.1, 0.3, 0.2, 1, 1, 0])).toEqual([false, false]);
    expect(alike(firstParameters(settings))).toEqual([false, false]);
  });

  it('looks at some of many samples', () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i % 2} -> ${i % 2}`).join('; ');
    expect(probe(settingsOf({ data: rows }), firstParameters(settingsOf({ data: rows })))).toHaveLength(3);
  });
});
