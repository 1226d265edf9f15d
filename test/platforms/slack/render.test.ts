import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../../src/platforms/slack/messages/blocks.ts';
import { type RenderOptions, render } from '../../../src/platforms/slack/messages/render.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../../src/reply/build.ts';
import type { Picture, Reply, ReplyNode } from '../../../src/reply/document.ts';
import { refusal } from '../../support/slack/blocks.ts';
import { violation } from '../../support/slack/schema.ts';

const picture = (name: string, alt = 'The loss falls.'): Picture => ({
  kind: 'picture',
  name,
  alt,
  width: 600,
  height: 300,
  drawing: { type: 'chart', chart: {} },
});

const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

const blocksOf = (node: ReplyNode, options?: RenderOptions): Block[] => render({ nodes: [node] }, options).blocks;

describe('a node', () => {
  const files = new Map([['loss', 'F1']]);
  const buttonIds = new Map([['/grad a', '>/grad a']]);
  it.each<[string, ReplyNode, object[]]>([
    [
      'heading',
      heading('Loss & gain'),
      [{ type: 'header', text: { type: 'plain_text', text: 'Loss &amp; gain', emoji: false } }],
    ],
    ['heading over 150 characters', heading('h'.repeat(151)), [mrkdwn(`*${'h'.repeat(151)}*`)]],
    ['heading without text', heading(' '), []],
    ['paragraph', paragraph(say`Raise ${code('a*b')} by ${strong('0.01')}.`), [mrkdwn('Raise `a*b` by *0.01*.')]],
    ['moment', paragraph(say`Closes ${{ style: 'time', at: 1, text: 'in 42 s' }}.`), [mrkdwn('Closes in 42 s.')]],
    ['text that would be formatted', paragraph(say`a*b ~c~ _d_ e_f \`g\``), [mrkdwn("a∗b ∼c∼ ＿d＿ e_f 'g'")]],
    ['mention in text', paragraph(say`<!channel> & <@U1>`), [mrkdwn('&lt;!channel&gt; &amp; &lt;@U1&gt;')]],
    ['backtick in code', paragraph(say`${code('a`b\nc')}`), [mrkdwn("`a'b c`")]],
    ['list', list([say`one`, say`${code('two')}`]), [mrkdwn('• one\n• `two`')]],
    ['code', codeBlock('x = 1\n\ny < 2'), [mrkdwn('```\nx = 1\n\ny &lt; 2\n```')]],
    ['fence in code', codeBlock('a ``` b'), [mrkdwn("```\na ''' b\n```")]],
    ['table', table(['a', 'bb'], [['1', '2']]), [mrkdwn('```\na  bb\n1   2\n```')]],
    ['picture', picture('loss'), [{ type: 'image', slack_file: { id: 'F1' }, alt_text: 'The loss falls.' }]],
    ['picture without a file', picture('other'), [mrkdwn('Picture: The loss falls.')]],
    [
      'button',
      buttons({ label: 'Do & see', command: '/grad a' }),
      [
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              text: { type: 'plain_text', text: 'Do &amp; see', emoji: false },
              action_id: 'run:0:0',
              value: '>/grad a',
            },
          ],
        },
      ],
    ],
    ['button without an id', buttons({ label: 'x', command: '/other' }), []],
    [
      'link',
      { kind: 'links', links: [{ label: 'Open <it>', url: 'https://example.org/lab?data=a|b&lr=0.3' }] },
      [mrkdwn('<https://example.org/lab?data=a%7Cb&amp;lr=0.3|Open &lt;it&gt;>')],
    ],
    [
      'progress',
      { kind: 'progress', done: 5, total: 10, note: 'loss 0.1' },
      [mrkdwn('`██████████░░░░░░░░░░` step 5 of 10, loss 0.1')],
    ],
  ])('%s', (_, node, expected) => {
    expect(blocksOf(node, { files, buttonIds })).toEqual(expected);
  });

  it('with work that can be stopped has a button for it', () => {
    expect(blocksOf({ kind: 'progress', done: 0, total: 1, note: '' }, { cancel: 'job' }).at(-1)).toMatchObject({
      type: 'actions',
      elements: [{ action_id: 'cancel', value: 'job' }],
    });
  });
});

describe('a limit', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => ({ label: `b${i}`, command: `/c ${i}` }));
  const ids = (count: number, length = 1) =>
    new Map(many(count).map(({ command }) => [command, 'v'.repeat(length)] as const));

  it.each<[string, Reply, RenderOptions, boolean]>([
    ['50 blocks', { nodes: Array(50).fill(heading('h')) }, {}, true],
    ['just below 50 blocks', { nodes: Array(49).fill(heading('h')) }, {}, false],
    ['3000 characters a section', { nodes: [paragraph(say`${'word '.repeat(1000)}`)] }, {}, false],
    ['3000 characters a section, escaped', { nodes: [paragraph(say`${'<'.repeat(1500)}`)] }, {}, false],
    ['3000 characters a line of code', { nodes: [codeBlock('&'.repeat(1900))] }, {}, false],
    ['13,200 characters in all', { nodes: [codeBlock('line\n'.repeat(4000)), paragraph(say`end`)] }, {}, true],
    ['25 buttons a block', { nodes: [buttons(...many(26))] }, { buttonIds: ids(26) }, false],
    [
      '75 characters on a button',
      { nodes: [buttons({ label: '&'.repeat(75), command: '/c 0' })] },
      { buttonIds: ids(1) },
      false,
    ],
    ['2000 characters behind a button', { nodes: [buttons(...many(1))] }, { buttonIds: ids(1, 2001) }, false],
    ['more buttons than fit', { nodes: [buttons(...many(500))] }, { buttonIds: ids(500) }, true],
    ['more pictures than fit', { nodes: Array.from({ length: 60 }, (_, i) => picture(`p${i}`)) }, {}, true],
    ['notes longer than fit', { nodes: [paragraph(say`x`)] }, { notes: ['&'.repeat(5000), 'n'.repeat(5000)] }, false],
  ])('%s', (_, reply, options, overflow) => {
    const rendered = render(reply, options);
    expect(refusal(rendered.blocks as never, new Map())).toBeUndefined();
    expect(rendered.overflow).toBe(overflow);
  });

  it('leaves pictures and buttons, and the text from its beginning', () => {
    const nodes = [
      paragraph(say`first`),
      codeBlock('line\n'.repeat(4000)),
      paragraph(say`last`),
      picture('loss'),
      buttons(...many(1)),
    ];
    const options = { files: new Map([['loss', 'F1']]), buttonIds: ids(1), notes: ['The rest is elsewhere.'] };
    const text = JSON.stringify(render({ nodes }, options).blocks);
    expect(text).toMatch(/first.*line.*F1.*run:4:0.*elsewhere/);
    expect(text).not.toContain('last');
  });

  it.each([71, 72, 73, 74, 75, 76])('never cuts through what is escaped: %i characters', (length) => {
    const label = `${'x'.repeat(length - 3)}&&&`;
    const text = JSON.stringify(blocksOf(buttons({ label, command: '/c 0' }), { buttonIds: ids(1) }));
    expect(text).not.toMatch(/&(?!amp;)/);
  });

  it('cuts a long description of a picture', () => {
    const [image] = blocksOf(picture('loss', 'x'.repeat(5000)), { files: new Map([['loss', 'F1']]) });
    expect((image as { alt_text: string }).alt_text.length).toBe(2000);
  });
});

describe('the text for notifications', () => {
  it.each<[string, Reply, string]>([
    ['begins as the reply does', { nodes: [heading('Loss'), paragraph(say`It ${code('falls')}.`)] }, 'Loss It falls.'],
    ['is escaped', { nodes: [paragraph(say`<!channel> & co`)] }, '&lt;!channel&gt; &amp; co'],
    ['is never empty', { nodes: [picture('loss')] }, 'Chainrule'],
  ])('%s', (_, reply, text) => {
    expect(render(reply).text).toBe(text);
  });

  it('is short', () => {
    expect(render({ nodes: [codeBlock('<'.repeat(9000))] }).text.length).toBeLessThanOrEqual(1000);
  });
});

describe('any reply', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc
      .array(fc.constantFrom('<!channel>', '<@U1>', '`', '```', '*', '_', '~', '&', '\n', ' ', 'x', '👩‍🔬'))
      .map((parts) => parts.join('')),
    fc.string({ maxLength: 40 }).map((part) => part.repeat(200)),
  );
  const spans = fc.array(fc.record({ style: fc.constantFrom('plain', 'code', 'strong'), text }), { maxLength: 6 });
  const node = fc.oneof(
    fc.record({ kind: fc.constant('heading'), text }),
    fc.record({ kind: fc.constant('paragraph'), spans }),
    fc.record({ kind: fc.constant('list'), items: fc.array(spans, { maxLength: 6 }) }),
    fc.record({ kind: fc.constant('code'), text }),
    fc.record({
      kind: fc.constant('table'),
      columns: fc.array(text, { maxLength: 3 }),
      rows: fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 5 }),
    }),
    fc.record({
      kind: fc.constant('buttons'),
      buttons: fc.array(fc.record({ label: text, command: fc.constantFrom('/a', '/b') }), { maxLength: 40 }),
    }),
  ) as unknown as fc.Arbitrary<ReplyNode>;
  const buttonIds = new Map([
    ['/a', 'a'],
    ['/b', 'b'.repeat(2000)],
  ]);

  it('gives a message that Slack takes, with nothing live in it', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 60 }), (nodes) => {
        const { blocks, text: fallback } = render({ nodes }, { buttonIds, notes: ['note'] });
        expect(refusal(blocks as never, new Map())).toBeUndefined();
        expect(JSON.stringify(blocks) + fallback).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        for (const block of blocks) if (block.type === 'section') expectClosed(block.text?.text ?? '');
      }),
      { numRuns: 150 },
    );
  });

  it('gives blocks that the schema allows', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 20 }), (nodes) => {
        expect(violation('Blocks', render({ nodes }, { buttonIds, cancel: 'job' }).blocks)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });
});

/** Every fence and every code span that is opened in a section is closed there. */
function expectClosed(text: string): void {
  if (text.startsWith('```')) expect(text).toMatch(/^```\n(?:(?!```)[\s\S])*\n```$/);
  else expect((text.split('`').length - 1) % 2).toBe(0);
}
