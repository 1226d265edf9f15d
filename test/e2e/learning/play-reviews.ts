import { expect } from 'vitest';
import type { PrivateGroup, Sight } from '../../support/quiz/group.ts';
import type { QuizRig } from '../../support/quiz/rig.ts';

const DAY = 24 * 60 * 60_000;

/** Somebody learns over some days, alone and unseen: a review that comes back after a restart, what they can do, and the end of it. */
export async function playReviews(
  group: PrivateGroup,
  rig: QuizRig,
  ask: (person: string, line: string) => Promise<Sight>,
): Promise<void> {
  expect((await ask('ana', '/me')).text).toContain('Nothing is known of you yet.');
  let sight = await ask('ana', '/review');
  expect(sight.text).toContain('This is where it begins');
  sight = await group.go('ana', "I don't know yet", sight);
  expect(sight.text).toContain('This comes back tomorrow.');
  await rig.restart();
  expect((await ask('ana', '/me')).text).toContain('You have tried 1 skill, and none is sure now.');

  await rig.pass(2 * DAY);
  sight = await ask('ana', '/review');
  expect(sight.text).not.toContain('new');
  sight = await group.go('ana', 'Hint', sight);
  expect(sight.text).toContain('Hint');
  await rig.restart();
  sight = await group.go('ana', 'A', sight);
  expect(sight.text).toMatch(/✔ Right|✘ Not this one|Partly right/);
  expect(sight.text).toContain('comes back');
  const again = await group.go('ana', sight.labels.includes('One more') ? 'One more' : 'Go on', sight);
  expect(again.text).toContain('Something new in between');

  sight = await ask('ana', '/me');
  expect(sight.text).toMatch(/on [12] days? of this month/);
  sight = await group.go('ana', 'All details', sight);
  expect(sight.text).toContain('value of a forward pass, level 1');
  // Of others nothing is seen, and nobody sees hers.
  expect((await ask('ben', '/me')).text).toContain('Nothing is known of you yet.');
  expect(group.sights()).toEqual([]);

  sight = await ask('ana', '/me forget');
  expect(sight.text).toContain('nobody can bring it back');
  sight = await group.go('ana', 'Delete everything', sight);
  expect(sight.text).toContain('What was kept of your learning is deleted.');
  expect((await ask('ana', '/me')).text).toContain('Nothing is known of you yet.');
}
