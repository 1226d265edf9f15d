import { describe, expect, it } from 'vitest';
import type { Format } from '../../../src/questions/formats/formats.ts';
import { readQuestions } from '../../../src/questions/formats/read.ts';
import { EXPORT_FORMATS, writeQuestions } from '../../../src/questions/formats/write.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { keptSpans, plainLine } from '../../../src/questions/markup/spans.ts';
import type { Question } from '../../../src/questions/question.ts';
import { lettered } from '../../../src/quiz/views/parts.ts';
import type { ReplyNode } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { formulasIn } from '../../../src/reply/typeset.ts';

const read = (text: string, as?: Format): Question => readQuestions(text, as).questions[0] as Question;
const latexOf = (nodes: readonly ReplyNode[]): string[] => formulasIn(nodes);
const optionsOf = ({ options }: Question): string[] => options.map(({ text }) => text).sort();

/** The same question as each format has it. */
const FILES: Readonly<Record<string, string>> = {
  gift: 'Of $\\frac{1}{x}$? {=$-x^{-2}$#since $x^{-1}$ ~\\(\\\\ln x\\)}',
  'gift, escaped': '[html]Of \\\\(\\\\frac\\{1\\}\\{x\\}\\\\)? {=\\\\(-x^\\{-2\\}\\\\)#since $x^\\{-1\\}$ ~$\\\\ln x$}',
  'gift in Markdown':
    '[markdown]Of \\\\\\\\(\\\\frac\\{1\\}\\{x\\}\\\\\\\\)? {=$-x^\\{-2\\}$#since $x^\\{-1\\}$ ~$\\\\ln x$}',
  'gift for Moodle': '[moodle]Of $\\\\frac\\{1\\}\\{x\\}$? {=$-x^\\{-2\\}$#since $x^\\{-1\\}$ ~$\\\\ln x$}',
  xml: `<quiz><question type="multichoice"><questiontext format="html"><text><![CDATA[<p>Of \\(\\frac{1}{x}\\)?</p>]]></text></questiontext>
    <answer fraction="100" format="html"><text>$-x^{-2}$</text><feedback format="html"><text>since \\(x^{-1}\\)</text></feedback></answer>
    <answer fraction="0" format="html"><text>\\(\\ln x\\)</text></answer></question></quiz>`,
  yaml: "- prompt: Of $\\frac{1}{x}$?\n  options:\n    - right: $-x^{-2}$\n      feedback: since $x^{-1}$\n    - wrong: '$\\ln x$'\n",
  csv: 'question,right,wrong 1,feedback\nOf $\\frac{1}{x}$?,$-x^{-2}$,$\\ln x$,\n',
  aiken: 'Of $\\frac{1}{x}$?\nA. $-x^{-2}$\nB. $\\ln x$\nANSWER: A\n',
};

describe.each(Object.entries(FILES))('a formula in %s', (name, text) => {
  it('stays a formula, in what is asked and in the options', () => {
    const question = read(text);
    expect(latexOf(question.prompt)).toEqual(['\\frac{1}{x}']);
    expect(toText({ nodes: question.prompt })).toBe('Of `1/x`?');
    expect(optionsOf(question)).toEqual(['\\(-x^{-2}\\)', '\\(\\ln x\\)']);
    if (!/csv|aiken/.test(name))
      expect(question.options.find(({ right }) => right)?.feedback).toBe('since \\(x^{-1}\\)');
  });

  it.each(EXPORT_FORMATS)('comes back as it went out, as %s', (as) => {
    const { questions } = readQuestions(text);
    expect(readQuestions(writeQuestions(questions, as)).questions).toEqual(questions);
  });
});

describe('a line with formulas', () => {
  it.each<[line: string, text: string, latex: string[]]>([
    ['\\(x^2\\)', 'x^2', ['x^2']],
    ['a \\(x\\) and `\\(y\\)`', 'a x and \\(y\\)', ['x']],
    ['costs $5 or $6', 'costs $5 or $6', []],
    ['\\(\\unknowncommand{x}\\)', 'unknowncommandx', []],
    ['\\(x^\\)', 'x^()', []],
    ['an \\(open one', 'an \\(open one', []],
  ])('%s says %s', (line, text, latex) => {
    expect(plainLine(line)).toBe(text);
    expect(keptSpans(line).flatMap((span) => ('latex' in span && span.latex ? [span.latex] : []))).toEqual(latex);
  });

  it('is code where nothing is typeset', () => {
    expect(toText({ nodes: [{ kind: 'paragraph', spans: lettered(0, '\\(x^{2}\\) or \\(y\\)', 'own') }] })).toBe(
      'A `x^2` or `y`',
    );
  });
});

describe('a question with formulas as options', () => {
  const question = read('Which? {=$\\frac{1}{x}$ ~$x^{2}$#not \\(y_1\\)}');

  it.each(['1/x', '1 / X', '\\(\\frac{1}{x}\\)'])('is answered by the text %s', (text) => {
    expect(grade(question, { kind: 'text', text }).score).toBe(1);
  });

  it('says its feedback with the formula', () => {
    const wrong = question.options.findIndex(({ right }) => !right);
    expect(latexOf(grade(question, { kind: 'option', index: wrong }).feedback)).toEqual(['y_1']);
  });

  it('measures what is read, and not the LaTeX', () => {
    const long = `$${Array.from({ length: 20 }, () => '\\alpha').join(' ')}$`;
    expect(read(`Q {=${long} ~b}`).options.some(({ text }) => text.length > 120)).toBe(true);
    expect(() => readQuestions(`Q {=${'abc '.repeat(40)} ~b}`)).toThrow('120 fit');
  });

  it('has no two that read the same', () => {
    expect(() => readQuestions('Q {=$x^2$ ~$x^{2}$}')).toThrow('Two options are `x^2`.');
  });
});

it('keeps options beside an answer to type as they are typed', () => {
  const question = read('- prompt: Q\n  number: 2\n  options:\n    - wrong: $-2$\n');
  expect(optionsOf(question)).toEqual(['2', '`-2`']);
});

it('calls lines that are formulas no program', () => {
  const { prompt } = read('[html]Both:<br>$a = b$<br>$c = d$ {=1 ~2}');
  expect(prompt.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph']);
});
