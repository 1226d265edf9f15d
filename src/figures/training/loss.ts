import { shortNumber } from '../../pictures/text.ts';
import { capitalize, counted } from '../../text.ts';
import type { TrainingRecord } from '../../training/record.ts';
import type { Figure } from '../figure.ts';
import { iterationChart } from './iteration-chart.ts';
import { eventsOf, longestLevel, lossesOf, nameOf } from './series.ts';

/** The reply document allows no longer one. */
const MAX_ALT = 1000;
/** Shorter than this is a coincidence, not a plateau. */
const SHORTEST_PLATEAU = 4;
/** A plateau under this part of the highest loss is the end of a good run, and its end loss says so. */
const LOW = 0.01;

/**
 * The loss by iteration: at n stands the loss after n updates, so a line of 20 iterations ends at 20.
 *
 * @param runs one run, or the zeroed and the never zeroed run from one seed; any of them may have stopped early
 * @param title what the picture shows, as a finding
 */
export const lossFigure = (runs: readonly TrainingRecord[], title: string): Figure =>
  iterationChart(runs, {
    yAxis: 'loss',
    title,
    subtitle: 'Loss per iteration',
    alt: (scale) =>
      [`${title.replace(/\.?$/, '.')} Line chart of the loss per iteration on a ${scale}.`, ...runs.map(sentence)]
        .join(' ')
        .slice(0, MAX_ALT),
    valuesOf: lossesOf,
    beside: ({ held }) =>
      held?.losses.map(({ iteration, loss }) => ({ x: iteration, y: Number(loss.toPrecision(5)) })) ?? [],
    besideName: 'held back',
  });

function sentence(run: TrainingRecord): string {
  const losses = lossesOf(run);
  const held = run.held?.losses.at(-1);
  const beside =
    held === undefined
      ? []
      : [`on the rows held back it is ${shortNumber(held.loss)} after ${counted(held.iteration, 'update')}`];
  return `${capitalize(nameOf(run))}: ${[...course(losses), ...beside, ...eventsOf(run, 'it')].join('; ')}.`;
}

function course(losses: readonly number[]): string[] {
  const finite = losses.filter(Number.isFinite);
  const [first, last] = [finite[0], finite.at(-1)];
  if (first === undefined || last === undefined) return ['no loss to show'];
  const ends = `the loss starts at ${shortNumber(first)} and is ${shortNumber(last)} after ${counted(losses.length - 1, 'update')}`;
  const level = longestLevel(losses, SHORTEST_PLATEAU);
  if (level === undefined || level.value < LOW * Math.max(...finite)) return [ends];
  return [ends, `it stays near ${shortNumber(level.value)} from iteration ${level.from} to ${level.to}`];
}
