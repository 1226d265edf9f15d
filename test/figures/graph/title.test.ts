import { expect, it } from 'vitest';
import { headOf } from '../../../src/pictures/graph/head.ts';
import { drawingOf } from './cases.ts';

const sum = (terms: number): string => Array.from({ length: terms }, (_, i) => `w${i}*x${i}`).join('+');

it.each([
  [2, 1],
  [8, 2],
])('the title is the whole formula where it has room in two lines: %i products', (terms, lines) => {
  const drawing = drawingOf(`L=${sum(terms)}`);
  expect(drawing.title).toContain(`w${terms - 1}·x${terms - 1} =`);
  expect(headOf(drawing).title).toHaveLength(lines);
});

it('the title is the last operation alone where the formula would take three lines', () => {
  expect(drawingOf(`L=${sum(12)}`).title).toMatch(/^L = \w+ \+ \w+ =\u00A0/);
});
