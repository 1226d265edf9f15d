import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/format.ts';
import { activationChoices, lossNames } from '../src/engine/index.ts';
import { UserError } from '../src/errors.ts';
import { buttons } from '../src/reply/build.ts';
import type { Button, Reply } from '../src/reply/document.ts';
import {
  checkBudget,
  commaReadings,
  DEFAULT_SEED,
  momentsToWatch,
  oddsOf,
  presets,
  SCALES,
  subjectOf,
  type TrainingRecord,
  type TrainingSettings,
  toSettings,
  train,
} from '../src/training/index.ts';
import { wordButtons } from '../src/tutor/glossary/index.ts';
import { trainingReport } from '../src/tutor/training-report.ts';

const ROWS = '; or rows: "1,2 -> 1; 3,4 -> -1"';
/** What a description may have, on Discord. */
const MAX_DESCRIPTION = 100;

/** The data sets and how rows are written; only the first data sets, once there are too many to name. */
function describeData(): string {
  const names = Object.keys(presets);
  const first = (count: number): string => names.slice(0, count).join(' ') + (count < names.length ? ' …' : '') + ROWS;
  return names.map((_, i) => first(names.length - i)).find(({ length }) => length <= MAX_DESCRIPTION) ?? first(1);
}

const command = defineCommand({
  name: 'train',
  summary: 'Train a small network and see what happened, with gradients reset or not',
  options: z.strictObject({
    data: z
      .string()
      .max(6000)
      .default('article')
      .describe(describeData())
      .meta({ short: 'd', suggestions: Object.keys(presets) }),
    file: z
      .string()
      .max(400)
      .optional()
      .describe('a CSV file in place of data: inputs, and the target in the last column')
      .meta({ attachment: true }),
    layers: z
      .string()
      .max(60)
      .optional()
      .describe('neurons a layer, the last as many as targets; article: 4,4,1')
      .meta({ suggestions: ['4,4,1', '8,8,1', '4,1'] }),
    activation: z.enum(activationChoices).optional().describe('of every neuron; article: tanh'),
    lr: z.number().positive().max(100).optional().describe('learning rate: length of a step; article: 0.4'),
    steps: z
      .int()
      .min(1)
      .max(10000)
      .optional()
      .describe('iterations; article: 30, and 20 without the reset')
      .meta({ short: 'n' }),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(DEFAULT_SEED)
      .describe('where the first weights come from, as random.seed() in Python')
      .meta({ short: 's' }),
    zeroGrad: z.boolean().default(true).describe('reset the gradients before each backward pass, or never'),
    momentum: z.number().min(0).max(1).default(0).describe('how much of the last step is kept'),
    loss: z.enum(lossNames).optional().describe('what is to become small; article: sse'),
    batch: z
      .int()
      .min(1)
      .max(10000)
      .optional()
      .describe('samples an iteration; all of them if left out')
      .meta({ short: 'b' }),
    track: z
      .string()
      .max(60)
      .optional()
      .describe('the weight or bias to follow')
      .meta({ suggestions: ['layers[1].neurons[0].w[0]', 'layers[0].neurons[0].b'] }),
    stableTanh: z.boolean().default(false).describe('a tanh that never overflows'),
    animate: z.boolean().default(false).describe('watch it learn: a moving picture of the network'),
    target: z.string().max(100).optional().describe('of a file: the column to learn, by name or number; else the last'),
    inputs: z.string().max(1000).optional().describe('of a file: the columns to learn from, such as a,b or 1,2'),
    drop: z.string().max(1000).optional().describe('of a file: columns to leave out, such as a,b or 1,2'),
    scale: z.enum(SCALES).optional().describe('of the inputs; standard (mean 0, deviation 1) for a file, else none'),
    test: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .describe('share of the rows held back to test; 0.2 for a file of 50 rows or more'),
  }),
  examples: [
    ['/train', "the article's experiment"],
    ['/train --no-zero-grad', 'its second half: gradients never reset, beside the zeroed run'],
    ['/train --momentum 1 --steps 20', 'draws the same curve as --no-zero-grad'],
    ['/train --lr 0.05 --no-zero-grad', 'where forgetting to reset even helps'],
    ['/train --data moons', 'two half circles'],
    ['/train --data xor --loss hinge --layers 8,1', 'another loss, another network'],
    ['/train --data "2,3,-1 -> 1; 3,-1,0.5 -> -1; 0.5,1,1 -> -1; 1,1,-1 -> 1" --seed 7', 'your own rows'],
    ['/train --track layers[0].neurons[0].b --stable-tanh', 'follow a bias; a tanh that never overflows'],
    ['/train --data moons --animate', 'watch the decision boundary learn'],
    ['/train --data circles --batch 10 --activation relu --lr 0.1', 'mini-batches and relu'],
  ],
  *run(values, { files }) {
    if (values.file !== undefined && values.data !== 'article') {
      throw new UserError('`--data` and `--file` both say what to learn from.', {
        code: 'E_TWO_SOURCES',
        hint: 'Give one of the two.',
        remedies: [formatLine(command, { ...values, data: 'article' })],
      });
    }
    if (values.file === undefined) askForCommas(values);
    const settings = toSettings({ ...values, csv: values.file === undefined ? undefined : files[values.file] });
    const runs = settings.zeroGrad ? 1 : 2;
    checkBudget(settings, runs);
    const total = runs * settings.steps;
    const kept = values.animate ? momentsToWatch(settings) : [];
    const record = yield* watched(settings, kept, 0, total);
    const twin = settings.zeroGrad
      ? undefined
      : yield* watched({ ...settings, zeroGrad: true }, kept, settings.steps, total);
    const nodes = trainingReport({ settings, record, twin, odds: oddsOf(settings), animate: values.animate });
    const watch: Button = values.animate
      ? { label: 'Show only the end', command: formatLine(command, { ...values, animate: false }) }
      : { label: `Watch the ${subjectOf(settings)} learn`, command: formatLine(command, { ...values, animate: true }) };
    const again: Button = {
      label: 'Same again with another seed',
      command: formatLine(command, { ...values, seed: (values.seed + 1) % 2 ** 32 }),
    };
    const other = formatLine(command, { ...values, zeroGrad: !values.zeroGrad });
    const label = values.zeroGrad ? 'Never reset the gradients' : 'Reset the gradients';
    yield {
      nodes: [...nodes, buttons({ label, command: other }, watch, again, ...wordButtons(nodes, 'full'))],
    };
  },
});

export default command;

/** @throws UserError for rows whose commas may be decimal ones, with a line for either meaning */
function askForCommas(values: z.infer<typeof command.options>): void {
  const readings = commaReadings(values.data);
  if (readings === undefined) return;
  const lines = [readings.decimals, readings.numbers].map((data) => formatLine(command, { ...values, data }));
  throw new UserError(`Is \`${readings.written}\` one number with a decimal comma, or two inputs?`, {
    code: 'E_COMMA_OR_TWO',
    hint: 'One number is written with a point, two with a blank behind the comma.',
    remedies: lines,
  });
}

/** A run that keeps these moments and reports how far it has come: `before` of `total` steps were done at its start. */
function* watched(
  settings: TrainingSettings,
  kept: readonly number[],
  before: number,
  total: number,
): Generator<Reply, TrainingRecord> {
  const started = performance.now();
  const run = train(settings, kept);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
    const { done, loss } = next.value;
    const left = ((performance.now() - started) / done) * (total - before - done);
    const note = `loss ${loss.toPrecision(3)}, about ${Math.max(1, Math.round(left / 1000))} s left`;
    yield { nodes: [{ kind: 'progress', done: before + done, total, note }] };
  }
}
