import { table } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import type { TrainingRecord } from '../../training/index.ts';
import { short } from './words.ts';

const MAX_ROWS = 30;

/** The article's rows: iteration, weight, gradient, loss. Of a long run the start, the end and some between. */
export function rows(record: TrainingRecord, twin: TrainingRecord | undefined): ReplyNode {
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
