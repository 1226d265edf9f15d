import { afterEach, describe, expect, it, vi } from 'vitest';
import { letterOf } from '../../src/questions/letters.ts';
import { makeQuestion, questionType } from '../../src/questions/make.ts';
import { MAX_NUMBER, practice } from '../../src/quiz/practice.ts';
import { type Reply, replySchema } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { answer, say } from '../commands/run.ts';
import { refusal } from '../support/refusal.ts';

const labelled = (reply: Reply): Map<string, string> =>
  new Map(
    reply.nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons.map(({ label, command }) => [label, command] as const) : [],
    ),
  );

const rightLetter = (seed: number, number: number): string =>
  letterOf(makeQuestion({ seed: seed * MAX_NUMBER + number }).options.findIndex(({ right }) => right));

/** As buttons name the question that is asked now. */
function askedAt(seed: number, number: number): string {
  const { type } = makeQuestion({ seed: seed * MAX_NUMBER + number });
  return `${type}.${questionType(type).version}`;
}

describe('practice alone', () => {
  it('asks, with a button for each option, typing, the hint and "I don\'t know yet"', () => {
    for (let number = 1; number <= 20; number++) {
      const asked = replySchema.parse(practice({ seed: 3, number }));
      const labels = [...labelled(asked).keys()];
      expect(labels.slice(0, 4)).toEqual(['A', 'B', 'C', 'D']);
      expect(labels).toEqual(expect.arrayContaining(['Hint', "I don't know yet"]));
      expect(toText({ nodes: asked.nodes })).not.toMatch(/✔|✘/);
      const types = asked.nodes.flatMap((node) =>
        node.kind === 'buttons' ? node.buttons.filter(({ input }) => input) : [],
      );
      for (const { command } of types) expect(command).toMatch(/ --text$/);
    }
  });

  it('goes on by its own buttons alone, through the command line', () => {
    let line = '/quiz practice --seed 5 --level 2 --topic graph';
    for (let round = 1; round <= 3; round++) {
      const wrong = 'ABCD'
        .split('')
        .find(
          (letter) =>
            letter !==
            letterOf(
              makeQuestion({ seed: 5 * MAX_NUMBER + round, level: 2, topic: 'graph' }).options.findIndex(
                ({ right }) => right,
              ),
            ),
        ) as string;
      const asked = labelled(answer(line));
      const graded = labelled(answer(asked.get(wrong) as string));
      expect(say(asked.get(wrong) as string)).toContain('✘');
      expect(answer(graded.get('Try again') as string).nodes).toEqual(answer(line).nodes);
      expect(say(graded.get('Hint') as string)).toContain('Hint');
      expect(say(graded.get('Show the answer') as string)).toContain('✔');
      line = graded.get('Next question') as string;
    }
  });

  it('praises and explains a right answer', () => {
    const reply = practice({ seed: 3, number: 4, asked: askedAt(3, 4), answer: rightLetter(3, 4) });
    expect(toText(reply)).toContain('✔ Right.');
    expect([...labelled(reply).keys()]).toEqual(['Next question']);
  });

  it('takes "I don\'t know yet" kindly', () => {
    const reply = practice({ seed: 3, number: 4, asked: askedAt(3, 4), unknown: true });
    expect(toText(reply)).not.toMatch(/✘/);
    expect(labelled(reply).get('Back to the question')).toBe(
      `/quiz practice --seed 3 --number 4 --asked ${askedAt(3, 4)}`,
    );
  });

  it('begins again after the last of a series, and says what it cannot read', () => {
    const last = practice({ seed: 3, number: MAX_NUMBER, asked: askedAt(3, MAX_NUMBER), solution: true });
    expect(labelled(last).get('Next question')).toBe('/quiz practice --seed 3 --number 1');
    expect(refusal(() => practice({ seed: 3, number: 1, asked: askedAt(3, 1), answer: 'Z' }))).toMatch(/no option `Z`/);
    expect(refusal(() => practice({ seed: 3, number: 1, type: 'los-value' }))).toMatch(/loss-value/);
  });
});

/** A question of `--seed 5 --number 2`, on which a button was posted, and a right answer to it. */
const POSTED = { seed: 5, number: 2, answer: rightLetter(5, 2) };
const POSTED_TYPE = makeQuestion({ seed: 5 * MAX_NUMBER + 2 }).type;

describe('what a button was posted on', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** As if somebody had changed the generator since. */
  const rework = (name: string): void => void vi.spyOn(questionType(name), 'version', 'get').mockReturnValue(3);

  it('is named by its type and version on every button that does something with it', () => {
    for (const values of [
      {},
      { answer: rightLetter(5, 2) === 'A' ? 'B' : 'A', asked: askedAt(5, 2) },
      { unknown: true, asked: askedAt(5, 2) },
      { hint: true, asked: askedAt(5, 2) },
      { topic: 'graph', level: 3 as const },
    ]) {
      const buttons = labelled(practice({ seed: 5, number: 2, ...values }));
      const named = [...buttons].filter(([label]) => label !== 'Next question');
      expect(named.length).toBeGreaterThan(0);
      for (const [, line] of named) expect(line).toMatch(/ --asked [a-z-]+\.2( |$)/);
    }
  });

  it('is asked again, whatever else the seed would draw', () => {
    const reply = practice({ seed: 5, number: 2, asked: 'loss-value.2' });
    const { prompt } = makeQuestion({ type: 'loss-value', seed: 5 * MAX_NUMBER + 2 });
    expect(reply.nodes).toEqual(expect.arrayContaining(prompt));
  });

  it('is of the first version where the button does not say', () => {
    expect(toText(practice({ ...POSTED, asked: `${POSTED_TYPE}.2` }))).toContain('✔ Right.');
    for (const old of [POSTED, { ...POSTED, asked: `${POSTED_TYPE}.1` }]) {
      expect(toText(practice(old))).toContain('This question was reworked since it was shown');
    }
  });

  it.each([
    ['an answer', POSTED],
    ['an answer from a button that names it', { ...POSTED, asked: `${POSTED_TYPE}.2` }],
    ['a typed answer', { seed: 5, number: 2, text: '3' }],
    ['"I don\'t know yet"', { seed: 5, number: 2, unknown: true }],
    ['a hint', { seed: 5, number: 2, hint: true }],
    ['a solution', { seed: 5, number: 2, solution: true }],
    ['the question itself', { seed: 5, number: 2, asked: `${POSTED_TYPE}.2` }],
  ])('is not graded by a generator that was changed since: %s', (_what, values) => {
    rework(POSTED_TYPE);
    const reply = practice(values);
    expect(toText(reply)).toContain('This question was reworked since it was shown');
    expect(toText(reply)).not.toMatch(/✔|✘/);
    const fresh = labelled(answer(labelled(reply).get('Fresh question') as string));
    expect(fresh.get('A')).toContain(`--asked ${POSTED_TYPE}.3 --answer A`);
    expect(say(fresh.get(POSTED.answer) as string)).toContain('✔ Right.');
  });

  it('is named as buttons name it', () => {
    expect(refusal(() => answer('/quiz practice --asked loss-value'))).toMatch(/a button names a question by its type/);
    expect(refusal(() => answer('/quiz practice --asked los-value.1'))).toMatch(/loss-value/);
  });
});
