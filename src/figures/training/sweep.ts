import { axis, axisTitle } from '../../pictures/chart/frame.ts';
import { pageOptions, STILL_PAGE } from '../../pictures/chart/page.ts';
import { roundDown, roundUp } from '../../pictures/chart/range.ts';
import { shortNumber, textWidth, wrap } from '../../pictures/text.ts';
import { COLOURS, font, HEIGHT, TEXT_SIZE, WIDTH } from '../../pictures/theme.ts';
import type { RateResult, Sweep, SweptSide } from '../../training/index.ts';
import type { Figure } from '../figure.ts';
import { EMPTY, type Scale, sideBySide } from './plane-chart.ts';

/** What stands in a picture of a sweep besides its numbers. */
export interface SweepText {
  readonly title: string;
  /** One a side. */
  readonly causes: readonly Causes[];
}

/** What becomes of the starts left of the window, and right of it, that do not learn: in words, the most frequent first. */
export interface Causes {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Losses are drawn down to so many decades under the threshold, and up to so many times the start. */
const DECADES = 4;
const ABOVE_START = 20;
/** Free space beside the least and the greatest rate, as a factor. */
const BESIDE = 1.2;
/** About how wide the plots are, in pixels: one alone, or each of two. */
const PLOT = { alone: 690, beside: 325 };
/** Around a note, in pixels. */
const PADDING = 4;
/** A cause in more lines is left out. */
const MOST_LINES = 2;
const DIGITS = 5;

const round = (value: number): number => Number(value.toPrecision(DIGITS));

/**
 * The final loss by learning rate: median and quartiles over the starts, the window in which most learn, and what
 * becomes of the others on its two sides; zeroed and never zeroed side by side.
 */
export function sweepFigure(sweep: Sweep, { title, causes }: SweepText): Figure {
  const { sides, seeds, threshold } = sweep;
  const range = rangeOf(sweep);
  const rates = (sides[0] as SweptSide).results.map(({ rate }) => rate);
  const [from, to] = [(rates[0] as number) / BESIDE, (rates.at(-1) as number) * BESIDE];
  const least = Math.min(...sides.flatMap(({ results }) => results.map(({ low }) => low)));
  const cut = least < range.min ? ` Less than ${shortNumber(range.min)} is drawn at the bottom.` : '';
  const subtitle = `Final loss of ${seeds} starts: median and quartiles. Below ${shortNumber(threshold)} (dashed) a start has learned.${cut}`;
  const options = pageOptions(STILL_PAGE, { title, subtitle });
  const x = {
    ...axis,
    axis: 'x' as const,
    type: 'logarithmic',
    min: round(from),
    max: round(to),
    grid: { display: false },
    ticks: { ...axis.ticks, maxRotation: 0 },
    title: axisTitle('learning rate'),
  };
  const scales = Object.fromEntries([
    ...sideBySide(
      'bottom',
      sides.map((_, i): Scale => [xAxis(i), x]),
    ),
    ...(sides.length > 1
      ? sideBySide('top', sides.map((side, i): Scale => [`name${i}`, named(nameOf(side))]).reverse())
      : []),
    ['y', { ...axis, type: 'logarithmic', ...range }],
  ]);
  const width = (sides.length > 1 ? PLOT.beside : PLOT.alone) / Math.log(to / from);
  return {
    alt: altOf(sweep, title),
    width: WIDTH,
    height: HEIGHT,
    drawing: {
      type: 'chart',
      chart: {
        type: 'line',
        data: { datasets: sides.flatMap((side, i) => datasetsOf(side, i, range)) },
        options: {
          ...options,
          scales,
          plugins: {
            ...options.plugins,
            annotation: {
              clip: false,
              annotations: [
                ...sides.flatMap((side, i) => windowOf(side, i, range, from, to)),
                thresholdLine(threshold),
                ...sides.flatMap((side, i) => causeNotes(side, i, causes[i] ?? { left: [], right: [] }, width, range)),
              ],
            },
          },
        },
      },
    },
  };
}

const xAxis = (side: number): string => `x${side}`;

const nameOf = ({ zeroGrad }: SweptSide): string => (zeroGrad ? 'zeroed' : 'never zeroed');

const named = (name: string) => ({
  ...EMPTY,
  title: { display: true, text: name, color: COLOURS.title, font: font(TEXT_SIZE, 'bold'), padding: 2 },
});

interface Ends {
  readonly min: number;
  readonly max: number;
}

/** What is shown of the losses: all of them, down to far below the threshold, and up to far above the start. */
function rangeOf({ sides, threshold, start }: Sweep): Ends {
  const losses = sides.flatMap(({ results }) => results.flatMap(({ low, median, high }) => [low, median, high]));
  const finite = losses.filter((loss) => Number.isFinite(loss) && loss > 0);
  const least = Math.max(threshold / 10 ** DECADES, Math.min(threshold, ...finite));
  const top = Math.max(threshold, start);
  const most = Math.min(ABOVE_START * top, Math.max(top, ...finite));
  return { min: roundDown(least / BESIDE), max: roundUp(most * BESIDE) };
}

/** Median and quartiles of a side, and marks where most starts overflow. */
function datasetsOf(side: SweptSide, index: number, { min, max }: Ends) {
  const colour = side.zeroGrad ? COLOURS.blue : COLOURS.orange;
  const inside = (loss: number): number => round(Math.min(max, Math.max(min, loss)));
  const common = { xAxisID: xAxis(index), yAxisID: 'y', borderColor: colour, backgroundColor: colour, clip: false };
  const finite = side.results.filter(({ median }) => Number.isFinite(median));
  const overflowing = side.results.filter(({ median }) => !Number.isFinite(median));
  return [
    {
      ...common,
      label: `median, ${nameOf(side)}`,
      data: finite.map(({ rate, median }) => ({ x: rate, y: inside(median) })),
      borderWidth: 3,
      borderDash: side.zeroGrad ? [] : [8, 5],
      pointStyle: side.zeroGrad ? 'circle' : 'rectRot',
      pointRadius: side.zeroGrad ? 5 : 7,
    },
    {
      ...common,
      label: `quartiles, ${nameOf(side)}`,
      // A line for each rate, with nothing between them.
      data: finite.flatMap(({ rate, low, high }) => [
        { x: rate, y: inside(low) },
        { x: rate, y: inside(high) },
        { x: rate, y: null },
      ]),
      borderWidth: 2,
      pointStyle: 'line',
      pointRadius: 6,
    },
    {
      ...common,
      label: `most starts overflow, ${nameOf(side)}`,
      data: overflowing.map(({ rate }) => ({ x: rate, y: max })),
      showLine: false,
      pointStyle: 'crossRot',
      pointRadius: 7,
      pointBorderWidth: 3,
      borderColor: COLOURS.pink,
      backgroundColor: COLOURS.pink,
    },
  ];
}

/** The rates at which most starts learn, half way to their neighbours. */
function windowOf({ results, window }: SweptSide, index: number, { min, max }: Ends, from: number, to: number) {
  if (window === undefined) return [];
  const rates = results.map(({ rate }) => rate);
  const edge = (inside: number, outside: number | undefined, end: number): number =>
    round(outside === undefined ? end : Math.sqrt(inside * outside));
  const [first, last] = [rates.indexOf(window.from), rates.indexOf(window.to)];
  return [
    {
      type: 'box' as const,
      xScaleID: xAxis(index),
      yScaleID: 'y',
      xMin: edge(window.from, rates[first - 1], from),
      xMax: edge(window.to, rates[last + 1], to),
      yMin: min,
      yMax: max,
      backgroundColor: COLOURS.grid,
      borderWidth: 0,
      drawTime: 'beforeDatasetsDraw' as const,
      label: {
        display: true,
        content: 'learns',
        position: { x: 'center' as const, y: 'start' as const },
        color: COLOURS.green,
        font: font(TEXT_SIZE, 'bold'),
      },
    },
  ];
}

const thresholdLine = (threshold: number) => ({
  type: 'line' as const,
  scaleID: 'y',
  value: threshold,
  borderColor: COLOURS.green,
  borderWidth: 2,
  borderDash: [6, 4],
  drawTime: 'beforeDatasetsDraw' as const,
});

/** What becomes of the starts beside the window, at the bottom of the plot, where there is room for it. */
function causeNotes({ window, results, best }: SweptSide, index: number, causes: Causes, width: number, { min }: Ends) {
  const rates = results.map(({ rate }) => rate);
  const [least, greatest] = [rates[0] as number, rates.at(-1) as number];
  const inner = window ?? { from: best.rate, to: best.rate };
  const room = { left: width * Math.log(inner.from / least), right: width * Math.log(greatest / inner.to) };
  return (['left', 'right'] as const).flatMap((side) => {
    const most = room[side] - PADDING;
    const parts = causes[side].map((cause) => wrap(cause, most, TEXT_SIZE, 'bold'));
    const lines = parts.flat();
    const fits = parts.every((part) => part.length <= MOST_LINES);
    if (!fits || lines.length === 0 || lines.some((line) => textWidth(line, TEXT_SIZE, 'bold') > most)) return [];
    return [
      {
        type: 'label' as const,
        xScaleID: xAxis(index),
        yScaleID: 'y',
        xValue: side === 'left' ? least : greatest,
        yValue: min,
        position: { x: side === 'left' ? ('start' as const) : ('end' as const), y: 'end' as const },
        content: lines,
        textAlign: side === 'left' ? ('left' as const) : ('right' as const),
        color: COLOURS.pink,
        font: font(TEXT_SIZE, 'bold'),
        padding: PADDING,
        // Quartiles may reach down here.
        backgroundColor: COLOURS.background,
      },
    ];
  });
}

function altOf({ sides, seeds, threshold }: Sweep, title: string): string {
  const parts = sides.map((side) => {
    const [first, last] = [side.results[0] as RateResult, side.results.at(-1) as RateResult];
    const median = ({ median: loss }: RateResult): string =>
      Number.isFinite(loss) ? shortNumber(loss) : 'an overflow in most starts';
    const whose = sides.length > 1 ? `${nameOf(side)}, the` : 'The';
    return `${whose} median loss is ${median(first)} at ${shortNumber(first.rate)}, ${median(side.best)} at ${shortNumber(side.best.rate)} and ${median(last)} at ${shortNumber(last.rate)}.`;
  });
  const beside = sides.length > 1 ? ', gradients zeroed and never zeroed side by side' : '';
  return `${title}. Final loss by learning rate on log axes, median and quartiles of ${seeds} starts${beside}; learned is below ${shortNumber(threshold)}. ${parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join(' ')}`;
}
