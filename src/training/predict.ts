import { type ActivationName, activationNamed, predictionsOf } from '../engine/index.ts';
import { back, forth } from './data/scale.ts';
import type { TrainingSettings } from './settings.ts';

/** The outputs of a network for one input. */
export type Predict = (x: readonly number[]) => readonly number[];

/**
 * A network as a plain function of its input: thousands of points for a picture. An activation that may overflow
 * is taken in its stable form, which is the same function.
 *
 * @param settings for data as it was before scaling, inputs and outputs are those of the data
 * @param parameters layer by layer, neuron by neuron, weights before the bias; any may be too large, and so may outputs
 */
export function predictor(settings: TrainingSettings, parameters: readonly number[]): Predict {
  const { scaling, unscaled } = settings.data;
  const predict = networkOf(settings, parameters);
  if (scaling === undefined || unscaled !== undefined) return predict;
  const { inputs, targets } = scaling;
  return (x) => (targets === undefined ? predict(forth(x, inputs)) : back(predict(forth(x, inputs)), targets));
}

function networkOf({ layers, activations, loss }: TrainingSettings, parameters: readonly number[]): Predict {
  const weights = Float64Array.from(parameters);
  // The outputs of each layer, in room that is used again: a picture asks for thousands of points.
  const made = layers.map((size, l) => ({
    out: new Float64Array(size),
    squash: functionOf(activations[l] ?? 'linear'),
  }));
  return (x) => {
    let inputs: ArrayLike<number> = x;
    let next = 0;
    for (const { out, squash } of made) {
      const bias = inputs.length;
      for (let neuron = 0; neuron < out.length; neuron++) {
        // The bias comes first in the sum, as in the engine: the same sum to the last bit.
        let sum = weights[next + bias] as number;
        for (let i = 0; i < bias; i++) sum += (weights[next + i] as number) * (inputs[i] as number);
        next += bias + 1;
        out[neuron] = squash(sum);
      }
      inputs = out;
    }
    return predictionsOf(loss, Array.from(inputs));
  };
}

const functionOf = (name: ActivationName): ((sum: number) => number) =>
  activationNamed(activationNamed(name).stableForm ?? name).forward;
