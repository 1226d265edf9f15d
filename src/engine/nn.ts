import { type ActivationName, activationNamed } from './activations.ts';
import { type InitName, initNamed } from './inits.ts';
import { Random } from './random.ts';
import { Value, value } from './value.ts';

interface Bounds {
  readonly weight: number;
  readonly bias: number;
}

/** For a bound of 0 nothing is drawn. */
const within = (bound: number, random: Random): number => (bound === 0 ? 0 : random.uniform(-bound, bound));

/** weights · inputs + bias, squashed by an activation. */
export class Neuron {
  readonly w: Value[];
  readonly b: Value;
  readonly activation: ActivationName;
  /** Between minus which number and this one its weights begin, and its bias. */
  private readonly bounds: Bounds;

  /** Weights, then the bias, are drawn uniformly from within the bounds: (-1, 1) if these are left out. */
  constructor(inputs: number, activation: ActivationName, random: Random, bounds: Bounds = { weight: 1, bias: 1 }) {
    this.bounds = bounds;
    this.w = Array.from({ length: inputs }, () => value(within(bounds.weight, random)));
    this.b = value(within(bounds.bias, random));
    this.activation = activation;
  }

  /** Draws its weights and its bias anew, as a new neuron would. */
  restart(random: Random): void {
    const { weight, bias } = this.bounds;
    for (const w of this.w) w.data = within(weight, random);
    this.b.data = within(bias, random);
  }

  /** @param x as many inputs as there are weights */
  forward(x: readonly (Value | number)[]): Value {
    if (x.length !== this.w.length) {
      throw new RangeError(`a neuron with ${this.w.length} weights cannot take ${x.length} inputs`);
    }
    let sum = this.b;
    for (let i = 0; i < x.length; i++) sum = sum.add((this.w[i] as Value).mul(x[i] as Value | number));
    return activationNamed(this.activation).apply(sum);
  }

  /** Its weights, then its bias. */
  parameters(): Value[] {
    return [...this.w, this.b];
  }
}

/** Neurons that all read the same inputs. */
export class Layer {
  readonly neurons: Neuron[];

  constructor(inputs: number, outputs: number, activation: ActivationName, random: Random, init: InitName = 'uniform') {
    const { weight, bias } = initNamed(init);
    const bounds = { weight: weight(inputs, outputs), bias };
    this.neurons = Array.from({ length: outputs }, () => new Neuron(inputs, activation, random, bounds));
  }

  forward(x: readonly (Value | number)[]): Value[] {
    // A plain number becomes one leaf for all neurons instead of one for each.
    const tape = (this.neurons[0] as Neuron).b.tape;
    const inputs = x.map((input) => (typeof input === 'number' ? new Value(tape, tape.leaf(input)) : input));
    return this.neurons.map((neuron) => neuron.forward(inputs));
  }

  /** Those of its neurons, one neuron after the other. */
  parameters(): Value[] {
    return this.neurons.flatMap((neuron) => neuron.parameters());
  }
}

/** What a network has besides its sizes. */
export interface MLPOptions {
  /** One activation for all layers, or one a layer. Default tanh. */
  readonly activation?: ActivationName | readonly ActivationName[];
  /** Where the first weights come from. Default: seed 0. */
  readonly random?: Random;
  /** Between which bounds they are drawn. Default: `uniform`, from -1 to 1. */
  readonly init?: InitName;
}

/**
 * A multi-layer perceptron: `new MLP(3, [4, 4, 1])` takes 3 inputs, has two hidden layers of 4 and one output.
 * Parameters are made, and listed, layer by layer, neuron by neuron, each neuron's weights before its bias.
 */
export class MLP {
  readonly layers: Layer[];

  constructor(inputs: number, sizes: readonly number[], options: MLPOptions = {}) {
    const { activation = 'tanh', random = new Random(0), init = 'uniform' } = options;
    this.layers = sizes.map(
      (size, i) =>
        new Layer(
          i === 0 ? inputs : (sizes[i - 1] as number),
          size,
          typeof activation === 'string' ? activation : (activation[i] ?? 'linear'),
          random,
          init,
        ),
    );
  }

  /** Draws all parameters anew, as a new network would. */
  restart(random: Random): void {
    for (const { neurons } of this.layers) for (const neuron of neurons) neuron.restart(random);
  }

  /** The outputs of the last layer. */
  forward(x: readonly (Value | number)[]): Value[] {
    return this.layers.reduce<readonly (Value | number)[]>((input, layer) => layer.forward(input), x) as Value[];
  }

  /** Those of its layers, one layer after the other. */
  parameters(): Value[] {
    return this.layers.flatMap((layer) => layer.parameters());
  }
}
