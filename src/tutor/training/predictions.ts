import { paragraph, say, table } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import {
  back,
  classesOf,
  largest,
  rightOf,
  type TrainingRecord,
  type TrainingSettings,
  unscaled,
} from '../../training/index.ts';
import { MAX_NAME, short } from './words.ts';

const MAX_PREDICTIONS = 8;

/** Predictions beside their targets, in the words and units of the data; for many samples how many are right. */
export function predictions(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
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
  const are = (ys[0]?.length ?? 1) > 1 ? 'right' : 'on the right side';
  return [paragraph(say`${whose}${right} of ${xs.length} samples ${right === 1 ? 'is' : 'are'} ${are}.`)];
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
