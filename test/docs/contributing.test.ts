import { describe, expect, it } from 'vitest';
import { toText } from '../../src/reply/text.ts';
import { changedProject, shownDiff, shownDiffs } from '../support/contributing.ts';

type Ask = typeof import('../commands/run.ts');

/** What a copy of the project with the diff under this heading answers to a line, and the files that the diff touched. */
async function withDiff(heading: string): Promise<{ files: readonly string[]; ask: (line: string) => string }> {
  const project = await changedProject(await shownDiff(heading));
  const { answer } = await project.load<Ask>('test/commands/run.ts');
  return { files: project.files, ask: (line) => toText(answer(line), { width: 100 }) };
}

describe('what CONTRIBUTING shows is all there is to do', () => {
  it('for a data set', async () => {
    const { files, ask } = await withDiff('Add a data set');
    expect(files).toEqual(['src/training/data.ts']);
    expect(ask('/train --data xnor --seed 3')).toContain('xnor: 4 samples. `MLP 2-[4,4,1]`');
    expect(ask('/help train')).toContain('article xor xnor and or moons');
  });

  it('for all of them together, as far as the compiler can tell', async () => {
    const diffs = await shownDiffs();
    expect(diffs.size).toBeGreaterThan(0);
    expect((await changedProject([...diffs.values()].join(''))).complaints()).toBe('');
  });
});
