import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import gradCommand from '../../commands/grad.ts';
import { format, namesIn } from '../../src/expression/index.ts';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { answer } from '../commands/run.ts';
import { expression } from '../expression/arbitrary.ts';

const MAX_LINES = 12;
const MAX_WORDS = 60;

const linesOf = ({ nodes }: Reply): string[] =>
  nodes.flatMap((node) => (node.kind === 'code' ? node.text.split('\n') : []));

/** Words as they stand there, those in code as well. */
const wordsOf = ({ nodes }: Reply): number =>
  toText({ nodes: nodes.filter(({ kind }) => kind === 'heading' || kind === 'paragraph' || kind === 'list') })
    .split(/\s+/)
    .filter((word) => word !== '').length;

const VALUES: Readonly<Record<string, number>> = { a: 2, b: -1.5, c: 0.5 };

/** Formulas, each with the values of its names. */
const GENERATED = fc
  .sample(expression, { numRuns: 150, seed: 13 })
  .map((node) => ({ text: format(node), names: [...namesIn(node)] }))
  .filter(({ names, text }) => names.length > 0 && text.length > 3)
  .slice(0, 50)
  .map(({ text, names }) => ({ text, at: names.map((name) => `${name}=${VALUES[name]}`).join(' ') }));

const LONG = [
  '/grad tanh(tanh(w1*x1+w2*x2+b)*v1+tanh(w3*x1+w4*x2+c)*v2+d)',
  '/grad log(1+exp(-y*(w1*x1+w2*x2+b)))',
  '/grad log(1+exp(-y*(w1*x1+w2*x2+b))) y=0.4 w1=-0.6 x1=0.25 w2=4 x2=-1.5 b=5',
  '/grad (tanh(w*x+b)-y)^2',
  '/grad (tanh(w*x+b)-y)^2 w=0.1 x=4 b=-0.75 y=5',
  '/grad relu(x)+abs(x)+max(x,y)+relu(y)+abs(y) x=0 y=0',
  `/grad ${Array.from({ length: 40 }, (_, i) => `a_long_name_of_an_input_${i}*x${i}`).join('+')}`,
  `/grad log(${Array.from({ length: 30 }, (_, i) => `tanh(x${i})`).join('*')}-9)`,
];

const LINES = [
  ...gradCommand.examples.map(([line]) => line).filter((line) => !/--detail full|--as (?:latex|python)/.test(line)),
  ...LONG,
  ...GENERATED.flatMap(({ text, at }) => [`/grad ${text}`, `/grad ${text} --at "${at}"`]),
];

describe('a brief answer to /grad', () => {
  it('is measured over enough formulas', () => {
    expect(GENERATED).toHaveLength(50);
  });

  it('has at most 12 lines of code and 60 words beside its picture', () => {
    const over = LINES.map((line) => ({ line, reply: answer(line) }))
      .map(({ line, reply }) => ({ line, lines: linesOf(reply).length, words: wordsOf(reply) }))
      .filter(({ lines, words }) => lines > MAX_LINES || words > MAX_WORDS);
    expect(over).toEqual([]);
  });

  it('leads to the rest by a button, and the full answer leaves nothing out', () => {
    const line = '/grad (tanh(w*x+b)-y)^2 w=0.1 x=4 b=-0.75 y=5';
    const commands = answer(line).nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    expect(commands[0]).toEqual({ label: 'Every step', command: `${line} --detail full` });
    const full = toText(answer(`${line} --detail full`));
    for (const part of ['FORWARD', 'BACKWARD', 'Path to', 'One step with lr', 'Raise `y`'])
      expect(full).toContain(part);
  });

  it('begins with what is asked', () => {
    expect(linesOf(answer('/grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2 --wrt b')).slice(0, 2)).toEqual([
      'L = (a*b + c)*f = -8',
      'dL/db = a*f = -4',
    ]);
    expect(linesOf(answer('/grad d/dx x^3'))).toContain('dL/dx = 3*x^2');
    expect(linesOf(answer(LONG[0] as string)).at(-1)).toBe('… and 10 more');
  });

  it('says what the inner values are that a step of the chain speaks of', () => {
    expect(linesOf(answer('/grad (tanh(w*x+b)-y)^2 w=0.1 x=4 b=-0.75 y=5'))).toEqual([
      'L = (tanh(w*x + b) - y)^2 = 28.4769',
      '  with u = w*x',
      '  and dL/du = -9.46515',
      '  with v = w*x + b',
      '  and dL/dv = -9.46515',
      'dL/dw = dL/du*x                =  -37.8606',
      'dL/dx = dL/du*w                = -0.946515',
      'dL/db = dL/dv                  =  -9.46515',
      'dL/dy = -2*(tanh(w*x + b) - y) =   10.6728',
    ]);
  });

  it('reads by itself: every gradient that is spoken of stands there, too', () => {
    for (const line of [...LINES, ...LONG.map((long) => `${long} --detail full`)]) {
      // What is told of forward and backward pass has its names in a line before.
      const text = linesOf(answer(line)).join('\n').split('FORWARD')[0] as string;
      const work = text.replaceAll(/^ *(?:and |with )?[^\s=]+(?= |$)/gm, '');
      for (const [, output, inner] of work.matchAll(/\bd(\w+)\/d(\w+)/g)) {
        const told = new RegExp(`^ *(and )?d${output}/d${inner}\\b|^ +val `, 'm');
        expect([line, text]).toEqual([line, expect.stringMatching(told)]);
        expect([line, text]).toEqual([line, expect.stringMatching(new RegExp(`(with|,) *(\\n *)?${inner}\\s+=`))]);
      }
    }
  });
});
