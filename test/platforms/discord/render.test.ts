import { describe, expect, it } from 'vitest';
import { render } from '../../../src/platforms/discord/render.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../../src/reply/build.ts';
import type { Picture, ReplyNode, Span } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { messageProblems } from '../../support/discord/check-message.ts';

const PNG = new Uint8Array([1, 2, 3]);

const picture = (name: string, alt = 'what it shows'): Picture => ({
  kind: 'picture',
  name,
  alt,
  width: 10,
  height: 10,
  drawing: { type: 'chart', chart: {} },
});

/** Renders nodes, with every picture drawn and an id for every button, and checks them by Discord's rules. */
function rendered(...nodes: ReplyNode[]) {
  const pictures = nodes.flatMap((node) => (node.kind === 'picture' ? [[node.name, PNG] as const] : []));
  const lines = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : [])).map(({ command }) => command);
  const message = render(
    { nodes },
    { pictures: new Map(pictures), buttonIds: new Map(lines.map((x) => [x, `>${x}`])) },
  );
  const uploads = message.files.map(({ name, data }, i) => [`files[${i}]`, { name, bytes: data as Buffer }] as const);
  expect(messageProblems({ ...message.body }, new Map(uploads))).toEqual([]);
  return message;
}

const contents = (...nodes: ReplyNode[]): string[] =>
  rendered(...nodes).body.components.flatMap((component) => ('content' in component ? [component.content] : []));

it('a moment is counted down to by every client, and by nothing that looks like one', () => {
  const at = Date.UTC(2026, 10, 22, 14, 31, 7, 900);
  const left: Span = { style: 'time', at, text: 'in 42 s, at 14:31:07 UTC' };
  expect(contents(paragraph(say`Closes ${left}. <t:1:R>`))).toEqual(['Closes <t:1795357867:R>. \\<t:1:R\\>']);
});

it('a link is a button that leads there, unless Discord takes no such address', () => {
  const url = 'https://example.org/lab?data=moons&lr=0.3';
  const long = `${url}&data=${'1'.repeat(512)}`;
  const links = [url, long].map((address) => ({ label: 'Open in the lab', url: address }));
  expect(rendered({ kind: 'links', links }).body.components).toEqual([
    { type: 1, components: [{ type: 2, style: 5, label: 'Open in the lab', url }] },
  ]);
});

describe('nodes on Discord', () => {
  it.each<[string, ReplyNode, string[]]>([
    ['heading', heading('Loss *falls*\nfast'), ['## Loss \\*falls\\* fast']],
    ['paragraph', paragraph(say`Raise ${code('a*b')} by ${strong('0.01')}.`), ['Raise `a*b` by **0.01**.']],
    ['bold with space around', paragraph([strong(' now ')]), [' **now** ']],
    ['blank code', paragraph([code(' '), strong('x')]), [' **x**']],
    ['nothing', paragraph([]), ['There is nothing to show.']],
    ['list', list([say`one`, say`two\nlines`]), ['- one\n- two\n  lines']],
    ['code', codeBlock('L = a*b'), ['```\nL = a*b\n```']],
    ['code with a fence in it', codeBlock('```\nx'), ['```\n`\u200b`\u200b`\nx\n```']],
    ['blank code block', codeBlock(' \n'), ['There is nothing to show.']],
    ['table', table(['i', 'loss'], [['0', '6.3']]), ['```\ni  loss\n0   6.3\n```']],
    [
      'progress',
      { kind: 'progress', done: 5, total: 20, note: 'loss 0.1' },
      ['▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱▱▱▱▱▱ step 5 of 20, loss 0.1'],
    ],
  ])('%s', (_, node, expected) => {
    expect(contents(node)).toEqual(expected);
  });

  it.each([
    ['# no heading', '\\# no heading'],
    ['-# no small print', '\\-# no small print'],
    ['1. no list', '1\\. no list'],
    ['> no quotation', '\\> no quotation'],
    ['line\n- no list', 'line\n\\- no list'],
    ['a - b # c 1.5', 'a - b # c 1.5'],
    ['1.5 is a number', '1.5 is a number'],
    ['_a_ ~~b~~ ||c|| `d`', '\\_a\\_ \\~\\~b\\~\\~ \\|\\|c\\|\\| \\`d\\`'],
    ['[a](https://b)', '\\[a\\](https\\://b)'],
    ['@everyone @here <@1> <@!2> <@&3>', '@\u200beveryone @\u200bhere \\<@\u200b1\\> \\<@\u200b!2\\> \\<@\u200b&3\\>'],
    ['a\\b', 'a\\\\b'],
    ['me@example.com', 'me@example.com'],
  ])('plain text stays plain: %s', (typed, shown) => {
    expect(contents(paragraph(say`${typed}`))).toEqual([shown]);
  });

  it('lets nothing out of inline code', () => {
    expect(contents(paragraph([code('a` **b**\n@everyone')]))).toEqual(['`aˋ **b** @\u200beveryone`']);
  });

  it('shows a picture with its alt text, and attaches it', () => {
    const { body, files } = rendered(picture('loss', 'the loss falls'));
    expect(body.components).toEqual([
      { type: 12, items: [{ media: { url: 'attachment://loss.png' }, description: 'the loss falls' }] },
    ]);
    expect(body.attachments).toEqual([{ id: '0', filename: 'loss.png', description: 'the loss falls' }]);
    expect(files).toMatchObject([{ name: 'loss.png', contentType: 'image/png' }]);
  });

  it('says what a picture would show that was not drawn or is too large', () => {
    const say = '(No picture this time. It would show: the loss falls)';
    for (const bytes of [undefined, new Uint8Array(11 * 1024 * 1024)]) {
      const pictures = new Map(bytes ? [['loss', bytes]] : []);
      const { body, files } = render(
        { nodes: [picture('loss', 'the loss falls')] },
        { pictures, buttonIds: new Map() },
      );
      expect(body.components).toEqual([{ type: 10, content: say }]);
      expect(files).toEqual([]);
    }
  });

  it('puts five buttons in a row, each line once, labels within their limit', () => {
    const items = [1, 2, 3, 4, 5, 6, 6].map((i) => ({
      label: i === 1 ? 'x'.repeat(100) : `b${i}`,
      command: `/c ${i}`,
    }));
    const { components } = rendered(buttons(...items, { label: ' ', command: '/help' })).body;
    const labels = components.map((row) =>
      'components' in row ? row.components.map((one) => 'label' in one && one.label) : [],
    );
    expect(labels).toEqual([
      [`${'x'.repeat(79)}…`, 'b2', 'b3', 'b4', 'b5'],
      ['b6', '/help'],
    ]);
  });

  it('leaves a button out that has no id', () => {
    const nodes = [paragraph(say`x`), buttons({ label: 'a', command: '/a' })];
    expect(render({ nodes }, { pictures: new Map(), buttonIds: new Map() }).body.components).toHaveLength(1);
  });

  it('adds a button that stops the work', () => {
    const nodes: ReplyNode[] = [{ kind: 'progress', done: 0, total: 1, note: '' }];
    const { components } = render({ nodes }, { pictures: new Map(), buttonIds: new Map(), cancelId: 'stop:1' }).body;
    expect(components[1]).toMatchObject({ type: 1, components: [{ label: 'Cancel', custom_id: 'stop:1' }] });
  });
});

describe('limits of a message on Discord', () => {
  const NOTICE = 'This is too long for one message: all of it is in `answer.txt`.';
  const text = (length: number): ReplyNode => paragraph(say`${'x'.repeat(length)}`);
  const some = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

  it('fills a message to the last character', () => {
    expect(contents(text(2000), text(2000))).toHaveLength(2);
  });

  it('stops reading where the text is full, keeps pictures and buttons, and attaches all of it', () => {
    const nodes = [
      text(100),
      picture('loss'),
      codeBlock('y'.repeat(4000)),
      text(1),
      buttons({ label: 'b', command: '/b' }),
    ];
    const { body, files } = rendered(...nodes);
    expect(body.components.map(({ type }) => type)).toEqual([10, 12, 10, 10, 13, 1]);
    expect(body.components[3]).toEqual({ type: 10, content: NOTICE });
    expect(body.attachments.map(({ filename }) => filename)).toEqual(['loss.png', 'answer.txt']);
    expect(String(files[1]?.data)).toBe(toText({ nodes }));
  });

  it('shows the first lines of a block that is too long, to the last line that has room', () => {
    const lines = some(400, (i) => `line ${i} of a derivation`);
    const [before = '', start = '', notice, ...behind] = contents(text(100), codeBlock(lines.join('\n')), text(1));
    expect([before.length, notice, behind]).toEqual([100, NOTICE, []]);
    const shown = start.split('\n');
    expect([shown[0], shown.at(-1)]).toEqual(['```', '```']);
    expect(shown.slice(1, -1)).toEqual(lines.slice(0, shown.length - 2));
    const used = before.length + start.length + NOTICE.length;
    expect(used).toBeLessThanOrEqual(4000);
    expect(used + 1 + (lines[shown.length - 2] as string).length).toBeGreaterThan(4000);
  });

  it('shows nothing of a block where there is hardly any room', () => {
    expect(contents(text(3800), codeBlock(some(100, (i) => `line ${i}`).join('\n')))).toEqual([
      'x'.repeat(3800),
      NOTICE,
    ]);
  });

  it.each<[string, ReplyNode[], boolean]>([
    ['40 texts', some(40, () => text(1)), false],
    ['41 texts, joined', some(41, () => text(1)), false],
    ['one text of 4001', [text(4001)], true],
    ['41 texts of 100', some(41, () => text(100)), true],
    ['10 pictures', some(10, (i) => picture(`p${i}`)), false],
    ['11 pictures', some(11, (i) => picture(`p${i}`)), true],
    ['30 buttons', [buttons(...some(30, (i) => ({ label: `${i}`, command: `/c ${i}` })))], false],
    ['60 buttons', [buttons(...some(60, (i) => ({ label: `${i}`, command: `/c ${i}` })))], true],
    ['texts and pictures in turn', some(15, (i) => [text(9), picture(`p${i}`)]).flat(), true],
    [
      '1000 nodes of everything',
      some(250, (i) => [text(9), codeBlock('x'), heading('h'), picture(`p${i}`)]).flat(),
      true,
    ],
  ])('%s', (_, nodes, shortened) => {
    const { body, files } = rendered(...nodes);
    const said = body.components.some((component) => 'content' in component && component.content === NOTICE);
    expect([said, files.some(({ name }) => name === 'answer.txt')]).toEqual([shortened, shortened]);
  });

  it('cuts an alt text and the file at their limits', () => {
    const { body } = rendered(picture('loss', 'x'.repeat(2000)));
    expect(body.attachments[0]?.description).toHaveLength(1024);
    const { files } = rendered(codeBlock('x'.repeat(11 * 1024 * 1024)));
    expect((files[0]?.data as Buffer).length).toBe(10 * 1024 * 1024);
  });
});
