import { type Activation, operation } from '../engine/index.ts';
import type { TrainingSettings } from './settings.ts';

/** The outputs of a network for one input. */
export type Predict = (x: readonly number[]) => readonly number[];

/**
 * A network as a plain function of its input: thousands of points for a picture, without a tape. tanh is the one
 * that never overflows, which is the same function.
 *
 * @param parameters layer by layer, neuron by neuron, weights before the bias; any may be too large, and so may outputs
 */
export function predictor({ layers, activations }: TrainingSettings, parameters: readonly number[]): Predict {
  const weights = Float64Array.from(parameters);
  return (x) => {
    let values = x;
    let next = 0;
    for (const [l, size] of layers.entries()) {
      const squash = functionOf(activations[l] ?? 'linear');
      const inputs = values;
      values = Array.from({ length: size }, () => {
        // The bias comes first in the sum, as in the engine: the same sum to the last bit.
        let sum = weights[next + inputs.length] as number;
        for (let i = 0; i < inputs.length; i++) sum += (weights[next + i] as number) * (inputs[i] as number);
        next += inputs.length + 1;
        return squash(sum);
      });
    }
    return values;
  };
}

const identity = (sum: number): number => sum;

function functionOf(name: Activation): (sum: number) => number {
  if (name === 'linear') return identity;
  const { forward } = operation(name === 'tanhByExp' ? 'tanh' : name);
  return (sum) => forward(sum, 0);
}
