import { spreadOf } from '../../pictures/chart/axes.ts';
import { packStrokes, packValues, type Stroke } from '../../pictures/chart/heat-map.ts';
import { COLOURS } from '../../pictures/theme.ts';
import type { HeatMap } from '../../reply/document.ts';
import { type Classes, parameterCount, predictor, type TrainingSettings } from '../../training/index.ts';
import { contour, type GridPoint } from './contour.ts';
import { type Moment, round } from './moments.ts';

type Range = readonly [number, number];

/** A part of the plane of the two inputs. */
export interface Area {
  readonly x: Range;
  readonly y: Range;
}

/** One unit of an input may be drawn this much longer than one of the other: a ring is still a ring. */
const STRETCH = 1.5;
/** Inputs whose spreads differ by more than this are measured in different things, and keep their own scales. */
const COMPARABLE = 5;

const widen = ([low, high]: Range, length: number): [number, number] => {
  const more = Math.max(0, length - (high - low)) / 2;
  return [low - more, high + more];
};

/**
 * What is shown of the plane: all points, with some space around.
 *
 * @param shape width of the plot over its height
 * @param inputs which of them the plane has
 */
export function areaOf({ data }: TrainingSettings, shape: number, inputs: readonly [number, number]): Area {
  const [x, y] = inputs.map((input) => spreadOf(data.xs.map((row) => row[input] as number))) as [Range, Range];
  const [width, height] = [x[1] - x[0], y[1] - y[0]];
  const comparable = width < COMPARABLE * height && height < COMPARABLE * width;
  const wide = comparable ? widen(x, (height * shape) / STRETCH) : x;
  const high = comparable ? widen(y, width / shape / STRETCH) : y;
  return { x: [round(wide[0]), round(wide[1])], y: [round(high[0]), round(high[1])] };
}

/** Products that may be spent on the values of one picture or animation: about a quarter of a second. */
const BUDGET = 150_000_000;
/** Fewer rows than this would show corners that are not there. */
const LEAST = 12;

/** How many values there are of a map. */
export interface Resolution {
  readonly columns: number;
  readonly rows: number;
}

/** How many columns and rows, less for a large network, so that the values of all `maps` are soon computed. */
export function resolution(settings: TrainingSettings, columns: number, rows: number, maps: number): Resolution {
  const cost = columns * rows * maps * parameterCount(settings);
  const scale = Math.min(1, Math.sqrt(BUDGET / cost));
  return { columns: Math.max(LEAST, Math.round(columns * scale)), rows: Math.max(LEAST, Math.round(rows * scale)) };
}

/** The network's output over the area, from one class's target to the other's, with the line between the classes. */
export function mapOf(
  settings: TrainingSettings,
  classes: Classes,
  { snapshot }: Moment,
  area: Area,
  size: Resolution,
  xAxis: string,
): HeatMap {
  const predict = predictor(settings, snapshot.parameters);
  const output = (point: GridPoint): number => predict(placeIn(area, size, point))[0] as number;
  const values = gridOf(size).map(output);
  return {
    xAxis,
    yAxis: 'y',
    ...size,
    values: packValues(values, classes),
    line: packStrokes(lineBetween(values, size, output, classes.threshold)),
    colours: { low: COLOURS.blue, high: COLOURS.orange, line: COLOURS.title },
  };
}

/** Where the values of a map are taken, row by row from the bottom up. */
export const gridOf = ({ columns, rows }: Resolution): GridPoint[] =>
  Array.from({ length: columns * rows }, (_, i) => ({ column: i % columns, row: Math.floor(i / columns) }));

/** Both inputs at a place of the grid. */
export function placeIn({ x, y }: Area, { columns, rows }: Resolution, { column, row }: GridPoint): [number, number] {
  const place = ([from, to]: Range, part: number): number => from + (to - from) * part;
  return [place(x, column / (columns - 1)), place(y, row / (rows - 1))];
}

/**
 * The line between values above the level and the others.
 *
 * @param values of `output` on the grid
 */
export function lineBetween(
  values: readonly number[],
  { columns, rows }: Resolution,
  output: (point: GridPoint) => number,
  level: number,
): Stroke[] {
  return contour({ columns, rows, values }, level, crossing(output, level)).map(
    (ends) => ends.flatMap(({ column, row }) => [column / (columns - 1), row / (rows - 1)]) as unknown as Stroke,
  );
}

/** Halvings of the way between two grid points: then the line is right to a tenth of a pixel. */
const HALVINGS = 7;

/** Finds where the output crosses the threshold, by bisection: a saturated one jumps, and no straight line tells where. */
const crossing =
  (output: (point: GridPoint) => number, threshold: number) =>
  (from: GridPoint, to: GridPoint): GridPoint => {
    const above = output(from) > threshold;
    const at = (part: number): GridPoint => ({
      column: from.column + part * (to.column - from.column),
      row: from.row + part * (to.row - from.row),
    });
    let [near, far] = [0, 1];
    for (let i = 0; i < HALVINGS; i++) {
      const part = (near + far) / 2;
      if (output(at(part)) > threshold === above) near = part;
      else far = part;
    }
    return at((near + far) / 2);
  };
