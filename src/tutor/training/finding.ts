import {
  failureName,
  fullyWrong,
  longestPlateaus,
  lossFromTo,
  type TrainingRecord,
  type TrainingSettings,
} from '../../training/index.ts';
import { quoted, spoken } from './words.ts';

/** The finding in a sentence without its full stop. */
export function finding(record: TrainingRecord, settings: TrainingSettings): string {
  const never = record.zeroGrad ? '' : 'Never zeroed: ';
  const failed = record.failure && quoted(failureName(record.failure));
  const ends = lossFromTo(record);
  if (ends === undefined) return `${never}${failed} at once`;
  const [from, to] = [spoken(ends.from), spoken(ends.to)];
  const between = `from ${from} to ${to}`;
  const iterations = `in ${settings.steps} iteration${settings.steps === 1 ? '' : 's'}`;
  if (failed) {
    const at = `at iteration ${record.failure?.iteration}`;
    const cost = fullyWrong(settings)?.cost;
    const [plateau] = cost === undefined ? [] : longestPlateaus(record, cost);
    const way = from === to ? `is ${from}` : `goes ${between}`;
    const course = cost && plateau ? `sits near ${cost * plateau.wrong}` : way;
    return `${never}${never ? 'the' : 'The'} loss ${course}, then ${failed} ${at}`;
  }
  if (ends.to < ends.from / 2) return `${never}${never ? 'loss' : 'Loss'} falls ${between} ${iterations}`;
  if (ends.to > ends.from * 1.1) return `${never}${never ? 'loss' : 'Loss'} rises ${between} ${iterations}`;
  // Two numbers that read the same are no way from one to the other.
  if (from === to) return `${never}${never ? 'loss' : 'Loss'} hardly changes ${iterations}: it stays near ${to}`;
  const much = ends.to < ends.from * 0.95 ? 'falls a little,' : 'hardly moves,';
  return `${never}${never ? 'loss' : 'Loss'} ${much} ${between} ${iterations}`;
}
