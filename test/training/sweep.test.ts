import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { oddsOf, type Sweep, sweep, type TrainingOptions, toSettings, train } from '../../src/training/index.ts';

const settingsOf = (options: Partial<TrainingOptions>) =>
  toSettings({ data: 'article', seed: 1664, stableTanh: false, zeroGrad: true, ...options });

function sweepOf(options: Partial<TrainingOptions>, rates: readonly number[]): Sweep {
  const sweeping = sweep(settingsOf(options), rates);
  for (;;) {
    const next = sweeping.next();
    if (next.done) return next.value;
  }
}

/** The loss after the last update of a run by itself; infinite where it failed. */
function lossOf(options: Partial<TrainingOptions>): number {
  const run = train(settingsOf(options));
  for (;;) {
    const next = run.next();
    if (next.done) return next.value.lossAfter ?? Number.POSITIVE_INFINITY;
  }
}

describe('a sweep', () => {
  it.each([
    [{}, 0.2],
    [{ zeroGrad: false }, 0.4],
    [{ zeroGrad: false, optimizer: 'adam' }, 0.4],
    [{ data: 'xor', batch: 2, steps: 40 }, 0.3],
  ])('of %o has the losses of single runs', (options, rate) => {
    const { seeds, sides } = sweepOf(options, [0.05, rate]);
    const losses = Array.from({ length: seeds }, (_, seed) => lossOf({ ...options, lr: rate, seed }));
    const sorted = losses.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
    const { low, median, high, endings } = sides.at(-1)?.results[1] ?? {};
    expect(seeds).toBe(200);
    expect([low, median, high]).toEqual([50, 100, 149].map((place) => sorted[place]));
    expect(endings?.overflow).toBe(losses.filter((loss) => loss === Number.POSITIVE_INFINITY).length);
    expect(Object.values(endings ?? {}).reduce((sum, count) => sum + count)).toBe(200);
  });

  it('agrees with the odds', () => {
    const odds = oddsOf(settingsOf({ lr: 0.4, steps: 20 }));
    const [zeroed, never] = sweepOf({ zeroGrad: false, steps: 20 }, [0.05, 0.4]).sides;
    expect(odds).toMatchObject({
      zeroed: { learned: zeroed?.results[1]?.endings.learned, overflowed: zeroed?.results[1]?.endings.overflow },
      neverZeroed: { learned: never?.results[1]?.endings.learned, overflowed: never?.results[1]?.endings.overflow },
    });
  });

  it('shades the rates around the best one at which half of the starts learn', () => {
    const { sides, threshold, relative } = sweepOf({ zeroGrad: false }, [0.01, 0.05, 0.1, 0.2, 1, 3]);
    expect({ threshold, relative }).toEqual({ threshold: 0.1, relative: false });
    expect(sides.map(({ zeroGrad, window, best }) => [zeroGrad, window, best.rate])).toEqual([
      [true, { from: 0.05, to: 0.2 }, 0.1],
      [false, { from: 0.01, to: 0.2 }, 0.05],
    ]);
    const [slow, , , , , fast] = sides[1]?.results ?? [];
    expect(fast?.median).toBe(Number.POSITIVE_INFINITY);
    expect(slow?.endings.overflow).toBe(0);
    expect(sides[0]?.results[0]?.endings['not there']).toBeGreaterThan(190);
    expect(sides[0]?.results[5]?.endings['ran away']).toBeGreaterThan(100);
  });

  it('takes what the best rate reaches for learned, where nothing gets further', () => {
    const { relative, threshold, start, sides } = sweepOf({ data: 'cars' }, [0.01, 0.1, 1]);
    expect(relative).toBe(true);
    expect(threshold).toBeGreaterThan(0.4);
    expect(threshold).toBeLessThan(start / 2);
    expect(sides[0]?.window).toEqual({ from: 0.01, to: 0.1 });
  });

  it('has no window where nothing learns', () => {
    const { relative, sides } = sweepOf({}, [0.0001, 0.0002]);
    expect([relative, sides[0]?.window]).toEqual([false, undefined]);
  });

  it('says when there would be too few starts', () => {
    const refusal = (): UserError | undefined => {
      try {
        sweepOf({ data: 'spiral', layers: '64,64,1', steps: 10000 }, [0.1, 0.2]);
      } catch (error) {
        return error as UserError;
      }
      return undefined;
    };
    const { code, correction } = refusal() ?? {};
    expect(code).toBe('E_TOO_MUCH_TO_SWEEP');
    expect(Number(correction)).toBeGreaterThan(10);
  });
});
