import type { Value } from './value.ts';

/**
 * Gradient descent: velocity = momentum × velocity + gradient, then data = data - learning rate × velocity
 * (Polyak 1964, in PyTorch's form). With momentum 1 the velocity is the sum of all gradients so far, which is
 * exactly what `.grad` holds when it is never reset.
 */
export class SGD {
  readonly parameters: readonly Value[];
  /** It and the momentum may be changed between steps. */
  learningRate: number;
  momentum: number;
  private readonly velocity: Float64Array;

  constructor(parameters: readonly Value[], learningRate: number, momentum = 0) {
    this.parameters = parameters;
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.velocity = new Float64Array(parameters.length);
  }

  /** Changes every parameter by its gradient, which stays as it is. */
  step(): void {
    for (let i = 0; i < this.parameters.length; i++) {
      const parameter = this.parameters[i] as Value;
      const step = this.momentum * (this.velocity[i] as number) + parameter.grad;
      this.velocity[i] = step;
      parameter.data -= this.learningRate * step;
    }
  }

  /** Resets the gradients, without which the next backward pass adds to the old ones. */
  zeroGrad(): void {
    for (const parameter of this.parameters) parameter.grad = 0;
  }
}
