import { beforeAll, describe, expect, it } from 'vitest';
import { type ChangedProject, changedProject, shownDiffs } from '../support/contributing.ts';

/** The copy's own modules: nothing of this process is in them. */
async function load(project: ChangedProject) {
  const [run, group, discord, slack, usage, support, rig, memory, host, text] = await Promise.all([
    project.load<typeof import('../commands/run.ts')>('test/commands/run.ts'),
    project.load<typeof import('../../src/command/group.ts')>('src/command/group.ts'),
    project.load<typeof import('../../src/platforms/discord/declare.ts')>('src/platforms/discord/declare.ts'),
    project.load<typeof import('../../src/platforms/slack/manifest.ts')>('src/platforms/slack/manifest.ts'),
    project.load<typeof import('../../src/command/usage.ts')>('src/command/usage.ts'),
    project.load<typeof import('../support/quizzes.ts')>('test/support/quizzes.ts'),
    project.load<typeof import('./host/rig.ts')>('test/quiz/host/rig.ts'),
    project.load<typeof import('./host/memory-store.ts')>('test/quiz/host/memory-store.ts'),
    project.load<typeof import('../../src/quiz/host/create.ts')>('src/quiz/host/create.ts'),
    project.load<typeof import('../../src/reply/text.ts')>('src/reply/text.ts'),
  ]);
  return { ...run, ...group, ...discord, ...slack, ...usage, ...support, ...rig, ...memory, ...host, ...text };
}

describe('the verb that CONTRIBUTING adds', () => {
  let diff: string;
  let copy: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    diff = (await shownDiffs()).get('Add a quiz verb') ?? '';
    copy = await load(await changedProject(diff));
  });

  it('is one new file', () => {
    expect(diff.match(/^(---|\+\+\+) .*$/gm)).toEqual(['--- /dev/null', '+++ src/quiz/verbs/hurry.ts']);
  });

  it('is declared on Discord and Slack, in the usage, the help and the table of roles', () => {
    const { commands, groupsOf, declare, manifest, usageLine, verbs, answer, toText } = copy;
    const quiz = groupsOf(commands).find(({ name }) => name === 'quiz');
    if (quiz === undefined) throw new Error('there is no /quiz');
    expect(declare(quiz, commands, true).options).toContainEqual(expect.objectContaining({ name: 'hurry' }));
    expect(JSON.stringify(manifest(commands))).toContain('hurry');
    const command = quiz.commands.find(({ name }) => name === 'quiz hurry');
    expect(command && usageLine(command)).toBe('/quiz hurry');
    expect(toText(answer('/help quiz hurry'))).toContain('15 seconds are left for the open question');
    expect(toText(answer('/help quiz'))).toMatch(/\/quiz begin.*\/quiz hurry.*\/quiz answer/s);
    expect(verbs.get('hurry')).toMatchObject({ may: ['host', 'manager'], does: 'hurry the others' });
  });

  it('is played: it is refused to guests and before the question, and leaves the others 15 seconds', async () => {
    const { createQuizzes, surroundings, memoryStore, fakeClock, methodsOf, verbOf, visitor, toText } = copy;
    const [store, clock] = [memoryStore(), fakeClock()];
    const service = createQuizzes(surroundings({ store, clock }));
    const who = (user: string) => visitor(user, clock.now());
    const hurry = async (user: string): Promise<string> =>
      service.quizzes.perform(verbOf('hurry'), {}, who(user)).then(
        (reply) => toText(reply),
        (error: Error) => error.message,
      );
    const due = async (): Promise<number> => JSON.parse((await store.live('discord:1', 'c'))?.state ?? '').stage.due;
    const methods = methodsOf(service.quizzes);
    await methods.start(who('host'), { rounds: 2, seconds: 45, seed: 7 });
    await service.sweep();
    expect(await hurry('host')).toMatch(/^This question is not open/);
    await methods.begin(who('host'));
    await service.sweep();
    const before = await due();
    expect(await hurry('eve')).toBe(
      'Only the host of the quiz or somebody who manages the server may hurry the others.',
    );
    expect(await due()).toBe(before);
    expect(await hurry('host')).toBe('Question 1 closes in 15 seconds at the latest.');
    expect(await due()).toBe(clock.now() + 15_000);
    expect(await due()).toBeLessThan(before);
  });
});
