import { paragraph, say, table } from '../../reply/build.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { confusionOf, type TrainingRecord, type TrainingSettings } from '../../training/index.ts';
import { MAX_NAME } from './words.ts';

/** More columns than this are too wide for a chat; the picture has them. */
const MOST_COLUMNS = 6;

/** Which class was taken for which, as a table. */
export function confusion(settings: TrainingSettings, record: TrainingRecord, isTwin: boolean): ReplyNode[] {
  const found = confusionOf(settings, record);
  if (found === undefined || found.names.length > MOST_COLUMNS) return [];
  const names = found.names.map((name) => name.slice(0, MAX_NAME));
  const rows = found.held ? 'rows held back' : 'rows';
  const whose = isTwin ? 'Of the zeroed run, the' : 'The';
  return [
    paragraph(say`${whose} confusion matrix of the ${rows}: a row for each class, a column for each answer.`),
    table(
      [(settings.data.columns?.target ?? '').slice(0, MAX_NAME), ...names],
      found.counts.map((row, i) => [names[i] ?? '', ...row.map(String)]),
    ),
  ];
}
