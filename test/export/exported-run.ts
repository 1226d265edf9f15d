import type { ExportedRun } from '../../src/export/index.ts';
import { steadyUntil, type TrainingOptions, toSettings, train } from '../../src/training/index.ts';

/** A run with the article's settings where nothing else is said, as the export gets it. */
export function exportedRun(options: Partial<TrainingOptions>): ExportedRun {
  const settings = toSettings({
    data: 'article',
    seed: 1664,
    stableTanh: false,
    zeroGrad: true,
    ...options,
  });
  const run = train(settings);
  for (;;) {
    const next = run.next();
    if (!next.done) continue;
    const record = next.value;
    return { settings, record, steady: steadyUntil(settings, record), line: '/train' };
  }
}
