import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dispatcher } from '../../../src/dispatch/dispatcher.ts';
import { render as renderDiscord } from '../../../src/platforms/discord/render.ts';
import { render as renderSlack } from '../../../src/platforms/slack/messages/render.ts';
import type { Html } from '../../../src/platforms/web/html.ts';
import { discordShown, markdownHtml } from '../../../src/platforms/web/preview/discord.ts';
import { messageHtml } from '../../../src/platforms/web/preview/message.ts';
import { preview } from '../../../src/platforms/web/preview/preview.ts';
import { mrkdwnHtml, slackShown } from '../../../src/platforms/web/preview/slack.ts';
import { buttons, code, codeBlock, heading, list, paragraph, say, strong, table } from '../../../src/reply/build.ts';
import type { ReplyNode } from '../../../src/reply/document.ts';
import { HOSTILE, tagsOf, textOf } from '../../support/web/markup.ts';
import { picture } from '../../support/web/rig.ts';

const line = '/grad a --detail full';
const asking = '/quiz answer s7Kq2mPa.1';
const ids = new Map([
  [line, 'id'],
  [asking, 'id2'],
]);
const known = new Map([
  ['id', { label: 'Every step', command: line }],
  ['id2', { label: 'Type my answer', command: asking, input: 'Your number' }],
]);

function discord(...nodes: ReplyNode[]): string {
  const pictures = new Map([['loss', new Uint8Array(1)]]);
  const message = renderDiscord({ nodes }, { pictures, buttonIds: ids });
  const shown = { urls: new Map([['loss.png', '/loss']]), buttons: known };
  return messageHtml(discordShown(message, shown)).toString();
}

function slack(...nodes: ReplyNode[]): string {
  const shared = new Map([['scores.csv', 'here' as const]]);
  const message = renderSlack({ nodes }, { files: new Map([['loss', 'F1']]), buttonIds: ids, shared });
  const shown = { urls: new Map([['F1', '/loss']]), buttons: known, overflow: message.overflow };
  return messageHtml(slackShown(message, shown)).toString();
}

/** The payload beneath has every text once more, as JSON. */
const message = (html: string): string => html.slice(0, html.indexOf('<details'));

const both = [
  ['Discord', discord],
  ['Slack', slack],
] as const;

describe.each(both)('as %s shows it', (_, show) => {
  it('has everything of the reply', () => {
    const html = show(
      heading('Loss *falls*'),
      paragraph(say`Raise ${code('a*b')} by ${strong('much')} & more_or_less`),
      list([say`one`, say`two`]),
      codeBlock('L = a*b\n  < 4'),
      table(['i'], [['0']]),
      picture('loss'),
      buttons({ label: 'Every step', command: line }),
    );
    const shown = message(html);
    expect(shown).toContain('<code>a*b</code>');
    expect(shown).toContain('<strong>much</strong>');
    expect(shown).toMatch(/<pre class="wide"><code>L = a\*b\n {2}&lt; 4<\/code><\/pre>/);
    expect(shown).toContain('<img src="/loss" alt="What loss shows">');
    expect(shown).toContain(`<button type="button" data-command="${line}">Every step</button>`);
    expect(textOf(shown)).toContain('& more');
    expect(textOf(shown)).not.toMatch(/\*\*|```|&amp;|\\/);
    expect(shown).not.toContain('class="cut"');
  });

  it('has files, and buttons that ask for a text first', () => {
    const shown = message(
      show(
        { kind: 'file', name: 'scores.csv', text: 'name,points\nAna,3\n' },
        buttons({ label: 'Type my answer', command: asking, input: 'Your number' }),
      ),
    );
    expect(shown).toContain('scores.csv');
    expect(shown).toContain(`data-command="${asking}" data-input="Your number">Type my answer</button>`);
    expect(shown).not.toContain('class="cut"');
  });

  it('says what is cut', () => {
    expect(show(paragraph(say`${'word '.repeat(5000)}`))).toMatch(/<p class="cut">[^<]*the whole answer/);
  });

  it('shows exactly what is sent', () => {
    const json = /<summary>What \w+ is sent<\/summary><pre class="wide"><code>([\s\S]*)<\/code>/.exec(
      show(paragraph(say`a <b>`)),
    )?.[1];
    expect(JSON.stringify(JSON.parse(textOf(json ?? '')))).toMatch(/a (\\\\<b\\\\>|&lt;b&gt;)/);
  });

  const nodes = (text: string): ReplyNode[] => [
    heading(text),
    paragraph([...say`${text}`, code(text)]),
    codeBlock(text),
  ];
  const ALLOWED = ['div', 'p', 'span', 'strong', 'code', 'pre', 'details', 'summary'];

  const alien = (html: string) =>
    tagsOf(html)
      .filter(({ name, attributes }) => {
        const known = ALLOWED.includes(name.replace('/', ''));
        return !known || attributes.some((one) => !['class', 'role', 'aria-label', 'aria-hidden'].includes(one));
      })
      .map(({ name }) => name);

  it.each(HOSTILE)('what somebody typed stays text: %j', (text) => {
    expect(alien(show(...nodes(text)))).toEqual([]);
  });

  it('whatever it is', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('<', '>', '"', "'", '&', '\\', '*', '`', '\n', '-', '#', 'lt;', 'b', ' '),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        expect(alien(show(...nodes(text)))).toEqual([]);
      }),
    );
  });
});

it.each(['discord', 'slack'] as const)('on %s a picture that was not drawn is its words', async (platform) => {
  const dispatcher = { buttonId: async () => line } as unknown as Dispatcher;
  const answer = {
    reply: { nodes: [picture('loss'), picture('gone')] },
    pictures: new Map([['loss', new Uint8Array(1)]]),
  };
  const shown = message((await preview(platform, { dispatcher, id: 'a1', answer })).toString());
  expect(shown).toContain('alt="What loss shows"');
  expect(shown).not.toContain('alt="What gone shows"');
  expect(textOf(shown)).toContain('What gone shows');
});

describe('the markup that the renderers write', () => {
  it.each<[(text: string) => Html, string, string]>([
    [markdownHtml, '## Loss \\*falls\\*', '<p class="large">Loss *falls*</p>'],
    [markdownHtml, '- one\n- two\n  lines', '<p class="item">one</p><p class="item">two\nlines</p>'],
    [markdownHtml, 'a **b \\* c** `d*e`', '<p>a <strong>b * c</strong> <code>d*e</code></p>'],
    [markdownHtml, '```\n\\<x>\n```', '<pre class="wide"><code>\\&lt;x&gt;</code></pre>'],
    [markdownHtml, '1\\. no list \\- here', '<p>1. no list - here</p>'],
    [mrkdwnHtml, '*bold* &lt;!channel&gt; `a*b`', '<p><strong>bold</strong> &lt;!channel&gt; <code>a*b</code></p>'],
    [mrkdwnHtml, '```\na &amp; b\n```', '<pre class="wide"><code>a &amp; b</code></pre>'],
    [mrkdwnHtml, '&amp;lt;', '<p>&amp;lt;</p>'],
  ])('%o %s', (show, text, html) => {
    expect(show(text).toString()).toBe(html);
  });
});
