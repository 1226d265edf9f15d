import { z } from 'zod';
import { activationChoices, initNames, lossNames, optimiserNames, scheduleNames } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { dataNames, SCALES } from './data.ts';
import { readOptimisers } from './optimisers/names.ts';
import { readRates } from './read/rates.ts';

/** The default start, for which both halves of the article's experiment show what the article shows. */
export const DEFAULT_SEED = 1664;

const ROWS = '; or rows: "1,2 -> 1; 3,4 -> -1"';
/** What a description may have, on Discord. */
const MAX_DESCRIPTION = 100;

/** A description with all names, or only with the first, once there are too many. */
function naming(before: string, names: readonly string[], after: string): string {
  const first = (count: number): string =>
    `${before}${names.slice(0, count).join(' ')}${count < names.length ? ' …' : ''}${after}`;
  return names.map((_, i) => first(names.length - i)).find(({ length }) => length <= MAX_DESCRIPTION) ?? first(1);
}

/** A text that is read with the line, so that a mistake is shown in its place. */
const readAs = <T>(read: (text: string) => T) =>
  z.coerce
    .string()
    .max(100)
    .transform((text, context): T => {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        context.addIssue({ code: 'custom', message: error.message, params: { error } });
        return z.NEVER;
      }
    });

/** What a person may say about a run; what is left out comes from the data set. */
export const trainingOptions = z.strictObject({
  data: z
    .string()
    .max(6000)
    .default('article')
    .describe(naming('', dataNames, ROWS))
    .meta({ short: 'd', bare: true, aliases: ['dataset', 'data-set'], suggestions: dataNames }),
  file: z
    .string()
    .max(400)
    .optional()
    .describe('a CSV file in place of data: inputs, and the target in the last column')
    .meta({ attachment: true, aliases: ['csv'] }),
  layers: z
    .string()
    .max(60)
    .optional()
    .describe('neurons a layer, the last as many as targets; article: 4,4,1')
    .meta({ aliases: ['layer', 'layer-sizes'], suggestions: ['4,4,1', '8,8,1', '4,1'] }),
  hidden: z
    .string()
    .max(60)
    .optional()
    .describe('neurons of the hidden layers, in place of layers: the last is added; article: 4,4')
    .meta({
      typedOnly: true,
      aliases: ['hidden-layers', 'hidden-layer-sizes', 'hidden-size', 'hidden-units', 'neurons', 'units'],
      suggestions: ['4,4', '8,8', '4'],
    }),
  activation: z
    .enum(activationChoices)
    .optional()
    .describe('of every neuron; article: tanh')
    .meta({ aliases: ['activations', 'activation-function', 'act', 'nonlinearity'] }),
  last: z
    .enum(activationChoices)
    .optional()
    .describe('activation of the last layer, where it is another one')
    .meta({ aliases: ['last-layer', 'last-activation', 'output-activation'] }),
  lr: readAs(readRates)
    .optional()
    .describe('learning rate: length of a step, article: 0.4; several are compared: 0.01..3')
    .meta({ aliases: ['learning-rate', 'lr-rate', 'rate', 'step-size', 'eta'], suggestions: ['0.1', '0.01..3'] }),
  steps: z
    .int()
    .min(1)
    .max(10000)
    .optional()
    .describe('iterations; article: 30, and 20 without the reset')
    .meta({ short: 'n', aliases: ['step', 'iterations', 'iteration', 'iters', 'iter', 'max-iter', 'n-iter'] }),
  epochs: z
    .int()
    .min(1)
    .max(10000)
    .optional()
    .describe('times through all samples, in place of steps: with batches more steps than epochs')
    .meta({ typedOnly: true, aliases: ['epoch', 'num-epochs', 'n-epochs', 'max-epochs'] }),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(DEFAULT_SEED)
    .describe('where the first weights come from, as random.seed() in Python')
    .meta({ short: 's', aliases: ['random-seed', 'random-state'] }),
  zeroGrad: z
    .boolean()
    .default(true)
    .describe('reset the gradients before each backward pass, or never')
    .meta({ aliases: ['zero-grads', 'zero-gradients', 'reset'] }),
  optimizer: readAs(readOptimisers)
    .optional()
    .describe(naming('how weights are changed: ', optimiserNames, '; or several: sgd,adam'))
    .meta({ suggestions: [...optimiserNames, 'sgd,momentum,adam'], aliases: ['optimiser', 'opt'] }),
  momentum: z.number().min(0).max(1).optional().describe('how much of the last step is kept'),
  schedule: z
    .enum(scheduleNames)
    .optional()
    .describe('how the learning rate falls during the run; else it stays')
    .meta({ aliases: ['scheduler', 'lr-schedule', 'lr-scheduler'] }),
  decay: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('weight decay (L2): of every weight so much is added to its gradient')
    .meta({ typedOnly: true, aliases: ['weight-decay', 'l2'] }),
  clip: z
    .number()
    .positive()
    .max(1e6)
    .optional()
    .describe('the longest that the gradient of all weights may be')
    .meta({ typedOnly: true, aliases: ['clip-grad', 'clip-norm', 'max-norm'] }),
  noise: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe('how far the points of moons, circles, spiral, blobs and line are spread')
    .meta({ typedOnly: true }),
  init: z
    .enum(initNames)
    .optional()
    .describe('how the first weights are drawn; uniform: between -1 and 1')
    .meta({ typedOnly: true, aliases: ['initializer', 'initialiser'] }),
  loss: z
    .enum(lossNames)
    .optional()
    .describe('what is to become small; article: sse')
    .meta({ aliases: ['loss-function', 'criterion', 'cost'] }),
  batch: z
    .int()
    .min(1)
    .max(10000)
    .optional()
    .describe('samples an iteration; all of them if left out')
    .meta({ short: 'b', aliases: ['batch-size', 'batchsize', 'mini-batch'] }),
  track: z
    .string()
    .max(60)
    .optional()
    .describe('the weight or bias to follow')
    .meta({ suggestions: ['layers[1].neurons[0].w[0]', 'layers[0].neurons[0].b'] }),
  stableTanh: z.boolean().default(false).describe('a tanh that never overflows'),
  log: z
    .string()
    .max(2000)
    .optional()
    .describe('losses of a run elsewhere, as printed, or their column in a file: why it does not learn')
    .meta({ aliases: ['losses', 'curve', 'history'], suggestions: ['6.3 5.9 5.9 nan'] }),
  probe: z.boolean().default(false).describe('draw the size of the gradients of each layer').meta({ typedOnly: true }),
  animate: z.boolean().default(false).describe('watch it learn: a moving picture of the network'),
  detail: z
    .enum(['brief', 'full'])
    .default('brief')
    .describe('full has the rows, the predictions, all observations and all pictures')
    .meta({ typedOnly: true }),
  target: z
    .string()
    .max(100)
    .optional()
    .describe('of a file: the column to learn, by name or number; else the last')
    .meta({ aliases: ['targets', 'label'] }),
  inputs: z
    .string()
    .max(1000)
    .optional()
    .describe('of a file: the columns to learn from, such as a,b or 1,2')
    .meta({ aliases: ['input', 'features'] }),
  drop: z.string().max(1000).optional().describe('of a file: columns to leave out, such as a,b or 1,2'),
  scale: z
    .enum(SCALES)
    .optional()
    .describe('of the inputs; standard (mean 0, deviation 1) for a file, else none')
    .meta({ aliases: ['scaling'] }),
  test: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('share of the rows held back to test; 0.2 for a file of 50 rows or more')
    .meta({ aliases: ['test-size', 'test-split', 'validation-split'] }),
});

export type TrainingValues = z.output<typeof trainingOptions>;
