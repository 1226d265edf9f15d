import { describe, expect, it } from 'vitest';
import { commandProblems } from '../../support/discord/check-commands.ts';
import { messageProblems } from '../../support/discord/check-message.ts';
import { Conversations } from '../../support/discord/conversations.ts';
import { Payloads } from '../../support/discord/payloads.ts';
import type { Made } from '../../support/discord/rest.ts';

const text = { type: 10, content: 'x' };
const button = { type: 2, style: 2, label: 'x', custom_id: 'x' };
const picture = { type: 12, items: [{ media: { url: 'attachment://a.png' }, description: 'a' }] };
const body = (more: object): Record<string, unknown> => ({
  flags: 1 << 15,
  allowed_mentions: { parse: [] },
  components: [text],
  ...more,
});
const row = (...components: object[]): object => ({ components: [{ type: 1, components }] });

describe('the fake Discord refuses messages that the real one refuses', () => {
  it('and takes others', () => {
    expect(messageProblems(body({}), new Map())).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['live mentions', { allowed_mentions: undefined }, 'allowed_mentions'],
    ['content', { content: 'x' }, 'content'],
    ['an unknown field', { silent: true }, 'no "silent"'],
    ['an unknown field of a component', { components: [{ ...text, style: 1 }] }, 'no "style"'],
    ['no flag', { flags: 0 }, 'Components V2'],
    ['nothing', { components: [] }, 'none'],
    ['41 components', { components: Array(41).fill(text) }, '41 components'],
    ['4001 characters', { components: [text, { type: 10, content: 'x'.repeat(4000) }] }, '4001 characters'],
    ['a blank text', { components: [{ type: 10, content: ' ' }] }, 'no length'],
    ['six buttons in a row', row(...'123456'.split('').map((custom_id) => ({ ...button, custom_id }))), '6 buttons'],
    ['an id twice', row(button, button), 'unique'],
    ['a long id', row({ ...button, custom_id: 'x'.repeat(101) }), 'custom_id'],
    ['a long label', row({ ...button, label: 'x'.repeat(81) }), 'label'],
    ['a picture that is not attached', { components: [picture] }, 'a.png is not attached'],
    ['an attachment without a file', { attachments: [{ id: '0' }] }, 'has no file'],
  ])('%s', (_, more, problem) => {
    expect(messageProblems(body(more), new Map()).join()).toContain(problem);
  });

  it('an attachment that no component shows', () => {
    const upload = new Map([['files[0]', { name: 'a.png', bytes: new Uint8Array(1) }]]);
    expect(messageProblems(body({ attachments: [{ id: '0' }] }), upload)).toEqual(['a.png is shown by no component']);
    expect(messageProblems(body({ attachments: [{ id: '0' }], components: [picture] }), upload)).toEqual([]);
  });
});

describe('the fake Discord refuses commands that the real one refuses', () => {
  const command = (more: object): Record<string, unknown> => ({ name: 'x', description: 'x', ...more });
  const option = (more: object): object => ({ options: [{ type: 3, name: 'x', description: 'x', ...more }] });

  it.each<[string, object, boolean, string]>([
    ['a name in capitals', { name: 'X' }, true, 'name'],
    ['no description', { description: '' }, true, 'description'],
    ['contexts in a guild', { contexts: [0] }, false, 'no "contexts"'],
    ['26 options', { options: Array(26).fill({ type: 5, name: 'x', description: 'x' }) }, true, '26 options'],
    [
      'choices and autocomplete',
      option({ autocomplete: true, choices: [{ name: 'x', value: 'x' }] }),
      true,
      'autocomplete',
    ],
    ['a range of text', option({ min_value: 1 }), true, 'no "min_value"'],
  ])('%s', (_, more, global, problem) => {
    expect(commandProblems([command(more)], global).join()).toContain(problem);
  });
});

describe('the fake Discord refuses what comes too late or twice', () => {
  const made = (content: object): Made => ({
    method: 'POST',
    path: '',
    body: content,
    uploads: new Map(),
    authorized: false,
    query: new URLSearchParams(),
    status: 0,
  });
  const open = () => {
    const conversations = new Conversations();
    return { conversations, ...conversations.open(new Payloads().slash('x', {}, {})) };
  };

  it('an acknowledgement after 3 s, or a second one', () => {
    const { conversations, token } = open();
    conversations.now += 2999;
    conversations.acknowledge(token, made({ type: 5 }));
    expect(() => conversations.acknowledge(token, made({ type: 5 }))).toThrow('already been acknowledged');
    const late = open();
    late.conversations.now += 3001;
    expect(() => late.conversations.acknowledge(late.token, made({ type: 5 }))).toThrow('Unknown interaction');
  });

  it('an edit before the acknowledgement, or after 15 minutes', () => {
    const { conversations, token } = open();
    expect(() => conversations.edit(token, made(body({})))).toThrow('Unknown Webhook');
    conversations.acknowledge(token, made({ type: 5 }));
    conversations.now += 15 * 60 * 1000 + 1;
    expect(() => conversations.edit(token, made(body({})))).toThrow('Invalid Webhook Token');
  });

  it('makes a first follow-up as public as the reply that is awaited', () => {
    const { conversations } = open();
    const asked = conversations.open(new Payloads().slash('x', {}, {}));
    conversations.acknowledge(asked.token, made({ type: 5 }));
    conversations.followUp(asked.token, made(body({ flags: (1 << 15) | 64 })));
    expect(asked.followups).toEqual([]);
    expect(asked.states[0]?.ephemeral).toBe(false);
  });
});
