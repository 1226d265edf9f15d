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

/** The first classes differ in both, all others in their pair of colour and shape. */
const HUES = ['blue', 'orange', 'green', 'pink'] as const;
/** Those of the same radius look differently large. */
const SHAPES = [
  { style: 'circle', size: 1, plural: 'circles' },
  { style: 'triangle', size: 1.3, plural: 'triangles' },
  { style: 'rect', size: 1.2, plural: 'squares' },
  { style: 'rectRot', size: 1.3, plural: 'diamonds' },
] as const;

const hueAt = (place: number) => HUES[place % HUES.length] as (typeof HUES)[number];
const hueOf = (place: number): string => COLOURS[hueAt(place)];

/** The shape of a class, by its place: the next round of colours has them shifted. */
const shapeOf = (place: number): (typeof SHAPES)[number] =>
  SHAPES[(place + Math.floor(place / HUES.length)) % SHAPES.length] as (typeof SHAPES)[number];

/** How the points of a class look, in words. */
export const lookOf = (place: number): string => `${hueAt(place)} ${shapeOf(place).plural}`;

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
    pointStyle: shapeOf(place).style,
    pointRadius: size.radius * shapeOf(place).size,
    pointBorderWidth: size.outline,
    borderColor: COLOURS.background,
    backgroundColor: hueOf(place),
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
