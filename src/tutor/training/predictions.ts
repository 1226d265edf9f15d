import { code, paragraph, say, table } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import {
  back,
  classesOf,
  largest,
  meanAbsoluteError,
  rightOf,
  type TrainingRecord,
  type TrainingSettings,
  unscaled,
} from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { MAX_NAME, short } from './words.ts';

const MAX_PREDICTIONS = 8;

/** Predictions beside their targets, in the words and units of the data; for many samples how many are right. */
export function predictions(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  if (record.predictions === undefined) return [];
  const { columns } = settings.data;
  const { ys, xs } = unscaled(settings).data;
  const made = inUnits(settings, record.predictions);
  if (xs.length <= MAX_PREDICTIONS) {
    const cells = ys.map((target, i) => [
      String(i + 1),
      wordOf(settings, target) ?? target.map(short).join(' '),
      answerOf(settings, made[i] ?? []),
    ]);
    return [
      paragraph(say`${whose(isTwin)}predictions after the last update, beside their targets:`),
      table(['sample', columns === undefined ? 'target' : columns.target.slice(0, MAX_NAME), 'prediction'], cells),
    ];
  }
  const result = resultSentence(settings, record.predictions, isTwin);
  return result === undefined ? [] : [paragraph(result)];
}

const whose = (isTwin: boolean): string => (isTwin ? 'Of the zeroed run: ' : '');

type Rows = readonly (readonly number[])[];

/** Outputs in the units of the data. */
function inUnits({ data }: TrainingSettings, outputs: Rows): Rows {
  const { targets } = data.scaling ?? {};
  return targets === undefined ? outputs : outputs.map((row) => back(row, targets));
}

function rightSentence(settings: TrainingSettings, outputs: Rows, isTwin: boolean): Span[] | undefined {
  const { ys } = settings.data;
  const right = rightOf(settings, ys, outputs);
  if (right === undefined) return undefined;
  const are = (ys[0]?.length ?? 1) > 1 ? 'right' : 'on the right side';
  const of = `${right} of ${counted(ys.length, 'sample')}`;
  return say`${whose(isTwin)}${of} ${right === 1 ? 'is' : 'are'} ${are}.`;
}

/** All predictions in one sentence: how many are right, or how far they are off. */
export function resultRemark(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): Remark[] {
  if (record.predictions === undefined) return [];
  const brief = resultSentence(settings, record.predictions, isTwin);
  return brief === undefined ? [] : [{ weight: WEIGHT.result, brief, full: [] }];
}

const resultSentence = (settings: TrainingSettings, outputs: Rows, isTwin: boolean): Span[] | undefined =>
  rightSentence(settings, outputs, isTwin) ?? errorSentence(settings, outputs, isTwin);

/** How far all predictions are off, in the units of the data. */
function errorSentence(settings: TrainingSettings, outputs: Rows, isTwin: boolean): Span[] | undefined {
  const miss = meanAbsoluteError(settings, settings.data.ys, outputs);
  if (miss === undefined) return undefined;
  const { columns } = settings.data;
  const what = columns === undefined ? 'a prediction' : say`a prediction of ${code(columns.target.slice(0, MAX_NAME))}`;
  return say`${isTwin ? whose(true) : ''}${isTwin ? 'on' : 'On'} average ${what} is off by ${short(miss)}.`;
}

/** What the outputs say: of several words the one with the largest output. */
function answerOf({ data }: TrainingSettings, outputs: readonly number[]): string {
  const numbers = outputs.map(short).join(' ');
  const words = data.columns?.classes ?? [];
  return outputs.length > 1 && words.length > 0
    ? `${words[largest(outputs)]?.slice(0, MAX_NAME)} (${numbers})`
    : numbers;
}

/** What a target in words is called; undefined for numbers. */
function wordOf({ data, ...settings }: TrainingSettings, target: readonly number[]): string | undefined {
  const words = data.columns?.classes;
  if (words === undefined) return undefined;
  if (target.length > 1) return words[largest(target)];
  return words[Number(target[0] === classesOf({ data, ...settings })?.high)];
}
