import { lossNamed } from '../engine/index.ts';
import type { TrainingSettings } from '../training/index.ts';
import { isSingle } from './data.ts';
import { pythonNumber } from './expression.ts';
import { indented, type Turn, wrapped } from './lines.ts';
import { squashes } from './network-classes.ts';
import { type Ending, type ExportedRun, endingOf } from './run.ts';
import { updateLines, updateState } from './update.ts';
import type { Uses } from './value-class.ts';

/** How the loop is written. */
export interface LoopOptions {
  readonly uses: Uses;
  /** Does Python compute the same to the last bit? */
  readonly exact: boolean;
  readonly turn: Turn;
  /** Is kept what the pictures of a notebook show? */
  readonly keeps: boolean;
}

/** Products and sums that are too large raise nothing by themselves. */
const TOO_LARGE = ['if not math.isfinite(total):', '    raise OverflowError("the loss is too large for a number")'];

/** So many lines are printed of a run. */
const PRINTED = 30;

/** The share of a sample in the mean of so many, as a factor; none for a sum. */
const share = ({ loss }: TrainingSettings, samples: string): string =>
  lossNamed(loss).samples === 'sum' ? '' : ` * (1 / ${samples})`;

/** The loss of one sample. */
function ofSample({ loss, data }: TrainingSettings): string {
  if (lossNamed(loss).together !== undefined) return 'loss_of(model(x), y)';
  return isSingle(data) ? 'loss_of(model(x)[0], y)' : 'sum(loss_of(p, t) for p, t in zip(model(x), y))';
}

const isBatched = ({ batch, data }: TrainingSettings): boolean => batch < data.xs.length;

/** The start: the network from the seed, and the parts of the data that an iteration takes. */
export function startLines({ settings }: ExportedRun, { uses }: LoopOptions): string[] {
  const { seed, layers, activations, data } = settings;
  return [
    `random.seed(${seed})`,
    `model = MLP(${data.xs[0]?.length}, [${layers.join(', ')}]${squashes(activations, uses)})`,
    'parameters = model.parameters()',
    ...updateState(settings),
  ];
}

/** The order in which the samples come, epoch after epoch. */
export function batchesFunction({ settings }: ExportedRun): string[] {
  const { batch, data, seed } = settings;
  const samples = data.xs.length;
  if (!isBatched(settings)) return [];
  return [
    'def batches():',
    `    """The samples of each iteration: ${batch} of an order that is shuffled every epoch."""`,
    `    shuffler = random.Random(2**32 + ${seed})  # apart from that of the weights`,
    '    while True:',
    `        order = list(range(${samples}))`,
    `        for i in range(${samples - 1}, 0, -1):`,
    '            j = int(shuffler.random() * (i + 1))',
    '            order[i], order[j] = order[j], order[i]',
    `        for start in range(0, ${samples - batch + 1}, ${batch}):`,
    `            yield order[start : start + ${batch}]`,
  ];
}

/** One iteration: forward and backward pass of each sample, and the update. */
function iteration(run: ExportedRun, ending: Ending, { turn, keeps }: LoopOptions): string[] {
  const { settings } = run;
  const { zeroGrad, steps } = settings;
  const zeroing = ['for p in parameters:', '    p.grad = 0.0'];
  const every = Math.max(1, Math.ceil(steps / PRINTED));
  const silent = ending.kind === 'overflow' && !ending.raised;
  return [
    ...(zeroGrad
      ? turn(zeroing, 'every gradient back to zero')
      : ['# In this run the gradients are never set back to zero:', ...zeroing.map((line) => `# ${line}`)]),
    'total = 0.0',
    ...(isBatched(settings) ? ['for i in batch:', '    x, y = xs[i], ys[i]'] : ['for x, y in zip(xs, ys):']),
    `    loss = ${ofSample(settings)}${share(settings, isBatched(settings) ? 'len(batch)' : 'len(xs)')}`,
    '    total += loss.data',
    ...(silent ? indented(TOO_LARGE) : []),
    '    loss.backward()  # adds to the gradients of the samples before',
    ...(keeps ? ['losses.append(total)', 'weights.append(tracked.data)', 'gradients.append(tracked.grad)'] : []),
    ...(every > 1 ? [`if k % ${every} == 0:`, '    print(k, total)'] : ['print(k, total)']),
    ...steadyCheck(ending),
    ...updateLines(settings, turn),
  ];
}

/** Where the end is another one in the last digits: the loss up to which it is the same. */
function steadyCheck(ending: Ending): string[] {
  if (ending.kind !== 'steady') return [];
  const why = `Later a difference in the last digit grows into another loss, so it is compared here.`;
  return [
    ...wrapped(why, 80).map((line) => `# ${line}`),
    `if k == ${ending.iteration}:`,
    `    assert math.isclose(total, ${pythonNumber(ending.loss)}, rel_tol=1e-9)`,
  ];
}

/** The loop over the iterations. */
export function loopLines(run: ExportedRun, options: LoopOptions): string[] {
  const { settings } = run;
  const ending = endingOf(run, options.exact);
  const { steps } = settings;
  const head = isBatched(settings) ? `for k, batch in zip(range(${steps}), batches()):` : `for k in range(${steps}):`;
  const loop = [head, ...indented(iteration(run, ending, options))];
  if (ending.kind !== 'overflow' || ending.iteration === steps) return loop;
  return [
    'stopped = None',
    'try:',
    ...indented(loop),
    `except OverflowError as error:`,
    '    print(f"iteration {k}: {error}")',
    '    stopped = k',
  ];
}

/** The end: the loss after the last update, and the assertion that it is ours. */
export function checkLines(run: ExportedRun, options: LoopOptions): string[] {
  const { settings } = run;
  const ending = endingOf(run, options.exact);
  const mean = lossNamed(settings.loss).samples === 'mean' ? ' / len(xs)' : '';
  const evaluation = [`total = sum(${ofSample(settings)}.data for x, y in zip(xs, ys))${mean}`];
  const after = `after ${settings.steps} iterations`;
  if (ending.kind === 'steady') return [...evaluation, `print("${after}:", total)`];
  if (ending.kind === 'loss')
    return [
      ...evaluation,
      `print("${after}:", total)`,
      `assert math.isclose(total, ${pythonNumber(ending.loss)}, rel_tol=1e-9), "this is another run"`,
    ];
  if (ending.iteration < settings.steps) return [`assert stopped == ${ending.iteration}, "this is another run"`];
  return [
    'try:',
    ...indented([...evaluation, ...TOO_LARGE]),
    'except OverflowError as error:',
    `    print("iteration ${settings.steps}:", error)`,
    'else:',
    '    raise AssertionError("this is another run")',
  ];
}
