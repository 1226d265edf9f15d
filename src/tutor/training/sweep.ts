import { pictureOf } from '../../figures/figure.ts';
import { type Causes, sweepFigure } from '../../figures/training/sweep.ts';
import { code, heading, list, paragraph, say, table } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import {
  type Ending,
  failureOf,
  isPlain,
  type RateResult,
  type Sweep,
  type SweptSide,
  type TrainingSettings,
} from '../../training/index.ts';
import { quoted, short } from './words.ts';

type Failing = Exclude<Ending, 'learned'>;

/** An overflow is named as a second cause where it takes so large a part of the starts that did not learn. */
const SECOND = 0.1;

/** Why it learns at none of the rates. */
interface Finding {
  readonly sentence: Span[];
}

/** What a sweep shows: the window of rates at which the network learns, the picture, and why not at others. */
export function sweepReport(
  settings: TrainingSettings,
  sweep: Sweep,
  detail: 'brief' | 'full',
  found?: Finding | undefined,
): ReplyNode[] {
  const title = finding(sweep);
  const causes = sweep.sides.map((side): Causes => {
    const { left, right } = beside(side);
    return { left: causesOf(left, settings), right: causesOf(right, settings) };
  });
  const sentences = [
    ...best(settings, sweep),
    ...(found === undefined ? [] : [found.sentence]),
    ...failures(settings, sweep),
    ...comparison(settings, sweep),
    ...(settings.readings ?? []).map((reading) => say`${capitalize(reading)}`),
  ];
  return [
    heading(title),
    pictureOf('sweep', sweepFigure(sweep, { title, causes })),
    list(sentences),
    ...(detail === 'full' ? sweep.sides.flatMap((side) => numbers(side, settings, sweep.sides.length > 1)) : []),
  ];
}

/** Loss and endings at each rate. */
function numbers(side: SweptSide, settings: TrainingSettings, isNamed: boolean): ReplyNode[] {
  const loss = (value: number): string => (Number.isFinite(value) ? short(value) : '✘');
  const rows = side.results.map(({ rate, low, median, high, endings }) => [
    short(rate),
    loss(low),
    loss(median),
    loss(high),
    String(endings.learned),
    String(endings['not there']),
    String(endings['ran away']),
    String(endings.overflow),
  ]);
  const head = ['rate', 'quarter', 'median', '3 quarters', 'learned', 'not there', 'ran away', failureOf(settings)];
  return [...(isNamed ? [paragraph(say`${capitalize(nameOf(side))}:`)] : []), table(head, rows)];
}

const nameOf = ({ zeroGrad }: SweptSide): string => (zeroGrad ? 'zeroed' : 'never zeroed');

const between = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `at ${short(from)}` : `from ${short(from)} to ${short(to)}`;

const ends = <T>(all: readonly T[]): [T, T] => [all[0] as T, all.at(-1) as T];

/** The window of each side, in a sentence without its full stop. */
function finding({ sides }: Sweep): string {
  const [first, second] = sides as readonly [SweptSide, SweptSide | undefined];
  const { window } = first;
  if (second !== undefined) {
    const where = (side: SweptSide): string => (side.window === undefined ? 'at none' : between(side.window));
    return `Zeroed, it learns at rates ${where(first)}; never zeroed, ${where(second)}`
      .replace('rates at none', 'none of the rates')
      .replace('rates at', 'the rate');
  }
  if (window === undefined) {
    const [lowest, highest] = ends(first.results);
    return `At no learning rate ${between({ from: lowest.rate, to: highest.rate })} do half of the starts learn`;
  }
  if (window.from === window.to) return `It learns at a learning rate of ${short(window.from)}`;
  return `It learns at learning rates ${between(window)}, best at ${short(first.best.rate)}`;
}

/** The results at rates below the window and above it; without a window, below and above the best rate. */
function beside({ results, window, best }: SweptSide) {
  const { from, to } = window ?? { from: best.rate, to: best.rate };
  return { left: results.filter(({ rate }) => rate < from), right: results.filter(({ rate }) => rate > to) };
}

/** What the starts that do not learn end in, for the picture. */
function causesOf(results: readonly RateResult[], settings: TrainingSettings): string[] {
  const causes: Record<Failing, string> = {
    'not there': 'did not get there',
    'ran away': 'ran away',
    overflow: failureOf(settings),
  };
  const counts = (Object.keys(causes) as Failing[]).map((ending) => ({
    ending,
    count: results.reduce((sum, { endings }) => sum + endings[ending], 0),
  }));
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return counts
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .filter(({ ending, count }, i) => i === 0 || (ending === 'overflow' && count >= SECOND * all))
    .map(({ ending }) => causes[ending]);
}

/** How many starts learn at the best rate of each side. */
function best(
  { data, layers, steps }: TrainingSettings,
  { sides, seeds, threshold, relative, start }: Sweep,
): Span[][] {
  const network = code(`MLP ${data.xs[0]?.length}-[${layers.join(',')}]`);
  const after = `with a loss below ${short(threshold)} after ${counted(steps, 'step')}`;
  const [first, second] = sides as readonly [SweptSide, SweptSide | undefined];
  if (sides.every((side) => side.best.endings.learned === 0)) {
    const { rate, median } = (second ?? first).best;
    return [
      say`${data.name}, ${network}: no start ends ${after}. The least median loss is ${short(median)}, at ${short(rate)}.`,
    ];
  }
  const starts = `${first.best.endings.learned} of ${seeds} starts`;
  const counts =
    second === undefined
      ? `at the best rate, ${short(first.best.rate)}, ${starts} end`
      : `at the best rate ${starts} zeroed (${short(first.best.rate)}) and ${second.best.endings.learned} never zeroed (${short(second.best.rate)}) end`;
  const why = relative ? `; they begin at ${short(start)}, and hardly any gets further` : '';
  return [say`${data.name}, ${network}: ${counts} ${after}${why}.`];
}

/** What becomes of the starts at the least and the greatest rate of the side that was asked for. */
function failures(settings: TrainingSettings, { sides, seeds }: Sweep): Span[][] {
  const side = sides.at(-1) as SweptSide;
  const { left, right } = beside(side);
  const sentence = (text: string, result: RateResult): Span[] => {
    const whose = sides.length > 1 ? `${nameOf(side)}, ${text}` : text;
    return say`${capitalize(`${whose}at`)} ${short(result.rate)}, ${endingsOf(result, seeds, settings)}.`;
  };
  const [lowest, highest] = ends(side.results);
  const { from, to } = side.window ?? { from: 0, to: 0 };
  const [shorter, longer] =
    side.window === undefined
      ? ['', '']
      : [`below ${short(from)} the steps are too short: `, `above ${short(to)} the steps are too long: `];
  return [
    ...(left.length === 0 ? [] : [sentence(shorter, lowest)]),
    ...(right.length === 0 ? [] : [sentence(longer, highest)]),
  ];
}

/** `141 of 200 starts run away (to more loss than at the start), 48 do not get there and 11 learn`. */
function endingsOf({ endings }: RateResult, seeds: number, settings: TrainingSettings): string {
  if (endings['not there'] === seeds) return `none of the ${seeds} starts gets there`;
  const words: Record<Ending, readonly [one: string, many: string]> = {
    'not there': ['does not get there', 'do not get there'],
    'ran away': ['runs away (to more loss than at the start)', 'run away (to more loss than at the start)'],
    overflow: [`ends in ${quoted(failureOf(settings))}`, `end in ${quoted(failureOf(settings))}`],
    learned: ['learns', 'learn'],
  };
  const parts = (Object.keys(words) as Ending[])
    .map((ending) => ({ count: endings[ending], text: words[ending][endings[ending] === 1 ? 0 : 1] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(
      ({ count, text }, i) =>
        `${i > 0 ? count : count === seeds ? `all ${seeds} starts` : `${count} of ${seeds} starts`} ${text}`,
    );
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** What forgetting to reset does to the window. */
function comparison(settings: TrainingSettings, { sides }: Sweep): Span[][] {
  const [zeroed, never] = sides as readonly [SweptSide, SweptSide | undefined];
  if (never === undefined) return [];
  const why = `without the reset old gradients add up${isPlain(settings) ? ' like momentum 1' : ''}, so that the steps grow`;
  if (never.window === undefined) return [say`${capitalize(why)}, and at no rate do half of the starts learn.`];
  if (zeroed.window === undefined) return [say`Here the bug even helps: ${why}.`];
  const [from, to] = [Math.max(zeroed.window.from, never.window.from), Math.min(zeroed.window.to, never.window.to)];
  const both =
    from > to
      ? 'There is no rate at which both learn'
      : `${capitalize(between({ from, to }))} both learn, and the bug does no harm`;
  return [say`${both}: ${why}, and smaller rates are enough.`];
}
