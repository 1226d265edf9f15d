import { contours } from 'd3-contour';

/** A place in a grid, in columns and rows from its first value. */
export interface GridPoint {
  readonly column: number;
  readonly row: number;
}

/** A straight piece of a contour line. */
export type Segment = readonly [GridPoint, GridPoint];

/** Values at the crossings of a grid, row by row; NaN where there is none. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

/** Where between two neighbouring grid points the level is crossed. */
export type Cross = (from: GridPoint, to: GridPoint) => GridPoint;

/** Columns and rows as d3-contour counts them: from the corner of a cell around a value, half a cell before it. */
type Position = readonly number[];

const gridPoint = ([x = 0, y = 0]: Position, round: (value: number) => number): GridPoint => ({
  column: round(x - 0.5),
  row: round(y - 0.5),
});

/**
 * The line between values above `level` and the others, by marching squares; a cell of four neighbours without a value
 * in each corner has none. Where two opposite corners of a cell are above, the line goes round each of them.
 *
 * @param cross called for each end of a piece
 */
export function contour({ columns, rows, values }: Grid, level: number, cross: Cross): Segment[] {
  const known = (column: number, row: number): boolean =>
    column >= 0 && column < columns && Number.isFinite(values[row * columns + column]);
  const above = values.map((value) => (value > level ? 1 : 0));
  const { coordinates } = contours().size([columns, rows]).smooth(false).contour(above, 1);
  const crossing = (at: Position): GridPoint => cross(gridPoint(at, Math.floor), gridPoint(at, Math.ceil));
  return coordinates.flat().flatMap((ring) =>
    ring.slice(1).flatMap((end, i) => {
      const start = ring[i] as Position;
      const { column, row } = gridPoint(
        start.map((value, axis) => (value + (end[axis] as number)) / 2),
        Math.floor,
      );
      // Rings are closed outside the grid, where there is no line.
      const whole = [column, column + 1].every((x) => known(x, row) && known(x, row + 1));
      return whole ? [[crossing(start), crossing(end)] as const] : [];
    }),
  );
}
