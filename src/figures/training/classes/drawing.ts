import { packClasses, packStrokes, packValues } from '../../../pictures/chart/heat-map.ts';
import { COLOURS } from '../../../pictures/theme.ts';
import type { HeatMap } from '../../../reply/document.ts';
import { largest, predictor, type TrainingSettings } from '../../../training/index.ts';
import { type Area, gridOf, lineBetween, placeIn, type Resolution } from '../boundary-area.ts';
import { MOST_POINTS, type PointSize, ringSet, type Score } from '../boundary-points.ts';
import type { GridPoint } from '../contour.ts';
import { drawnSamples, type Moment, round } from '../moments.ts';
import { classNames } from '../names.ts';
import type { Slice } from './plane.ts';

/** Eight classes differ in both colour and shape, more of them in their pair of these. */
const HUES = [
  { name: 'blue', colour: COLOURS.classBlue },
  { name: 'orange', colour: COLOURS.classOrange },
  { name: 'green', colour: COLOURS.classGreen },
  { name: 'pink', colour: COLOURS.classPink },
  { name: 'yellow', colour: COLOURS.classYellow },
  { name: 'red', colour: COLOURS.classRed },
  { name: 'purple', colour: COLOURS.classPurple },
  { name: 'turquoise', colour: COLOURS.classTurquoise },
] as const;

interface Shape {
  readonly style: string;
  /** Those of the same radius look differently large. */
  readonly size: number;
  readonly plural: string;
  readonly turn?: number;
  /** Is it made of strokes, without an inside? */
  readonly strokes?: boolean;
}

const SHAPES: readonly Shape[] = [
  { style: 'circle', size: 1, plural: 'circles' },
  { style: 'triangle', size: 1.3, plural: 'triangles' },
  { style: 'rect', size: 1.2, plural: 'squares' },
  { style: 'rectRot', size: 1.3, plural: 'diamonds' },
  { style: 'triangle', size: 1.3, plural: 'triangles pointing down', turn: 180 },
  { style: 'crossRot', size: 1.1, plural: 'crosses', strokes: true },
  { style: 'star', size: 1.2, plural: 'stars', strokes: true },
  { style: 'cross', size: 1.2, plural: 'plus signs', strokes: true },
];
/** Of shapes without an inside, for those with one of the same radius. */
const STROKE = 0.45;

const hueAt = (place: number) => HUES[place % HUES.length] as (typeof HUES)[number];
const hueOf = (place: number): string => hueAt(place).colour;

/** The shape of a class, by its place: the next round of colours has them shifted. */
const shapeOf = (place: number): Shape => SHAPES[(place + Math.floor(place / HUES.length)) % SHAPES.length] as Shape;

/** How Chart.js draws the points of a class. */
function pointLook(place: number, { radius, outline }: PointSize) {
  const { style, size, turn = 0, strokes = false } = shapeOf(place);
  return {
    pointStyle: style,
    pointRadius: radius * size,
    pointRotation: turn,
    pointBorderWidth: strokes ? radius * STROKE : outline,
    borderColor: strokes ? hueOf(place) : COLOURS.background,
    backgroundColor: hueOf(place),
  };
}

/** How the points of a class look, in words. */
export const lookOf = (place: number): string => `${hueAt(place).name} ${shapeOf(place).plural}`;

/** Chart.js data sets of the samples: each class by shape and colour, and a ring around those taken for another. */
export function regionPoints(
  settings: TrainingSettings,
  { inputs: [x, y] }: Slice,
  score: Score,
  xAxisID: string,
  size: PointSize,
  named: boolean,
) {
  const { xs, ys } = settings.data;
  const shown = drawnSamples(settings, MOST_POINTS);
  const at = (sample: number) => ({ x: round(xs[sample]?.[x] as number), y: round(xs[sample]?.[y] as number) });
  const classes = classNames(settings).map((name, place) => ({
    xAxisID,
    yAxisID: 'y',
    clip: false as const,
    label: named ? name : '',
    data: shown.filter((sample) => largest(ys[sample] as readonly number[]) === place).map(at),
    ...pointLook(place, size),
  }));
  const wrong = shown.filter((sample) => score.wrong.has(sample)).map(at);
  return [...classes, ringSet(wrong, named ? 'wrong class' : '', xAxisID, size)];
}

/** Which class has the largest output over the area, by how much, and the lines between the classes. */
export function regionMap(
  settings: TrainingSettings,
  slice: Slice,
  { snapshot }: Moment,
  area: Area,
  size: Resolution,
  xAxis: string,
): HeatMap {
  const predict = predictor(settings, snapshot.parameters);
  const outputs = (point: GridPoint): readonly number[] => predict(slice.at(...placeIn(area, size, point)));
  const grid = gridOf(size).map(outputs);
  const classes = settings.data.ys[0]?.length ?? 0;
  const targets = settings.data.ys.flat();
  const range = { low: 0, high: Math.max(...new Set(targets)) - Math.min(...new Set(targets)) };
  const best = grid.map((row) => (row.every(Number.isFinite) ? largest(row) : 0));
  // The last class has its lines from the others.
  const lines = Array.from({ length: classes - 1 }, (_, place) =>
    lineBetween(
      grid.map((row) => ahead(row, place)),
      size,
      (point) => ahead(outputs(point), place),
      0,
    ),
  );
  return {
    xAxis,
    yAxis: 'y',
    ...size,
    values: packValues(
      grid.map((row, i) => ahead(row, best[i] as number)),
      range,
    ),
    regions: packClasses(best),
    line: packStrokes(lines.flat()),
    colours: { classes: Array.from({ length: classes }, (_, place) => hueOf(place)), line: COLOURS.title },
  };
}

/** By how much an output is larger than the largest of the others. */
const ahead = (row: readonly number[], place: number): number =>
  (row[place] as number) -
  row.reduce((most, value, i) => (i === place ? most : Math.max(most, value)), Number.NEGATIVE_INFINITY);
