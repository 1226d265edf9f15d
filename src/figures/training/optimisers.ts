import { optimiserNamed } from '../../engine/index.ts';
import { shortNumber } from '../../pictures/text.ts';
import { COLOURS } from '../../pictures/theme.ts';
import { counted } from '../../text.ts';
import type { TrainingRecord, TrainingSettings } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { iterationChart } from './iteration-chart.ts';
import { failureIn, type Look, lossesOf } from './series.ts';

/** A run among others, from the same start. */
interface Compared {
  readonly settings: TrainingSettings;
  readonly record: TrainingRecord;
}

/** As many as there may be optimisers side by side; more begin again with other dashes. */
const LOOKS: readonly Omit<Look, 'name'>[] = [
  { colour: COLOURS.blue, dash: [], shape: 'circle' },
  { colour: COLOURS.orange, dash: [8, 5], shape: 'rectRot' },
  { colour: COLOURS.green, dash: [3, 4], shape: 'triangle' },
  { colour: COLOURS.pink, dash: [12, 4, 3, 4], shape: 'rect' },
  { colour: COLOURS.title, dash: [2, 2], shape: 'star' },
  { colour: COLOURS.text, dash: [16, 6], shape: 'crossRot' },
];

const MAX_ALT = 1000;

/**
 * The losses by iteration of several optimisers.
 *
 * @param title what the picture shows, as a finding
 */
export const optimisersFigure = (runs: readonly Compared[], title: string): Figure =>
  iterationChart(
    runs.map(({ record }) => record),
    {
      yAxis: 'loss',
      title,
      subtitle: 'Loss per iteration, all from one start',
      alt: (scale) =>
        [`${title}. Line chart of the loss per iteration on a ${scale}, one line an optimizer.`, ...runs.map(sentence)]
          .join(' ')
          .slice(0, MAX_ALT),
      valuesOf: lossesOf,
      looks: runs.map(({ settings }, i) => ({
        ...(LOOKS[i % LOOKS.length] as (typeof LOOKS)[number]),
        name: optimiserNamed(settings.optimiser).short,
      })),
    },
  );

function sentence({ settings, record }: Compared): string {
  const { title } = optimiserNamed(settings.optimiser);
  const losses = lossesOf(record).filter(Number.isFinite);
  const [first, last] = [losses[0], losses.at(-1)];
  if (first === undefined || last === undefined) return `${title}: no loss to show.`;
  const end = `from ${shortNumber(first)} to ${shortNumber(last)} after ${counted(losses.length - 1, 'update')}`;
  return `${title}: ${end}${record.failure === undefined ? '' : `, then ${failureIn(record.failure)}`}.`;
}
