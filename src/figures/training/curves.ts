import { textNote } from '../../pictures/chart/annotations.ts';
import { type ChartFrame, lineChart, panel, plotArea, valueAxis } from '../../pictures/chart/frame.ts';
import { GAP, type Label, labelWidth, placeLabels } from '../../pictures/chart/labels.ts';
import type { Box } from '../../pictures/geometry.ts';
import { HEIGHT, WIDTH } from '../../pictures/theme.ts';
import type { Figure } from '../figure.ts';
import type { Point } from './series.ts';

/** A line with its name at its end. Colour, dashes and marks each tell it from the others. */
export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  readonly colour: string;
  readonly dash: readonly number[];
  readonly mark: 'circle' | 'rectRot' | 'triangle' | 'rect';
}

interface CurveChart {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  /** What the x axis counts. */
  readonly counted: string;
  /** The name of the y axis in the configuration. */
  readonly yAxis: string;
}

const MARGIN = 8;
const LEAST_SPACE = 34;
const OVERHANG = 12;
/** Lines with more points than this show no point marks. */
const MAX_MARKS = 40;

/** Several named lines over one axis; on a log scale where values that are not negative span more than a linear one shows. */
export function curvesFigure(curves: readonly Curve[], { title, subtitle, alt, counted, yAxis }: CurveChart): Figure {
  const values = curves.flatMap(({ points }) => points.map(({ y }) => y));
  const { min, max, isLog, tickLabels, scale } = valueAxis(values, Math.max(0, ...values));
  const last = Math.max(1, ...curves.flatMap(({ points }) => points.map(({ x }) => x)));
  const frame: ChartFrame = {
    title,
    subtitle: isLog ? `${subtitle}, log scale` : subtitle,
    counted,
    last,
    tickLabels,
    titledAxes: false,
    right: Math.max(LEAST_SPACE, ...curves.map(({ name }) => GAP + labelWidth([name]) + MARGIN)),
  };
  const whole = panel(yAxis, plotArea(frame), min, max, isLog);
  const { area } = whole;
  const drawn = curves.map(({ points, ...curve }) => ({
    ...curve,
    points: points.map(({ x, y }) => ({ x, y: Math.max(min, y) })),
  }));
  const pixels = drawn.map(({ points }) =>
    points.map(({ x, y }) => ({ x: area.left + (area.width * x) / last, y: whole.toY(y) })),
  );
  const labels = drawn.map(
    ({ name }, i): Label => ({
      lines: [name],
      at: pixels[i]?.at(-1) ?? { x: area.left, y: area.top },
      beside: 'end',
      room: {
        ...area,
        top: area.top - OVERHANG,
        width: WIDTH - MARGIN - area.left,
        height: area.height + 2 * OVERHANG,
      },
    }),
  );
  const boxes = placeLabels(labels, pixels);
  const notes = drawn.flatMap(({ colour, points }, i) => {
    const [point, label, { left, top }] = [points.at(-1), labels[i] as Label, boxes[i] as Box];
    return point === undefined
      ? []
      : [textNote(label.lines, colour, { ...point, yAxis }, { left: left - label.at.x, top: top - label.at.y })];
  });
  const datasets = drawn.map(({ name, points, colour, dash, mark }) => ({
    label: name,
    data: points,
    yAxisID: yAxis,
    borderColor: colour,
    backgroundColor: colour,
    clip: false as const,
    borderWidth: 3,
    borderDash: [...dash],
    pointStyle: mark,
    pointRadius: points.length > MAX_MARKS ? 0 : 4,
  }));
  return {
    alt,
    width: WIDTH,
    height: HEIGHT,
    drawing: { type: 'chart', chart: lineChart(frame, datasets, { [yAxis]: scale }, notes) },
  };
}
