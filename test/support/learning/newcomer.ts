import { expect } from 'vitest';
import { letterOf } from '../../../src/questions/letters.ts';
import type { Question } from '../../../src/questions/question.ts';
import { questionIn } from './question-in.ts';

/** What somebody sees: the words, and the lines of the buttons. */
export interface Look {
  readonly text: string;
  readonly lines: readonly string[];
}

/** How somebody takes the course on a platform. */
export interface Learner {
  /** Asks for the course, each in the way of the platform. */
  begin(): Promise<Look>;
  /** Presses the button of this line under what was shown last. */
  press(line: string): Promise<Look>;
  /** Types a line of the course. */
  say(line: string): Promise<Look>;
  /** Is called before a page is left, for what may go wrong then. */
  between?(page: string): Promise<void>;
}

/** What was seen on the way. */
export interface Taken {
  /** Pages, in the order in which they were shown. */
  readonly pages: string[];
  /** Pages whose check was answered. */
  readonly checks: string[];
  readonly texts: string[];
}

const letter = (question: Question, right: boolean): string =>
  letterOf(question.options.findIndex((option) => option.right === right));

const ANSWERS = /^\/lesson \S+ .*--answer [A-H]$/;
const MOST_PAGES = 100;
const MOST_STEPS = 60;

/** Finds every gradient of a walk with `/step`, by trying the options, and goes back to the page. */
async function walk(learner: Learner, from: Look, page: string): Promise<Look> {
  let look = await learner.press(from.lines.find((one) => one.startsWith('/step')) ?? '');
  const isOpen = (): boolean => look.lines.some((one) => one.includes(' --answer'));
  for (let steps = 0; isOpen(); steps++) {
    expect(steps).toBeLessThan(MOST_STEPS);
    for (const sign of 'ABCD') {
      // What was missed so far stands in the lines, which change with each answer.
      const line = look.lines.find((one) => new RegExp(` --answer ${sign}\\b`).test(one));
      if (line !== undefined) look = await learner.press(line);
      if (!isOpen()) break;
    }
    expect(isOpen(), look.text).toBe(false);
    look = await learner.press(look.lines[0] ?? '');
  }
  return learner.say(`/lesson ${page}`);
}

/** Takes the course from its first page to its last: each check is answered wrong once, and then right. */
export async function takeCourse(learner: Learner): Promise<Taken> {
  const taken: Taken = { pages: [], checks: [], texts: [] };
  let look = await learner.begin();
  expect(look.lines).toContain('/lesson 1.1');
  let line = '/lesson 1.1';
  for (let count = 0; line !== '/lesson'; count++) {
    expect(count).toBeLessThan(MOST_PAGES);
    look = await learner.press(line);
    const page = line.replace('/lesson ', '');
    taken.pages.push(page);
    taken.texts.push(look.text);
    if (look.lines.some((one) => one.startsWith('/step'))) {
      look = await walk(learner, look, page);
      taken.texts.push(look.text);
      taken.checks.push(page);
    }
    const answer = look.lines.find((one) => ANSWERS.test(one));
    if (answer !== undefined) {
      const question = questionIn(answer);
      const choose = (right: boolean): string => answer.replace(/[A-H]$/, letter(question, right));
      expect(look.lines).toContain(`/lesson ${page} --skip`);
      look = await learner.press(choose(false));
      taken.texts.push(look.text);
      expect(
        look.lines.some((one) => /^\/lesson \S+\.\d+$/.test(one)),
        look.text,
      ).toBe(true);
      look = await learner.press(answer.replace(/ --answer [A-H]$/, ''));
      look = await learner.press(choose(true));
      taken.texts.push(look.text);
      taken.checks.push(page);
    }
    await learner.between?.(page);
    const [lesson = 0, number = 0] = page.split('.').map(Number);
    const ahead = [`/lesson ${lesson}.${number + 1}`, `/lesson ${lesson + 1}.1`, '/lesson'];
    const next = ahead.find((one) => look.lines.includes(one));
    expect(next, look.text).toBeDefined();
    line = next ?? '/lesson';
  }
  await learner.press(line);
  return taken;
}
