import { expect, it } from 'vitest';
import { changedProject, shownDiffs } from '../support/contributing.ts';

it('a command is the one file that CONTRIBUTING shows', async () => {
  const diff = (await shownDiffs()).get('Add a command') ?? '';
  expect(diff.match(/^\+\+\+ \S+$/gm)).toEqual(['+++ commands/hello.ts']);
  const project = await changedProject(diff);
  const { say } = await project.load<typeof import('../commands/run.ts')>('test/commands/run.ts');
  expect(say('/hello Ada')).toBe('Hello, Ada!');
  expect(say('/help')).toContain('`/hello [name]` Says hello.');
  expect(() => say('/helo')).toThrow(expect.objectContaining({ hint: expect.stringMatching(/Did you mean `\/hel/) }));
  const { complete } = await project.load<typeof import('../../src/command/complete.ts')>('src/command/complete.ts');
  const { commands } = await project.load<typeof import('../commands/run.ts')>('test/commands/run.ts');
  expect(complete('/hell', commands).candidates).toEqual(['/hello']);
});
