import { expect, it } from 'vitest';
import { changedProject, shownDiffs } from '../../support/contributing.ts';

it('a picture of a run is added by the one entry that CONTRIBUTING shows', async () => {
  const diff = (await shownDiffs()).get('Add a picture of a training run') ?? '';
  expect(diff.match(/^\+\+\+ .*/gm)).toEqual(['+++ src/figures/training/figures.ts']);
  const project = await changedProject(diff);
  const { answer } = await project.load<typeof import('../../commands/run.ts')>('test/commands/run.ts');
  const pictures = (line: string) => answer(line).nodes.filter((node) => node.kind === 'picture');
  const [, , added] = pictures('/train --no-zero-grad --steps 5 --detail full');
  expect(added).toMatchObject({ name: 'fresh-gradient', alt: expect.stringContaining('on a log scale') });
  expect(pictures('/train --no-zero-grad --steps 5 --detail full')).toHaveLength(3);
  expect(pictures('/train --steps 5 --detail full').map(({ name }) => name)).toEqual(['loss', 'tracked']);
});
