import { shortNumber } from '../../pictures/text.ts';
import { COLOURS } from '../../pictures/theme.ts';
import { counted } from '../../text.ts';
import type { Figure } from '../figure.ts';
import { type Curve, curvesFigure } from './curves.ts';
import { toPoints } from './series.ts';

/** The losses of a curve, as far as they are numbers, and whether it stops there. */
interface Course {
  readonly losses: readonly number[];
  readonly stops: number | undefined;
}

interface Likeness {
  readonly title: string;
  readonly yours: Course;
  readonly ours: Course | undefined;
}

const YOURS = { name: 'yours', colour: COLOURS.blue, dash: [], mark: 'circle' } as const;
const OURS = { name: 'ours', colour: COLOURS.orange, dash: [8, 5], mark: 'rectRot' } as const;
const MAX_ALT = 1000;

/** Somebody's learning curve, and beside it one of ours, stretched to the same length and height. */
export function likenessFigure({ title, yours, ours }: Likeness): Figure {
  const lines: Curve[] = [{ ...YOURS, points: toPoints(yours.losses) }];
  // The first lies on top, where both are the same.
  if (ours !== undefined) lines.unshift({ ...OURS, points: stretched(ours.losses, yours.losses) });
  // The first value is at 1.
  const curves = lines.map((line) => ({ ...line, points: line.points.map(({ x, y }) => ({ x: x + 1, y })) }));
  const { losses, stops } = yours;
  const [first = 0, last = 0] = [losses[0], losses.at(-1)];
  const end = stops === undefined ? '' : ', and then is no number any more';
  const beside =
    ours === undefined
      ? ''
      : ` Beside it a run of ours, stretched to the same length and height, that goes much the same way.`;
  return curvesFigure(curves, {
    title,
    subtitle: ours === undefined ? 'Your losses' : 'Your losses, and a run of ours that looks the same',
    alt: `${title}. Line chart of ${counted(losses.length, 'loss').replace('losss', 'losses')}: it starts at ${shortNumber(first)} and ends at ${shortNumber(last)}${end}.${beside}`.slice(
      0,
      MAX_ALT,
    ),
    counted: 'position',
    yAxis: 'loss',
  });
}

/** The same course between the ends of another one, on a log scale where that one spans much. */
function stretched(losses: readonly number[], like: readonly number[]): Curve['points'] {
  const [low, high] = [Math.min(...like), Math.max(...like)];
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  const isLog = (from: number, to: number): boolean => from > 0 && to / from > LOG_FROM;
  const share = (loss: number): number =>
    most === least
      ? 0.5
      : isLog(least, most)
        ? Math.log(loss / least) / Math.log(most / least)
        : (loss - least) / (most - least);
  const place = (part: number): number => (isLog(low, high) ? low * (high / low) ** part : low + part * (high - low));
  return toPoints(losses.map((loss) => place(share(loss)))).map(({ x, y }) => ({
    x: (x * Math.max(1, like.length - 1)) / Math.max(1, losses.length - 1),
    y,
  }));
}

/** A larger ratio between most and least than this is compared on a log scale. */
const LOG_FROM = 50;
