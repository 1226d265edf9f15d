import { createRequire } from 'node:module';
import { type Contender, inProcess, type Job } from './contender.ts';
import type { Scheme } from './engine.ts';
import { newModel, type Training } from './workloads.ts';

/** The little of each library that is used here; two of them come without types of their own. */
interface BrainNetwork {
  sizes: number[];
  readonly biases: number[][];
  readonly weights: number[][][];
  initialize(): void;
  /** Gives the mean squared error before the update. */
  trainPattern(pair: { input: readonly number[]; output: readonly number[] }, logErrorRate: true): number;
}
interface Brain {
  NeuralNetwork: new (options: { activation: 'tanh'; learningRate: number; momentum: number }) => BrainNetwork;
}

interface SynapticNeuron {
  bias: number;
  squash: unknown;
  /** By an id that counts up as connections are made. */
  readonly connections: { readonly inputs: Record<string, { weight: number }> };
}
interface Synaptic {
  Neuron: { readonly squash: { readonly TANH: unknown } };
  Architect: {
    Perceptron: new (
      ...sizes: number[]
    ) => {
      readonly layers: { readonly hidden: { list: SynapticNeuron[] }[]; readonly output: { list: SynapticNeuron[] } };
      activate(x: readonly number[]): number[];
      propagate(rate: number, target: readonly number[]): void;
    };
  };
}

type TensorMethods = Record<'add' | 'sub' | 'matMul', (other: Tensor) => Tensor> &
  Record<'square' | 'sum' | 'tanh', () => Tensor>;
interface Tensor extends TensorMethods {
  dataSync(): Float32Array;
  dispose(): void;
}
interface Tensorflow {
  enableProdMode(): void;
  tensor2d(rows: readonly (readonly number[])[]): Tensor;
  variable(start: Tensor): Tensor;
  readonly train: { sgd(rate: number): { minimize(loss: () => Tensor, returnCost: true): Tensor } };
}

export interface Peer {
  readonly scheme: Scheme;
  readonly contender: (training: Training) => Contender;
}

/** The installed peers; empty where the package beside this file has not been installed. */
export function loadPeers(): Peer[] {
  const load = createRequire(import.meta.url);
  try {
    const [brain, synaptic, tensorflow] = ['brain.js', 'synaptic', '@tensorflow/tfjs'].map((name) => load(name));
    // Single precision agrees to about six digits. Synaptic moves a layer's weights before it has used them to go
    // further back, so that its loss is only near to that of any textbook.
    return [
      { scheme: 'each', contender: (training) => inProcess('brain.js', 1e-4, () => brainJob(brain, training)) },
      {
        scheme: 'each, no output slope',
        contender: (training) => inProcess('synaptic', 0.1, () => synapticJob(synaptic, training)),
      },
      { scheme: 'all', contender: (training) => inProcess('tfjs (cpu)', 1e-4, () => tensorJob(tensorflow, training)) },
    ];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return [];
    throw error;
  }
}

/** The weights and the bias of each neuron of each layer, as every contender starts with. */
const startOf = (training: Training): { w: number[]; b: number }[][] =>
  newModel(training).layers.map(({ neurons }) => neurons.map(({ w, b }) => ({ w: w.map(dataOf), b: dataOf(b) })));
const dataOf = ({ data }: { data: number }): number => data;

// The two per-sample libraries take the gradient of half the squared error: twice the rate makes it the same step.

function brainJob({ NeuralNetwork }: Brain, training: Training): Job {
  // It refuses a momentum of 0; this one is lost in rounding.
  const net = new NeuralNetwork({ activation: 'tanh', learningRate: 2 * training.rate, momentum: 1e-30 });
  net.sizes = [training.inputs, training.hidden, training.hidden, 1];
  net.initialize();
  for (const [l, layer] of startOf(training).entries())
    for (const [n, { w, b }] of layer.entries()) {
      (net.biases[l + 1] as number[])[n] = b;
      for (const [i, weight] of w.entries()) ((net.weights[l + 1] as number[][])[n] as number[])[i] = weight;
    }
  const pairs = training.samples.map(({ x, y }) => ({ input: x, output: [y] }));
  let loss = 0;
  const step = (): void => {
    loss = 0;
    for (const pair of pairs) loss += net.trainPattern(pair, true);
  };
  return { step, result: () => [loss] };
}

function synapticJob({ Architect, Neuron }: Synaptic, training: Training): Job {
  const net = new Architect.Perceptron(training.inputs, training.hidden, training.hidden, 1);
  const layers = [...net.layers.hidden, net.layers.output];
  for (const [l, layer] of startOf(training).entries())
    for (const [n, { w, b }] of layer.entries()) {
      const neuron = layers[l]?.list[n] as SynapticNeuron;
      neuron.bias = b;
      neuron.squash = Neuron.squash.TANH;
      for (const [i, connection] of Object.values(neuron.connections.inputs).entries())
        connection.weight = w[i] as number;
    }
  const xs = training.samples.map(({ x }) => x);
  const targets = training.samples.map(({ y }) => [y]);
  let loss = 0;
  const step = (): void => {
    loss = 0;
    for (let i = 0; i < xs.length; i++) {
      const target = targets[i] as number[];
      loss += ((net.activate(xs[i] as readonly number[])[0] as number) - (target[0] as number)) ** 2;
      net.propagate(2 * training.rate, target);
    }
  };
  return { step, result: () => [loss] };
}

function tensorJob(tf: Tensorflow, training: Training): Job {
  tf.enableProdMode();
  const x = tf.tensor2d(training.samples.map((sample) => sample.x));
  const y = tf.tensor2d(training.samples.map((sample) => [sample.y]));
  const layers = startOf(training).map((layer) => ({
    w: tf.variable(tf.tensor2d((layer[0]?.w ?? []).map((_, i) => layer.map(({ w }) => w[i] as number)))),
    b: tf.variable(tf.tensor2d([layer.map(({ b }) => b)])),
  }));
  const optimizer = tf.train.sgd(training.rate);
  const lossOf = (): Tensor =>
    layers
      .reduce((input, { w, b }) => input.matMul(w).add(b).tanh(), x)
      .sub(y)
      .square()
      .sum();
  let loss: Tensor | undefined;
  const step = (): void => {
    loss?.dispose();
    loss = optimizer.minimize(lossOf, true);
  };
  return { step, result: () => [...(loss?.dataSync() ?? [])] };
}
