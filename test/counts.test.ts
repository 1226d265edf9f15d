import { describe, expect, it } from 'vitest';
import { UserError } from '../src/errors.ts';
import { grade } from '../src/questions/grading/grade.ts';
import type { SessionView } from '../src/quiz/session/view-data.ts';
import start from '../src/quiz/verbs/start.ts';
import { quizViews } from '../src/quiz/views/index.ts';
import { toText } from '../src/reply/text.ts';
import { answer } from './commands/run.ts';
import { question as plain } from './questions/questions.ts';
import { asked, people, revealed, session } from './quiz/views/examples.ts';

const NOUNS =
  'sample|point|question|answer|person|step|option|row|column|input|target|neuron|layer|seed|mistake|character|pair|time|iteration|epoch';

/** What is wrong with the numbers of a text. */
function mistakesIn(text: string): string[] {
  const patterns = [
    // One thing is not many, and many are not one: `1 samples`, `3 step`.
    new RegExp(`(?<![\\d.,/=*^-]|\\d of the |of )\\b1 (?:${NOUNS})s\\b`, 'g'),
    new RegExp(`(?<![\\d.,/=*^-])\\b(?:0|[2-9]|[1-9]\\d+) (?:${NOUNS})\\b(?!-| outputs)`, 'g'),
    /\b1 people\b|\b(?:[2-9]|[1-9]\d+) person\b/g,
    // `1 of 3 have answered`, `1 of 4 points are right`.
    /(?<![\d.])\b1 of \d+(?: \w+)? (?:have|are|were)\b/g,
    /\b(?:Here come|There are|These are) 1\b/g,
    // Two are both.
    /\ball 2\b/gi,
    /[?!]\./g,
  ];
  return patterns.flatMap((pattern) => text.match(pattern) ?? []);
}

/** All that somebody reads: the text with the alt texts of pictures, or what is wrong and what to do. */
function said(line: string): string {
  try {
    return toText(answer(line));
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint].join('\n');
    throw error;
  }
}

it('finds what is wrong with a number', () => {
  const wrong = [
    '1 samples',
    '3 step',
    '1 of 3 have answered',
    'Here come 1 question',
    'separates all 2 points',
    'do?.',
  ];
  for (const text of wrong) expect(mistakesIn(text)).not.toEqual([]);
  const right = [
    '1 sample',
    '3 steps',
    '1 of 3 has answered',
    'Here comes 1 question',
    'both points',
    'do?',
    '2.1 points',
  ];
  for (const text of right) expect(mistakesIn(text)).toEqual([]);
});

describe('with none, one, two and many', () => {
  const counts = [0, 1, 2, 5];

  it.each(
    [1, 2, 5].flatMap((rounds) => [0, 1, 2, 5].map((n) => [rounds, n] as const)),
  )('a quiz of %i questions and %i people says it right', (rounds, n) => {
    for (const solo of [true, false])
      for (const topic of [undefined, 'own', 'loss']) {
        const settings = { ...session.settings, rounds, topic };
        const view: SessionView = {
          ...session,
          settings,
          solo,
          people: people.slice(0, n),
          hosts: people.slice(0, n && 1),
        };
        const options = [n, 0, 0, 0];
        const texts = [
          quizViews.lobby({ ...view, phase: 'lobby' }),
          quizViews.end({ ...view, phase: 'ended', ended: 'played', revealed: rounds }),
          quizViews.paused({ ...view, phase: 'paused', paused: 'nobody' }),
          start.reply(view, undefined as never),
          ...counts.map((k) => quizViews.question({ ...asked, ...view, answered: people.slice(0, k) })),
          quizViews.reveal({ ...revealed, ...view, distribution: { options, unknown: n, typed: [] } }),
        ].map((reply) => toText(reply));
        for (const text of texts) expect(mistakesIn(text)).toEqual([]);
      }
  });

  it('options that are to be chosen', () => {
    const options = Array.from({ length: 8 }, (_, i) => ({ text: String(i), right: i < 3 }));
    const question = { ...plain(undefined, options), several: true };
    for (const indices of [[], [0], [0, 1], [3], [3, 4], [0, 3], [0, 1, 3, 4]])
      expect(mistakesIn(toText({ nodes: grade(question, { kind: 'options', indices }).feedback }))).toEqual([]);
  });

  it.each([
    '/train --data "0 -> 1"',
    '/train --data "0 -> 1" --batch 1',
    '/train --data "0 -> 1; 1 -> 0"',
    '/train --data "0 0 -> 1; 1 1 -> -1" --detail full',
    '/train --data "0 0 -> 1; 1 1 -> -1" --steps 1 --detail full',
    '/train --data "0 0 -> 1; 1 1 -> 1" --detail full',
    '/train --data xor --epochs 2 --batch 1',
    '/train --data xor --epochs 1 --batch 2',
    '/train --data moons --steps 1 --detail full',
    '/train --data xor --steps 100000000 --batch 1',
    '/grad a',
    '/grad a*b --detail full',
    '/check dL/da of a*b is a',
    '/grad (a+b)=c',
    '/help',
    '/help check',
    '/help quiz',
  ])('%s', (line) => {
    expect(mistakesIn(said(line))).toEqual([]);
  });
});
