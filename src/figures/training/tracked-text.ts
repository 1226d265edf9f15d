import { shortNumber } from '../../pictures/text.ts';
import { capitalize } from '../../text.ts';
import type { TrainingRecord } from '../../training/record.ts';
import { eventsOf, failureIn, longestLevel, nameOf } from './series.ts';

/** A gradient that ends below this part of its largest size has shrunk; one on both sides of 0 by this much swings. */
const SHRUNK = 0.1;
const SWING = 0.25;
/** A gradient frozen for this part of the run is what there is to say of it. */
const FROZEN = 1 / 3;
const SHORTEST_FREEZE = 3;
/** Less change than this, relative to the size, is none. */
const LEVEL = 0.01;
/** A weight has settled when it moves, in the last third of the run, by less than this part of its whole way. */
const SETTLED = 0.1;
/** Shorter runs have no last third to speak of. */
const SHORTEST_TO_SETTLE = 6;

/** `weight` or `bias`, as the tracked parameter is. */
export const kindOf = (tracked: string): string => (tracked.endsWith('.b') ? 'bias' : 'weight');

/** What became of the tracked parameter, as a clause: the gradient shrinks to 0.003 and the weight settles at 1.42. */
function finding({ iterations, failure }: TrainingRecord, tracked: string, full: boolean): string {
  const gradients = iterations.map(({ gradient }) => gradient).filter(Number.isFinite);
  const weights = iterations.map(({ weight }) => weight).filter(Number.isFinite);
  if (gradients.length === 0 || weights.length === 0) {
    return failure === undefined ? 'there is nothing to show' : failureIn(failure);
  }
  const frozen = freeze(gradients);
  const gradient = frozen === undefined ? courseOfGradient(gradients) : `freezes at ${shortNumber(frozen)}`;
  const owner = full ? ` of ${tracked}` : '';
  return `the gradient${owner} ${gradient} and the ${kindOf(tracked)} ${courseOfWeight(weights, frozen !== undefined)}`;
}

/** The level at which the gradient stays for a good part of the run, having been elsewhere before. */
function freeze(gradients: readonly number[]): number | undefined {
  const level = longestLevel(gradients, Math.max(SHORTEST_FREEZE, gradients.length * FROZEN));
  const largest = Math.max(...gradients.map(Math.abs));
  const whole = level?.from === 0 && level.to === gradients.length - 1;
  return level !== undefined && !whole && Math.abs(level.value) > SHRUNK * largest ? level.value : undefined;
}

function courseOfGradient(gradients: readonly number[]): string {
  const first = gradients[0] as number;
  const last = gradients.at(-1) as number;
  const [low, high] = [Math.min(...gradients), Math.max(...gradients)];
  const largest = Math.max(-low, high);
  if (gradients.length === 1) return `is ${shortNumber(last)}`;
  if (high - low <= LEVEL * largest) return `stays at ${shortNumber(last)}`;

  if (Math.abs(last) <= SHRUNK * largest) return `shrinks to ${shortNumber(last)}`;
  if (-low > SWING * largest && high > SWING * largest)
    return `swings between ${shortNumber(low)} and ${shortNumber(high)}`;
  return `goes from ${shortNumber(first)} to ${shortNumber(last)}`;
}

function courseOfWeight(weights: readonly number[], frozen: boolean): string {
  const first = weights[0] as number;
  const last = weights.at(-1) as number;
  const spread = (part: readonly number[]): number => Math.max(...part) - Math.min(...part);
  if (weights.length === 1) return `is ${shortNumber(last)}`;
  if (spread(weights) === 0) return `stays at ${shortNumber(last)}`;
  if (frozen) return `marches to ${shortNumber(last)}`;
  const lastThird = weights.slice(Math.floor((weights.length * 2) / 3));
  const settled = weights.length >= SHORTEST_TO_SETTLE && spread(lastThird) <= SETTLED * spread(weights);
  return settled ? `settles at ${shortNumber(last)}` : `moves from ${shortNumber(first)} to ${shortNumber(last)}`;
}

/** Title and subtitle: of a pair, the run whose gradients were never zeroed is the news. */
export function headings(runs: readonly TrainingRecord[], tracked: string): { title: string; subtitle: string } {
  const news = runs.find(({ zeroGrad }) => !zeroGrad) ?? runs[0];
  if (news === undefined) return { title: 'No run to show', subtitle: '' };
  const clause = finding(news, tracked, true);
  const others = runs
    .filter((run) => run !== news)
    .map((run) => `${capitalize(nameOf(run))}: ${finding(run, tracked, false)}`);
  return { title: news.zeroGrad ? capitalize(clause) : `Never zeroed: ${clause}`, subtitle: others.join(' ') };
}

/** What a sighted person learns from the picture of the tracked parameter, in sentences. */
export function trackedAlt(runs: readonly TrainingRecord[], tracked: string): string {
  const { title, subtitle } = headings(runs, tracked);
  // The title says how a run without iterations ended.
  const events = runs.flatMap((run) => (run.iterations.length === 0 ? [] : eventsOf(run, nameOf(run))));
  return [
    `${title}.`,
    ...events.map((event) => `${capitalize(event)}.`),
    ...(subtitle === '' ? [] : [`${subtitle}.`]),
    `Line chart in two parts: the ${kindOf(tracked)} by iteration, below it its gradient.`,
  ].join(' ');
}
