import { figure } from '../../pictures/text.ts';
import { failureName, firstStale } from '../../training/facts.ts';
import type { TrainingRecord } from '../../training/record.ts';
import { lossesOf, nameOf } from './series.ts';
import { plateau } from './trend.ts';

/** The reply document allows no longer one. */
const MAX_ALT = 1000;
/** Shorter than this is a coincidence, not a plateau. */
const SHORTEST_PLATEAU = 4;
/** A plateau under this part of the highest loss is the end of a good run, and its end loss says so. */
const LOW = 0.01;

/** What a sighted person learns from the loss chart, in sentences. */
export function lossAlt(runs: readonly TrainingRecord[], title: string, log: boolean): string {
  const scale = log ? 'on a log scale' : 'on a linear scale';
  return [`${title.replace(/\.?$/, '.')} Line chart of the loss per iteration ${scale}.`, ...runs.map(story)]
    .join(' ')
    .slice(0, MAX_ALT);
}

function story(run: TrainingRecord): string {
  const name = nameOf(run).replace(/^./, (letter) => letter.toUpperCase());
  const losses = lossesOf(run);
  return `${name}: ${[...course(losses), ...events(run)].join('; ')}.`;
}

function course(losses: readonly number[]): string[] {
  const finite = losses.filter(Number.isFinite);
  const [first, last] = [finite[0], finite.at(-1)];
  if (first === undefined || last === undefined) return ['no loss to show'];
  const ends = `the loss starts at ${figure(first)} and is ${figure(last)} after ${updates(losses.length - 1)}`;
  const level = plateau(losses, SHORTEST_PLATEAU);
  if (level === undefined || level.value < LOW * Math.max(...finite)) return [ends];
  return [ends, `it stays near ${figure(level.value)} from iteration ${level.from} to ${level.to}`];
}

const updates = (count: number): string => (count === 1 ? '1 update' : `${count} updates`);

function events(run: TrainingRecord): string[] {
  const stale = firstStale(run);
  return [
    ...(stale === undefined ? [] : [`the stale gradient is first larger than the fresh one in iteration ${stale}`]),
    ...(run.failure === undefined
      ? []
      : [`it stops in iteration ${run.failure.iteration}: ${failureName(run.failure)}`]),
  ];
}
