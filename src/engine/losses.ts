import type { ActivationName } from './activations.ts';
import { CROSS_ENTROPY_IN_PYTHON, crossEntropy, softmax } from './softmax.ts';
import type { Value } from './value.ts';

interface Facts {
  /** What reports call it. */
  readonly title: string;
  /** Of one output, as text in the prediction `p` and the target `t`, in the language of `expression/`. */
  readonly formula: string;
  /** The name of its rule, short enough to stand beside a step. */
  readonly rule: string;
  /** What a teacher would say about its gradient. */
  readonly sentence: string;
  /** How the samples of an iteration come together. The outputs of one sample are always added. */
  readonly samples: 'sum' | 'mean';
  /** The targets that it needs: of the two classes, or of an output for another class and for its own; without, any. */
  readonly targets?: readonly [low: number, high: number];
  /** What the last layer has, whatever the activation of the others. */
  readonly lastLayer?: ActivationName;
  /** A start has learned when its mean loss a sample ends below this. */
  readonly learned: number;
  /** Where the loss counts the targets missed: what one adds of -1 or 1 that is taken for the other, and how. */
  readonly fullyWrong?: { readonly cost: number; readonly text: string };
}

/** Each output has a loss by itself, and is the prediction. */
interface OneByOne {
  /** The loss of one output, as part of a graph. */
  readonly of: (prediction: Value, target: Value) => Value;
  readonly together?: undefined;
  readonly predictions?: undefined;
}

/** The outputs of a sample, one for each class, have a loss together. */
interface Together {
  readonly of?: undefined;
  /** The loss of all outputs of a sample, as part of a graph. */
  readonly together: (outputs: readonly Value[], targets: readonly Value[]) => Value;
  /** What the predictions are, and how they are made of the outputs. */
  readonly predictions: { readonly title: string; readonly of: (outputs: readonly number[]) => number[] };
  /** The same for the code export, as lines of a Python function of `outputs` and `targets`, and as a PyTorch expression. */
  readonly python: readonly string[];
  readonly torch: string;
}

/**
 * The one table of losses. Training, the options of `/train` and its reports read it; adding a loss is adding one
 * entry.
 */
export type Loss = Facts & (OneByOne | Together);

/** Keeps log away from 0: a probability is taken to lie in [1e-12, 1 - 1e-12], and a loss below 27.7. */
const CLAMP = 1e-12;

/** (prediction - target)². */
export function squaredError(prediction: Value, target: Value | number): Value {
  const error = prediction.sub(target);
  return error.mul(error);
}

/** -(t·log p + (1 - t)·log(1 - p)) for a prediction p in (0, 1) and a target t of 0 or 1. */
export function binaryCrossEntropy(prediction: Value, target: Value): Value {
  const p = prediction.max(CLAMP).min(1 - CLAMP);
  const yes = target.mul(p.log());
  const no = target.neg().add(1).mul(p.neg().add(1).log());
  return yes.add(no).neg();
}

/** max(0, 1 - t·prediction) for a target t of -1 or 1. */
export function hinge(prediction: Value, target: Value): Value {
  return target.mul(prediction).neg().add(1).relu();
}

const SQUARED = {
  formula: '(p-t)^2',
  rule: 'square: 2·error',
  sentence: 'The squared error pulls an output towards its target, twice as hard where it is twice as far off.',
  of: squaredError,
  // For the article's four samples 0.1 in all.
  learned: 0.025,
};

const table = {
  sse: {
    ...SQUARED,
    title: 'sum of squared errors',
    samples: 'sum',
    fullyWrong: { cost: 4, text: '(1 - (-1))^2 = 4' },
  },
  mse: { ...SQUARED, title: 'mean squared error', samples: 'mean' },
  bce: {
    title: 'binary cross-entropy',
    formula: '-(t*log(p)+(1-t)*log(1-p))',
    rule: 'log: 1/probability',
    sentence: 'Cross-entropy pulls without bound where the probability of the right class comes near 0.',
    of: binaryCrossEntropy,
    samples: 'mean',
    targets: [0, 1],
    // It needs a probability.
    lastLayer: 'sigmoid',
    // Cross-entropy and hinge fall more slowly than a square.
    learned: 0.1,
  },
  ce: {
    title: 'cross-entropy',
    formula: '-t*log(p)',
    rule: 'softmax: p - t',
    sentence: 'Cross-entropy pulls each output by its probability less its target: p - t.',
    together: crossEntropy,
    predictions: { title: 'softmax', of: softmax },
    python: CROSS_ENTROPY_IN_PYTHON,
    torch: '-(targets * torch.log_softmax(outputs, dim=1)).sum()',
    samples: 'mean',
    targets: [0, 1],
    lastLayer: 'linear',
    learned: 0.1,
  },
  hinge: {
    title: 'hinge loss',
    formula: 'max(0, 1-t*p)',
    rule: 'hinge gates',
    sentence: 'The hinge loss leaves an output alone once it is 1 or more on the right side of 0.',
    of: hinge,
    samples: 'mean',
    targets: [-1, 1],
    learned: 0.1,
  },
} satisfies Record<string, Loss>;

/** The name of an entry of the table, which is how a person writes it. */
export type LossName = keyof typeof table;

/** The entry of a loss, with the optional fields in view. */
export const lossNamed = (name: LossName): Loss => table[name];

/** The loss of the outputs of one sample, as part of a graph. */
export function lossOf(name: LossName, outputs: readonly Value[], targets: readonly Value[]): Value {
  const loss = lossNamed(name);
  if (loss.together !== undefined) return loss.together(outputs, targets);
  return outputs.map((output, i) => loss.of(output, targets[i] as Value)).reduce((sum, part) => sum.add(part));
}

/** What the outputs of one sample predict: themselves, or the probabilities of the classes. */
export function predictionsOf(name: LossName, outputs: readonly number[]): readonly number[] {
  return lossNamed(name).predictions?.of(outputs) ?? outputs;
}

/** All names in the order of the table. */
export const lossNames = Object.keys(table) as LossName[];
