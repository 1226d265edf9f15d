import { expect } from 'vitest';
import type { Group, Sight } from './group.ts';
import type { QuizRig } from './rig.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan', 'eve'] as const;
const ROUNDS = 10;
/** Who presses what in every round, in the end. */
const CHOICE = { ada: 'A', ben: 'B', cleo: 'C', dan: 'D', eve: 'A' } as const;

/** As a teacher copies them from an editor. */
export const PASTED = `- prompt: "What is \`dL/da\` of \`L = a*b\`?"
  options:
    - "* \`b\`"
    - "\`a\`"
    - wrong: "1 & 'more' <b>"
      feedback: That is what a "sum" passes on.

- prompt: "What is \`tanh(0.5)\`?"
  number: 0.4621
  tolerance: 0.001
`;

/** A quiz of ten questions in a group of five, with all that goes wrong in real ones. */
export async function playQuiz(group: Group, rig: QuizRig): Promise<void> {
  const find = (words: string): Sight | undefined => group.sights().findLast(({ text }) => text.includes(words));
  const see = async (words: string): Promise<Sight> => {
    await rig.settle();
    await rig.passUntil(() => find(words) !== undefined);
    return find(words) as Sight;
  };
  const rights: string[] = [];
  const reveal = async (n: number): Promise<void> => {
    const { text } = await see(`Answer to question ${n} of ${ROUNDS}`);
    const [, right = ''] = /✔ ([A-F])\b/.exec(text) ?? [];
    expect(right).toMatch(/^[A-F]$/);
    rights.push(right);
    // Five people, five answers: none lost, none counted twice.
    const counted = [...text.matchAll(/^[A-F…?] *[✘✔]? *[█·▏▎▍▌▋▊▉]+ +(\d+)/gm)].map(([, count]) => Number(count));
    expect(counted.reduce((sum, count) => sum + count, 0)).toBe(PEOPLE.length);
  };

  await group.type('ada', `/quiz start --rounds ${ROUNDS} --level 1 --seed 4`);
  const lobby = await see('A quiz begins');
  await Promise.all(PEOPLE.slice(1).map((person) => group.press(person, 'Join', lobby)));
  expect(await group.type('ben', '/quiz begin')).toMatch(/^Only the host/);
  await group.type('ada', '/quiz begin');

  // All at once; one changes his mind, and one click is delivered twice.
  const first = await see(`Question 1 of ${ROUNDS}`);
  expect(first.text).not.toMatch(/[✔✘]/);
  await Promise.all([
    group.press('ada', CHOICE.ada, first),
    group.press('ben', 'C', first).then(() => group.press('ben', CHOICE.ben, first)),
    group.press('cleo', CHOICE.cleo, first),
    group.pressDeliveredTwice('dan', CHOICE.dan, first),
    group.press('eve', CHOICE.eve, first),
  ]);
  await reveal(1);
  expect(await group.press('ada', rights[0] as string, first)).toContain('closed');

  // Somebody deletes the message: it comes again, and the answers given before count.
  const second = await see(`Question 2 of ${ROUNDS}`);
  await group.press('ada', CHOICE.ada, second);
  group.delete(second);
  await group.press('ben', CHOICE.ben, second);
  await rig.passUntil(() => group.sights().some(({ id, text }) => id !== second.id && text.includes('Question 2 of')));
  const again = find('Question 2 of') as Sight;
  await Promise.all(PEOPLE.slice(2).map((person) => group.press(person, CHOICE[person], again)));
  await reveal(2);

  // A restart in the middle.
  const third = await see(`Question 3 of ${ROUNDS}`);
  await Promise.all(PEOPLE.slice(0, 3).map((person) => group.press(person, CHOICE[person], third)));
  await rig.restart();
  await Promise.all(PEOPLE.slice(3).map((person) => group.press(person, CHOICE[person], third)));
  await reveal(3);

  for (let n = 4; n <= ROUNDS; n++) {
    const question = await see(`Question ${n} of ${ROUNDS}`);
    await Promise.all(PEOPLE.map((person) => group.press(person, CHOICE[person], question)));
    await reveal(n);
  }

  const { text } = await see('The final board');
  for (const person of PEOPLE) {
    const right = rights.filter((letter) => letter === CHOICE[person]).length;
    expect(text).toMatch(new RegExp(`\\b${person}\\b.* ${right}/${ROUNDS}`));
  }
  expect(group.sights().filter((sight) => sight.text.includes('The final board'))).toHaveLength(1);
}
