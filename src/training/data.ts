import { type ActivationChoice, type LossName, Random } from '../engine/index.ts';
import { CARS } from './data/cars.ts';
import { IRIS } from './data/iris.ts';

/** Inputs `xs` and targets `ys`, one row a sample. */
export interface Samples {
  readonly xs: readonly (readonly number[])[];
  readonly ys: readonly (readonly number[])[];
}

/** Samples to learn from. */
export interface DataSet extends Samples {
  readonly name: string;
  /** Of a public table: what it is, and its source. */
  readonly about?: string;
  /** What the columns of a file are called. */
  readonly columns?: ColumnNames;
  /** How a file was read. */
  readonly reading?: Reading;
  /** Held back from training, to see what was learned by heart only. */
  readonly held?: Samples;
  /** How the numbers were scaled; `unscaled` has them as they were. */
  readonly scaling?: Scaling;
  readonly unscaled?: Samples;
}

interface ColumnNames {
  /** One an input: `size`, or `colour = red`. */
  readonly inputs: readonly string[];
  readonly target: string;
  /** Of a target in words: of two the one that is low and the one that is high; of more one an output. */
  readonly classes?: readonly string[];
}

/** Why a column is not among the inputs. */
export type LeftOut = 'id' | 'date' | 'text' | 'same' | 'empty';

/** How a file was read, as far as somebody should know of it. */
export interface Reading {
  /** Between the cells; a blank stands for any number of them. */
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** Rows of words around the table, and comments. */
  readonly skipped: number;
  /** Numbers written in more than digits, one a column. */
  readonly unusual: readonly { readonly cell: string; readonly value: number }[];
  readonly leftOut: readonly { readonly name: string; readonly why: LeftOut; readonly words: number }[];
  /** Columns of words that became an input a word, or one of 0 and 1. */
  readonly words: readonly { readonly name: string; readonly words: readonly string[] }[];
  /** Rows of the file, and those left out for want of a value. */
  readonly rows: number;
  readonly incomplete: number;
}

/** What was taken from a number, and by what it was then divided. */
export interface Step {
  readonly shift: number;
  readonly by: number;
}

export const SCALES = ['none', 'standard', 'minmax'] as const;
export type Scale = (typeof SCALES)[number];

export interface Scaling {
  readonly kind: Exclude<Scale, 'none'>;
  /** One an input. */
  readonly inputs: readonly Step[];
  /** One a target; undefined where they are as they were. */
  readonly targets: readonly Step[] | undefined;
}

/** What a data set is trained with unless the person says otherwise. */
export interface Suggested {
  readonly layers: readonly number[];
  readonly learningRate: number;
  readonly steps: number;
  readonly activation: ActivationChoice;
  readonly loss: LossName;
}

export interface Preset {
  readonly about: string;
  /** Its points; those of a preset with noise are spread by so much. */
  readonly make: (random: Random, noise: number) => Omit<DataSet, 'name'>;
  /** The standard deviation of the spread of its points, if they have one. */
  readonly noise?: number;
  readonly suggested: Suggested;
}

/** A table that is read like a file of one's own. */
export interface PublicTable {
  readonly about: string;
  /** Who measured it and when, and under which licence it stands. */
  readonly source: string;
  readonly csv: string;
}

/** The article's own settings: the second half of its experiment has 20 steps. */
const ARTICLE: Suggested = { layers: [4, 4, 1], learningRate: 0.4, steps: 30, activation: 'tanh', loss: 'sse' };
const GATE: Suggested = { ...ARTICLE, learningRate: 0.1, steps: 100 };
const CLOUD: Suggested = { ...ARTICLE, layers: [8, 8, 1], learningRate: 0.5, steps: 100, loss: 'mse' };

/** The points of the generated sets are the same in every run: only the network's start differs between seeds. */
const DATA_SEED = 1;
const POINTS = 60;

const gate = (decide: (a: number, b: number) => boolean): Omit<DataSet, 'name'> => {
  const xs = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ];
  return { xs, ys: xs.map(([a = 0, b = 0]) => [decide(a, b) ? 1 : -1]) };
};

/** Points of two classes in turn, -1 and 1, from where each class lies at a position t in [0, 1). */
function twoClasses(place: (target: number, t: number) => [number, number]): Omit<DataSet, 'name'> {
  const targets = Array.from({ length: POINTS }, (_, i) => (i % 2 === 0 ? 1 : -1));
  return {
    xs: targets.map((target, i) => place(target, Math.floor(i / 2) / (POINTS / 2))),
    ys: targets.map((target) => [target]),
  };
}

/** Every preset of `/train --data`. Adding a data set is adding one entry. */
export const presets: Readonly<Record<string, Preset>> = {
  article: {
    about: 'the four samples of the article, three inputs',
    make: () => ({
      xs: [
        [2, 3, -1],
        [3, -1, 0.5],
        [0.5, 1, 1],
        [1, 1, -1],
      ],
      ys: [[1], [-1], [-1], [1]],
    }),
    suggested: ARTICLE,
  },
  xor: { about: 'one of two inputs, but not both', make: () => gate((a, b) => a !== b), suggested: GATE },
  and: { about: 'both of two inputs', make: () => gate((a, b) => a > 0 && b > 0), suggested: GATE },
  or: { about: 'at least one of two inputs', make: () => gate((a, b) => a > 0 || b > 0), suggested: GATE },
  moons: {
    about: 'two interleaved half circles',
    noise: 0.1,
    make: (random, noise) =>
      twoClasses((target, t) => {
        const angle = Math.PI * t;
        const [x, y] = target > 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
        return [x + noise * random.normal(), y + noise * random.normal()];
      }),
    suggested: CLOUD,
  },
  circles: {
    about: 'a ring around a disc',
    noise: 0.08,
    make: (random, noise) =>
      twoClasses((target, t) => {
        const angle = 2 * Math.PI * t;
        const radius = (target > 0 ? 0.5 : 1.2) + noise * random.normal();
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      }),
    suggested: CLOUD,
  },
  spiral: {
    about: 'two arms of a spiral, the hardest of them',
    noise: 0.03,
    make: (random, noise) =>
      twoClasses((target, t) => {
        const angle = 3 * t * Math.PI + (target > 0 ? 0 : Math.PI);
        const radius = 0.2 + 1.2 * t;
        return [radius * Math.cos(angle) + noise * random.normal(), radius * Math.sin(angle) + noise * random.normal()];
      }),
    suggested: { ...CLOUD, layers: [12, 12, 1], steps: 600 },
  },
  blobs: {
    about: 'two clouds that a straight line can part',
    noise: 0.5,
    make: (random, noise) =>
      twoClasses((target) => [target + noise * random.normal(), target + noise * random.normal()]),
    suggested: { ...CLOUD, layers: [4, 1], learningRate: 0.2, steps: 50 },
  },
  line: {
    about: 'points along a straight line, to be fitted with one input',
    noise: 0.05,
    make: (random, noise) => {
      const xs = Array.from({ length: 20 }, (_, i) => [-1 + (2 * i) / 19]);
      return { xs, ys: xs.map(([x = 0]) => [0.7 * x - 0.2 + noise * random.normal()]) };
    },
    suggested: { ...CLOUD, layers: [4, 1], activation: 'tanh', learningRate: 0.2, steps: 100 },
  },
};

/** Public tables of `/train --data`. Adding one is adding one entry. */
const publicTables: Readonly<Record<string, PublicTable>> = {
  iris: {
    about: '150 irises of three species, measured in cm',
    source: 'R. A. Fisher, 1936; UCI Machine Learning Repository, CC BY 4.0',
    csv: IRIS,
  },
  cars: {
    about: 'how far 50 cars went before they stopped, in feet, by their speed in miles an hour',
    source: 'M. Ezekiel, 1930, as in R; public domain',
    csv: CARS,
  },
};

/** What `--data` knows by name. */
export const dataNames: readonly string[] = [...Object.keys(presets), ...Object.keys(publicTables)];

/** A public table, by its name. */
export const publicTable = (name: string): PublicTable | undefined =>
  Object.hasOwn(publicTables, name) ? publicTables[name] : undefined;

/** A preset's points. @param noise how far they are spread, in place of as far as they usually are */
export function presetData(name: string, noise?: number): DataSet | undefined {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  return preset && { name, ...preset.make(new Random(DATA_SEED), noise ?? preset.noise ?? 0) };
}

/** For rows that somebody brings along. */
export const SUGGESTED_FOR_ROWS: Suggested = { ...ARTICLE, learningRate: 0.1, steps: 100 };
