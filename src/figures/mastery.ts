import { HEIGHT, WIDTH } from '../pictures/theme.ts';
import type { MasteryDrawing, Picture } from '../reply/document.ts';
import { markOf } from '../reply/mastery-mark.ts';
import { pictureOf } from './figure.ts';

/** Of a topic at a level: how sure what was tried is, and how much there is. */
export type MasteryCell = MasteryDrawing['rows'][number]['cells'][number];

/** What somebody can do, by topics and levels, and how sure that is now. @param rows a cell for each level, from 1 */
export function masteryPicture(rows: MasteryDrawing['rows']): Picture {
  const levels = rows[0]?.cells.length ?? 0;
  const told = rows.flatMap(({ name, cells }) => {
    const tried = cells.flatMap(({ sure, tried: count, all }, i) =>
      sure === undefined ? [] : [`level ${i + 1} ${Math.round(100 * sure)} % (${count} of ${all} tried)`],
    );
    return tried.length === 0 ? [] : [`${name}: ${tried.join(', ')}.`];
  });
  const none = rows.filter(({ cells }) => cells.every(({ sure }) => sure === undefined)).map(({ name }) => name);
  return pictureOf('skills', {
    alt: [
      'What you can do, by topic and level, and how sure it is now.',
      ...told,
      ...(none.length > 0 ? [`Nothing tried yet: ${none.join(', ')}.`] : []),
    ].join(' '),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'mastery',
      title: 'What you can do',
      subtitle: [`${markOf(1)} sure   ${markOf(0.6)} fading   ${markOf(0)} to do again   (number tried of all)`],
      columns: Array.from({ length: levels }, (_, i) => `Level ${i + 1}`),
      rows: [...rows],
    },
  });
}
