import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppServices, openServices } from '../../../src/app/open-services.ts';
import type { Requester } from '../../../src/command/requester.ts';
import { createBot, type WorkingBot } from '../../../src/dispatch/bot.ts';
import type { Page } from '../../../src/learning/lessons/lesson.ts';
import { loadLessons } from '../../../src/learning/lessons/ours.ts';
import { type Place, pageAt, placesOf } from '../../../src/learning/lessons/place.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { has } from '../../../src/questions/without.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { isMisconception } from '../../../src/tutor/misconceptions/index.ts';
import { say } from '../../commands/run.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { type Look, takeCourse } from '../../support/learning/newcomer.ts';
import { questionIn } from '../../support/learning/question-in.ts';

const lessons = await loadLessons();
const pages = placesOf(lessons);
const NAMED = pages.map(({ lesson, page }) => `${lesson.number}.${page}`);

const who = (user: string): Requester => ({
  tenant: 'discord:1',
  channel: 'c',
  user,
  name: user,
  manages: false,
  at: new Date(),
});

describe('the course', () => {
  let bot: WorkingBot;
  let store: Store;
  let services: AppServices;
  let dataDir: string;
  const reported: unknown[] = [];
  const open = async (): Promise<void> => {
    store = await openStore({ dataDir });
    services = openServices({ bot, store, transports: new Map(), onError: (error) => void reported.push(error) });
  };
  const close = async (): Promise<void> => {
    await services.close(0);
    await store.close();
  };
  beforeAll(async () => {
    dataDir = await temporaryFolder();
    bot = await createBot({ onError: (error) => void reported.push(error) });
    await open();
  });
  afterAll(async () => {
    await close();
    await bot.close();
    expect(reported).toEqual([]);
  });

  /** What is answered to a line, with what it includes. */
  const answer = async (user: string, line: string, typed?: Partial<Requester>): Promise<Reply> => {
    const context = async () => ({ services, who: { ...who(user), ...typed } });
    return (await bot.ask(bot.parse(line), { context })).reply;
  };
  const linesOf = ({ nodes }: Reply): string[] =>
    nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(({ command }) => command) : []));
  const look = async (user: string, line: string): Promise<Look> => {
    const reply = await answer(user, line);
    return { text: toText(reply), lines: linesOf(reply) };
  };
  const letters = (reply: Reply) => {
    const line = linesOf(reply).find((one) => one.includes('--answer')) ?? '';
    const question = questionIn(line);
    const choose = (right: boolean): string =>
      line.replace(/[A-H]$/, 'ABCDEFGH'.charAt(question.options.findIndex((option) => option.right === right)));
    return { right: choose(true), wrong: choose(false) };
  };

  it('leads a newcomer from "teach me" to its end, over restarts', async () => {
    let count = 0;
    const taken = await takeCourse({
      begin: () => look('ana', 'teach me'),
      press: (line) => look('ana', line),
      say: (line) => look('ana', line),
      async between(page) {
        if (++count % 10 > 0) return;
        await close();
        await open();
        // The place is still known.
        expect((await look('ana', '/lesson')).text).toMatch(/Next: lesson \d+, page \d/);
        await look('ana', `/lesson ${page}`);
      },
    });
    expect(taken.pages).toEqual(NAMED);
    const asks = ({ check, walk }: Page): boolean => (check ?? walk) !== undefined;
    expect(taken.checks).toEqual(NAMED.filter((_, i) => asks(pageAt(pages[i] as Place))));
    for (const text of taken.texts) expect(text).not.toMatch(/could not be computed|\b(NaN|Infinity|undefined)\b/);
    const end = await look('ana', '/lesson');
    expect(end.text).toContain('10 of 10 lessons done. You have been through the whole course.');
    expect(end.lines).toContain('/quiz practice');
  });

  it('keeps the first answer to each question as a review, by skill and misconception', async () => {
    const reviews = await store.learning.reviews('discord:1', 'ana');
    const ours = reviews.filter(({ key }) => !key.startsWith('step.'));
    expect(ours).toHaveLength(pages.filter((place) => pageAt(place).check !== undefined).length);
    const cards = (await store.learning.cards('discord:1', 'ana')).map(({ card }) => card);
    expect(cards.some((card) => card.startsWith('bug:'))).toBe(true);
  });

  it('shows in the list what is done, begun and skipped, and goes on where one was', async () => {
    await answer('ben', '/lesson 1.1');
    const skipped = await look('ben', '/lesson 1.2 --skip');
    expect(skipped.text).toContain('You skipped page 2 of lesson 1. The list of lessons keeps a note of it.');
    expect(skipped.text).toContain('1.3 The forward pass');
    const list = await look('ben', '/lesson');
    expect(list.text).toContain('0 of 10 lessons done, 1 page skipped. Next: lesson 1, page 3, “The forward pass”.');
    expect(list.text).toContain('(2 of 4 pages, 1 page skipped)');
    expect(list.lines[0]).toBe('/lesson 1.3');
    const back = await answer('ben', '/lesson 1.2');
    await answer('ben', letters(back).right);
    expect((await look('ben', '/lesson')).text).toContain('0 of 10 lessons done. Next: lesson 1, page 3');
    const again = await look('ben', '/lesson 1.2 --skip');
    expect(again.text).toContain('1.3 The forward pass');
    expect(again.text).not.toContain('You skipped');
  });

  it('goes behind the last page to the list, with what was skipped there', async () => {
    const list = await answer('ben', '/lesson 10.6 --skip');
    expect(toText(list)).toContain('A course along the article');
  });

  it('knows a lesson by a word of its title', async () => {
    await expect(answer('ben', '/lesson tanh')).rejects.toMatchObject({ code: 'E_NO_LESSON', remedies: ['/lesson 6'] });
    await expect(answer('ben', '/lesson xyz')).rejects.toMatchObject({ code: 'E_NO_LESSON', remedies: ['/lesson'] });
  });

  it('promises no memory where nothing is kept', async () => {
    expect((await look('new', '/lesson')).text).toContain('I know where you were');
    expect(say('/lesson')).not.toContain('I know where you were');
    expect(say('/lesson 1.2 --skip')).toContain('You skipped page 2 of lesson 1.');
    expect(say('/lesson 1.2 --skip')).not.toContain('keeps a note');
  });

  it('opens the next page behind a walk when its last step is right, and no sooner', async () => {
    const page = await look('lea', '/lesson 4.6');
    const walk = page.lines.find((line) => line.startsWith('/step')) ?? '';
    expect(page.lines).toContain('/lesson 4.6 --skip');
    await answer('lea', `${walk} --number 1 --answer -2`);
    expect((await look('lea', '/lesson 4.6')).lines).not.toContain('/lesson 5.1');
    await answer('lea', `${walk} --number 6 --answer 0`);
    expect((await look('lea', '/lesson 4.6')).lines).not.toContain('/lesson 5.1');
    for (const given of ['6', '-4']) await answer('lea', `${walk} --number 6 --answer ${given}`);
    const passed = await look('lea', '/lesson 4.6');
    expect(passed.text).toContain('✔ You have found every gradient of this page.');
    expect(passed.lines).toContain('/lesson 5.1');
  });

  it('asks people different questions, and the same person the same one again', async () => {
    const [one, same, other] = [
      await answer('cleo', '/lesson 3.2'),
      await answer('cleo', '/lesson 3.2'),
      await answer('dan', '/lesson 3.2'),
    ];
    expect(linesOf(same)).toEqual(linesOf(one));
    expect(linesOf(other)).not.toEqual(linesOf(one));
  });

  it('takes a typed answer to the question that was shown, and none where nothing was', async () => {
    const { right } = letters(await answer('eve', '/lesson 3.2'));
    const typed = await answer('eve', `/lesson 3.2 --answer ${right.at(-1)}`);
    expect(toText(typed)).toContain('✔');
    await expect(answer('eve', '/lesson 4.1 --answer A')).rejects.toMatchObject({ code: 'E_NO_QUESTION_OPEN' });
    await expect(answer('eve', '/lesson 1.1 --answer A')).rejects.toMatchObject({
      code: 'E_NO_QUESTION_OPEN',
      remedies: ['/lesson 1.1'],
    });
  });

  it('does not grade an answer to a question that was another one', async () => {
    const { right } = letters(await answer('fay', '/lesson 3.2'));
    const reply = await answer('fay', right.replace(/--asked \S+/, '--asked one-hop.1.1'));
    expect(toText(reply)).toContain('so nothing is graded');
    expect(reply.graded).toBeUndefined();
    expect(toText(await answer('fay', '/lesson 3.2'))).not.toContain('You have answered the question');
  });

  it('does not count an answer that was shown before', async () => {
    const { right } = letters(await answer('gus', '/lesson 3.2'));
    const shown = await answer('gus', right.replace(/--answer [A-H]$/, '--solution'));
    expect(toText(shown)).toContain('Now one with other numbers');
    const given = await answer('gus', right);
    expect(toText(given)).toContain('You have seen this answer before you gave it.');
    expect(toText(await answer('gus', '/lesson'))).toContain('Next: lesson 3, page 2');
    const again = linesOf(given).find((line) => /--seed \d+$/.test(line)) ?? '';
    const fresh = letters(await answer('gus', again));
    expect(fresh.right).not.toBe(right);
    const passed = await answer('gus', fresh.right);
    expect(linesOf(passed)[0]).toBe('/lesson 3.3');
  });

  it('notes that a hint was shown', async () => {
    const { right } = letters(await answer('hal', '/lesson 3.2'));
    const hinted = await answer('hal', right.replace(/--answer [A-H]$/, '--hint'));
    expect(toText(hinted)).toContain('Hint');
    expect(letters(hinted).right).toContain('--hint');
    expect((await answer('hal', letters(hinted).right)).graded).toMatchObject([{ skill: 'one-hop.1', hint: true }]);
  });

  it('says where a typed answer cannot be read, in a form to put it right', async () => {
    const { right } = letters(await answer('ivy', '/lesson 3.2'));
    const line = right.replace(/--answer [A-H]$/, '--text');
    await expect(answer('ivy', `${line} "a+"`)).rejects.toMatchObject({ again: { command: line, filled: 'a+' } });
  });

  it.each([
    ['/lesson 11', 'The lessons are 1 to 10.'],
    ['/lesson 3.9', 'It has 3 pages.'],
    ['/lesson slop', 'Did you mean `Slope`?'],
    ['/lesson cooking', '`/lesson` lists the lessons; `/lesson 3.2` is page 2 of lesson 3.'],
  ])('refuses %s with a line that works: %s', async (line, hint) => {
    const refused = (await answer('jo', line).catch((error: unknown) => error)) as { hint: string; remedies: string[] };
    expect(refused.hint).toBe(hint);
    expect(refused.remedies).toHaveLength(1);
    await answer('jo', refused.remedies[0] ?? '');
  });

  it.each([
    ['3', '3.1'],
    ['3.2', '3.2'],
    ['03.02', '3.2'],
    ['lesson 3, page 2', '3.2'],
    ['slope', '2.1'],
    ['One Hop', '3.1'],
    ['loss.4', '7.4'],
  ])('finds the page of %j', async (typed, page) => {
    expect(toText(await answer(typed, `/lesson ${typed}`))).toMatch(new RegExp(`^${page} `));
  });

  it('forgets all of somebody', async () => {
    await services.learning.forget(who('ana'));
    expect(await store.learning.course('discord:1', 'ana')).toBeUndefined();
    expect((await look('ana', '/lesson')).lines[0]).toBe('/lesson 1.1');
  });
});

describe('the lessons', () => {
  it('are ten, of three to six pages each, most of which ask something', () => {
    expect(lessons.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const lesson of lessons) {
      expect(lesson.pages.length).toBeGreaterThanOrEqual(3);
      expect(lesson.pages.length).toBeLessThanOrEqual(6);
      expect(lesson.pages.filter(({ check }) => check !== undefined).length).toBeGreaterThanOrEqual(2);
    }
  });

  it('explain every mistake that their questions find', () => {
    const unexplained = new Set<string>();
    let found = 0;
    let explained = 0;
    const known = new Set(lessons.flatMap(({ explains }) => [...explains.keys()]));
    for (const { lesson, page } of pages) {
      const check = lesson.pages[page - 1]?.check;
      if (check === undefined) continue;
      for (let seed = 1; seed <= 20; seed++) {
        const question = makeQuestion({ ...check, seed });
        // These no lesson teaches.
        expect(has(question, 'quotients')).toBe(false);
        for (const { bugs } of question.options) {
          if (bugs.length === 0) continue;
          found++;
          if (bugs.some((bug) => known.has(bug))) explained++;
          else for (const bug of bugs) if (isMisconception(bug)) unexplained.add(bug);
        }
      }
    }
    expect([...unexplained].sort()).toEqual([]);
    expect(explained).toBe(found);
  });
});
