import type { Entry } from './entry.ts';

/** Why a network does not learn. */
export const TROUBLE: readonly Entry[] = [
  {
    term: 'scaling',
    aliases: [
      'scale',
      'standardise',
      'standardize',
      'standardisation',
      'standardization',
      'normalisation',
      'normalization',
    ],
    text: 'Scaling brings inputs to a size that a network can start from: mean 0 and deviation 1, say. Inputs in the hundreds make sums in the hundreds, where tanh is flat and learns nothing. In `/train` the option `--scale standard` does it.',
    example: '/train --data "170, 65 -> 1; 182, 80 -> -1; 165, 55 -> 1; 190, 90 -> -1" --scale standard',
  },
  {
    term: 'output range',
    aliases: ['range of the output', 'out of range', 'targets outside the range', 'range of outputs'],
    text: 'The last activation decides what a network can answer: tanh between -1 and 1, sigmoid between 0 and 1. A target beyond that is never reached, and the loss stays above a bound. A linear last layer, `--last linear`, has no such bounds.',
    example: '/train --data "1,2 -> 3; 2,3 -> 5" --last linear --lr 0.03',
  },
  {
    term: 'symmetry',
    aliases: [
      'symmetric',
      'symmetric start',
      'zero initialization',
      'zero initialisation',
      'break symmetry',
      'zero start',
    ],
    text: 'Neurons of a layer that begin with the same weights get the same gradients. So they stay the same, and do the work of one. That is why weights begin at random numbers and not at 0.',
    example: '/train --init zero',
  },
  {
    term: 'class imbalance',
    aliases: ['imbalance', 'imbalanced', 'imbalanced classes', 'unbalanced classes', 'larger class'],
    text: 'Classes are imbalanced when one has far more samples than the other. To answer with the larger class every time is right very often, without any learning. So count the right answers of each class.',
    example: '/train --data "1 -> -1; 2 -> -1; 3 -> -1; 4 -> -1; 5 -> 1" --steps 20',
  },
  {
    term: 'hidden neurons',
    aliases: ['capacity', 'underfitting', 'underfit', 'too few neurons', 'model capacity'],
    text: 'Hidden neurons stand between the inputs and the last layer. Each of them adds one bend to what the network can compute. With too few, no training can make the output fit.',
    example: '/train --data circles --layers 1,1',
  },
];
