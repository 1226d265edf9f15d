import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';

/** The likeliest to notice first: those that `MUTATE_NEAR` names (paths, separated by `,`, nearest first), then the quickest. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const near = (process.env['MUTATE_NEAR'] ?? '').split(',').map((path) => join(this.ctx.config.root, path));
    const rank = (file: TestSpecification): number => {
      const place = near.findIndex((path) => file.moduleId === path || file.moduleId.startsWith(`${path}/`));
      return place === -1 ? near.length : place;
    };
    const took = (file: TestSpecification): number => this.ctx.cache.getTestSpecificationResult(file)?.duration ?? 0;
    return [...files].sort((a, b) => rank(a) - rank(b) || took(a) - took(b));
  }
}

export default mergeConfig(base, { test: { sequence: { sequencer: NearestFirst } } });
