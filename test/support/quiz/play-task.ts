import { expect, vi } from 'vitest';
import { TIME_LIMIT_MS } from '../time-limit.ts';
import type { PrivateGroup, Sight } from './group.ts';
import type { QuizRig } from './rig.ts';

const HOUR = 3_600_000;
const SOON = 8_000;
/** One to choose all of, and one to type. */
const QUESTIONS = 'Which are smooth? {~%50%tanh ~%50%sigmoid ~%-100%relu}\n\nWhat is 2*3? {#6:0}';

/** What a platform needs to be told that others know by themselves. */
interface More {
  /** Somebody comes to where the task is. */
  readonly enter?: (person: string) => Promise<void>;
  /** The server is back. */
  readonly back?: () => Promise<void>;
}

/** A task of two days in a group, from its questions to the names with points; with a restart, and an answer that is late. */
export async function playTask(group: PrivateGroup, rig: QuizRig, { enter, back }: More = {}): Promise<void> {
  const find = (words: string): Sight | undefined => group.sights().findLast(({ text }) => text.includes(words));
  const see = async (words: string): Promise<Sight> => {
    // What a stream brings comes a moment after it was sent.
    return vi.waitFor(
      async () => {
        await rig.pass(SOON);
        expect(group.sights().map(({ text }) => text)).toContainEqual(expect.stringContaining(words));
        return find(words) as Sight;
      },
      { timeout: TIME_LIMIT_MS },
    );
  };
  const count = (words: string): number => group.sights().filter(({ text }) => text.includes(words)).length;

  const paste = await group.ask('host', '/quiz import --topic "unit 3"');
  expect((await group.go('host', 'Paste questions', paste, QUESTIONS)).text).toContain('2 questions, all new.');
  const given = await group.ask('host', '/quiz assign --from "unit 3" --order mine --due "in 2 days"');
  expect(given.text).toContain('The task is given: 2 questions from unit 3, until ');
  for (const person of ['ada', 'ben', 'cleo']) await enter?.(person);

  const task = await see('A task from host: 2 questions from unit 3');
  expect(task.text).toContain('Nobody has begun yet.');
  expect(task.text).toContain('The host sees counts until then, and after that the points of each person by name.');
  expect(task.text).not.toMatch(/smooth|tanh|2\*3/);

  const begin = async (person: string): Promise<Sight> => {
    const intro = await group.go(person, 'Answer', task);
    expect(intro.text).toContain('Who sees what:');
    return group.go(person, 'Begin', intro);
  };
  const first = await begin('ada');
  expect(first.text).toContain('Question 1 of 2');
  const one = await group.go('ada', 'A', first);
  expect(one.text).toMatch(/Chosen so far: *A\b/);
  const chosen = await group.go('ada', 'B', one);
  expect(chosen.text).toMatch(/Chosen so far: *A\b.*; *B\b/);
  const second = await group.go('ada', 'Done', chosen);
  expect(second.text).toContain('Question 1 is noted: A');
  expect(second.text).toContain('Question 2 of 2');
  expect(second.text).not.toMatch(/[✔✘]/);

  const other = await begin('ben');
  const wrong = await group.go('ben', 'C', other);
  // She and he go on after a restart, with the buttons that they have.
  await rig.restart();
  await back?.();
  expect((await group.go('ada', 'Type my answer', second, '6.0')).text).toContain('You are done.');
  expect((await group.go('ben', 'Done', wrong)).text).toContain('Question 2 of 2');

  const counts = await group.go('host', 'For the host', task);
  expect(counts.text).toContain('2 people have begun, 1 has finished.');
  expect(counts.text).toContain('Right answers by question: 1: 1 of 2; 2: 1 of 1.');
  expect(counts.text).not.toMatch(/\b(ada|ben)\b/);
  expect((await group.go('cleo', 'For the host', task)).text).toMatch(/^Only the host of the task/);
  await see('2 people have begun, 1 has finished.');

  await rig.pass(43 * HOUR);
  const reminder = await see('Reminder: a task with 2 questions from unit 3');
  await rig.pass(4 * HOUR);
  expect(count('Reminder:')).toBe(1);
  expect(count('is over')).toBe(0);
  await rig.pass(2 * HOUR);
  const end = await see('The task with 2 questions from unit 3 is over');
  expect(end.text).toContain('2 people answered, 1 of them all questions.');
  expect(
    group
      .sights()
      .map(({ text }) => text)
      .join('\n'),
  ).not.toMatch(/\b(ada|ben)\b|smooth|tanh|2\*3/);

  // Whoever opens the reminder now is late, and is told before.
  const late = await group.go('ben', 'Answer', reminder);
  expect(late.text).toContain('an answer is marked as late');
  const graded = await group.go('ben', 'Type my answer', late, '6');
  expect(graded.text).toContain('✔ Right.');
  expect(graded.text).toContain('Some of your answers came late.');
  expect((await group.ask('ada', '/quiz task')).text).toContain('Your task: 2 of 2 points');

  const after = await group.go('host', 'For the host', end);
  expect(after.text.replaceAll('\n', ' ')).toMatch(/\bada\b\s+2\s+2\/2/);
  expect(after.text.replaceAll('\n', ' ')).toMatch(/\bben\b\s+1\s+1\/2/);
  expect(after.text).toContain('1 person answered late.');
  const people = await group.go('host', 'Person by person', after);
  expect(people.text.replaceAll('\n', ' ')).toMatch(/\bada\b\s+✔\s+✔\s+2\b.*\bben\b\s+✘\s+✔\*?\s+1\b/);
  expect(count('The task with 2 questions from unit 3 is over')).toBe(1);
}
