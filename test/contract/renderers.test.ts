import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedNodes, optionButtons } from '../../src/quiz/views/answering.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../src/reply/build.ts';
import type { Picture, Reply, ReplyNode } from '../../src/reply/document.ts';
import { answer } from '../commands/run.ts';
import { decode } from '../support/web/markup.ts';
import { renderers } from './renderers.ts';

const picture = (name: string): Picture => ({
  kind: 'picture',
  name,
  alt: `What ${name} shows`,
  width: 800,
  height: 450,
  drawing: { type: 'chart', chart: {} },
});

const nodes: Record<ReplyNode['kind'], { node: ReplyNode; shows: readonly string[] }> = {
  heading: { node: heading('Loss falls'), shows: ['Loss falls'] },
  paragraph: { node: paragraph(say`Raise ${code('a')} by ${strong('much')}`), shows: ['Raise', '`a`', 'much'] },
  list: { node: list([say`one`, say`two ${code('b')}`]), shows: ['one', 'two', '`b`'] },
  code: { node: codeBlock('dL/da = b = -3\ndL/db = a =  2'), shows: ['dL/da = b = -3\ndL/db = a =  2'] },
  table: {
    node: table(
      ['iter', 'loss'],
      [
        ['0', '6.3'],
        ['1', '0.02'],
      ],
    ),
    shows: ['iter', '6.3', '0.02'],
  },
  picture: { node: picture('loss'), shows: [] },
  buttons: { node: buttons({ label: 'Every step', command: '/grad a*b --detail full' }), shows: [] },
  file: { node: { kind: 'file', name: 'answers.csv', text: 'who,score\nada,1\n' }, shows: [] },
  links: {
    node: { kind: 'links', links: [{ label: 'Open in the lab', url: 'https://example.org/lab?data=1%2C2&lr=0.3' }] },
    shows: [],
  },
  progress: {
    node: { kind: 'progress', done: 5, total: 20, note: 'loss 0.1, about 3 s left' },
    shows: ['5', '20', 'about 3 s left'],
  },
};

const long = 'A sentence of a good many words, over and over again. '.repeat(400);

const oversized: Record<string, Reply> = {
  'many paragraphs': { nodes: Array.from({ length: 200 }, (_, i) => paragraph(say`Paragraph ${i}`)) },
  'a long paragraph': { nodes: [paragraph(say`${long}`)] },
  'long code': { nodes: [codeBlock(`${'dL/da = b\n'.repeat(3000)}`)] },
  'one endless word': { nodes: [paragraph(say`${'x'.repeat(20_000)}`)] },
  'a long table': {
    nodes: [
      table(
        ['a', 'b'],
        Array.from({ length: 1000 }, (_, i) => [String(i), 'value']),
      ),
    ],
  },
  'a long list': { nodes: [list(Array.from({ length: 500 }, (_, i) => say`item ${i} ${code('x'.repeat(30))}`))] },
  'a long heading': { nodes: [heading('word '.repeat(2000))] },
  'many pictures': { nodes: Array.from({ length: 20 }, (_, i) => picture(`p${i}`)) },
  'a long alt text': { nodes: [{ ...picture('p'), alt: 'a'.repeat(1000) }] },
  'many buttons': {
    nodes: [buttons(...Array.from({ length: 60 }, (_, i) => ({ label: `Button ${i}`, command: `/grad x*${i}` })))],
  },
  'many files': {
    nodes: Array.from({ length: 30 }, (_, i) => ({ kind: 'file' as const, name: `f${i}.csv`, text: long })),
  },
  'a long address': {
    nodes: [{ kind: 'links', links: [{ label: 'x'.repeat(300), url: `https://example.org/${'x'.repeat(5000)}` }] }],
  },
  'a long label': { nodes: [buttons({ label: 'label '.repeat(50), command: '/grad a' })] },
};

/** Options as a question shows them: in a list, and on buttons with a letter for where there is no room. */
function question(texts: readonly string[]): Reply {
  const asked = {
    prompt: [paragraph(say`Which?`)],
    options: texts,
    several: true,
    pairs: undefined,
    picture: undefined,
  };
  return {
    nodes: [
      ...askedNodes({ ...asked, type: 'own' }, true),
      buttons(...optionButtons(texts, (letter) => `/quiz answer s7Kq2mPa.3 ±${letter}`)),
    ],
  };
}
const ofLength = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, i) => `${i} ${'word '.repeat(50)}`.slice(0, length - 1).concat('.'));

const hostile = [
  '@everyone',
  '@here',
  '<@123456789>',
  '<@&123456789>',
  '<#123456789>',
  '<!channel>',
  '<!here|here>',
  '<@U123456>',
  '<https://example.org|click>',
  '```\n@everyone\n```',
  '` @everyone `',
  '\\`@everyone\\`',
  '&lt;!channel&gt;',
];

describe.each(renderers)('the $name renderer', ({ name, show, liveMention }) => {
  it.each(Object.entries(nodes))('shows a %s', (_, { node, shows }) => {
    const { text, alts, files, buttons: pressed, whole } = show({ nodes: [node] });
    for (const part of shows) expect(text).toContain(part);
    expect(whole).toBe(true);
    expect(files).toEqual(node.kind === 'file' ? [node.name] : []);
    expect(alts).toEqual(node.kind === 'picture' ? [node.alt] : []);
    expect(pressed.map(({ label }) => label)).toEqual(
      node.kind === 'buttons' ? node.buttons.map(({ label }) => label) : [],
    );
  });

  it('shows them in their order, and the same each time', () => {
    const reply = { nodes: Object.values(nodes).map(({ node }) => node) };
    const { text, raw } = show(reply);
    const places = ['Loss falls', 'Raise', 'one', 'dL/da = b = -3', 'iter', 'about 3 s left'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(show(reply).raw).toBe(raw);
  });

  it.each([
    ...Object.entries(oversized),
    ['nothing', { nodes: [] } as Reply] as const,
  ])('keeps to its limits with %s', (_, reply) => {
    for (const { what, is, atMost } of show(reply).limits)
      expect({ what, fits: is <= atMost, is }).toMatchObject({ fits: true });
  });

  it('shows 8 options of 120 characters in a list, each with a button', () => {
    const texts = ofLength(8, 120);
    const { text, buttons: pressed, whole, limits } = show(question(texts));
    for (const one of texts) expect(text).toContain(one);
    expect(pressed.map(({ label }) => label)).toEqual([...'ABCDEFGH']);
    expect(whole).toBe(true);
    for (const { is, atMost } of limits) expect(is).toBeLessThanOrEqual(atMost);
  });

  it('shows short options once: on their buttons, or in a terminal in a list', () => {
    const texts = ['-3', '6', '1 - tanh(x)^2', 'a & b < c'];
    const { text, buttons: pressed } = show(question(texts));
    const labels = pressed.map(({ label }) => label);
    if (name === 'terminal') {
      expect(labels).toEqual(['A', 'B', 'C', 'D']);
      for (const one of texts) expect(text).toContain(one);
    } else {
      expect(labels.map(decode)).toEqual(texts.map((one, i) => `${'ABCD'[i]}  ${one}`));
      expect(text).not.toContain('tanh');
    }
  });

  it.each([70, 71, 72, 73, 76, 77, 78])('shows options of %i characters on buttons as far as they fit', (length) => {
    const texts = ofLength(3, length);
    const most = { discord: 80, slack: 75, web: 80 }[name];
    const { text, buttons: pressed, limits } = show(question(texts));
    for (const one of texts) expect([text, ...pressed.map(({ label }) => label)].join('\n')).toContain(one);
    for (const [i, { label }] of pressed.entries())
      if (most !== undefined) expect(label).toBe(length + 3 <= most ? `${'ABC'[i]}  ${texts[i]}` : 'ABC'[i]);
    for (const { is, atMost } of limits) expect(is).toBeLessThanOrEqual(atMost);
  });

  it('shows two lists of pairs, and a picture with what it shows', () => {
    const pairs = { left: ofLength(8, 120), right: ofLength(8, 119) };
    const shown = { url: 'https://pictures.example.org/a.png', alt: 'two nodes' };
    const asked = { prompt: [], options: [], several: false, pairs, picture: shown, type: 'own' };
    const { text, alts, whole } = show({ nodes: askedNodes(asked, true) });
    for (const one of [...pairs.left, ...pairs.right]) expect(text).toContain(one);
    expect([alts, whole]).toEqual([['two nodes'], true]);
  });

  it.each(hostile)('brings no mention to life that somebody typed: %j', (text) => {
    const reply: Reply = {
      nodes: [
        heading(text),
        paragraph(say`${text} ${code(text)} ${strong(text)}`),
        list([say`${text}`]),
        codeBlock(text),
        table([text], [[text]]),
      ],
    };
    // Inside code nothing is a mention; what stands outside of it is left when code is taken away.
    const outside = show(reply)
      .text.replace(/```[\s\S]*?```/g, '')
      .replace(/(`+)[\s\S]*?\1/g, '');
    expect(outside).not.toMatch(liveMention);
  });

  it('keeps to its limits with any text', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 6000 });
    const anyNode = fc.oneof(
      anyText.map(heading),
      anyText.map((text) => paragraph(say`${text} ${code(text)}`)),
      anyText.map(codeBlock),
      fc.array(anyText, { maxLength: 5 }).map((items) => list(items.map((item) => say`${item}`))),
    );
    fc.assert(
      fc.property(fc.array(anyNode, { maxLength: 6 }), (list) => {
        for (const { is, atMost } of show({ nodes: list }).limits) expect(is).toBeLessThanOrEqual(atMost);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    '/grad a*b+c a=2 b=-3 c=10 --detail full',
    '/train --no-zero-grad',
    '/help train',
  ])('shows all of %s', (line) => {
    const { whole, limits, buttons: pressed } = show(answer(line));
    expect(whole).toBe(true);
    for (const { is, atMost } of limits) expect(is).toBeLessThanOrEqual(atMost);
    expect(new Set(pressed.map(({ id }) => id)).size).toBe(pressed.length);
  });
});
