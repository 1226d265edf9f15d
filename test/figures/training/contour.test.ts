import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contour, type GridPoint } from '../../../src/figures/training/contour.ts';
import {
  packStrokes,
  packValues,
  type Stroke,
  toScale,
  unpackStrokes,
  unpackValues,
} from '../../../src/pictures/chart/heat-map.ts';
import type { HeatMap } from '../../../src/reply/document.ts';

const middle = (from: GridPoint, to: GridPoint): GridPoint => ({
  column: (from.column + to.column) / 2,
  row: (from.row + to.row) / 2,
});
const grids = fc.integer({ min: 2, max: 8 }).chain((columns) =>
  fc.integer({ min: 2, max: 8 }).chain((rows) =>
    fc
      .array(fc.option(fc.double({ min: -1, max: 1, noNaN: true }), { nil: Number.NaN, freq: 12 }), {
        minLength: columns * rows,
        maxLength: columns * rows,
      })
      .map((values) => ({ columns, rows, values })),
  ),
);

describe('the contour line', () => {
  it('crosses an edge of the grid exactly where its ends are on different sides', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const crossed = new Set(
          contour(grid, 0, middle)
            .flat()
            .map(({ column, row }) => `${column} ${row}`),
        );
        const at = (column: number, row: number): number => grid.values[row * grid.columns + column] as number;
        const whole = (column: number, row: number): boolean =>
          [at(column, row), at(column + 1, row), at(column, row + 1), at(column + 1, row + 1)].every(Number.isFinite);
        const expected = new Set<string>();
        for (let row = 0; row + 1 < grid.rows; row++) {
          for (let column = 0; column + 1 < grid.columns; column++) {
            if (!whole(column, row)) continue;
            const differ = (a: GridPoint, b: GridPoint) => at(a.column, a.row) > 0 !== at(b.column, b.row) > 0;
            for (const [dx, dy] of [
              [0, 0],
              [0, 1],
            ] as const) {
              const [a, b] = [
                { column, row: row + dy },
                { column: column + 1, row: row + dy },
              ];
              if (differ(a, b)) expected.add(`${column + 0.5} ${row + dy}`);
              const [c, d] = [
                { column: column + dy, row },
                { column: column + dy, row: row + 1 },
              ];
              if (differ(c, d)) expected.add(`${column + dy} ${row + 0.5 + dx}`);
            }
          }
        }
        expect(crossed).toEqual(expected);
      }),
    );
  });

  it.each([
    [[1, -1, -1, 1], 2],
    [[1, -1, -1, -1], 1],
    [[1, 1, 1, 1], 0],
    [[0, 0, 0, 0], 0],
    [[1, Number.NaN, -1, 1], 0],
  ])('has in a cell of %j %i pieces', (values, pieces) => {
    expect(contour({ columns: 2, rows: 2, values }, 0, middle)).toHaveLength(pieces);
  });

  it('goes round each of two opposite corners above the level', () => {
    const pieces = contour({ columns: 2, rows: 2, values: [1, -1, -1, 1] }, 0, middle);
    const ends = pieces.map((piece) => piece.map(({ column, row }) => `${column} ${row}`).sort());
    expect(ends.sort()).toEqual([
      ['0 0.5', '0.5 0'],
      ['0.5 1', '1 0.5'],
    ]);
  });
});

const mapOf = (values: string, line = ''): HeatMap => ({
  xAxis: 'x',
  yAxis: 'y',
  columns: 2,
  rows: 2,
  values,
  line,
  colours: { low: '#000000', high: '#000000', line: '#000000' },
});

describe('packed values', () => {
  const range = { low: -1, high: 1 };

  it('are off by at most half a step, and clamped', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1 }), (values) => {
        const bytes = unpackValues(mapOf(packValues(values, range)));
        for (const [i, byte] of bytes.entries()) {
          const back = -1 + (2 * ((byte ?? Number.NaN) - 1)) / 254;
          expect(Math.abs(back - Math.min(1, Math.max(-1, values[i] as number)))).toBeLessThanOrEqual(1 / 254 + 1e-12);
        }
      }),
    );
  });

  it('mark what is not a finite number', () => {
    const packed = packValues([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0], range);
    expect(unpackValues(mapOf(packed))).toEqual([undefined, undefined, undefined, 128]);
    expect(toScale(0, range)).toBe(128);
  });

  it('bring strokes back to a part in 65535', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part, part, part)), (strokes: Stroke[]) => {
        const back = unpackStrokes(mapOf('', packStrokes(strokes)));
        expect(back).toHaveLength(strokes.length);
        for (const [i, stroke] of back.entries()) {
          for (const [k, value] of stroke.entries()) expect(value).toBeCloseTo((strokes[i] as Stroke)[k] as number, 4);
        }
      }),
    );
  });
});
