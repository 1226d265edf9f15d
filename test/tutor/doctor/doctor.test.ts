import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/engine/index.ts';
import { toText } from '../../../src/reply/text.ts';
import type { CauseName } from '../../../src/tutor/doctor/causes/index.ts';
import { diagnose } from '../../../src/tutor/doctor/diagnose.ts';
import { SPELLINGS } from '../../../src/tutor/glossary/index.ts';
import { TABLES } from '../../support/tables/sick.ts';
import { healthy, leftOf, type Options, PLANTED, runOf, sick } from './runs.ts';

/** Clouds of height and weight, clearly parted. */
const random = new Random(3);
const PEOPLE = Array.from({ length: 50 }, (_, i) =>
  i % 2 === 0
    ? `${(160 + 5 * random.normal()).toFixed(0)}, ${(55 + 5 * random.normal()).toFixed(0)} -> -1`
    : `${(178 + 6 * random.normal()).toFixed(0)}, ${(80 + 6 * random.normal()).toFixed(0)} -> 1`,
).join('; ');
/** Nine of ten in one class, and too few steps to find the others. */
const FEW_SICK = Array.from(
  { length: 40 },
  (_, i) => `${(i % 7) / 3}, ${(i % 5) / 2} -> ${i % 10 === 0 ? 1 : -1}`,
).join('; ');

const said = (options: Options): string | undefined => {
  const found = diagnose(runOf(options));
  return found && toText({ nodes: [{ kind: 'paragraph', spans: found.sentence }] }).replace(/\s+/g, ' ');
};

const CASES: readonly [why: string, options: Options, cause: CauseName][] = [
  ['targets beyond tanh', { data: '1,2 -> 3; 2,3 -> 5' }, 'targets-outside'],
  ['targets far beyond', { data: '1 -> 10; 2 -> 20; 3 -> 30; 4 -> 40', stableTanh: true }, 'targets-outside'],
  ['targets of thousands', { data: '1 -> 1000; 2 -> 2100; 3 -> 2900; 4 -> 4100; 5 -> 5000' }, 'targets-outside'],
  [
    'targets of thousands for a linear layer',
    { data: '1 -> 1000; 2 -> 2100; 3 -> 2900; 4 -> 4100; 5 -> 5000', last: 'linear' },
    'inputs-unscaled',
  ],
  ['targets below 0 for sigmoid', { data: 'xor', activation: 'sigmoid' }, 'targets-outside'],
  [
    'a rate too large for large inputs',
    { data: '32 -> 31; 53 -> 68; 61 -> 62; 47 -> 71; 59 -> 87', activation: 'linear', layers: '1', lr: 0.0001 },
    'rate-too-large',
  ],
  ['height and weight', { data: PEOPLE }, 'inputs-unscaled'],
  ['height and weight, as probabilities', { data: PEOPLE.replaceAll('-1', '0'), loss: 'bce' }, 'inputs-unscaled'],
  ['the article without the reset', { zeroGrad: false }, 'never-zeroed'],
  ['momentum 1', { momentum: 1 }, 'never-zeroed'],
  ['an overflow', { lr: 30 }, 'rate-too-large'],
  ['steps into saturation', { seed: 0 }, 'rate-too-large'],
  ['units that die', { data: 'and', activation: 'relu', lr: 0.11, steps: 300, seed: 58955 }, 'rate-too-large'],
  ['a sum over 60 samples', { data: 'moons', loss: 'sse' }, 'sum-of-many'],
  ['small steps', { data: 'moons', lr: 0.001 }, 'rate-too-small'],
  ['too few neurons', { data: 'circles', layers: '1,1' }, 'few-neurons'],
  ['one class alone', { data: FEW_SICK, loss: 'mse', layers: '4,1', lr: 0.02, steps: 60 }, 'one-sided'],
  ['zeros', { data: 'xor', init: 'zero' }, 'same-start'],
  ['four layers of sigmoid', { data: 'moons', layers: '6,6,6,6,1', loss: 'bce', activation: 'sigmoid' }, 'vanishes'],
];

describe('a run that does not learn', () => {
  it.each(CASES)('%s', (_, options, cause) => {
    expect(diagnose(runOf(options))?.cause).toBe(cause);
  });

  it.each(CASES)('%s: its button helps, and so do those that follow', (_, options) => {
    let now = options;
    for (let press = 0; press < 4; press++) {
      const before = runOf(now);
      const found = diagnose(before);
      if (found?.change === undefined) {
        expect(found).toBeUndefined();
        return;
      }
      now = { ...now, ...found.change };
      const after = runOf(now);
      const better = leftOf(after) < leftOf(before);
      expect([found.cause, better || diagnose(after)?.cause !== found.cause]).toEqual([found.cause, true]);
    }
  });

  it('is told with the number that shows it', () => {
    expect(said({ data: '1,2 -> 3; 2,3 -> 5' })).toBe(
      'The targets go from 3 to 5, but tanh answers only between -1 and 1: 20 is the least loss that this output allows.',
    );
    expect(said({ data: 'moons', loss: 'sse' })).toMatch(
      /^The loss adds up the errors of 60 samples, so each step is 60 times as long as with their mean; with `--loss mse` the same start ends at 0\.0\d+ a sample\.$/,
    );
    expect(said({ data: PEOPLE })).toMatch(/100 % of the outputs of the first layer are saturated from the start/);
    expect(said({ zeroGrad: false })).toMatch(
      /missing reset of the gradients: in iteration \d+ the old part of the gradient is more than 1000 times as long/,
    );
    expect(said({ data: 'moons', layers: '6,6,6,6,1', loss: 'bce', activation: 'sigmoid' })).toMatch(
      /shrinks by a factor of about [\d.]+ a layer/,
    );
  });

  it('comes to an end that learns, for targets of thousands', () => {
    let now: Options = { data: '1 -> 1000; 2 -> 2100; 3 -> 2900; 4 -> 4100; 5 -> 5000' };
    for (let press = 0; press < 3; press++) now = { ...now, ...diagnose(runOf(now))?.change };
    expect(leftOf(runOf(now))).toBeLessThan(0.1);
  });

  it('learns nothing by heart: where rows are held back, they fare no worse', () => {
    const csv = String(TABLES['labels.csv']);
    const options: Options = { csv, test: 0.35, layers: '16,16,1', lr: 1, steps: 28 };
    expect(diagnose(runOf(options))?.cause).not.toBe('unfinished');
  });

  it('keeps its promise: the line of the button ends where the sentence says', () => {
    const options: Options = { lr: 30 };
    const found = diagnose(runOf(options));
    const after = runOf({ ...options, ...found?.change });
    const [, end] = /ends at (\S+)\.$/.exec(said(options) ?? '') ?? [];
    expect(Number(end)).toBeCloseTo(after.record.lossAfter ?? Number.NaN, 6);
  });
});

it.each<Options>([
  {},
  { data: 'moons' },
  { data: 'xor' },
  { data: 'line' },
  { data: 'spiral' },
  { data: 'blobs', loss: 'hinge' },
  { data: 'iris' },
])('says nothing of %o, which learns', (options) => {
  expect(diagnose(runOf(options))).toBeUndefined();
});

describe('generated runs', () => {
  /** Costly to find. */
  const RARE: readonly CauseName[] = ['dead-units', 'plateau', 'overfitting'];
  const runs = PLANTED.flatMap((cause) => (RARE.includes(cause) ? [7] : [7, 8, 9]).map((seed) => sick(cause, seed)));

  it('are sick of the cause that is named first, in 95 of 100', () => {
    const wrong = runs.map((run) => [run.cause, diagnose(run)?.cause]).filter(([planted, named]) => planted !== named);
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(0.05 * runs.length);
  });

  it('get better by the button, or have another cause then', () => {
    const worse = runs.filter((run) => {
      const found = diagnose(run);
      if (found?.change === undefined) return false;
      const after = runOf({ ...run.options, ...found.change });
      return leftOf(after) >= leftOf(run) && diagnose(after)?.cause === found.cause;
    });
    expect(worse.map(({ cause }) => cause)).toEqual([]);
  });

  it('are left alone where they learn, in 98 of 100', () => {
    const claims = Array.from({ length: 60 }, (_, seed) => diagnose(healthy(seed))?.cause).filter((cause) => cause);
    expect(claims.length, claims.join()).toBeLessThanOrEqual(1);
  });
});

it('has a word of the glossary for most causes', () => {
  const terms = CASES.map(([, options]) => diagnose(runOf(options))?.term);
  for (const term of terms) expect([term, SPELLINGS.has(String(term).toLowerCase())]).toEqual([term, true]);
});
