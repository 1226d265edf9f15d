/** A place in a grid, in columns and rows from its first value. */
export interface GridPoint {
  readonly column: number;
  readonly row: number;
}

/** A straight piece of a contour line. */
export type Segment = readonly [GridPoint, GridPoint];

/** Values at the crossings of a grid, row by row; undefined where there is none. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly (number | undefined)[];
}

/** Where between two neighbouring grid points the level is crossed: 0 at the first, 1 at the second. */
export type Cross = (from: GridPoint, to: GridPoint) => number;

/**
 * The line between values above `level` and the others, by marching squares (W. E. Lorensen and H. E. Cline, "Marching
 * Cubes", SIGGRAPH 1987, in two dimensions). Where two opposite corners are above, the mean of the four decides which way
 * the line goes. Cells with a missing corner have none.
 */
export function contour({ columns, rows, values }: Grid, level: number, cross: Cross): Segment[] {
  const segments: Segment[] = [];
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const first = row * columns + column;
      // Around the cell: each corner is followed by its neighbour.
      const corners = [values[first], values[first + 1], values[first + columns + 1], values[first + columns]];
      if (corners.every((value) => value !== undefined))
        segments.push(...ofCell(corners, level, cross, { column, row }));
    }
  }
  return segments;
}

/** Steps from the cell's first corner to each of the four. */
const CORNERS: readonly GridPoint[] = [
  { column: 0, row: 0 },
  { column: 1, row: 0 },
  { column: 1, row: 1 },
  { column: 0, row: 1 },
];

const shifted = ({ column, row }: GridPoint, corner: number): GridPoint => {
  const step = CORNERS[corner] as GridPoint;
  return { column: column + step.column, row: row + step.row };
};

function ofCell(corners: readonly number[], level: number, cross: Cross, origin: GridPoint): Segment[] {
  const crossings = corners.flatMap((value, i) => {
    const next = (i + 1) % CORNERS.length;
    const other = corners[next] as number;
    if (value > level === other > level) return [];
    const [from, to] = [shifted(origin, i), shifted(origin, next)];
    const part = cross(from, to);
    return [{ column: from.column + part * (to.column - from.column), row: from.row + part * (to.row - from.row) }];
  });
  const [a, b, c, d] = crossings;
  if (a === undefined || b === undefined) return [];
  if (c === undefined || d === undefined) return [[a, b]];
  // Opposite corners are alike: the line parts the corners that the middle is not like.
  const mean = corners.reduce((sum, value) => sum + value, 0) / corners.length;
  const firstLikeMiddle = (corners[0] as number) > level === mean > level;
  return firstLikeMiddle
    ? [
        [a, b],
        [c, d],
      ]
    : [
        [d, a],
        [b, c],
      ];
}
