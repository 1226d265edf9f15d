import { parse as readCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { parse as readElsewhere } from 'gift-pegjs';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/questions/formats/formats.ts';
import { readQuestions as readFile } from '../../../src/questions/formats/read.ts';
import { writeQuestions } from '../../../src/questions/formats/write.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { fromNodes, toNodes } from '../../../src/questions/markup.ts';
import type { Question } from '../../../src/questions/question.ts';
import { safeCell, toCsv } from '../../../src/quiz/export-csv.ts';

const readQuestions = (text: string, as?: Format): Question[] => readFile(text, as).questions;

const question = (prompt: string, texts: readonly string[], right = 0): Question => ({
  type: 'own',
  level: 2,
  seed: 1,
  prompt: toNodes(prompt),
  options: texts.map((text, i) => ({ text, right: i === right, bugs: [] })),
  hint: [],
  explanation: toNodes('because: {it = so}'),
});

const toGift = (questions: readonly Question[]): string => writeQuestions(questions, 'gift');

/** What must survive: text, options in any order, which is right, and the explanation. */
const core = ({ prompt, options, explanation, level }: Question) => ({
  prompt: fromNodes(prompt),
  options: options
    .map(({ text, right, feedback }) => ({ text, right, feedback }))
    .sort((a, b) => (a.text < b.text ? -1 : 1)),
  explanation: fromNodes(explanation),
  level,
});

describe('cells of a spreadsheet', () => {
  it.each([
    ...['=1+1', '+1+1', '-1+1', '@SUM(A1)', '|calc', '%0', '＝1+1', '＋1', '－1', '＠x', '-a', '--3', '-3*2'],
    ...[
      ' =1',
      '\u00a0=1',
      '\t=1',
      '\n=1',
      '\r=1',
      '\u2003=1',
      '\u200b=1',
      '\ufeff=1',
      '\u3000＝1',
      '"\n=1',
      'a\n=1',
      'a\r\n@x',
      '\tx',
    ],
  ])('%j is no formula', (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });

  it('are none behind a semicolon either, where that parts the columns', () => {
    expect(safeCell('x;=1+1')).toBe("x;'=1+1");
    expect(safeCell('a=2; b=-3')).toBe('a=2; b=-3');
  });

  it.each([
    '-3',
    '-0.5',
    '-1e-7',
    '3',
    'a=1',
    'a - b',
    'b',
    '',
    "I don't know yet",
    'a\nb',
    '2*3=6',
  ])('%j stays as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });

  it('hold whatever people are called and type', () => {
    const rows = fc.record({
      name: fc.string({ unit: 'binary', maxLength: 20 }),
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom('=1', ' =HYPERLINK("x")', 'a\n=1', '",=1'),
      ),
    });
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 5 }), (people) => {
        const csv = toCsv({
          session: 's1',
          kind: 'quiz',
          startedAt: 0,
          questions: [{ n: 1, question: question('=x', ['=a', 'b']) }],
          answers: people.map(({ name, text }) => ({
            ...{
              n: 1,
              name,
              answer: { kind: 'text' as const, text },
              score: 1,
              hints: 0,
              points: 1,
              note: 'right',
              at: 0,
            },
          })),
        });
        const read: string[][] = readCsv(csv, { bom: true });
        expect(read).toHaveLength(people.length + 1);
        people.forEach(({ name, text }, i) => {
          expect(read[i + 1]?.[5]).toBe(safeCell(name));
          expect(read[i + 1]?.[6]).toBe(safeCell(text));
          expect(read[i + 1]?.[3]).toBe("'=x");
        });
      }),
      { numRuns: 100 },
    );
  });
});

it('writes a line for each answer', () => {
  const answers = [
    {
      n: 1,
      name: 'Ana',
      answer: { kind: 'option', index: 0 },
      score: 1,
      hints: 1,
      points: 0.9,
      note: 'right',
      at: 1e12,
    },
    { n: 1, name: 'Ben', answer: { kind: 'unknown' }, score: 0, hints: 1, points: 0, note: 'unknown', at: 1e12 },
    { n: 1, name: '', answer: undefined, score: 0.25, hints: 0, points: 0.25, note: 'other', at: 1e12 },
  ] as const;
  const csv = toCsv({
    session: 's1',
    kind: 'quiz',
    startedAt: 0,
    questions: [{ n: 1, question: question('Why, `a`?', ['-b', 'c']) }],
    answers,
  });
  expect(csv.replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "﻿question,type,level,prompt,right answer,name,answer,right,score,hints,points,note,answered at
    1,own,2,"Why, \`a\`?",'-b,Ana,'-b,yes,1,1,0.9,right,2001-09-09T01:46:40.000Z
    1,own,2,"Why, \`a\`?",'-b,Ben,I don't know yet,no,0,1,0,unknown,2001-09-09T01:46:40.000Z
    1,own,2,"Why, \`a\`?",'-b,,,no,0.25,0,0.25,other,2001-09-09T01:46:40.000Z
    "
  `);
});

it.each<[what: string, asked: Question, right: string]>([
  ['all right options', { ...question('?', ['a', 'b', 'c']), several: true }, 'a; c'],
  [
    'pairs',
    { ...question('?', []), typed: { kind: 'pairs', left: ['x', 'y'], right: ['p', 'q', 'r'], key: [2, 0] } },
    '1C 2A',
  ],
  [
    'a formula',
    { ...question('?', []), typed: { kind: 'expression', text: '2*x', at: {}, traps: [], refused: [] } },
    '2*x',
  ],
  ['an order', { ...question('?', []), typed: { kind: 'sequence', lines: ['a', 'b'], right: ['BA'] } }, 'BA'],
])('names %s as right, and what came late in a task', (_, asked, right) => {
  const shown = { ...asked, options: asked.options.map((option, i) => ({ ...option, right: i !== 1 })) };
  const answer = { kind: 'text', text: 'z' } as const;
  const given = { n: 1, name: 'Ana', answer, score: 0, hints: 0, points: 0, note: 'other', at: 0, late: true };
  const csv = toCsv({
    session: 's1',
    kind: 'task',
    startedAt: 0,
    questions: [{ n: 1, question: shown }],
    answers: [given, { ...given, late: false }],
  });
  const read: string[][] = readCsv(csv, { bom: true });
  expect(read.map((row) => row.at(-1))).toEqual(['late', 'yes', 'no']);
  expect(read[1]?.[4]).toBe(right);
});

describe('GIFT', () => {
  it('reads as a teacher would write it', () => {
    expect(toGift([question('What is `a*b`: the {product}?', ['6', '5'])])).toMatchInlineSnapshot(`
      "// [tag:own] [tag:level-2]
      [markdown]What is \`a*b\`\\: the \\{product\\}? {
      =6
      ~5
      ####because\\: \\{it \\= so\\}
      }
      "
    `);
  });

  const character = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(...'~=#{}:\\%->/[]*`nTF'.split(''), '####', '->', '//', '::', '\\n', '%50%', '[html]'),
    },
    { weight: 2, arbitrary: fc.constantFrom('a', 'b', '1', ' ', 'é', '🙂') },
  );
  // A backtick without a partner marks no code, and is not kept.
  const line = fc
    .array(character, { minLength: 1, maxLength: 12 })
    .map((parts) => parts.join('').replaceAll('`', '').replaceAll(/\s+/g, ' ').trim())
    // What stands between `\\[` and `\\]` is a formula, which is not kept as it was typed.
    .filter((text) => text !== '' && text.length <= 60 && !text.includes('\\['));
  const prompt = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 3 }), fc.option(line, { nil: undefined }))
    .map(([lines, block]) =>
      [...lines, ...(block === undefined ? [] : [`\`\`\`\n${block}\n${block}\n\`\`\``])].join('\n\n'),
    );

  it('keeps text, options and the right answer on the way out and in', () => {
    fc.assert(
      fc.property(prompt, fc.uniqueArray(line, { minLength: 2, maxLength: 6 }), fc.nat(), (text, options, right) => {
        const one = question(text, options, right % options.length);
        expect(readQuestions(toGift([one]), 'gift').map(core)).toEqual([core(one)]);
      }),
      { numRuns: 1000 },
    );
  });

  it('is understood by another reader of GIFT', () => {
    // That one takes an arrow in any option for a matching question.
    const option = line.filter((text) => !text.includes('->'));
    fc.assert(
      fc.property(prompt, fc.uniqueArray(option, { minLength: 2, maxLength: 4 }), (text, options) => {
        const [read, ...more] = readElsewhere(toGift([question(text, options)]));
        expect(more).toEqual([]);
        expect(read).toMatchObject({ type: 'MC', choices: options.map((_, i) => ({ isCorrect: i === 0 })) });
      }),
      { numRuns: 300 },
    );
  });

  it.each<[kind: string, gift: string]>([
    ['number', 'Q {#=3:0.5 ~5#no}'],
    ['number alone', 'Q {#-1e-7:0}'],
    ['words', 'Q {=one\\: =two}'],
    ['true or false', 'Q {FALSE#yes\\##no}'],
  ])('keeps a question with a %s', (_, gift) => {
    const [one] = readQuestions(gift);
    expect(readQuestions(toGift([one as Question]), 'gift')).toEqual([one]);
  });

  it('takes every question that is made here', () => {
    for (let seed = 0; seed < 200; seed++) {
      const one = makeQuestion({ seed });
      const [read] = readQuestions(toGift([one]), 'gift');
      const right = ({ options, typed }: Question): string | undefined =>
        options.find((option) => option.right)?.text ?? (typed?.kind === 'number' ? String(typed.value) : undefined);
      const [before, after] = [right(one), right(read as Question)];
      if (one.typed?.kind !== 'number' || read?.typed?.kind !== 'number') expect(after).toBe(before);
      else {
        // What is right here is right there, and not much more.
        const { value, tolerance } = one.typed;
        const wider = read.typed.tolerance - Math.abs(read.typed.value - value);
        expect(wider).toBeGreaterThanOrEqual(tolerance);
        expect(read.typed.tolerance).toBeLessThanOrEqual(2.001 * tolerance);
      }
      // The picture of a graph shows what the text says.
      expect(fromNodes(read?.prompt ?? [])).toBe(fromNodes(one.prompt.filter(({ kind }) => kind !== 'picture')));
    }
  });
});
