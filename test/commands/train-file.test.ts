import { describe, expect, it } from 'vitest';
import { answer, say } from './run.ts';

const table = (head: string, count: number, row: (i: number) => string): string =>
  [head, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');

const sayOf = (csv: string, options = '--steps 20'): string =>
  say(`/train --file rows ${options} --detail full`, { rows: csv });

/** Two clouds, told apart by a word. */
const CLOUDS = table('height;weight;who', 60, (i) => {
  const big = i % 2;
  const [height, weight] = [160 + 15 * big + ((i * 7) % 10), 55 + 20 * big + ((i * 3) % 11)];
  return `${height},5;${weight},25;${['cat', 'dog'][big]}`;
});

describe('/train with a file', () => {
  it('says how it was read, which columns it has, what is held back and how it is scaled', () => {
    const text = sayOf(CLOUDS).replaceAll('\n', ' ');
    expect(text).toContain('Read with `;` and decimal commas.');
    expect(text).toContain('2 inputs: `height`, `weight`; target: `who`, 2 classes: `cat`, `dog`.');
    expect(text).toContain('12 rows held back to test, 48 to learn from.');
    expect(text).toMatch(/Inputs are standardised: `height` \(mean [\d.]+, deviation [\d.]+\), `weight` \(mean/);
    expect(text).toMatch(/Rows learned from: \d+ % right \(\d+ of 48\), loss/);
    expect(text).toMatch(/Rows held back: \d+ % right \(\d+ of 12\), loss/);
  });

  it('says nothing of a column that its scale leaves as it is', () => {
    const rows = table('a,b,t', 10, (i) => `${2 * (i % 2) - 1},${5 * (i % 2)},${2 * (i % 2) - 1}`);
    expect(sayOf(rows).replaceAll('\n', ' ')).toContain('Inputs are standardised: `b` (mean 2.5, deviation 2.5).');
  });

  it('draws the axes in the units of the file, with the names of columns and classes', () => {
    const pictures = answer('/train --file rows --steps 20', { rows: CLOUDS }).nodes.filter(
      (node) => node.kind === 'picture',
    );
    const boundary = pictures.find(({ name }) => name === 'boundary');
    expect(boundary?.alt).toContain('Map of the output over height and weight');
    expect(boundary?.alt).toContain('samples as circles (cat) and triangles (dog)');
    const drawn = JSON.stringify(boundary?.drawing);
    expect(drawn).toContain('"x":160.5');
    for (const name of ['height', 'weight', 'cat', 'dog'])
      expect(drawn).toContain(`"text":"${name}"`.replace(/"text":"(cat|dog)"/, '"label":"$1"'));
    const loss = pictures.find(({ name }) => name === 'loss');
    expect(loss?.alt).toContain('on the rows held back it is');
    expect(JSON.stringify(loss?.drawing)).toContain('"label":"held back: ');
  });

  it('shows words and units in the table of predictions', () => {
    expect(sayOf('a,b,kind\n1,2,yes\n2,1,no\n3,1,yes\n')).toMatch(/sample {2}kind +prediction\n +1 +yes /);
    expect(sayOf('x,price\n1,10000\n2,20000\n3,30000\n', '--steps 400')).toMatch(/3 +30000 +(29|30)\d{3}/);
  });

  it.each([
    ['id,x,t\n1,2,1\n2,1,-1\n', 'Left out: `id` (counts or names the rows).'],
    ['day,x,t\n2020-01-01,2,1\n2020-01-02,1,-1\n', 'Left out: `day` (dates).'],
    ['# me\nx,t\n50%,1\n2,-1\n', '1 line of comments and titles skipped. Read `50%` as `0.5`.'],
    [
      'c,x,t\nred,2,1\nblue,1,-1\nred,4,1\n',
      '`c` is text (`blue`, `red`): an input a word, 1 where it stands, else 0.',
    ],
    [
      table('x,y,t', 10, (i) => `${i / 2},${i === 4 ? '?' : 2 * i},1`),
      '1 of 10 rows left out, where a value is missing.',
    ],
    ['1,2,1\n', 'your file: 1 sample.'],
    ['x,t\n1,100\n2,300\n3,400\n', 'The target is, too (mean 267, deviation 125), and the last layer is linear'],
  ])('%j', (csv, sentence) => {
    expect(sayOf(csv).replaceAll('\n', ' ')).toContain(sentence);
  });

  it('says when a network learns its rows by heart, and nothing of it elsewhere', () => {
    const noise = table(
      'x,y,t',
      60,
      (i) => `${((i * 37) % 61) / 10},${((i * 53) % 59) / 10},${Math.sin(i * i * 12.9898) > 0 ? 'a' : 'b'}`,
    );
    const learned = say('/train --file rows --steps 1500 --layers 12,12,1 --lr 0.5 --detail full', { rows: noise });
    expect(learned).toContain('Overfitting: on the rows held back the loss was least');
    expect(sayOf(CLOUDS)).not.toMatch(/overfitting/i);
  });

  it('tells classes in three words apart by the largest output', () => {
    const csv = table(
      'x,y,kind',
      60,
      (i) => `${(i % 3) + (i % 7) / 20},${(i % 3) ** 2 + (i % 5) / 10},${['ash', 'oak', 'elm'][i % 3]}`,
    );
    expect(sayOf(csv, '--steps 200')).toMatch(/Rows learned from: (9\d|100) % right/);
  });

  it('gives the same answer however the same table is written', () => {
    const points = CLOUDS.replaceAll(',', '.').replaceAll(';', ',');
    const second = (csv: string) => sayOf(csv).split('\n')[0];
    expect(second(points)).toBe(second(CLOUDS));
  });
});
