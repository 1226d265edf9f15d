import { describe, expect, it } from 'vitest';
import { exported } from '../../src/export/index.ts';
import { dataNames } from '../../src/training/data.ts';
import type { TrainingOptions } from '../../src/training/index.ts';
import { NO_PYTHON, runPython } from '../support/python.ts';
import { exportedRun } from './exported-run.ts';

/** Python takes 3 µs for what takes us 10 ns. */
const FEWER_STEPS: Readonly<Record<string, number>> = { spiral: 40, iris: 30 };

/** Runs a script, and compares what it prints with the record: the loss to 1e-9, or the iteration in which it stops. */
async function expectSameRun(options: Partial<TrainingOptions>): Promise<void> {
  const run = exportedRun(options);
  const { failure, lossAfter } = run.record;
  const { stdout, stderr, code } = await runPython(exported('python', run));
  expect(stderr).toBe('');
  expect(code).toBe(0);
  if (failure !== undefined) {
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^iteration ${failure.iteration}: `));
    return;
  }
  const loss = Number(/^after \d+ iterations: (.*)$/m.exec(stdout)?.[1]);
  expect(Math.abs(loss - (lossAfter as number))).toBeLessThanOrEqual(1e-9 * (lossAfter as number));
}

describe.skipIf(NO_PYTHON !== undefined)(`in Python a run goes as here${NO_PYTHON ? `: ${NO_PYTHON}` : ''}`, () => {
  const presets = dataNames.flatMap((data) =>
    [true, false].map((zeroGrad) => ({ data, zeroGrad, ...(data in FEWER_STEPS && { steps: FEWER_STEPS[data] }) })),
  );

  it.each<Partial<TrainingOptions>>(presets)('%j', expectSameRun);

  it.each<Partial<TrainingOptions>>([
    { momentum: 0.9, lr: 0.05 },
    { momentum: 1, steps: 20 },
    { optimizer: 'momentum', lr: 0.05 },
    { optimizer: 'nesterov', lr: 0.05, decay: 0.01 },
    { optimizer: 'nesterov', momentum: 0 },
    { optimizer: 'adagrad', clip: 0.5 },
    { optimizer: 'rmsprop', lr: 0.05 },
    { optimizer: 'rmsprop', lr: 0.05, momentum: 0.5, clip: 0.5, decay: 0.01 },
    { optimizer: 'adam', lr: 0.1 },
    { optimizer: 'adam', lr: 0.1, decay: 0.1, zeroGrad: false },
    { schedule: 'step', decay: 0.001 },
    { schedule: 'cosine', init: 'xavier' },
    { data: 'xor', init: 'he', activation: 'relu', last: 'tanh', clip: 0.3 },
    { data: 'blobs', batch: 7, steps: 30 },
    { data: 'blobs', batch: 45, steps: 8, momentum: 0.5 },
    { data: 'blobs', batch: 1, steps: 70, loss: 'hinge' },
    { data: 'blobs', loss: 'bce', steps: 20 },
    { data: 'blobs', loss: 'bce', lr: 60, zeroGrad: false, steps: 20 },
    { data: 'xor', loss: 'hinge', layers: '8,1', activation: 'relu' },
    { data: 'xor', activation: 'sigmoid', loss: 'mse' },
    { data: 'line', activation: 'linear', layers: '1' },
    { data: 'iris', loss: 'ce', steps: 15 },
    { data: 'iris', loss: 'ce', lr: 3, zeroGrad: false, steps: 25 },
    { data: '1,2 -> 1,0.5; 2,1 -> 0,1; 0,0 -> 1,-1', layers: '3,2' },
    { seed: 2 ** 32 - 1, layers: '1' },
    // A loss that is too large without an exception, in the last iteration, and in the first.
    { data: '1e5,1 -> 1e6; -1e5,2 -> -1e6', activation: 'linear', layers: '2,1', steps: 60 },
    { steps: 11, zeroGrad: false },
    { data: '1e6,1 -> 1; 2,2 -> -1' },
    // Where the last digit counts.
    { data: 'circles', stableTanh: true, zeroGrad: false, steps: 25 },
    { data: 'circles', activation: 'sigmoid', lr: 100, steps: 25 },
  ])('%j', expectSameRun);

  it("of a table of one's own, with its numbers as they were", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${20 + (i % 7)},${i % 3 ? 'red' : 'green'},${1000 + 31 * i}`);
    const options = { csv: `size,colour,price\n${rows.join('\n')}`, steps: 40 };
    const script = exported('python', exportedRun(options));
    expect(script).toContain('# Inputs: size, colour = green, colour = red.\n# Target: price.\n');
    expect(script).toContain('[20.0, 1.0, 0.0], [21.0, 0.0, 1.0]');
    expect(script).toMatch(/^ys = \[\n {4}1000\.0, 1031\.0/m);
    await expectSameRun(options);
  });

  it('and another run is told from it', async () => {
    const script = exported('python', exportedRun({ data: 'xor', steps: 10 }));
    const other = script.replace('p.data -= 0.1 * p.grad', 'p.data -= 0.1000001 * p.grad');
    expect(other).not.toBe(script);
    const { code, stderr } = await runPython(other);
    expect(code).toBe(1);
    expect(stderr).toMatch(/AssertionError: this is another run\n$/);
  });
});

describe('the script is there to be read', () => {
  it.each(
    dataNames.map((data) => [data, data === 'iris' ? 150 : 120] as const),
  )('of %s, without data it has %i lines at most, and none is wider than 88', (data, most) => {
    for (const zeroGrad of [true, false]) {
      const { settings, ...run } = exportedRun({ data, zeroGrad, steps: 3 });
      const script = exported('python', { ...run, settings, steady: settings.steps });
      const lines = script.replace(/^[xy]s = \[\n.*?^\]$/gms, '').split('\n');
      expect(lines.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(most);
      expect(lines.filter((line) => line.length > 88)).toEqual([]);
    }
  });

  it('says where the gradients would be reset', () => {
    const script = exported('python', exportedRun({ zeroGrad: false }));
    expect(script).toContain(
      '    # In this run the gradients are never set back to zero:\n        # for p in parameters:',
    );
  });

  it('is the same for the same run', () => {
    const options = { data: 'moons', steps: 5 };
    expect(exported('python', exportedRun(options))).toBe(exported('python', exportedRun(options)));
  });
});
