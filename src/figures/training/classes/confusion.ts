import { capitalize, counted } from '../../../text.ts';
import { type Confusion, confusionOf, type TrainingRecord, type TrainingSettings } from '../../../training/index.ts';
import type { Figure } from '../../figure.ts';
import { classNames, outputName } from '../names.ts';
import { nameOf } from '../series.ts';

/** As wide as a chat shows a picture. */
const WIDTH = 550;
const HEIGHT = 450;
/** What an alt text may have. */
const MOST = 990;

/**
 * Which class was taken for which.
 *
 * @param run of a pair the zeroed one, with predictions
 */
export function confusionFigure(settings: TrainingSettings, run: TrainingRecord): Figure {
  const { counts, held } = confusionOf(settings, run) as Confusion;
  const names = classNames(settings);
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, i) => sum + (row[i] as number), 0);
  const whose = settings.zeroGrad ? '' : `${capitalize(nameOf(run))}: `;
  const rows = held ? 'rows held back' : 'rows';
  const title = `${whose}${right === all ? `all ${all}` : `${right} of ${all}`} ${rows} are right`;
  const worst = mostOften({ counts }, names);
  const subtitle = worst === undefined ? 'No class is taken for another.' : `Most often ${worst}.`;
  const target = outputName(settings);
  const stories = counts.map((row, i) => {
    const others = row.flatMap((count, k) => (count === 0 || k === i ? [] : [`${count} as ${names[k]}`]));
    return `${names[i]}: ${[`${row[i]} right`, ...others].join(', ')}.`;
  });
  const alt = [`${capitalize(title)}. ${subtitle}`, ...stories, `Table of ${target} by answer.`].join(' ');
  return {
    alt: alt.length > MOST ? `${alt.slice(0, MOST)}…` : alt,
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'matrix',
      title: capitalize(title),
      subtitle: [subtitle],
      axes: { row: target, column: 'answer of the network' },
      names,
      counts: counts.map((row) => [...row]),
    },
  };
}

/** The mistake that is made most often, as the rest of a sentence. */
function mostOften({ counts }: Pick<Confusion, 'counts'>, names: readonly string[]): string | undefined {
  const wrong = counts.flatMap((row, i) => row.map((count, k) => ({ count: i === k ? 0 : count, i, k })));
  const most = wrong.reduce((one, other) => (other.count > one.count ? other : one));
  if (most.count === 0) return undefined;
  const all = counts[most.i]?.reduce((sum, count) => sum + count, 0) ?? 0;
  return `${names[most.i]} is taken for ${names[most.k]}: ${most.count} of ${counted(all, 'time')}`;
}
