import { lossNamed } from '../../engine/index.ts';
import { code, paragraph, say } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted, shorten } from '../../text.ts';
import { meanMiss, rightOf, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { short } from './words.ts';

/** The loss on rows held back has risen by so much from its least, and is so much more than that of the others. */
const OVERFITS = 1.2;
/** And so many fewer of the answers are right, as a share. */
const WORSE = 0.05;

/** How the rows held back fare beside those learned from; said when the latter were learned by heart. */
export function held(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const rows = settings.data.held;
  const losses = record.held?.losses ?? [];
  const [last, made] = [losses.at(-1), record.held?.predictions];
  if (rows === undefined || last === undefined || made === undefined || record.lossAfter === undefined) return [];
  const share = (right: number | undefined, of: number): string =>
    right === undefined ? '' : `${Math.round((100 * right) / of)} % right (${right} of ${of}), `;
  const { xs, ys, columns } = settings.data;
  const miss = (targets: typeof ys, outputs: typeof made): Span[] => {
    const mean = columns && meanMiss(settings, targets, outputs);
    return mean === undefined ? [] : say`, on average ${short(mean)} from ${code(shorten(columns?.target ?? ''))}`;
  };
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
      say`${isTwin ? 'Of the zeroed run: rows' : 'Rows'} learned from: ${learned}loss ${short(record.lossAfter)}${miss(ys, record.predictions ?? [])}. Rows held back: ${tested}loss ${short(last.loss)}${miss(rows.ys, made)}.${overfits ? ` That is overfitting: on the rows held back the loss was least, ${short(least.loss)}, after ${counted(least.iteration, 'step')}; from there on the network learns its rows by heart. Fewer steps, fewer neurons or more rows help.` : ''}`,
    ),
  ];
}
