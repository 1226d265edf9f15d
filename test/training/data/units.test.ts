import { expect, it } from 'vitest';
import { readSamples } from '../../../src/training/data/samples.ts';

/** Blanks that do not break, as programs put them between thousands. */
const kroner = ['1\u00a0675,66 kr', '-833,79 kr', '2\u202f400,42 kr', '66,63 kr'];

it.each([';', '\t', '|'])('prices in kroner, with decimal commas, parted by %j', (sign) => {
  const rows = kroner.map((price, i) => [price, i % 2 === 0 ? 'ja' : 'nein', price].join(sign));
  const { xs, ys, columns, reading } = readSamples([['price', 'sold', 'paid'].join(sign), ...rows].join('\n'));
  expect(xs).toEqual([
    [1675.66, 1],
    [-833.79, 0],
    [2400.42, 1],
    [66.63, 0],
  ]);
  expect(ys.flat()).toEqual([1675.66, -833.79, 2400.42, 66.63]);
  expect([columns?.inputs[0], reading?.delimiter, reading?.decimal]).toEqual(['price', sign, ',']);
});

const rows = (cells: readonly string[]): string =>
  ['drink,size', ...cells.map((cell, i) => `${cell},${i + 1}.5`)].join('\n');

it('`None` is no value among numbers, also with a unit', () => {
  const numbers = readSamples(rows(['1', '2', 'None', '4', '5', '6', '7']));
  expect([numbers.xs.flat(), numbers.reading?.incomplete]).toEqual([[1, 2, 4, 5, 6, 7], 1]);
  const units = readSamples(rows(['1 cl', '2 cl', 'none', '4 cl', '5 cl', '6 cl', '7 cl']));
  expect([units.xs.flat(), units.reading?.incomplete]).toEqual([[1, 2, 4, 5, 6, 7], 1]);
});

it('`None` among words is one of them', () => {
  const { xs, columns, reading } = readSamples(rows(['None', 'low', 'high', 'low', 'None']));
  expect(columns?.inputs).toEqual(['drink = None', 'drink = high', 'drink = low']);
  expect([xs.length, reading?.incomplete]).toEqual([5, 0]);
});

it('a word behind each number is no unit where it changes', () => {
  const { xs } = readSamples('0,005 0,05 ash\n0,1 0,2 elm\n0,3 0,4 ash\n0,5 0,6 elm');
  expect(xs).toEqual([
    [0.005, 0.05],
    [0.1, 0.2],
    [0.3, 0.4],
    [0.5, 0.6],
  ]);
});
