import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardState } from '../../../src/learning/reviews/schedule.ts';
import { nextSkill, SKILLS } from '../../../src/learning/reviews/skills.ts';
import { whenOf } from '../../../src/learning/reviews/when.ts';
import { bugsOffered } from '../../../src/questions/grading/graded.ts';
import type { Graded } from '../../../src/reply/asked.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { buttonsOf, DAY, type Learner, MONDAY, newLearner, questionOf } from './learner.ts';

let ada: Learner;
beforeEach(async () => {
  ada = await newLearner();
});
afterEach(() => ada.close());

const text = (reply: Reply): string => toText(reply);
const keep = (...graded: Partial<Graded>[]): Promise<void> =>
  ada.service.keepGrades(
    graded.map((one, i) => ({ key: `k${i}`, score: 1, note: 'right', ...one })),
    ada.who,
  );
const states = async (): Promise<Record<string, CardState>> =>
  Object.fromEntries(
    (await ada.store.learning.cards('discord:1', 'ada')).map(({ card, state }) => [card, JSON.parse(state)]),
  );

describe('/review', () => {
  it('begins with the first skill of all, and says why', async () => {
    const first = await ada.ask('/review');
    expect(text(first)).toContain('This is where it begins');
    expect(questionOf(first)).toMatchObject({ type: 'forward-value', level: 1 });
    const graded = await ada.right(first);
    expect(text(graded)).toContain('✔ Right.');
    expect(text(graded)).toContain('This comes back on Thursday.');
    expect(Object.keys(await states())).toEqual(['skill:forward-value.1']);
  });

  it('goes on to something new where nothing is due, and says when the next is', async () => {
    await ada.right(await ada.ask('/review'));
    const next = await ada.ask('/review');
    expect(text(next)).toContain('Nothing is due. Next due on Thursday. Something new in between:');
    expect(questionOf(next)).toMatchObject({ type: 'local-derivative', level: 1 });
  });

  it('asks what is due with fresh numbers, says the place, and ends with what went well and what comes next', async () => {
    const skills = ['forward-value.1', 'local-derivative.1', 'one-hop.1'];
    await keep(...skills.map((skill) => ({ skill })));
    ada.pass(4 * DAY);
    const asked: number[] = [];
    let reply = await ada.ask('/review');
    for (const number of [1, 2, 3]) {
      expect(text(reply)).toContain(`Review: question ${number} of 3`);
      asked.push(questionOf(reply).seed);
      const graded = number === 2 ? await ada.wrong(reply) : await ada.right(reply);
      if (number < 3) reply = await ada.press(graded, 'Next question');
      else reply = graded;
    }
    expect(new Set(asked).size).toBe(3);
    expect(text(reply)).toContain('2 of 3 were right. Surest: ');
    expect(text(reply)).toMatch(/Next due tomorrow\.\s*→ What I can do: \/me/);
  });

  it('asks at most five in a row, and says how many are left', async () => {
    await keep(...SKILLS.slice(0, 7).map(({ card }) => ({ skill: card.replace('skill:', '') })));
    ada.pass(5 * DAY);
    let reply = await ada.ask('/review');
    for (let number = 1; number < 5; number++) reply = await ada.press(await ada.right(reply), 'Next question');
    const last = await ada.right(reply);
    expect(text(last)).toContain('All 5 were right. 2 cards are still due.');
    expect(buttonsOf(last)['Go on']).toBe('/review');
  });

  it('goes on from every button after a restart, and is graded as the question that was shown', async () => {
    await keep({ skill: 'forward-value.1' }, { skill: 'one-hop.1' });
    ada.pass(4 * DAY);
    const first = await ada.ask('/review');
    ada.restart();
    const graded = await ada.right(first);
    ada.restart();
    const second = await ada.press(graded, 'Next question');
    expect(text(second)).toContain('Review: question 2 of 2');
    const line = buttonsOf(second)['A'] ?? '';
    const before = await states();
    const reply = await ada.ask(line.replace(/--asked ([a-z-]+)\.\d+/, '--asked $1.1'));
    expect(text(reply)).toContain('reworked since it was shown, so nothing is graded');
    expect(await states()).toEqual(before);
    expect(text(await ada.press(reply, 'Fresh question'))).toContain('question 2 of 2');
  });

  it('counts the first answer to a question alone', async () => {
    const first = await ada.ask('/review');
    const wrong = await ada.press(first, "I don't know yet");
    const before = await states();
    expect(before['skill:forward-value.1']).toMatchObject({ reps: 1, lapses: 1 });
    const again = await ada.press(wrong, 'Back to the question');
    const right = await ada.right(again);
    expect(text(right)).toContain('Only the first answer counts.');
    expect(await states()).toEqual(before);
  });

  it('takes a right answer with the hint for hard, and the answer shown first for not known', async () => {
    const hinted = await ada.press(await ada.ask('/review'), 'Hint');
    await ada.right(hinted);
    expect((await states())['skill:forward-value.1']?.difficulty).toBeGreaterThan(3);
    expect(JSON.parse((await ada.store.learning.reviews('discord:1', 'ada'))[0]?.content ?? '')).toMatchObject({
      hint: true,
      ratings: { 'skill:forward-value.1': 'hard' },
    });
    const next = await ada.ask('/review');
    await ada.ask(`${buttonsOf(next)['Hint']}`.replace('--hint', '--solution'));
    expect((await states())['skill:local-derivative.1']).toMatchObject({ lapses: 1 });
  });

  it('asks about a misconception with a question that tempts to it, and says so afterwards only', async () => {
    await keep({ skill: 'whole-path.2', score: 0.25, note: 'upstream-dropped' });
    ada.pass(2 * DAY);
    for (let i = 0; i < 5; i++) {
      const reply = await ada.ask('/review');
      expect(buttonsOf(reply)['A']).toContain('--card bug:upstream-dropped');
      expect(bugsOffered(questionOf(reply))).toContain('upstream-dropped');
      expect(questionOf(reply).type).toBe('whole-path');
      expect(text(reply)).not.toContain('upstream dropped');
    }
    const graded = await ada.right(await ada.ask('/review'));
    expect(text(graded)).toContain('This was asked because of a mistake of yours, "upstream dropped".');
    expect((await states())['bug:upstream-dropped']).toMatchObject({ days: 1, lapses: 1, from: 'whole-path.2' });
  });

  it('finds a question for a misconception that was seen in a derivative, and asks nothing where there is none', async () => {
    await keep({ skill: undefined, score: 0, note: 'sign-flipped' }, { score: 0, note: 'quotient-squared-wrongly' });
    ada.pass(2 * DAY);
    const reply = await ada.ask('/review');
    expect(bugsOffered(questionOf(reply))).toContain('sign-flipped');
    expect(text(reply)).not.toContain(' of 2');
    await expect(ada.ask('/review --card bug:quotient-squared-wrongly')).rejects.toMatchObject({
      code: 'E_NO_QUESTION_FOR_CARD',
    });
  });

  it.each([
    'skill:whole-path.9',
    'bug:nothing',
    'whole-path',
    'skill:a b --seed 3',
    'bug:`x`',
  ])('refuses the card %s with a line that works', async (card) => {
    const error = await ada.ask(`/review --card "${card}"`).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ code: 'E_NO_QUESTION_FOR_CARD', remedies: ['/review'] });
  });

  it('asks one card with new numbers each time', async () => {
    const seeds = [];
    for (let i = 0; i < 4; i++) seeds.push(questionOf(await ada.ask('/review --card skill:whole-path.2')).seed);
    expect(new Set(seeds).size).toBe(4);
  });

  it('takes an answer that is typed, and gives one that cannot be read back in a form', async () => {
    const reply = await ada.ask('/review');
    const line = buttonsOf(reply)['Type my answer'] ?? '';
    await expect(ada.ask(`${line} "hm?"`)).rejects.toMatchObject({ again: { filled: 'hm?' } });
    const { typed } = questionOf(reply);
    const value = typed?.kind === 'number' ? String(typed.value) : '';
    expect(text(await ada.ask(`${line} "${value}"`))).toContain('✔ Right.');
  });

  it('ends where nothing is due any more', async () => {
    await keep({ skill: 'forward-value.1' });
    const reply = await ada.ask('/review --number 3 --of 5 --so-far rw');
    expect(text(reply)).toContain('1 of 2 was right.');
    expect(text(reply)).toContain('Next due on Thursday.');
  });
});

describe('what is new to somebody', () => {
  const known = (...cards: string[]): Map<string, CardState> =>
    new Map(
      cards.map((card) => [
        `skill:${card}`,
        {
          stability: 9,
          difficulty: 5,
          reps: 2,
          lapses: 0,
          rated: MONDAY,
          seen: MONDAY,
          fast: false,
          days: 2,
          returns: 0,
        },
      ]),
    );
  const next = (states: Map<string, CardState>): string | undefined => nextSkill(states, MONDAY)?.card;

  it('begins at the beginning, and goes on in the order of the article', () => {
    expect(next(known())).toBe('skill:forward-value.1');
    expect(next(known('forward-value.1'))).toBe('skill:local-derivative.1');
  });

  it('takes nobody back to what is much easier than what they know', () => {
    expect(next(known('whole-path.4', 'tanh-slope.4'))).toMatch(/\.[345]$/);
  });

  it('is no level of a type whose level before is not known yet', () => {
    const failing = known('forward-value.1');
    const [card, state] = [...failing][0] as [string, CardState];
    expect(next(new Map([[card, { ...state, days: 0 }]]))).toBe('skill:local-derivative.1');
  });

  it('comes to an end', () => {
    expect(next(known(...SKILLS.map(({ card }) => card.replace('skill:', ''))))).toBeUndefined();
  });

  it('reaches every skill', () => {
    const states = known();
    for (let i = 0; i < SKILLS.length; i++) {
      const skill = nextSkill(states, MONDAY);
      expect(skill, `after ${i}`).toBeDefined();
      for (const [card, state] of known(skill?.card.replace('skill:', '') ?? '')) states.set(card, state);
    }
  });
});

it.each([
  [-1, 'now'],
  [20 * 60_000, 'within the hour'],
  [60 * 60_000, 'in 1 hour'],
  [3 * 60 * 60_000, 'in 3 hours'],
  [DAY, 'tomorrow'],
  [3 * DAY, 'on Thursday'],
  [6 * DAY, 'on Sunday'],
  [7 * DAY, 'in 7 days'],
  [14 * DAY, 'in 2 weeks'],
  [100 * DAY, 'in 3 months'],
])('%d ms from Monday morning is said as people say it: %s', (ms, words) => {
  expect(whenOf(MONDAY + ms, MONDAY)).toBe(words);
});
