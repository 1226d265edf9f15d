import { activationNamed, lossNamed } from '../engine/index.ts';
import { formatNumber } from '../expression/index.ts';
import { trainingPictures } from '../figures/training/figures.ts';
import { code, heading, list, paragraph, say, strong, table } from '../reply/build.ts';
import type { ReplyNode, Span } from '../reply/document.ts';
import { counted } from '../text.ts';
import {
  back,
  classesOf,
  failureName,
  failureOf,
  fullyWrong,
  largest,
  longestPlateaus,
  lossFromTo,
  type Odds,
  parameterCount,
  rightOf,
  type Tally,
  type TrainingRecord,
  type TrainingSettings,
  unscaled,
} from '../training/index.ts';
import { dataReport } from './data-report.ts';
import { diagnoseRun } from './run-diagnosis.ts';

/** What there is to tell of a run; `twin` is the zeroed run from the same seed, beside one that never zeroes. */
export interface ReportedRun {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
  readonly twin: TrainingRecord | undefined;
  readonly odds: Odds | undefined;
  /** Whether to show how the network learned, frame by frame, in place of what it learned. */
  readonly animate: boolean;
}

const MAX_ROWS = 30;
const MAX_PREDICTIONS = 8;
const DIGITS = 4;
/** Of a column, above its cells. */
const MAX_NAME = 20;
/** The loss on rows held back has risen by so much from its least, and is so much more than that of the others. */
const OVERFITS = 1.2;
/** And so many fewer of the answers are right, as a share. */
const WORSE = 0.05;

const short = (value: number): string => formatNumber(value, DIGITS);

/** The report of a training run: what happened and why, from recorded facts only. */
export function trainingReport({ settings, record, twin, odds, animate }: ReportedRun): ReplyNode[] {
  const title = finding(record, settings);
  return [
    heading(twin ? `${title}. Zeroed from the same start: ${lowerFirst(finding(twin, settings))}` : title),
    paragraph(setup(settings)),
    ...dataReport(settings.data),
    rows(record, twin),
    ...predictions(settings, twin ?? record, twin !== undefined),
    ...held(settings, twin ?? record, twin !== undefined),
    list([...lessons(settings, record), ...diagnoseRun(settings, record)]),
    ...(odds
      ? [paragraph(oddsSentence(odds, settings))]
      : [paragraph(say`For odds over many seeds this run is too large.`)]),
    ...trainingPictures({
      settings: unscaled(settings),
      runs: twin ? [twin, record] : [record],
      finding: title,
      animate,
    }),
  ];
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Python's words are quoted, ours are not. */
const quoted = (failure: string): string => (failure === 'overflow' ? 'an overflow' : `"${failure}"`);

/** The finding in a sentence without its full stop. */
function finding(record: TrainingRecord, settings: TrainingSettings): string {
  const never = record.zeroGrad ? '' : 'Never zeroed: ';
  const failed = record.failure && quoted(failureName(record.failure));
  const ends = lossFromTo(record);
  if (ends === undefined) return `${never}${failed} at once`;
  const between = `from ${short(ends.from)} to ${short(ends.to)}`;
  const iterations = `in ${settings.steps} iteration${settings.steps === 1 ? '' : 's'}`;
  if (failed) {
    const at = `at iteration ${record.failure?.iteration}`;
    const cost = fullyWrong(settings)?.cost;
    const [plateau] = cost === undefined ? [] : longestPlateaus(record, cost);
    const course = cost && plateau ? `sits near ${cost * plateau.wrong}` : `goes ${between}`;
    return `${never}${never ? 'the' : 'The'} loss ${course}, then ${failed} ${at}`;
  }
  if (ends.to < ends.from / 2) return `${never}${never ? 'loss' : 'Loss'} falls ${between} ${iterations}`;
  if (ends.to > ends.from * 1.1) return `${never}${never ? 'loss' : 'Loss'} rises ${between} ${iterations}`;
  const much = ends.to < ends.from * 0.95 ? 'falls a little,' : 'hardly moves,';
  return `${never}${never ? 'loss' : 'Loss'} ${much} ${between} ${iterations}`;
}

function setup(settings: TrainingSettings): Span[] {
  const { data, layers, activations, loss, learningRate, momentum, batch, seed } = settings;
  const network = code(`MLP ${data.xs[0]?.length}-[${layers.join(',')}]`);
  const names = [...new Set(activations.map((name) => activationNamed(name).title))];
  const squash = names.length === 1 ? `all ${names[0]}` : `${names[0]}, last layer ${names.at(-1)}`;
  const samples = data.xs.length;
  const batches = batch < samples ? `, ${batch} an iteration` : '';
  const extra = momentum > 0 ? `, momentum ${momentum}` : '';
  return say`${strong(data.name)}: ${counted(samples, 'sample')}${batches}. ${network}, ${squash}, ${parameterCount(settings)} parameters. Loss: ${lossNamed(loss).title}. lr ${learningRate}${extra}, seed ${seed}.`;
}

/** The article's rows: iteration, weight, gradient, loss. Of a long run the start, the end and some between. */
function rows(record: TrainingRecord, twin: TrainingRecord | undefined): ReplyNode {
  const all = record.iterations;
  const every = Math.max(1, Math.ceil(all.length / (MAX_ROWS - 5)));
  const shown = all.filter(({ iteration }) => iteration < 4 || iteration % every === 0 || iteration === all.length - 1);
  const cells = shown.map(({ iteration, weight, gradient, loss }) => {
    const beside = twin?.iterations[iteration]?.loss;
    const row = [String(iteration), short(weight), short(gradient), short(loss)];
    return twin ? [...row, beside === undefined ? '' : short(beside)] : row;
  });
  if (record.failure) {
    const { iteration } = record.failure;
    const beside = twin?.iterations[iteration]?.loss ?? twin?.lossAfter;
    cells.push([String(iteration), '', '', '✘', ...(twin ? [beside === undefined ? '' : short(beside)] : [])]);
  }
  return table(['iter', 'weight', 'gradient', 'loss', ...(twin ? ['zeroed'] : [])], cells);
}

/** Predictions beside their targets, in the words and units of the data; for many samples how many are right. */
function predictions(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  if (record.predictions === undefined) return [];
  const { scaling, columns } = settings.data;
  const { ys, xs } = unscaled(settings).data;
  const whose = isTwin ? 'Of the zeroed run: ' : '';
  const made = record.predictions.map((row) => (scaling?.targets === undefined ? row : back(row, scaling.targets)));
  if (xs.length <= MAX_PREDICTIONS) {
    const cells = ys.map((target, i) => [
      String(i + 1),
      wordOf(settings, target) ?? target.map(short).join(' '),
      answerOf(settings, made[i] ?? []),
    ]);
    return [
      paragraph(say`${whose}predictions after the last update, beside their targets:`),
      table(['sample', columns === undefined ? 'target' : columns.target.slice(0, MAX_NAME), 'prediction'], cells),
    ];
  }
  const right = rightOf(settings, settings.data.ys, record.predictions);
  if (right === undefined) return [];
  const are = columns?.classes !== undefined && columns.classes.length > 2 ? 'right' : 'on the right side';
  return [paragraph(say`${whose}${right} of ${xs.length} samples ${right === 1 ? 'is' : 'are'} ${are}.`)];
}

/** What the outputs say: of several words the one with the largest output. */
function answerOf({ data }: TrainingSettings, outputs: readonly number[]): string {
  const numbers = outputs.map(short).join(' ');
  const words = data.columns?.classes ?? [];
  return words.length > 2 ? `${words[largest(outputs)]?.slice(0, MAX_NAME)} (${numbers})` : numbers;
}

/** What a target in words is called; undefined for numbers. */
function wordOf({ data, ...settings }: TrainingSettings, target: readonly number[]): string | undefined {
  const words = data.columns?.classes;
  if (words === undefined) return undefined;
  if (words.length > 2) return words[largest(target)];
  return words[Number(target[0] === classesOf({ data, ...settings })?.high)];
}

/** How the rows held back fare beside those learned from; said when the latter were learned by heart. */
function held(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const rows = settings.data.held;
  const losses = record.held?.losses ?? [];
  const [last, made] = [losses.at(-1), record.held?.predictions];
  if (rows === undefined || last === undefined || made === undefined || record.lossAfter === undefined) return [];
  const share = (right: number | undefined, of: number): string =>
    right === undefined ? '' : `${Math.round((100 * right) / of)} % right (${right} of ${of}), `;
  const { xs, ys } = settings.data;
  const right = rightOf(settings, ys, record.predictions ?? []);
  const testedRight = rightOf(settings, rows.ys, made);
  const learned = share(right, xs.length);
  const tested = share(testedRight, rows.xs.length);
  const least = losses.reduce((best, one) => (one.loss < best.loss ? one : best));
  const { learned: small, samples } = lossNamed(settings.loss);
  const matters = last.loss > small * (samples === 'sum' ? settings.batch : 1);
  // Answers that are as right as those learned show that it does no harm.
  const worse = right === undefined || (testedRight ?? 0) / rows.xs.length < right / xs.length - WORSE;
  const overfits = matters && worse && last.loss > OVERFITS * least.loss && record.lossAfter < last.loss / OVERFITS;
  return [
    paragraph(
      say`${isTwin ? 'Of the zeroed run: rows' : 'Rows'} learned from: ${learned}loss ${short(record.lossAfter)}. Rows held back: ${tested}loss ${short(last.loss)}.${overfits ? ` That is overfitting: on the rows held back the loss was least, ${short(least.loss)}, after ${counted(least.iteration, 'step')}; from there on the network learns its rows by heart. Fewer steps, fewer neurons or more rows help.` : ''}`,
    ),
  ];
}

/** What the rows teach, with their own numbers. */
function lessons(settings: TrainingSettings, { iterations }: TrainingRecord): Span[][] {
  const { learningRate, momentum } = settings;
  const [first, second] = iterations;
  if (first === undefined || second === undefined || momentum > 0 || first.gradient === 0) return [];
  const [sign, move] = first.gradient > 0 ? ['positive', 'falls'] : ['negative', 'rises'];
  const gradient = first.gradient < 0 ? `(${short(first.gradient)})` : short(first.gradient);
  const step = code(`${short(first.weight)} - ${learningRate}*${gradient} = ${short(second.weight)}`);
  return [
    say`A step goes against the sign of the gradient: in iteration 0 that of ${code(settings.track)} is ${sign}, so the weight ${move}: ${step}. The learning rate is positive; the minus stands in the update rule.`,
  ];
}

function oddsSentence(odds: Odds, settings: TrainingSettings): Span[] {
  const { seeds, threshold, zeroed, neverZeroed } = odds;
  const fewer = seeds < 200 ? ' (more would take too long)' : '';
  const end = quoted(failureOf(settings));
  const overflowed = ({ overflowed: n }: Tally): string => (n === 0 ? '' : `, and ${n} end in ${end}`);
  const verdict =
    neverZeroed.learned > zeroed.learned
      ? 'So with these settings forgetting to zero even helps; it is momentum 1.'
      : neverZeroed.learned === 0
        ? ''
        : 'So forgetting to zero does not always fail; it succeeds less often.';
  const text = `the same settings over ${seeds} seeds${fewer}: gradients reset, ${zeroed.learned} end with a loss below ${short(threshold)}${overflowed(zeroed)}; never reset, ${neverZeroed.learned}${overflowed(neverZeroed)}. `;
  const even = neverZeroed.learned === zeroed.learned && zeroed.learned > 0;
  return say`${strong('Odds')}, ${text}${even ? 'Here it makes no difference how many succeed.' : verdict} This run is seed ${settings.seed}.`;
}
