import { describe, expect, it } from 'vitest';
import { type ActivationName, Layer, MLP, Neuron, Random, value } from '../../src/engine/index.ts';

describe('a neuron', () => {
  /** Weights 0.5 and -1, bias 0.25: the weighted sum of (2, 1) is 0.25. */
  function neuron(activation: ActivationName): Neuron {
    const made = new Neuron(2, activation, new Random(1));
    for (const [i, number] of [0.5, -1, 0.25].entries()) (made.parameters()[i] as { data: number }).data = number;
    return made;
  }

  it.each<[ActivationName, number]>([
    ['linear', 0.25],
    ['tanh', Math.tanh(0.25)],
    ['tanhByExp', Math.tanh(0.25)],
    ['sigmoid', 1 / (1 + Math.exp(-0.25))],
    ['relu', 0.25],
  ])('%s(w·x + b) is %d', (activation, expected) => {
    expect(neuron(activation).forward([2, 1]).data).toBeCloseTo(expected, 14);
  });

  it('relu cuts off below 0', () => {
    expect(neuron('relu').forward([2, 2]).data).toBe(0);
  });

  it('hands gradients to weights, bias and inputs', () => {
    const unit = neuron('tanh');
    const x = [value(2), value(1)];
    const out = unit.forward(x);
    out.backward();
    const slope = 1 - Math.tanh(0.25) ** 2;
    const grads = [...unit.parameters(), ...x].map(({ grad }) => grad);
    for (const [i, expected] of [2, 1, 1, 0.5, -1].entries()) expect(grads[i]).toBeCloseTo(slope * expected, 14);
  });

  it('lists its weights, then its bias, all drawn from (-1, 1) in that order', () => {
    const unit = new Neuron(3, 'tanh', new Random(42));
    const drawn = new Random(42);
    expect(unit.parameters()).toEqual([...unit.w, unit.b]);
    expect(unit.parameters().map(({ data }) => data)).toEqual([1, 2, 3, 4].map(() => drawn.uniform(-1, 1)));
  });

  it.each([[[]], [[1]], [[1, 2, 3]]])('refuses the inputs %j', (x) => {
    expect(() => neuron('tanh').forward(x)).toThrow(/2 weights cannot take/);
  });
});

it('a layer hands the same inputs to every neuron', () => {
  const layer = new Layer(2, 3, 'sigmoid', new Random(1));
  expect(layer.neurons.map(({ activation }) => activation)).toEqual(['sigmoid', 'sigmoid', 'sigmoid']);
  const alone = layer.neurons.map((neuron) => neuron.forward([1, -1]).data);
  expect(layer.forward([1, -1]).map(({ data }) => data)).toEqual(alone);
  expect(layer.parameters()).toEqual(layer.neurons.flatMap((neuron) => neuron.parameters()));
  expect(new Set(alone).size).toBe(3);
});

describe('an MLP', () => {
  it.each([
    [3, [4, 4, 1], 41],
    [2, [16, 16, 1], 337],
    [1, [1], 2],
  ])('%d-%j has %d parameters', (inputs, sizes, count) => {
    expect(new MLP(inputs, sizes).parameters()).toHaveLength(count);
  });

  it('lists them layer by layer, neuron by neuron, weights before bias, as they are drawn', () => {
    const net = new MLP(3, [4, 4, 1], { random: new Random(18) });
    const drawn = new Random(18);
    expect(net.parameters().map(({ data }) => data)).toEqual(net.parameters().map(() => drawn.uniform(-1, 1)));
    const { w, b } = net.layers[1]?.neurons[0] as Neuron;
    expect(net.parameters().slice(16, 21)).toEqual([...w, b]);
  });

  it('draws from seed 0 and is tanh throughout, unless told otherwise', () => {
    const net = new MLP(2, [2, 1]);
    expect(net.parameters()[0]?.data).toBe(new Random(0).uniform(-1, 1));
    expect(activations(net)).toEqual(['tanh', 'tanh', 'tanh']);
  });

  const activations = (net: MLP) => net.layers.flatMap(({ neurons }) => neurons.map(({ activation }) => activation));

  it.each<[ActivationName | ActivationName[], ActivationName[]]>([
    ['relu', ['relu', 'relu', 'relu']],
    [
      ['relu', 'sigmoid'],
      ['relu', 'relu', 'sigmoid'],
    ],
    [['tanhByExp'], ['tanhByExp', 'tanhByExp', 'linear']],
  ])('takes the activation %j', (activation, expected) => {
    expect(activations(new MLP(2, [2, 1], { activation }))).toEqual(expected);
  });

  it('feeds each layer with the outputs of the one before', () => {
    const net = new MLP(3, [4, 4, 2], { random: new Random(5), activation: ['tanh', 'relu', 'linear'] });
    let signal = [0.5, -1, 2];
    for (const { neurons } of net.layers) {
      signal = neurons.map(({ w, b, activation }) => {
        const sum = w.reduce((total, weight, i) => total + weight.data * (signal[i] as number), b.data);
        return { tanh: Math.tanh(sum), relu: Math.max(0, sum), linear: sum }[activation as 'tanh'];
      });
    }
    const outputs = net.forward([0.5, -1, 2]).map(({ data }) => data);
    expect(outputs).toHaveLength(2);
    for (const [i, output] of outputs.entries()) expect(output).toBeCloseTo(signal[i] as number, 13);
  });

  it('refuses the wrong number of inputs', () => {
    expect(() => new MLP(3, [4, 1]).forward([1, 2])).toThrow(RangeError);
    expect(() => new MLP(3, [4, 1]).forward([1, 2])).toThrow('3 weights cannot take 2 inputs');
  });
});
