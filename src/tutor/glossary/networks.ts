import type { Entry } from './entry.ts';

const NEURON = '/grad tanh(w*x+b) w=0.5 x=2 b=1 --wrt w,b';

/** What networks are made of. */
export const NETWORKS: readonly Entry[] = [
  {
    term: 'neuron',
    aliases: ['neurons', 'artificial neuron', 'unit', 'units'],
    text: 'A neuron multiplies each input with a weight, adds the products and a bias, and applies an activation to the sum. With one input it is `tanh(w*x+b)`. Training changes its weights and its bias.',
    example: '/grad tanh(w1*x1+w2*x2+b) --wrt w1,w2,b',
  },
  {
    term: 'weight',
    aliases: ['weights'],
    text: 'A weight says how much a neuron makes of one of its inputs: the two are multiplied. So the derivative of `w*x` by `w` is the input `x`. Training changes the weights to make the loss smaller.',
    example: NEURON,
  },
  {
    term: 'bias',
    aliases: ['biases'],
    text: 'A bias is a number that a neuron adds to its weighted inputs. It moves the point at which the neuron changes sides. The derivative of `w*x+b` by `b` is 1.',
    example: NEURON,
  },
  {
    term: 'activation',
    aliases: ['activations', 'activation function', 'activation functions', 'nonlinearity', 'non-linearity'],
    text: 'An activation is the function that a neuron applies to its sum, such as tanh or relu. Without activations, many layers could do no more than one. On its way back the gradient is multiplied with the slope of the activation.',
    example: '/train --activation relu',
  },
  {
    term: 'tanh',
    aliases: ['hyperbolic tangent', 'tangens hyperbolicus'],
    text: 'tanh presses every number into the range from -1 to 1. Its derivative is `1 - tanh(x)^2`: 1 at 0, and almost 0 far away from it. So a neuron whose sum is far from 0 learns slowly.',
    example: '/grad tanh(x) x=0.5',
  },
  {
    term: 'relu',
    aliases: ['rectified linear unit', 'rectifier', 're-lu'],
    text: 'relu keeps a positive number, and makes 0 of a negative one. Its slope is 1 for positive numbers and 0 for negative ones. At 0 it has a kink.',
    example: '/grad relu(x) x=2',
  },
  {
    term: 'sigmoid',
    aliases: ['logistic function', 'sigma', 'σ', 'logistic'],
    text: 'sigmoid presses every number into the range from 0 to 1, so it can stand for a probability. If `s` is its value, its derivative is `s*(1-s)`. That is never more than 0.25.',
    example: '/grad sigmoid(x) x=0',
  },
  {
    term: 'saturation',
    aliases: ['saturated', 'saturate', 'saturates', 'saturated neuron', 'saturated neurons'],
    text: 'A neuron is saturated where its activation is almost flat, as tanh near -1 and 1. The slope is almost 0 there, so almost no gradient comes through. Then its weights hardly change.',
    example: '/grad tanh(w*x+b) w=2 x=2 b=1',
  },
  {
    term: 'vanishing gradient',
    aliases: ['vanishing gradients', 'vanishing', 'gradient vanishes', 'exploding gradient', 'exploding gradients'],
    text: 'On its way back through many layers, a gradient is multiplied with many slopes and weights. If most are smaller than 1, almost nothing is left: it vanishes, and the first layers hardly learn. If most are larger than 1, it explodes.',
    example: '/grad tanh(tanh(tanh(w*x))) w=2 x=2 --wrt w',
  },
  {
    term: 'dead neuron',
    aliases: ['dead neurons', 'dead relu', 'dying relu', 'dead unit'],
    text: 'A neuron with relu is dead when its sum is negative for every sample. Its output is 0 then, and so is its slope. So its weights get no gradient.',
    example: '/grad relu(w*x+b) w=1 x=2 b=-5',
  },
  {
    term: 'layer',
    aliases: ['layers', 'hidden layer', 'hidden layers', 'output layer'],
    text: 'A layer is a group of neurons that all get the same inputs. The outputs of one layer are the inputs of the next. The last layer gives the prediction.',
    example: '/train --layers 8,1',
  },
  {
    term: 'multilayer perceptron',
    aliases: [
      'mlp',
      'multi-layer perceptron',
      'network',
      'neural network',
      'neural networks',
      'neural net',
      'perceptron',
    ],
    text: 'A multilayer perceptron is a network of layers, one behind the other. Each neuron gets the outputs of all neurons of the layer before. The one of the article has 3 inputs and layers of 4, 4 and 1 neurons.',
    example: '/train',
  },
  {
    term: 'parameter',
    aliases: ['parameters', 'params'],
    text: 'The parameters of a network are all its weights and biases. Training changes them, and nothing else. A neuron with three inputs has four: three weights and a bias.',
    example: '/train --track layers[0].neurons[0].b',
  },
];
