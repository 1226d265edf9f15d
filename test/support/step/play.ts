import { expect } from 'vitest';
import type { PrivateGroup, Sight } from '../quiz/group.ts';
import type { QuizRig } from '../quiz/rig.ts';

const FORMULA = '(a*b+c)*f a=2 b=-3 c=10 f=-2';
const RIGHT = ['-2', '4', '-2', '-2', '6', '-4'];

/** The letter on the button of a number: `B  -2`. */
const letterOf = ({ labels }: Sight, number: string): string => {
  const found = labels.find((label) => label.endsWith(`  ${number}`));
  if (found === undefined) throw new Error(`no option ${number} among ${labels.join(', ')}`);
  return found.charAt(0);
};

/** Somebody steps through the article's graph, with a mistake, a hint, a form and a restart between, and nobody else sees it. */
export async function playSteps(
  group: PrivateGroup,
  rig: QuizRig,
  ask: (person: string, line: string) => Promise<Sight>,
): Promise<void> {
  let sight = await ask('ana', `/step ${FORMULA}`);
  expect(sight.text).toContain('What is dL/dd?');
  expect(sight.labels.length).toBe(7);
  for (const [i, right] of RIGHT.entries()) {
    expect(sight.text).toContain(`Step ${i + 1} of 6`);
    if (i === 1) {
      sight = await group.go('ana', 'Type my answer', sight, '-4');
      expect(sight.text).toContain('The size is right and the sign is not');
      await rig.restart();
    }
    if (i === 2) {
      sight = await group.go('ana', 'Hint', sight);
      expect(sight.text).toContain('+ copies');
    }
    sight = await group.go('ana', letterOf(sight, right), sight);
    expect(sight.text).toContain('✔ Right.');
    sight = await group.go('ana', i < 5 ? 'Next step' : 'See the whole way', sight);
  }
  expect(sight.text).toContain('6 steps: 5 right at the first try, 1 after a mistake.');
  expect(group.sights()).toEqual([]);
  const other = await group.go('ana', 'Another like it', sight);
  expect(other.text).toContain('Step 1 of 6');
  // The same steps for all: a quiz, whose host is whoever asked for it.
  const hosted = await group.go('ana', 'Ask it in a quiz', sight);
  expect(hosted.text).toContain('You host this quiz: the 6 steps of');
  await rig.passUntil(() => group.sights().length > 0);
  await group.press('ben', 'Join', group.sights()[0] as Sight);
  await rig.passUntil(() => group.sights().some(({ text }) => text.includes('Question 1 of 6')));
  const question = group.sights().find(({ text }) => text.includes('Question 1 of 6')) as Sight;
  expect(question.text).toContain('What is dL/dd?');
  expect(question.text).not.toContain('dL/dd = ');
  await group.press('ben', letterOf(question, '-2'), question);
  await group.press('ana', letterOf(question, '4'), question);
  await rig.passUntil(() => group.sights().some(({ text }) => text.includes('dL/dd = 1 × f = -2')));
  await rig.passUntil(() => group.sights().some(({ text }) => text.includes('What is dL/df?')));
}
