import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../src/reply/build.ts';
import type { ReplyNode } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';

const text = (node: ReplyNode, width?: number): string =>
  toText({ nodes: [node] }, width === undefined ? {} : { width });

const picture: ReplyNode = {
  kind: 'picture',
  name: 'loss',
  alt: 'The loss falls from 6.3 to 0.0005 in 30 iterations.',
  width: 640,
  height: 400,
  drawing: { type: 'chart', chart: {} },
};

const progress = (done: number, total: number): ReplyNode => ({ kind: 'progress', done, total, note: 'loss 0.5' });

describe('each kind of node as text', () => {
  it('heading', () => {
    expect(text(heading('dL/da = -3'))).toMatchInlineSnapshot(`"dL/da = -3"`);
  });

  it('paragraph', () => {
    expect(text(paragraph(say`Raise ${code('a')} and ${code('L')} ${strong('falls')}.`))).toMatchInlineSnapshot(
      `"Raise \`a\` and \`L\` falls."`,
    );
  });

  it('list', () => {
    expect(text(list([say`one`, say`${code('a b')} two`]))).toMatchInlineSnapshot(`
      "• one
      • \`a b\` two"
    `);
  });

  it('a file, with where it was saved', () => {
    const file: ReplyNode = { kind: 'file', name: 'answers.csv', text: 'who\nada\n' };
    expect(text(file)).toBe('[answers.csv]');
    expect(toText({ nodes: [file] }, { pictures: new Map([['answers.csv', 'out/1-answers.csv']]) })).toBe(
      '[answers.csv]\nout/1-answers.csv',
    );
  });

  it('a button that asks for a text, with where it goes', () => {
    expect(text(buttons({ label: 'Answer', command: '/quiz answer s7.3', input: 'Your answer' }))).toBe(
      '→ Answer: /quiz answer s7.3 "…"',
    );
  });

  it('code, with its white space', () => {
    expect(text(codeBlock('L  =\n   a*b'))).toMatchInlineSnapshot(`
      "L  =
         a*b"
    `);
  });

  it('table, right-aligned, with cells missing or empty', () => {
    expect(
      text(
        table(
          ['iter', 'loss', ''],
          [
            ['0', '6.3', '✘'],
            ['10', '', ''],
            ['200', '0.0004'],
          ],
        ),
      ),
    ).toMatchInlineSnapshot(`
      "iter    loss
         0     6.3  ✘
        10
       200  0.0004"
    `);
  });

  it('picture, without and with a path', () => {
    expect(text(picture)).toMatchInlineSnapshot(`"[loss] The loss falls from 6.3 to 0.0005 in 30 iterations."`);
    expect(toText({ nodes: [picture] }, { pictures: new Map([['loss', 'out/loss.png']]) })).toMatchInlineSnapshot(`
      "[loss] The loss falls from 6.3 to 0.0005 in 30 iterations.
      out/loss.png"
    `);
    expect(toText({ nodes: [picture] }, { pictures: new Map([['other', 'out/other.png']]) })).toBe(text(picture));
  });

  it('buttons', () => {
    const items = [
      { label: 'Every step', command: '/grad a*b --detail full' },
      { label: 'Again', command: '/train' },
    ];
    expect(text(buttons(...items), 10)).toMatchInlineSnapshot(`
      "→ Every step: /grad a*b --detail full
      → Again: /train"
    `);
  });

  it('links', () => {
    const links = [{ label: 'Open in the lab', url: 'https://example.org/lab' }];
    expect(toText({ nodes: [{ kind: 'links', links }] })).toBe('→ Open in the lab: https://example.org/lab');
  });

  it('progress', () => {
    expect([0, 1, 50, 99, 100].map((done) => text(progress(done, 100)))).toMatchInlineSnapshot(`
      [
        "[--------------------] step 0 of 100, loss 0.5",
        "[--------------------] step 1 of 100, loss 0.5",
        "[##########----------] step 50 of 100, loss 0.5",
        "[####################] step 99 of 100, loss 0.5",
        "[####################] step 100 of 100, loss 0.5",
      ]
    `);
  });

  it('nodes stand an empty line apart', () => {
    expect(toText({ nodes: [heading('One'), paragraph(say`Two`), codeBlock('3')] })).toBe('One\n\nTwo\n\n3');
    expect(toText({ nodes: [] })).toBe('');
  });
});

describe('filling', () => {
  const sentence = say`Each value moves by lr × its gradient: ${code('a = 2 - 0.01 * -3')} and so on.`;

  it('breaks at spaces, not inside code', () => {
    expect(text(paragraph(sentence), 24)).toMatchInlineSnapshot(`
      "Each value moves by lr ×
      its gradient:
      \`a = 2 - 0.01 * -3\` and
      so on."
    `);
  });

  it('indents the lines of a list item', () => {
    expect(text(list([sentence]), 30)).toMatchInlineSnapshot(`
      "• Each value moves by lr × its
        gradient:
        \`a = 2 - 0.01 * -3\` and so
        on."
    `);
  });

  it('does not break without a width', () => {
    expect(text(paragraph(sentence))).not.toContain('\n');
  });

  it.each([
    ['a lone ` stays', 'a lone ` stays'],
    ['`', '`'],
    ['`a b` c`', '`a b` c`'],
  ])('keeps every sign of %j', (plain, filled) => {
    expect(text(paragraph(say`${plain}`))).toBe(filled);
  });

  it('whatever the text: nothing lost, no code broken, no line too long that could be shorter', () => {
    const word = fc.stringMatching(/^[a-zµ≈.,()]{1,12}$/);
    const snippet = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => code(words.join(' ')));
    const part = fc.oneof(word, snippet);
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (parts, width) => {
        const spans = parts.flatMap((one, i) => (i === 0 ? say`${one}` : say` ${one}`));
        const filled = text(paragraph(spans), width);
        expect(filled.replaceAll('\n', ' ')).toBe(text(paragraph(spans)));
        for (const line of filled.split('\n')) {
          expect(line.split('`').length % 2).toBe(1);
          const pieces = line.match(/`[^`]*`|\S+/g) ?? [];
          expect(line.length <= width || pieces.length === 1).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
