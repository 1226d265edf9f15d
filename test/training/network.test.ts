import { describe, expect, it } from 'vitest';
import { type TrainingOptions, toSettings } from '../../src/training/index.ts';
import { Network } from '../../src/training/network.ts';

/** A network of one layer, x ↦ activation(w x + b), with these parameters. */
function network(parameters: readonly number[], options: Partial<TrainingOptions> = {}): Network {
  const plain = { seed: 1, momentum: 0, stableTanh: true, zeroGrad: true, layers: '1' };
  const made = new Network(toSettings({ ...plain, data: '1 -> 1; -1 -> -1', ...options }));
  for (const [i, parameter] of made.parameters.entries()) parameter.data = parameters[i] as number;
  return made;
}

describe('an output is saturated within 0.01 of an end of its range', () => {
  it.each<[Partial<TrainingOptions>, number, number]>([
    [{}, 2.6, 0],
    [{}, 2.7, 1],
    [{}, -2.6, 0],
    [{}, -2.7, 1],
    [{ stableTanh: false }, 2.7, 1],
    [{ activation: 'sigmoid' }, 4.5, 0],
    [{ activation: 'sigmoid' }, 4.6, 1],
    [{ activation: 'sigmoid' }, -4.5, 0],
    [{ activation: 'sigmoid' }, -4.6, 1],
    [{ activation: 'linear' }, 100, 0],
    [{ activation: 'relu', layers: '1,1' }, 100, 0],
  ])('%j of %d: %i', (options, input, expected) => {
    const made = network([input, 0, input, 0], options);
    made.forward(0);
    expect(made.saturated).toBe(expected);
  });
});

it('an output is wrong that missed its target by the whole way', () => {
  const made = network([-2.3, 0]);
  made.forward(0);
  expect(made.wrong).toBe(1);
  made.forward(1);
  expect(made.wrong).toBe(1);
  const near = network([-2.29, 0]);
  near.forward(0);
  expect(near.wrong).toBe(0);
});

it('starts again as a new network with this seed would', () => {
  const settings = toSettings({ data: 'article', seed: 7, momentum: 0, stableTanh: false, zeroGrad: true });
  const made = new Network({ ...settings, seed: 1 });
  made.forward(0);
  made.backward(1);
  made.restart(7);
  expect(made.parameters.map(({ data }) => data)).toEqual(new Network(settings).parameters.map(({ data }) => data));
  expect(made.parameters.every(({ grad }) => grad === 0)).toBe(true);
});

it('adds the gradients of the samples, each by its weight', () => {
  const made = network([0, 0], { activation: 'linear' });
  made.forward(0);
  made.backward(1);
  // d (0 - 1)² / dw = 2 (0 - 1) x
  expect(made.parameters.map(({ grad }) => grad)).toEqual([-2, -2]);
  made.forward(1);
  made.backward(0.5);
  expect(made.parameters.map(({ grad }) => grad)).toEqual([-3, -1]);
});

describe('a forward pass that stops', () => {
  const failure = (parameters: number[], options: Partial<TrainingOptions> = {}) => {
    const made = network(parameters, options);
    made.forward(1);
    return made.failure(4, 1);
  };

  it.each<[string, number[], Partial<TrainingOptions>, object]>([
    [
      'in exp',
      [-400, 0],
      { stableTanh: false },
      { place: 'layers[0].neurons[0]', operation: 'tanhByExp', operand: 400 },
    ],
    ['in the loss', [-1e200, 0], { activation: 'linear' }, { place: 'loss', operand: 1e200 }],
    ['at a weight', [Number.POSITIVE_INFINITY, 0], {}, { place: 'layers[0].neurons[0].w[0]', operation: undefined }],
    ['at a bias', [0, Number.NaN], {}, { place: 'layers[0].neurons[0].b', operation: undefined, operand: Number.NaN }],
    [
      'at a weight of the second neuron',
      [0, 0, 0, Number.NaN, 0, 0, 0, 0, 0],
      { layers: '2,1', data: '1,1 -> 1; 1,1 -> -1' },
      { place: 'layers[0].neurons[1].w[0]' },
    ],
    [
      'at the bias of the last layer',
      [0, 0, 0, 0, 0, 0, 0, 0, Number.NaN],
      { layers: '2,1', data: '1,1 -> 1; 1,1 -> -1' },
      { place: 'layers[1].neurons[0].b' },
    ],
  ])('%s', (_, parameters, options, expected) => {
    expect(failure(parameters, options)).toMatchObject({ iteration: 4, sample: 1, ...expected });
  });
});
