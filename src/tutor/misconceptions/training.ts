import type { Misconception } from './index.ts';

/** Mistakes about neurons, losses and the training loop, which no trace of a single formula shows. */
export const TRAINING_MISCONCEPTIONS = {
  'loss-factor-two-lost': {
    title: 'factor 2 of the loss lost',
    sentence: 'You lost the factor 2: `(out - y)^2` has the slope `2*(out - y)`.',
  },
  'loss-sign-flipped': {
    title: 'sign of the loss slope flipped',
    sentence: 'You turned the difference round: the slope by the output is `2*(out - y)`, output minus target.',
  },
  'loss-mean-for-sum': {
    title: 'mean for sum',
    sentence: 'You took the mean: this loss is the sum over all targets.',
  },
  'loss-absolute': {
    title: 'absolute error',
    sentence: 'You took the size of each error without squaring it.',
  },
  'loss-unsquared': {
    title: 'errors not squared',
    sentence: 'You added the errors themselves, where they can cancel: each is squared first.',
  },
  'loss-sum-squared': {
    title: 'square of the sum',
    sentence: 'You added the errors first and squared the sum: each error is squared by itself.',
  },
  'loss-value-for-slope': {
    title: 'loss for its slope',
    sentence: 'You gave the loss itself: its slope by the output was asked for.',
  },
  'loss-counted-per-target': {
    title: 'one per wrong target',
    sentence: 'You counted 1 for each wrong target: an output of -1 for a target of 1 costs `(1 - (-1))^2 = 4`.',
  },
  'loss-difference-unsquared': {
    title: 'two per wrong target',
    sentence: 'You counted the distance of 2 for each wrong target: the loss squares it, so each costs 4.',
  },
  'loss-all-wrong': {
    title: 'large loss taken for all wrong',
    sentence: 'You took a loss above 0 for every target wrong: each wrong one costs about 4, so divide.',
  },
  'loss-none-wrong': {
    title: 'flat loss taken for done',
    sentence: 'You took a loss that stands still for a loss that is done: only near 0 are all targets right.',
  },
  'step-uphill': {
    title: 'step uphill',
    sentence: 'You went uphill: the step is minus learning rate times gradient.',
  },
  'step-without-rate': {
    title: 'step without the learning rate',
    sentence: 'You subtracted the whole gradient: it is multiplied by the learning rate first.',
  },
  'step-sets-weight-to-gradient': {
    title: 'weight replaced by the step',
    sentence: 'You replaced the weight by the step: the step is added to what the weight was.',
  },
  'step-ignores-gradient': {
    title: 'step of the learning rate alone',
    sentence: 'You moved by the learning rate alone: the step is the learning rate times the gradient.',
  },
  'sign-ignored': {
    title: 'sign of the gradient ignored',
    sentence:
      'You moved without looking at the sign: a positive gradient asks for a smaller value, a negative one for a larger.',
  },
  'size-for-sign': {
    title: 'size taken for direction',
    sentence: 'You read a direction from the size of the gradient: the sign says where, the size says how steep.',
  },
  'zero-gradient-unseen': {
    title: 'gradient 0 overlooked',
    sentence: 'You moved along a gradient of 0: where the slope is 0, the step is 0.',
  },
  'step-amount-wrong': {
    title: 'gradient taken for the change',
    sentence: 'You took the gradient for the change itself: the change is about gradient times the move.',
  },
  'slope-ignored': {
    title: 'move taken for the change',
    sentence: 'You took the move for the change: the change is about gradient times the move.',
  },
  'rate-high-for-fast': {
    title: 'jumping curve taken for the better rate',
    sentence:
      'You gave the run that learns the highest rate: steps that are too long overshoot, and the loss jumps instead.',
  },
  'rate-low-for-fast': {
    title: 'slow curve taken for the middle rate',
    sentence: 'You took the slowest run for the middle rate: of two rates that both go down, the higher one is faster.',
  },
  'rates-reversed': {
    title: 'rates in reverse',
    sentence: 'You turned the rates round: the shortest steps make the run that hardly moves.',
  },
  'zeroed-inner-values': {
    title: 'inner values zeroed',
    sentence: 'You set inner values to 0: they are made anew in each forward pass, only parameters keep their `.grad`.',
  },
  'zeroed-weights': {
    title: 'weights zeroed',
    sentence: 'You set the weights themselves to 0 and with them all that was learnt: only their `.grad` is reset.',
  },
  'zeroed-inputs': {
    title: 'inputs zeroed',
    sentence: 'You reset the data: inputs and targets are not trained, so their gradients are never used.',
  },
  'zeroed-loss-only': {
    title: 'loss reset only',
    sentence: 'You reset the loss alone: it is made anew in each iteration, the parameters are what stays.',
  },
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
  'saturation-unseen': {
    title: 'saturation overlooked',
    sentence: 'You overlooked saturation: near ±1 the slope of tanh is almost 0 and lets hardly anything through.',
  },
  'curve-rate-too-high': {
    title: 'blamed on a high learning rate',
    sentence:
      'You saw a learning rate that is too high: then the loss jumps up and down or blows up from the first steps on.',
  },
  'curve-rate-too-low': {
    title: 'blamed on a low learning rate',
    sentence: 'You saw a learning rate that is too low: then the loss falls steadily, but hardly moves.',
  },
  'curve-zero-grad-forgotten': {
    title: 'blamed on missing zero-grad',
    sentence: 'You saw gradients that are not reset: then a fall is followed by overshooting and long flat stretches.',
  },
  'curve-saturated': {
    title: 'blamed on saturation',
    sentence:
      'You saw saturation: then the loss stands still well above 0 from the start, because no gradient comes through.',
  },
  'curve-healthy': {
    title: 'taken for healthy',
    sentence: 'You saw a healthy run: then the loss falls quickly at first, then ever more slowly towards 0.',
  },
  'loop-step-before-backward': {
    title: 'step before backward',
    sentence: 'You took the step before `backward()`: its gradients are not there yet.',
  },
  'loop-backward-before-loss': {
    title: 'backward before the loss',
    sentence: 'You ran `backward()` before there was a loss to start from.',
  },
  'loop-loss-before-forward': {
    title: 'loss before the forward pass',
    sentence: 'You computed the loss before the outputs it compares.',
  },
  'loop-zero-after-backward': {
    title: 'zeroed between backward and step',
    sentence: 'You reset the gradients between `backward()` and the step, so the step is 0.',
  },
  'loop-zero-forgotten': {
    title: 'zero-grad left out',
    sentence: 'You left out the reset: from the second iteration on the gradients of earlier ones are still in it.',
  },
} satisfies Record<string, Misconception>;
