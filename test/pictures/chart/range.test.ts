import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../../src/pictures/chart/labels.ts';
import { linearRange, logRange, logTicks } from '../../../src/pictures/chart/range.ts';
import { shortNumber } from '../../../src/pictures/text.ts';

describe('numbers in pictures', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [4.0, '4'],
    [-21.0999, '−21.1'],
    [0.000365178, '0.000365'],
    [1e-20, '1e-20'],
    [-2.5e200, '−2.5e200'],
    [123456, '123000'],
  ])('%s reads %s', (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});

describe('axes', () => {
  it.each([
    [[0, 8], 5, { min: 0, max: 8, step: 2 }],
    [[-0.0129, 6.47], 2, { min: 0, max: 10, step: 5 }],
    [[3, 3], 4, { min: 1, max: 5, step: 1 }],
    [[0, 0], 4, { min: 0, max: 1, step: 0.5 }],
    [[], 4, { min: 0, max: 1, step: 0.5 }],
    [[0, 1e200], 2, { min: 0, max: 1e200, step: 5e199 }],
  ])('a linear axis over %j in about %i steps', (values, intervals, range) => {
    expect(linearRange(values, intervals)).toEqual(range);
  });

  it.each([
    [[6.3, 0.0245], { min: 0.02, max: 10 }],
    [[6.3, 0.00037], { min: 1e-4, max: 10 }],
    [[6.3, 0, 1e-20], { min: 1e-6, max: 10 }],
    [[8, 4], undefined],
    [[0, 0], undefined],
  ])('a log axis over %j', (losses, range) => {
    expect(logRange(losses, losses[0] ?? 0)).toEqual(range);
  });

  it.each([
    [0.02, 10, [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]],
    [1e-4, 10, [1e-4, 1e-3, 0.01, 0.1, 1, 10]],
    [1, 1e200, [1, 1e50, 1e100, 1e150, 1e200]],
  ])('log ticks from %s to %s', (min, max, ticks) => {
    expect(logTicks(min, max)).toEqual(ticks);
  });
});

describe('labels', () => {
  const room = { left: 50, top: 50, width: 700, height: 300 };

  it('do not cover one another, nor a line', () => {
    const label = { lines: ['never zeroed', '8'], at: { x: 500, y: 200 }, beside: 'end' as const, room };
    const line = [
      { x: 500, y: 200 },
      { x: 750, y: 200 },
    ];
    const boxes = placeLabels([label, label], [line]);
    const [first, second] = boxes.map(({ top, height }) => [top, top + height] as const);
    for (const [top, bottom] of [first, second] as [number, number][]) expect(bottom < 200 || top > 200).toBe(true);
    expect((first?.[1] ?? 0) <= (second?.[0] ?? 0) || (second?.[1] ?? 0) <= (first?.[0] ?? 0)).toBe(true);
  });

  it('of lines that end together stand in a column, in the order of the ends, as near to them as there is room', () => {
    const ends = [100, 320, 105, 345, 110, 200];
    const labels = ends.map((y, i) => ({ lines: [`line ${i}`], at: { x: 600, y }, beside: 'end' as const, room }));
    const lines = ends.map((y) => [
      { x: 100, y: 200 },
      { x: 600, y },
    ]);
    const boxes = placeLabels(labels, lines);
    expect(new Set(boxes.map(({ left }) => left)).size).toBe(1);
    const inOrder = boxes.map((box, i) => ({ ...box, y: ends[i] as number })).sort((a, b) => a.y - b.y);
    for (const [i, { top, height }] of inOrder.entries()) {
      expect(top + height).toBeLessThanOrEqual((inOrder[i + 1]?.top ?? room.top + room.height) + 1e-9);
    }
    const offOf = ({ top, height, y }: (typeof inOrder)[number]): number => top + height / 2 - y;
    // Three near 105 share the distance; 200 and 320 have room for themselves.
    expect(inOrder.slice(0, 3).reduce((sum, box) => sum + offOf(box), 0)).toBeCloseTo(0);
    expect(inOrder.slice(3, 4).map(offOf)).toEqual([0]);
  });

  it('beside a vertical line at the right edge stand to its left', () => {
    const label = { lines: ['math range error'], at: { x: 745, y: 60 }, beside: 'vertical' as const, room };
    const [box] = placeLabels([label], []);
    expect((box?.left ?? 0) + (box?.width ?? 0)).toBeLessThan(745);
  });
});
