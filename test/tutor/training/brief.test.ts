import { describe, expect, it } from 'vitest';
import trainCommand from '../../../commands/train.ts';
import { say as spans } from '../../../src/reply/build.ts';
import type { Reply, ReplyNode } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { toSettings, train } from '../../../src/training/index.ts';
import { trainingReport } from '../../../src/tutor/training/report.ts';
import { answer as answerOnce } from '../../commands/run.ts';

const answers = new Map<string, Reply>();

/** Each line is trained once. */
function answer(line: string, files: Readonly<Record<string, string>> = {}): Reply {
  const key = `${line}\n${Object.values(files).join()}`;
  const reply = answers.get(key) ?? answerOnce(line, files);
  answers.set(key, reply);
  return reply;
}

const table = (head: string, count: number, row: (i: number) => string): string =>
  [head, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');

const CLOUDS = table('no;height;weight;who', 60, (i) => {
  const big = i % 2;
  const size = `${160 + 15 * big + ((i * 7) % 10)},5;${i === 9 ? '' : `${55 + 20 * big + ((i * 3) % 11)},25`}`;
  return `${i + 1};${size};${['cat', 'dog'][big]}`;
});
const NOISE = table(
  'x,y,t',
  60,
  (i) => `${((i * 37) % 61) / 10},${((i * 53) % 59) / 10},${Math.sin(i * i * 12.9898) > 0 ? 'a' : 'b'}`,
);

const LINES = [
  ...trainCommand.examples
    .map(([line]) => line)
    .filter((line) => !/--detail|--log|--export|--optimizer \w+,/.test(line)),
  '/train --optimizer adam --schedule step',
  '/train --clip 1 --init he',
  '/train --decay 0.01 --init xavier --schedule cosine',
  ...['xor', 'line'].map((data) => `/train --data ${data} --steps 10`),
  '/train --no-zero-grad --stable-tanh',
  '/train --momentum 0.9 --no-zero-grad --steps 3',
  '/train --activation linear --lr 10 --loss mse',
  '/train --data line --activation linear --lr 5',
  '/train --steps 1',
  '/train --data "1 -> 2; 2 -> 4; 3 -> 6" --activation linear --layers 1 --lr 0.01 --no-zero-grad',
];

const listOf = ({ nodes }: Reply): string[] =>
  nodes.flatMap((node) =>
    node.kind === 'list' ? node.items.map((item) => toText({ nodes: [paragraphOf(item)] })) : [],
  );
const paragraphOf = (item: Extract<ReplyNode, { kind: 'paragraph' }>['spans']): ReplyNode => ({
  kind: 'paragraph',
  spans: item,
});

/** Full stops that end a sentence; those in code do not. */
const sentences = (text: string): number => text.replace(/`[^`]*`/g, 'x').match(/[.!?]['"]?(?=\s|$)/g)?.length ?? 0;

describe('a brief report', () => {
  it.each(LINES)('%s: headline, picture, at most four sentences, pictures, odds, buttons', (line) => {
    const reply = answer(line);
    const kinds = reply.nodes.map(({ kind }) => kind).join(' ');
    // The odds of a sweep are its picture.
    const odds = line.includes('..') ? '' : ' paragraph';
    expect(kinds).toMatch(new RegExp(`^heading picture( list)?( picture)*${odds} buttons$`));
    const list = listOf(reply);
    expect(list.length).toBeLessThanOrEqual(4);
    for (const item of list) expect([item, sentences(item)]).toEqual([item, 1]);
    expect(toText(reply)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it.each([
    '/train',
    '/train --no-zero-grad',
    '/train --data xor --steps 10',
  ])('%s has a button to all details and back', (line) => {
    const pressed = (reply: Reply, label: string): string | undefined =>
      reply.nodes
        .flatMap((node) => (node.kind === 'buttons' ? node.buttons : []))
        .find((button) => button.label === label)?.command;
    const full = pressed(answer(line), 'All details');
    expect(full).toContain('--detail full');
    const kinds = answer(full as string).nodes.map(({ kind }) => kind);
    expect(kinds).toContain('table');
    expect(pressed(answer(full as string), 'Short answer')).toBe(
      pressed(answer(line), 'All details')?.replace(' --detail full', ''),
    );
  });

  it('is less than half of the full one', () => {
    const length = (line: string): number => toText(answer(line)).length;
    expect(length('/train --no-zero-grad')).toBeLessThan(length('/train --no-zero-grad --detail full') / 2);
  });

  it('tells of the bug what the bug does', () => {
    expect(listOf(answer('/train --no-zero-grad'))).toEqual([
      'The cause is the missing reset of the gradients: in iteration 10 the old part of the gradient is more than 1000 times as long as the new one.',
      'From iteration 1 on the gradient is mostly stale: `.grad` still holds 9.982 from earlier iterations, and the backward pass adds only 0.4331.',
      'Iterations 3 to 8: the loss sits near 8, two of four targets fully wrong, each costing `(1 - (-1))^2 = 4`, and the stale gradient moves the weight by 2.587 an iteration.',
      'In iteration 11 tanh of 376.9 needs `exp(753.7)`, too large for a number: Python says "math range error".',
    ]);
  });

  it.each([
    ['/train', ['4 of 4 samples are on the right side.', 'A step goes against the sign of the gradient:']],
    [
      '/train --data line --steps 5',
      ['The run ends too early: the loss still falls', 'On average a prediction is off by ', 'A step goes against'],
    ],
    [
      '/train --no-zero-grad --stable-tanh',
      ['The cause is the missing reset', 'mostly stale', 'Iterations 9 to 19', 'Never resetting'],
    ],
    [
      '/train --lr 20 --stable-tanh --steps 5',
      ['The learning rate 20 is too large', '3 of 4', 'Iterations 1 to 4', 'Saturated at the end: 33 of 36'],
    ],
    [
      '/train --data line --activation linear --lr 5',
      ['The learning rate 5 is too large', 'A step', 'a smaller `--lr` helps.'],
    ],
  ])('%s says %j', (line, expected) => {
    const list = listOf(answer(line));
    for (const [i, part] of expected.entries()) expect(list[i]).toContain(part);
    expect(list).toHaveLength(expected.length);
  });

  it('shows the boundary or the curve second, and what moves first', () => {
    const pictures = (line: string): string[] =>
      answer(line).nodes.flatMap((node) => (node.kind === 'picture' ? [node.name] : []));
    expect(pictures('/train')).toEqual(['loss']);
    expect(pictures('/train --data moons --steps 5')).toEqual(['loss', 'boundary']);
    expect(pictures('/train --data line --steps 5')).toEqual(['loss', 'fit']);
    expect(pictures('/train --data moons --steps 5 --animate')).toEqual(['learning', 'loss']);
    expect(pictures('/train --track layers[0].neurons[0].b --steps 5')).toEqual(['loss', 'tracked']);
  });

  it('names what is learned from what, and what was guessed and left out of a file', () => {
    const list = listOf(answer('/train --file rows --steps 20', { rows: CLOUDS }));
    expect(list[0]).toBe(
      'Learns `who` from `height`, `weight`; read with `;` and decimal commas; left out: `no`; 1 of 60 rows left out, where a value is missing.',
    );
    expect(list[1]).toMatch(/^Rows learned from: \d+ % right \(\d+ of \d+\), loss [\d.]+; rows held back: \d+ % right/);
    expect(list.length).toBeLessThanOrEqual(4);
    expect(listOf(answer('/train --file rows --steps 20', { rows: 'x,y,t\n50%,1,1\n2,3,-1\n' }))[0]).toBe(
      'Learns `t` from `x`, `y`; `50%` is read as `0.5`.',
    );
    const price = listOf(answer('/train --file rows --steps 400', { rows: 'x,price\n1,10000\n2,20000\n3,30000\n' }));
    expect(price[1]).toMatch(/^On average a prediction of `price` is off by \d+(\.\d+)?\.$/);
  });

  it('says when rows are learned by heart', () => {
    const line = '/train --file rows --steps 1500 --layers 12,12,1 --lr 0.5';
    expect(listOf(answer(line, { rows: NOISE })).join('\n')).toContain('Overfitting: on the rows held back');
  });
});

describe('what the doctor finds', () => {
  const settings = toSettings({ data: 'article', seed: 1664, momentum: 0, stableTanh: false, zeroGrad: false });
  const run = train(settings, []);
  let next = run.next();
  while (!next.done) next = run.next();
  const findings = [{ sentence: spans`The first finding.` }, { sentence: spans`The second one.` }];
  const record = next.value;
  const report = (detail: 'brief' | 'full'): Reply => ({
    nodes: trainingReport({
      settings,
      record,
      twin: undefined,
      odds: undefined,
      findings,
      animate: false,
      detail,
      follows: false,
    }),
  });

  it('has the first place of a brief report, and the others stay for the full one', () => {
    expect(listOf(report('brief'))).toHaveLength(4);
    expect(listOf(report('brief'))[0]).toBe('The first finding.');
    expect(listOf(report('brief')).join()).not.toContain('second');
    expect(toText(report('brief'))).toMatch(/seed 1664\. For odds over many seeds it is too large\.$/);
    expect(listOf(report('full')).slice(0, 2)).toEqual(['The first finding.', 'The second one.']);
  });
});
