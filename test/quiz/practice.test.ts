import { describe, expect, it } from 'vitest';
import { letterOf } from '../../src/questions/letters.ts';
import { makeQuestion } from '../../src/questions/make.ts';
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
    const reply = practice({ seed: 3, number: 4, answer: rightLetter(3, 4) });
    expect(toText(reply)).toContain('✔ Right.');
    expect([...labelled(reply).keys()]).toEqual(['Next question']);
  });

  it('takes "I don\'t know yet" kindly', () => {
    const reply = practice({ seed: 3, number: 4, unknown: true });
    expect(toText(reply)).not.toMatch(/✘/);
    expect(labelled(reply).get('Back to the question')).toBe('/quiz practice --seed 3 --number 4');
  });

  it('begins again after the last of a series, and says what it cannot read', () => {
    const last = practice({ seed: 3, number: MAX_NUMBER, solution: true });
    expect(labelled(last).get('Next question')).toBe('/quiz practice --seed 3 --number 1');
    expect(refusal(() => practice({ seed: 3, number: 1, answer: 'Z' }))).toMatch(/no option `Z`/);
    expect(refusal(() => practice({ seed: 3, number: 1, type: 'los-value' }))).toMatch(/loss-value/);
  });
});
