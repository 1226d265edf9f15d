import { paragraph, say } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { heldOf, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

/** How rows fare: how many there are, how many answers are right where there are classes, and the loss. */
interface Score {
  readonly rows: number;
  readonly right: number | undefined;
  readonly loss: number;
}

/** The rows held back beside those learned from; undefined where there are none, or no finite end. */
function compare(settings: TrainingSettings, record: TrainingRecord): { learned: Score; held: Score } | undefined {
  const found = heldOf(settings, record);
  const rows = settings.data.held?.ys.length;
  if (found === undefined || rows === undefined || record.lossAfter === undefined) return undefined;
  return {
    learned: { rows: settings.data.ys.length, right: found.right, loss: record.lossAfter },
    held: { rows, right: found.testedRight, loss: found.last.loss },
  };
}

const share = ({ rows, right }: Score): string =>
  right === undefined ? '' : `${Math.round((100 * right) / rows)} % right (${right} of ${rows}), `;

/** How the rows held back fare beside those learned from. */
export function held(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested } = found;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  return [
    paragraph(
      say`${whose} learned from: ${share(learned)}loss ${short(learned.loss)}. Rows held back: ${share(tested)}loss ${short(tested.loss)}.`,
    ),
  ];
}

/** The same in a sentence; nothing where no rows were held back. */
export function heldRemarks(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): Remark[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested } = found;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  const brief = say`${whose} learned from: ${share(learned)}loss ${short(learned.loss)}; rows held back: ${share(tested)}loss ${short(tested.loss)}.`;
  return [{ weight: WEIGHT.result, brief, full: [] }];
}
