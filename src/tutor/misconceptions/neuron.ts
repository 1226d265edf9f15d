import type { Misconception } from './misconception.ts';

/** Mistakes about neurons, layers and their parameters. */
export const NEURON_MISCONCEPTIONS = {
  'bias-forgotten': {
    title: 'bias forgotten',
    sentence: 'You left out the bias: it is added to the weighted sum.',
  },
  'bias-after-activation': {
    title: 'bias after the activation',
    sentence: 'You added the bias behind the activation: it belongs into the sum that goes into it.',
  },
  'bias-gets-input': {
    title: 'gradient of a weight for the bias',
    sentence: 'You gave the bias an input as its factor: that is for a weight, the bias is only added.',
  },
  'bias-gets-own-value': {
    title: 'bias as its own slope',
    sentence: 'You took the value of the bias as its slope: it is added, so the slope of the sum by it is 1.',
  },
  'bias-has-no-gradient': {
    title: 'bias taken for a constant',
    sentence: 'You took the bias for a constant: it is a parameter and is trained like the weights.',
  },
  'weights-not-paired': {
    title: 'weights and inputs paired wrongly',
    sentence: 'You paired the weights with the wrong inputs: each weight meets the input in the same place.',
  },
  'weights-added': {
    title: 'weights and inputs added',
    sentence: 'You added weights and inputs: each weight multiplies its input, and the products are added.',
  },
  'neuron-activation-per-term': {
    title: 'activation on each term',
    sentence: 'You squashed each term by itself: the activation is applied once, to the whole sum.',
  },
  'parameters-without-biases': {
    title: 'biases not counted',
    sentence: 'You counted the weights only: each neuron has one bias as well.',
  },
  'parameters-of-layers-only': {
    title: 'one bias a layer',
    sentence: 'You counted one bias a layer: each neuron has its own.',
  },
  'parameters-neurons-only': {
    title: 'neurons counted',
    sentence: 'You counted neurons: each has one weight for every input, and a bias.',
  },
  'parameters-first-layer-only': {
    title: 'first inputs for every layer',
    sentence: 'You gave every layer the inputs of the first: a layer reads the outputs of the layer before.',
  },
  'parameters-inputs-as-layer': {
    title: 'inputs counted as neurons',
    sentence: 'You gave the inputs parameters: they are numbers that come in, not neurons.',
  },
  'parameters-bias-twice': {
    title: 'bias counted twice',
    sentence: 'You counted the bias twice, as one more input and by itself: it is one number in each neuron.',
  },
  'parameters-with-gradients': {
    title: 'gradients counted as parameters',
    sentence: 'You counted the gradients too: each parameter has one, but only the parameter itself is learned.',
  },
  'saturation-taken-for-zero': {
    title: 'almost 0 taken for 0',
    sentence: 'You took the slope of a saturated tanh for 0: it is `1 - out^2`, which is small but not 0.',
  },
  'saturation-unseen': {
    title: 'saturation overlooked',
    sentence: 'You overlooked saturation: near ±1 the slope of tanh is almost 0 and lets hardly anything through.',
  },
} satisfies Record<string, Misconception>;
