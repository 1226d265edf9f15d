import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';

/** The test file that `MUTATE_FIRST` names, then the quickest: a change is noticed soonest so. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const first = join(this.ctx.config.root, process.env['MUTATE_FIRST'] ?? '');
    const took = (file: TestSpecification): number =>
      file.moduleId === first ? -1 : (this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0);
    return [...files].sort((a, b) => took(a) - took(b));
  }
}

export default mergeConfig(base, { test: { sequence: { sequencer: QuickestFirst } } });
