import { Random } from '../../../src/engine/index.ts';
import { prices } from './public.ts';

/** Two classes of 0 and 1, or the number of the class, with what belongs to it. */
const SPORTS = [
  { name: 'schwimmen', height: 185, weight: 80 },
  { name: 'turnen', height: 165, weight: 58 },
  { name: 'rudern', height: 192, weight: 92 },
];

/** Heights and weights with a sport in words: as a German program for tables writes them, in Windows-1252. */
function sports(): Buffer {
  const random = new Random(5);
  const around = (mean: number): string => (mean + 5 * random.normal()).toFixed(1).replace('.', ',');
  const rows = Array.from({ length: 60 }, (_, i) => {
    const { name, height, weight } = SPORTS[i % 3] as (typeof SPORTS)[number];
    return `${around(height)};${around(weight)};${name}`;
  });
  return Buffer.from(`Größe;Gewicht;Sport\r\n${rows.join('\r\n')}\r\n`, 'latin1');
}

/** One of ten is sick, and hardly to be told from the others. */
function mostlyWell(): string {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${((i % 7) / 3).toFixed(2)},${(i % 5) / 2},${i % 10 === 0 ? 'sick' : 'well'}`,
  );
  return `a,b,kind\n${rows.join('\n')}\n`;
}

/** Two classes that lie over each other: there is little to learn, and much to learn by heart. */
function overlapping(): string {
  const random = new Random(11);
  const rows = Array.from({ length: 50 }, (_, i) => {
    const [x, y] = [0, 0].map(() => (1.2 * (i % 2) + random.normal()).toFixed(3));
    return `${x}|${y}|${i % 2 === 1 ? 'yes' : 'no'}`;
  });
  return `a|b|label\n${rows.join('\n')}\n`;
}

/** Tables as people have them, in the encodings and with the signs that they have them in. */
export const TABLES: Readonly<Record<string, string | Buffer>> = {
  'sports.csv': sports(),
  'prices.csv': Buffer.from(
    `\ufeff${prices()
      .replaceAll('"', '')
      .replaceAll(/,(?=\d{3}$)/gm, '')
      .replaceAll(',', '\t')}`,
    'utf16le',
  ),
  'kinds.csv': mostlyWell(),
  'labels.csv': overlapping(),
};

/** A run that does not learn, and what is wrong with it. */
export interface SickRun {
  readonly cause: string;
  /** A table to attach. */
  readonly file?: string;
  /** The options of `/train`. */
  readonly args: string;
  /** What the reply says of the cause. */
  readonly says: string;
  /** What stands on the button that helps. */
  readonly button: RegExp;
  /** The loss that has to become less; that at the end of the training unless said otherwise. */
  readonly of?: 'held';
}

const RATE = /^Learning rate [\d.]+$/;

/** One for each cause that is known. */
export const SICK_RUNS: readonly SickRun[] = [
  {
    cause: 'never reset',
    file: 'sports.csv',
    args: '--no-zero-grad',
    says: 'missing reset of the gradients',
    button: /^Reset the gradients$/,
  },
  { cause: 'momentum 1', args: '--momentum 1', says: 'keeps every step for good', button: /^Without momentum$/ },
  {
    cause: 'targets of thousands',
    file: 'prices.csv',
    args: '--scale none',
    says: 'is the least loss that this output allows',
    button: /^Scale inputs and targets$/,
  },
  {
    cause: 'targets beyond tanh',
    args: '--data "1,2 -> 3; 2,3 -> 5"',
    says: 'is the least loss that this output allows',
    button: /^Last layer linear$/,
  },
  {
    cause: 'a symmetric start',
    file: 'sports.csv',
    args: '--init zero',
    says: 'begin with the same weights',
    button: /^Weights drawn at random$/,
  },
  {
    cause: 'inputs that are not scaled',
    file: 'sports.csv',
    args: '--scale none',
    says: 'The inputs are not scaled',
    button: /^Scale the inputs$/,
  },
  {
    cause: 'a sum',
    file: 'prices.csv',
    args: '--loss sse',
    says: 'adds up the errors of',
    button: /^Mean in place of sum$/,
  },
  { cause: 'a rate too large', file: 'sports.csv', args: '--lr 20', says: '20 is too large', button: RATE },
  {
    cause: 'a rate too large, which overflows',
    file: 'prices.csv',
    args: '--lr 5',
    says: '5 is too large',
    button: RATE,
  },
  {
    cause: 'dead units',
    args: '--data and --activation relu --layers 2,1 --lr 0.05 --steps 300 --loss mse --seed 3',
    says: 'is dead from the start',
    button: /^Another start: seed \d+$/,
  },
  {
    cause: 'sigmoid in depth',
    file: 'sports.csv',
    args: '--layers 6,6,6,6,3 --activation sigmoid',
    says: 'The gradient vanishes',
    button: /^tanh in place of sigmoid$/,
  },
  {
    cause: 'one class alone',
    file: 'kinds.csv',
    args: '--loss mse --layers 4,1 --lr 0.02 --steps 60',
    says: 'answers are the larger class',
    button: /^300 steps$/,
  },
  { cause: 'a plateau', args: '--data xor --seed 5', says: 'leads to a plateau', button: /^Another start: seed 6$/ },
  { cause: 'a rate too small', file: 'prices.csv', args: '--lr 0.0002', says: '0.0002 is too small', button: RATE },
  { cause: 'too few neurons', args: '--data circles --layers 1,1', says: 'too few for this', button: /^Layers 8,8,1$/ },
  { cause: 'too few steps', file: 'sports.csv', args: '--steps 5', says: 'ends too early', button: /^25 steps$/ },
  {
    cause: 'overfitting',
    file: 'labels.csv',
    args: '--test 0.35 --layers 16,16,1 --lr 0.5 --steps 1500',
    says: 'Overfitting',
    button: /^Stop after \d+ steps?$/,
    of: 'held',
  },
];

const UNITS: Readonly<Record<string, number>> = { million: 1e6, billion: 1e9 };

/** The loss that the reply to a run ends with; Infinity where it ended in an error. */
export function endOf({ of }: SickRun, reply: string): number {
  const headline = reply.split('Zeroed from the same start')[0] as string;
  if (of === 'held') return Number(/rows held back:[^.]*loss ([\d.e-]+\d)/.exec(reply)?.[1]);
  if (/then .?.?(math range error|overflow)/.test(headline)) return Number.POSITIVE_INFINITY;
  const [, digits, unit] =
    /from [\d.e+-]+(?: \w?illion)? to ([\d.e+-]+)( million| billion)? in \d+ iteration/.exec(headline) ??
    /stays near ([\d.e+-]+)/.exec(headline) ??
    [];
  return Number(digits) * (UNITS[unit?.trim() ?? ''] ?? 1);
}
