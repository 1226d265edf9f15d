import { expect, vi } from 'vitest';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import type { PrivateGroup, Sight } from './group.ts';
import type { QuizRig } from './rig.ts';

const COUNT = 12;
/** More than a page of the bank, in an order of their own. */
const QUESTIONS = Array.from({ length: COUNT }, (_, i) => `::Sum ${i + 1}:: What is ${i + 1}+1? {=${i + 2} ~${i + 9}}`);

/** A teacher looks after a bank with buttons and forms, and asks all of it in its order. */
export async function playBank(group: PrivateGroup, rig: QuizRig): Promise<void> {
  const ask = (line: string): Promise<Sight> => group.ask('host', line);
  const go = (label: string, sight: Sight, written?: string): Promise<Sight> => group.go('host', label, sight, written);
  const see = (words: string): Promise<Sight> =>
    vi.waitFor(
      async () => {
        await rig.settle();
        const found = group.sights().findLast(({ text }) => text.includes(words));
        expect(found, words).toBeDefined();
        return found as Sight;
      },
      { timeout: TIME_LIMIT_MS },
    );

  const imported = await go('Paste questions', await ask('/quiz import --topic "unit 3"'), QUESTIONS.join('\n\n'));
  expect(imported.text).toContain(`${COUNT} questions, all new.`);

  // A list, its pages, and a search.
  const list = await go('See them', imported);
  expect(list.text).toContain(`${COUNT} questions of “unit 3”`);
  expect(list.text).toContain('Sum 10: What is 10+1?');
  const second = await go('Next page', list);
  expect(second.text).toContain('Sum 12: What is 12+1?');
  expect(second.text).not.toContain('Sum 10:');
  expect((await go('Page before', second)).text).toContain('Sum 1: What is 1+1?');
  const found = await go('Search', list, '12+1');
  expect(found.text).toContain('1 question');
  expect(found.text).toContain('What is 12+1?');

  // As pupils see it, changed by a form, which keeps what is wrong, and taken back.
  const shown = await go(found.labels.find((label) => /^\d+$/.test(label)) ?? '', found);
  expect(shown.text).toContain('as pupils see it');
  expect(shown.text).not.toMatch(/[✔✘]/);
  expect((await go('With the answer', shown)).text).toContain('✔');
  const edited = await group.correct(
    'host',
    'Edit',
    shown,
    'prompt: What is 12 plus 1?',
    'prompt: What is 12 plus 1?\noptions: ["* 13", "20"]\ntitle: Sum 12\ntopic: unit 3',
  );
  expect(edited.text).toContain('What is 12 plus 1?');
  expect((await go('Undo', edited)).labels).not.toContain('Undo');
  expect((await ask('/quiz bank 12+1')).text).toContain('What is 12+1?');

  // Away and back, and under other names.
  const deleted = await go('Delete', shown);
  expect((await ask('/quiz bank')).text).toContain(`${COUNT - 1} questions`);
  await go('Undo', deleted);
  expect((await ask('/quiz bank')).text).toContain(`${COUNT} questions`);
  await go('Rename', shown, 'The last sum');
  expect((await ask('/quiz bank --topic "unit 3" --page 2')).text).toContain('The last sum: What is 12+1?');
  await go('Rename', await ask('/quiz bank --topic "unit 3"'), 'unit 4');
  expect((await ask('/quiz bank')).text).toContain(`unit 4: ${COUNT} questions`);
  // Nobody else reads them.
  expect((await group.ask('eve', '/quiz bank')).text).not.toContain('What is');

  // All of it, in its own order.
  const started = await ask('/quiz start --from "unit 4" --order mine --rounds all');
  expect(started.text).toContain(`${COUNT} questions from “unit 4”`);
  await see('A quiz begins');
  await group.type('host', '/quiz join');
  await group.type('host', '/quiz begin');
  for (let n = 1; n <= COUNT; n++) {
    const question = await see(`Question ${n} of ${COUNT}`);
    expect(question.text).toContain(`What is ${n}+1?`);
    await group.press('host', n % 2 === 0 ? 'A' : 'B', question);
    await rig.passUntil(() => group.sights().some(({ text }) => text.includes(`Answer to question ${n} of ${COUNT}`)));
    await group.type('host', '/quiz begin');
  }
  expect((await see('The final board')).text).toContain(`of ${COUNT} points`);
}
