import { lossNamed } from '../../engine/index.ts';
import { paragraph, say } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { meanMiss, rightOf, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { type Remark, WEIGHT } from './remark.ts';
import { short } from './words.ts';

/** The loss on rows held back has risen by so much from its least, and is so much more than that of the others. */
const OVERFITS = 1.2;
/** And so many fewer of the answers are right, as a share. */
const WORSE = 0.05;

/** How rows fare: how many there are, how many answers are right where there are classes, and the loss. */
interface Score {
  readonly rows: number;
  readonly right: number | undefined;
  readonly loss: number;
  /** How far they are off on average, where there are no classes. */
  readonly miss: number | undefined;
}

interface Comparison {
  readonly learned: Score;
  readonly held: Score;
  /** Where the loss on the rows held back was least, if the network went on to learn its rows by heart. */
  readonly overfitsFrom: { readonly iteration: number; readonly loss: number } | undefined;
}

/** The rows held back beside those learned from; undefined where there are none, or no finite end. */
function compare(settings: TrainingSettings, record: TrainingRecord): Comparison | undefined {
  const { ys, held: rows } = settings.data;
  const losses = record.held?.losses ?? [];
  const [last, made] = [losses.at(-1), record.held?.predictions];
  if (rows === undefined || last === undefined || made === undefined || record.lossAfter === undefined)
    return undefined;
  const score = (targets: typeof ys, outputs: typeof made, loss: number): Score => ({
    rows: targets.length,
    right: rightOf(settings, targets, outputs),
    loss,
    miss: meanMiss(settings, targets, outputs),
  });
  const learned = score(ys, record.predictions ?? [], record.lossAfter);
  const held = score(rows.ys, made, last.loss);
  const least = losses.reduce((best, one) => (one.loss < best.loss ? one : best));
  const { learned: small, samples } = lossNamed(settings.loss);
  const matters = held.loss > small * (samples === 'sum' ? settings.batch : 1);
  // Answers that are as right as those learned show that it does no harm.
  const worse = learned.right === undefined || (held.right ?? 0) / held.rows < learned.right / learned.rows - WORSE;
  const rises = held.loss > OVERFITS * least.loss && learned.loss < held.loss / OVERFITS;
  return { learned, held, overfitsFrom: matters && worse && rises ? least : undefined };
}

/** Right answers, loss and how far off. */
function told({ rows, right, loss, miss }: Score): string {
  const share = right === undefined ? '' : `${Math.round((100 * right) / rows)} % right (${right} of ${rows}), `;
  return `${share}loss ${short(loss)}${miss === undefined ? '' : `, off by ${short(miss)} on average`}`;
}

const leastAt = ({ iteration, loss }: NonNullable<Comparison['overfitsFrom']>): string =>
  `on the rows held back the loss was least, ${short(loss)}, after ${counted(iteration, 'step')}`;

/** How the rows held back fare beside those learned from; said when the latter were learned by heart. */
export function held(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested, overfitsFrom } = found;
  const overfits =
    overfitsFrom === undefined
      ? ''
      : ` That is overfitting: ${leastAt(overfitsFrom)}; from there on the network learns its rows by heart. Fewer steps, fewer neurons or more rows help.`;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  return [paragraph(say`${whose} learned from: ${told(learned)}. Rows held back: ${told(tested)}.${overfits}`)];
}

/** The same in a sentence, and overfitting in one of its own; nothing where no rows were held back. */
export function heldRemarks(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): Remark[] {
  const found = compare(settings, record);
  if (found === undefined) return [];
  const { learned, held: tested, overfitsFrom } = found;
  const whose = isTwin ? 'Of the zeroed run: rows' : 'Rows';
  const brief = say`${whose} learned from: ${told(learned)}; rows held back: ${told(tested)}.`;
  const remarks: Remark[] = [{ weight: WEIGHT.result, brief, full: [] }];
  if (overfitsFrom !== undefined) {
    const overfitting = say`That is overfitting: ${leastAt(overfitsFrom)}; fewer steps, fewer neurons or more rows help.`;
    remarks.push({ weight: WEIGHT.overfitting, brief: overfitting, full: [] });
  }
  return remarks;
}
