import { ratesOf, sweep, toSettings, train } from '../src/training/index.ts';

const RATES = '0.01..3';
/** Seconds that a sweep may take, and a run that is as long as one may be. */
const TARGETS = { article: 0.5, moons: 4 } as const;
const LONG = { data: 'moons', layers: '32,32,1', steps: 3000, seconds: 10 } as const;

const plain = { seed: 0, stableTanh: false, zeroGrad: true };
const mark = (good: boolean): string => (good ? '✔' : '✘');

/** Wall-clock and own seconds of some work: on a busy machine the second says more. */
function timed(work: () => void): { readonly seconds: number; readonly text: string } {
  const [start, used] = [performance.now(), process.cpuUsage()];
  work();
  const seconds = (performance.now() - start) / 1000;
  const own = process.cpuUsage(used).user / 1e6;
  return { seconds, text: `${seconds.toFixed(3)} s, of the processor ${own.toFixed(3)} s` };
}

const drain = <T>(steps: Generator<unknown, T>): T => {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
};

/** What `/train --lr 0.01..3` computes, with gradients reset, and beside that never; and what the longest run does. */
export function showSweep(): void {
  for (const [data, target] of Object.entries(TARGETS))
    for (const zeroGrad of [true, false]) {
      const settings = toSettings({ ...plain, data, zeroGrad, lr: RATES });
      let seeds = 0;
      const { seconds, text } = timed(() => {
        seeds = drain(sweep(settings, ratesOf(RATES) ?? [])).seeds;
      });
      const what = zeroGrad ? 'zeroed' : 'zeroed and never zeroed';
      console.log(`\nSweep of ${data}, ${RATES}, ${settings.steps} steps, ${what}: ${seeds} starts a rate`);
      console.log(`  ${text}, target: ≤ ${target} s ${mark(seconds <= target)}`);
    }
  const settings = toSettings({ ...plain, ...LONG });
  const { seconds, text } = timed(() => drain(train(settings)));
  console.log(`\n/train --data ${LONG.data} --layers ${LONG.layers} --steps ${LONG.steps}, without odds and pictures`);
  console.log(`  ${text}, target: ≤ ${LONG.seconds} s ${mark(seconds <= LONG.seconds)}`);
}
