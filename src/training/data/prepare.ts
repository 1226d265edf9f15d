import { UserError } from '../../errors.ts';
import { type DataSet, type Samples, type Scale, type Scaling, SUGGESTED_FOR_ROWS, type Suggested } from '../data.ts';
import { type Choice, readSamples } from './samples.ts';
import { back, holdBack, scaled } from './scale.ts';

/** Files with so many rows have some held back. */
const HELD_FROM = 50;
const HELD_SHARE = 0.2;
const MOST_HELD = 0.9;
/** With more rows than this their errors are averaged: a sum would make steps that grow with the file. */
const FEW_ROWS = 10;
/** Of more rows than this an iteration takes a part. */
const MANY_ROWS = 500;

/** For three classes and more. */
const SUGGESTED_FOR_CLASSES: Suggested = { ...SUGGESTED_FOR_ROWS, learningRate: 0.5, steps: 200, loss: 'ce' };

export interface Preparation {
  readonly scale?: Scale | undefined;
  readonly test?: number | undefined;
}

/** The samples of a file, and what they are trained with. */
export function fileData(csv: string, choice: Choice): { data: DataSet; suggested: Suggested } {
  const data = readSamples(csv, choice);
  if ((data.columns?.classes?.length ?? 0) > 2) return { data, suggested: SUGGESTED_FOR_CLASSES };
  const few = data.xs.length <= FEW_ROWS;
  return { data, suggested: few ? SUGGESTED_FOR_ROWS : { ...SUGGESTED_FOR_ROWS, loss: 'mse', steps: 200 } };
}

/** How many samples an iteration takes of so many of a file. */
export const batchOf = (data: DataSet): number =>
  data.reading !== undefined && data.xs.length > MANY_ROWS ? 100 : data.xs.length;

/**
 * Rows held back and numbers scaled, as asked for; of a file without being asked.
 *
 * @throws UserError where too few rows would be left
 */
export function prepared(data: DataSet, { scale, test }: Preparation): DataSet {
  const isFile = data.reading !== undefined;
  const rows = data.xs.length;
  if (test !== undefined && test > MOST_HELD)
    throw new UserError(`\`--test ${test}\` leaves too few rows to learn from.`, {
      code: 'E_NOTHING_TO_LEARN_FROM',
      hint: 'It is the share of the rows to hold back, such as 0.2.',
      option: 'test',
      correction: String(HELD_SHARE),
    });
  const share = test ?? (isFile && rows >= HELD_FROM ? HELD_SHARE : 0);
  const parted = share === 0 ? data : holdBack(data, share);
  if (test !== undefined && test > 0 && parted.held === undefined)
    throw new UserError(`\`--test ${test}\` of ${rows === 1 ? '1 row' : `${rows} rows`} holds none back.`, {
      code: 'E_NOTHING_HELD_BACK',
      hint: 'Bring more rows, or leave `--test` out.',
      option: 'test',
      correction: '0',
    });
  return scaled(parted, scale ?? (isFile ? 'standard' : 'none'), isBeyond(parted));
}

/** Are the targets numbers that go beyond -1 and 1, where the usual outputs end? */
const isBeyond = ({ ys, columns }: DataSet): boolean =>
  columns?.classes === undefined && ys.some((row) => row.some((target) => Math.abs(target) > 1));

/** Data with other targets, in all its parts. */
export function withTargets(data: DataSet, rename: (target: number) => number): DataSet {
  const renamed = ({ xs, ys }: Samples): Samples => ({ xs, ys: ys.map((row) => row.map(rename)) });
  const { held, unscaled: raw } = data;
  return {
    ...data,
    ...renamed(data),
    ...(held && { held: renamed(held) }),
    ...(raw && { unscaled: renamed(raw) }),
  };
}

/** Settings whose data is as it was before scaling, for pictures and tables. */
export function unscaled<S extends { readonly data: DataSet }>(settings: S): S {
  const { unscaled: raw, ...data } = settings.data;
  if (raw === undefined) return settings;
  const held = data.held && asTheyWere(data.held, data.scaling);
  return { ...settings, data: { ...data, ...raw, ...(held && { held }) } };
}

const asTheyWere = ({ xs, ys }: Samples, scaling: Scaling | undefined): Samples => ({
  xs: xs.map((row) => back(row, scaling?.inputs ?? [])),
  ys: ys.map((row) => back(row, scaling?.targets ?? [])),
});
