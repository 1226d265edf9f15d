import { paragraph, say } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { heldOf, meanAbsoluteError, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

/** How rows fare: how many there are, how many answers are right where there are classes, and the loss. */
interface Score {
  readonly rows: number;
  readonly right: number | undefined;
  readonly loss: number;
  /** How far they are off on average, where there are no classes. */
  readonly miss: number | undefined;
}

/** The rows held back beside those learned from; undefined where there are none, or no finite end. */
function compare(settings: TrainingSettings, record: TrainingRecord): { learned: Score; held: Score } | undefined {
  const found = heldOf(settings, record);
  const { ys, held: rows } = settings.data;
  if (found === undefined || rows === undefined || record.lossAfter === undefined) return undefined;
  const miss = (targets: typeof ys, outputs: typeof ys | undefined): number | undefined =>
    meanAbsoluteError(settings, targets, outputs ?? []);
  return {
    learned: { rows: ys.length, right: found.right, loss: record.lossAfter, miss: miss(ys, record.predictions) },
    held: {
      rows: rows.ys.length,
      right: found.testedRight,
      loss: found.last.loss,
      miss: miss(rows.ys, record.held?.predictions),
    },
  };
}

/** Right answers, loss and how far off. */
function told({ rows, right, loss, miss }: Score): string {
  const share = right === undefined ? '' : `${Math.round((100 * right) / rows)} % right (${right} of ${rows}), `;
  return `${share}loss ${short(loss)}${miss === undefined ? '' : `, off by ${short(miss)} on average`}`;
}

/** How the rows held back fare beside those learned from. */
export function held(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested } = found;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  return [paragraph(say`${whose} learned from: ${told(learned)}. Rows held back: ${told(tested)}.`)];
}

/** The same in a sentence; nothing where no rows were held back. */
export function heldRemarks(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): Remark[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested } = found;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  const brief = say`${whose} learned from: ${told(learned)}; rows held back: ${told(tested)}.`;
  return [{ weight: WEIGHT.result, brief, full: [] }];
}
