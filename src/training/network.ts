import {
  activationNamed,
  Kernel,
  lossOf,
  MLP,
  predictionsOf,
  Random,
  type Sample,
  saturates,
  type Value,
  value,
  withTape,
} from '../engine/index.ts';
import type { Samples } from './data.ts';
import { descentOf } from './optimisers/descent.ts';
import type { Failure } from './record.ts';
import type { TrainingSettings } from './settings.ts';

/** An output this near an end of its range is saturated: tanh lets less than 2 % of a gradient through there. */
export const SATURATED = 0.01;
/** An output of the wrong sign and saturated. */
const FULLY_WRONG = 2 - 2 * SATURATED;

/**
 * A network with the graph of one sample, recorded once and replayed for every sample: parameters accumulate
 * their gradients over the backward passes, as leaves do.
 */
export class Network {
  readonly parameters: readonly Value[];
  /** Each neuron with its output, in the order in which they are computed, and its bounds where it saturates. */
  private readonly neurons: readonly { place: string; output: Value; range: readonly [number, number] | undefined }[];
  private readonly graph: Sample;
  private readonly model: MLP;
  private readonly settings: TrainingSettings;

  constructor(settings: TrainingSettings) {
    this.settings = settings;
    const { data, layers, activations, seed, loss, init } = settings;
    const [x = [], y = []] = [data.xs[0], data.ys[0]];
    const built = withTape((tape) => {
      const model = new MLP(x.length, layers, { activation: activations, random: new Random(seed), init });
      const inputs = x.map((input) => value(input));
      const targets = y.map((target) => value(target));
      const first = tape.length;
      const neurons: Network['neurons'][number][] = [];
      const outputs = model.layers.reduce<Value[]>((previous, layer, l) => {
        return layer.neurons.map((neuron, n) => {
          const output = neuron.forward(previous);
          const range = saturates(neuron.activation) ? activationNamed(neuron.activation).range : undefined;
          neurons.push({ place: `layers[${l}].neurons[${n}]`, output, range });
          return output;
        });
      }, inputs);
      const total = lossOf(loss, outputs, targets);
      const parameters = model.parameters();
      return { model, neurons, graph: { tape, parameters, inputs, targets, first, outputs, loss: total } };
    });
    this.graph = built.graph;
    this.model = built.model;
    this.parameters = built.graph.parameters;
    this.neurons = built.neurons;
  }

  /** Draws new weights, as a new network with this seed would have, and resets the gradients. */
  restart(seed: number): void {
    this.model.restart(new Random(seed));
    for (const parameter of this.parameters) parameter.grad = 0;
  }

  /** The forward pass of a sample, of those to learn from or of others; gives its loss. */
  forward(sample: number, { xs, ys }: Samples = this.settings.data): number {
    const { tape, first, inputs, targets, loss } = this.graph;
    // Plain loops: this runs for every sample of every iteration.
    put(xs[sample] as readonly number[], inputs);
    put(ys[sample] as readonly number[], targets);
    tape.forward(first, loss.id);
    return loss.data;
  }

  /** The backward pass of the sample of the last {@link forward}; `weight` is its share of the loss. */
  backward(weight: number): void {
    this.graph.loss.backward(weight);
  }

  /** Sets all parameters. */
  set(parameters: readonly number[]): void {
    for (const [i, parameter] of this.parameters.entries()) parameter.data = parameters[i] as number;
  }

  /** Has its training loop a compiled form? */
  get isCompiled(): boolean {
    return Kernel.has(this.graph, descentOf(this.settings));
  }

  /** Its training loop in compiled form, with what is to be recorded; undefined where it has none. */
  compiled(recorded?: { readonly tracked: number; readonly most: number }): Kernel | undefined {
    const { activations } = this.settings;
    const saturated = activations.map((name) => {
      const [low, high] = activationNamed(name).range;
      return saturates(name) ? ([low + SATURATED, high - SATURATED] as const) : undefined;
    });
    return Kernel.of(this.graph, descentOf(this.settings), recorded && { saturated, wrong: FULLY_WRONG, ...recorded });
  }

  /** The predictions for the sample of the last {@link forward}. */
  get prediction(): readonly number[] {
    return predictionsOf(
      this.settings.loss,
      this.graph.outputs.map(({ data }) => data),
    );
  }

  /** How many outputs missed their target by about 2, the whole way between -1 and 1. */
  get wrong(): number {
    const { outputs, targets } = this.graph;
    let count = 0;
    for (let i = 0; i < outputs.length; i++)
      if (Math.abs((outputs[i] as Value).data - (targets[i] as Value).data) > FULLY_WRONG) count++;
    return count;
  }

  /** How many neurons were saturated in the last forward pass. */
  get saturated(): number {
    let count = 0;
    for (const { output, range } of this.neurons) {
      if (range === undefined) continue;
      const { data } = output;
      if (data < range[0] + SATURATED || data > range[1] - SATURATED) count++;
    }
    return count;
  }

  /** How many operations a forward pass has. */
  get operations(): number {
    const ids = Array.from({ length: this.graph.loss.id - this.graph.first + 1 }, (_, i) => this.graph.first + i);
    return ids.filter((id) => !this.graph.tape.isLeaf(id)).length;
  }

  /** Where the last forward pass stopped being finite. */
  failure(iteration: number, sample: number): Failure {
    const { data } = this.graph.tape;
    let bad = 0;
    while (bad < this.graph.loss.id && Number.isFinite(data[bad])) bad++;
    const parameter = this.parameters.findIndex(({ id }) => id === bad);
    const neuron = this.neurons.find(({ output }) => output.id >= bad);
    const place = parameter >= 0 ? this.parameterPlace(parameter) : (neuron?.place ?? 'loss');
    const [operand] = this.graph.tape.operandsOf(bad);
    return {
      iteration,
      sample,
      place,
      operation: this.graph.tape.operationOf(bad),
      operand: operand === undefined ? (data[bad] as number) : (data[operand] as number),
    };
  }

  private parameterPlace(index: number): string {
    const { layers, data } = this.settings;
    let inputs = data.xs[0]?.length ?? 0;
    let rest = index;
    for (const [l, size] of layers.entries()) {
      const perNeuron = inputs + 1;
      if (rest < size * perNeuron) {
        const weight = rest % perNeuron;
        return `layers[${l}].neurons[${Math.floor(rest / perNeuron)}].${weight < inputs ? `w[${weight}]` : 'b'}`;
      }
      rest -= size * perNeuron;
      inputs = size;
    }
    return 'loss';
  }
}

function put(numbers: readonly number[], into: readonly Value[]): void {
  for (let i = 0; i < into.length; i++) (into[i] as Value).data = numbers[i] as number;
}

/** How many operations a forward pass of one sample has: products, sums and activations, and the loss. */
export const operationsPerSample = (settings: TrainingSettings): number => new Network(settings).operations;
