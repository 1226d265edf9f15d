import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/format.ts';
import { optimiserNamed } from '../src/engine/index.ts';
import { UserError } from '../src/errors.ts';
import { checkExport, type FormName, formNamed, formNames } from '../src/export/index.ts';
import { buttons } from '../src/reply/build.ts';
import type { Button, Reply } from '../src/reply/document.ts';
import {
  checkBudget,
  checkSources,
  momentsToWatch,
  oddsOf,
  ratesOf,
  type SweptSide,
  steadyUntil,
  subjectOf,
  sweep,
  type TrainingOptions,
  type TrainingRecord,
  type TrainingSettings,
  type TrainingValues,
  toAllSettings,
  train,
  trainingOptions,
} from '../src/training/index.ts';
import { type Diagnosis, diagnose, diagnoseBeyondSteps } from '../src/tutor/doctor/diagnose.ts';
import { logReply } from '../src/tutor/doctor/log/reply.ts';
import { wordButtons } from '../src/tutor/glossary/index.ts';
import { trainingExport } from '../src/tutor/training/export.ts';
import { type ComparedRun, noneLearned, optimisersReport } from '../src/tutor/training/optimisers.ts';
import { trainingReport } from '../src/tutor/training/report.ts';
import { sweepReport } from '../src/tutor/training/sweep.ts';

const options = trainingOptions.extend({
  export: z.enum(formNames).optional().describe('the run as code for you to run, in place of the report'),
});

type Values = z.output<typeof options>;

const command = defineCommand({
  name: 'train',
  summary: 'Train a small network and see what happened, with gradients reset or not',
  options,
  examples: [
    ['/train', "the article's experiment"],
    ['/train --no-zero-grad', 'its second half: gradients never reset, beside the zeroed run'],
    ['/train --momentum 1 --steps 20', 'draws the same curve as --no-zero-grad'],
    ['/train --lr 0.05 --no-zero-grad', 'where forgetting to reset even helps'],
    ['/train --lr 0.01..3 --no-zero-grad', 'learning rates compared: why forgetting is sometimes harmless'],
    ['/train --no-zero-grad --detail full', 'with every row, every observation and the tracked weight'],
    ['/train --data moons', 'two half circles'],
    ['/train --optimizer sgd,momentum,adam', 'three optimizers from one start, in one picture'],
    ['/train --data xor --loss hinge --layers 8,1', 'another loss, another network'],
    ['/train --data "2,3,-1 -> 1; 3,-1,0.5 -> -1; 0.5,1,1 -> -1; 1,1,-1 -> 1" --seed 7', 'your own rows'],
    ['/train --track layers[0].neurons[0].b --stable-tanh', 'follow a bias; a tanh that never overflows'],
    ['/train --data moons --animate', 'watch the decision boundary learn'],
    ['/train --data circles --batch 10 --activation relu --lr 0.1', 'mini-batches and relu'],
    ['/train --log "6.3 5.9 5.9 nan"', 'why a run of your own does not learn'],
    ['/train --data moons --layers 6,6,6,6,1 --activation sigmoid --probe', 'how gradients shrink on their way back'],
    ['/train --no-zero-grad --export python', "the same run in Python, with the article's classes"],
  ],
  *run(values, { files }) {
    if (values.log !== undefined) return yield logAnswer(values, values.log, files);
    checkSources(values, (other) => formatLine(command, { ...values, ...other }));
    const csv = values.file === undefined ? undefined : files[values.file];
    const all = toAllSettings({ ...values, csv });
    const [settings] = all;
    if (all.length > 1) {
      yield* compared(values, all, csv);
      return;
    }
    const rates = ratesOf(values.lr);
    if (rates !== undefined) {
      yield* swept(values, settings, rates, csv);
      return;
    }
    if (values.export !== undefined) {
      yield* taken(values, values.export, settings);
      return;
    }
    const runs = settings.zeroGrad ? 1 : 2;
    checkBudget(settings, runs);
    const total = runs * settings.steps;
    const kept = values.animate || values.probe ? momentsToWatch(settings) : [];
    const record = yield* watched(settings, kept, 0, total);
    const twin = settings.zeroGrad
      ? undefined
      : yield* watched({ ...settings, zeroGrad: true }, kept, settings.steps, total);
    const found = diagnose({ options: { ...values, csv }, settings, record, twin });
    const { animate, detail, track, probe } = values;
    const [odds, findings, follows] = [oddsOf(settings), found ? [found] : [], track !== undefined];
    const nodes = trainingReport({ settings, record, twin, odds, findings, animate, detail, follows, probe });
    const watch: Button = values.animate
      ? { label: 'Show only the end', command: formatLine(command, { ...values, animate: false }) }
      : { label: `Watch the ${subjectOf(settings)} learn`, command: formatLine(command, { ...values, animate: true }) };
    const again: Button = {
      label: 'Same again with another seed',
      command: formatLine(command, { ...values, seed: (values.seed + 1) % 2 ** 32 }),
    };
    const other = formatLine(command, { ...values, zeroGrad: !values.zeroGrad });
    const code: Button = {
      label: 'Take it to Python',
      command: formatLine(command, { ...values, animate: false, detail: 'brief', export: 'python' }),
    };
    const reset: Button = { label: resetLabel(values), command: other };
    yield {
      nodes: [
        ...nodes,
        buttons(
          ...different([...remedy(values, found), reset, watch, again, moreOrLess(values), code]),
          ...wordButtons(nodes, detail, found?.term),
        ),
      ],
    };
  },
});

export default command;

/** What to press where a cause was found: the one thing to change. */
const remedy = (values: TrainingValues, found: Diagnosis | undefined): Button[] =>
  found?.change === undefined || found.label === undefined
    ? []
    : [{ label: found.label, command: formatLine(command, { ...values, ...found.change }) }];

/** Without those that do what one before them does. */
const different = (all: readonly Button[]): Button[] =>
  all.filter(({ command: line }, i) => all.findIndex((other) => other.command === line) === i);

/** Why a run elsewhere does not learn, by its log: a text, or a file with a column of this name. */
function logAnswer({ file }: TrainingValues, log: string, files: Readonly<Record<string, string>>): Reply {
  const { nodes, like } = file === undefined ? logReply(log) : logReply(files[file] ?? '', log);
  const run: Button[] =
    like === undefined ? [] : [{ label: 'The run beside it', command: formatLine(command, { ...like }) }];
  return { nodes: [...nodes, buttons(...run, ...wordButtons(nodes, 'full'))] };
}

/** Of the button with the other way to treat gradients. */
const resetLabel = ({ zeroGrad }: TrainingValues): string =>
  zeroGrad ? 'Never reset the gradients' : 'Reset the gradients';

/** The same settings at several learning rates. */
function* swept(
  values: Values,
  settings: TrainingSettings,
  rates: readonly number[],
  csv: string | undefined,
): Generator<Reply, void> {
  const line = (more: Partial<Values>): string => formatLine(command, { ...values, ...more });
  if (values.export !== undefined)
    throw new UserError('`--export` is for one run, and `--lr` has several learning rates.', {
      code: 'E_EXPORT_OF_SWEEP',
      hint: 'Compare them first, and take the best one along.',
      remedies: [line({ export: undefined }), line({ lr: rates[Math.floor(rates.length / 2)] as number })],
    });
  const sweeping = sweep(settings, rates);
  let next = sweeping.next();
  for (; !next.done; next = sweeping.next()) {
    const { done, total } = next.value;
    yield { nodes: [{ kind: 'progress', done, total, note: `${done} of ${total} learning rates` }] };
  }
  const { sides } = next.value;
  const best = (sides.at(-1) as SweptSide).best.rate;
  // Where no rate helps, the run with the best of them shows what would.
  const options = { ...values, csv, lr: best, zeroGrad: true };
  const found = sides.some(({ window }) => window) ? undefined : yield* whateverTheSteps(options);
  yield {
    nodes: [
      ...sweepReport(settings, next.value, values.detail, found),
      buttons(
        ...remedy(values, found),
        { label: `Run the best rate, ${best}`, command: line({ lr: best }) },
        { label: resetLabel(values), command: line({ zeroGrad: !values.zeroGrad }) },
        moreOrLess(values),
      ),
    ],
  };
}

/** Why runs that differ in their steps alone do not learn, seen in one of them that is made for it. */
function* whateverTheSteps(options: TrainingOptions): Generator<Reply, Diagnosis | undefined> {
  const [settings] = toAllSettings(options);
  const record = yield* watched(settings, [], 0, settings.steps);
  return diagnoseBeyondSteps({ options, settings, record });
}

/** Leads to the other of a short answer and all details. */
const moreOrLess = (values: TrainingValues): Button =>
  values.detail === 'brief'
    ? { label: 'All details', command: formatLine(command, { ...values, detail: 'full' }) }
    : { label: 'Short answer', command: formatLine(command, { ...values, detail: 'brief' }) };

/** What can be shown of one optimiser only, and the values without it. */
function alone({ zeroGrad, animate, lr, export: form }: Values): [string, Partial<Values>] | undefined {
  if (!zeroGrad) return ['--no-zero-grad', { zeroGrad: true }];
  if (animate) return ['--animate', { animate: false }];
  if (form !== undefined) return [`--export ${form}`, { export: undefined }];
  return typeof lr === 'string' ? [`--lr ${lr}`, { lr: undefined }] : undefined;
}

/**
 * Several optimisers from one start, side by side.
 *
 * @throws UserError for what is shown of one alone
 */
function* compared(
  values: Values,
  all: readonly [TrainingSettings, ...TrainingSettings[]],
  csv: string | undefined,
): Generator<Reply, void> {
  const [what, without] = alone(values) ?? [];
  if (what !== undefined)
    throw new UserError(`\`${what}\` goes with one optimizer, not with ${all.length}.`, {
      code: 'E_ONE_OPTIMISER',
      hint: 'Leave it out, or name one optimizer.',
      remedies: [without, { optimizer: all[0].optimiser }].map((change) =>
        formatLine(command, { ...values, ...change }),
      ),
    });
  checkBudget(all[0], all.length);
  const total = all.length * all[0].steps;
  const runs: ComparedRun[] = [];
  for (const settings of all)
    runs.push({ settings, record: yield* watched(settings, [], runs.length * settings.steps, total) });
  const { settings, record } = runs[0] as ComparedRun;
  const options = { ...values, csv, optimizer: settings.optimiser };
  const found = noneLearned(runs) ? diagnoseBeyondSteps({ options, settings, record }) : undefined;
  const nodes = optimisersReport(runs as [ComparedRun, ...ComparedRun[]], values.detail, found);
  const again = formatLine(command, { ...values, seed: (values.seed + 1) % 2 ** 32 });
  const each = all.map(({ optimiser, learningRate }) => ({
    label: `${optimiserNamed(optimiser).short} alone`,
    command: formatLine(command, { ...values, optimizer: optimiser, lr: learningRate }),
  }));
  yield {
    nodes: [
      ...nodes,
      buttons(
        ...remedy(values, found),
        { label: 'Same again with another seed', command: again },
        moreOrLess(values),
        ...each.slice(0, 3),
      ),
    ],
  };
}

/** The run as a file of code. */
function* taken(values: TrainingValues, form: FormName, settings: TrainingSettings): Generator<Reply, void> {
  checkExport(settings);
  checkBudget(settings, 2);
  const record = yield* watched(settings, [], 0, settings.steps);
  const steady = steadyUntil(settings, record);
  const line = formatLine(command, { ...values, export: undefined });
  const nodes = trainingExport(form, { settings, record, steady, line: values.file === undefined ? line : undefined });
  const others: Button[] = formNames
    .filter((name) => name !== form)
    .map((name) => ({ label: formNamed(name).button, command: formatLine(command, { ...values, export: name }) }));
  yield { nodes: [...nodes, buttons({ label: 'The report of this run', command: line }, ...others)] };
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
