import { expect } from 'vitest';
import { render as renderDiscord } from '../../src/platforms/discord/render.ts';
import { render as renderSlack } from '../../src/platforms/slack/messages/render.ts';
import { render as renderWeb } from '../../src/platforms/web/render.ts';
import type { Reply } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { decode, textOf } from '../support/web/markup.ts';

/** What a person gets to see of a reply on a platform. */
interface Shown {
  /** All running text, headings, code and tables, as the platform is given them. */
  readonly text: string;
  readonly alts: readonly string[];
  /** The names of the files that it shows or says to be there. */
  readonly files: readonly string[];
  readonly buttons: readonly { readonly label: string; readonly id: string }[];
  /** Is everything of the reply in it? */
  readonly whole: boolean;
  /** Texts that must not be more than so long, and lists that must not have more items. */
  readonly limits: readonly { readonly what: string; readonly is: number; readonly atMost: number }[];
  /** The whole outgoing thing, to compare two renderings. */
  readonly raw: string;
}

export interface Renderer {
  readonly name: string;
  /** A mention, as this platform would bring it to life. */
  readonly liveMention: RegExp;
  readonly show: (reply: Reply) => Shown;
}

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);

const pictures = ({ nodes }: Reply) => nodes.filter((node) => node.kind === 'picture');
const lines = ({ nodes }: Reply) => nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));

/** The files of a reply that a text names. */
const filesIn = (text: string, { nodes }: Reply): string[] =>
  nodes.flatMap((node) => (node.kind === 'file' && text.includes(node.name) ? [node.name] : []));

/** Every string behind one of these keys, anywhere inside. */
function stringsOf(thing: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(thing)) return thing.flatMap((item) => stringsOf(item, keys));
  if (typeof thing !== 'object' || thing === null) return [];
  return Object.entries(thing).flatMap(([key, value]) =>
    typeof value === 'string' ? (keys.includes(key) ? [value] : []) : stringsOf(value, keys),
  );
}

interface Component {
  readonly type: number;
  readonly components?: readonly (Component & { readonly label?: string; readonly custom_id?: string })[];
}

const discord: Renderer = {
  name: 'discord',
  liveMention: /<[@#][!&]?\d+>|@everyone|@here/,
  show(reply) {
    const { body, files } = renderDiscord(reply, {
      pictures: new Map(pictures(reply).map(({ name }) => [name, PNG])),
      buttonIds: new Map(lines(reply).map(({ command }, i) => [command, `b${i}`])),
    });
    expect(body.allowed_mentions).toEqual({ parse: [] });
    const components = body.components as unknown as Component[];
    const all = components.flatMap((component) => [component, ...(component.components ?? [])]);
    const texts = stringsOf(components, ['content']);
    const buttons = components.flatMap(({ type, components: inner = [] }) => (type === 1 ? inner : []));
    return {
      text: texts.join('\n'),
      alts: stringsOf(components, ['description']),
      files: stringsOf(
        components.filter(({ type }) => type === 13),
        ['url'],
      ).map((url) => url.replace('attachment://', '')),
      // A link has no id.
      buttons: buttons.flatMap(({ label = '', custom_id: id }) => (id === undefined ? [] : [{ label, id }])),
      whole: !files.some(({ name }) => name === 'answer.txt'),
      limits: [
        { what: 'components', is: all.length, atMost: 40 },
        { what: 'characters', is: texts.join('').length, atMost: 4000 },
        { what: 'attachments', is: files.length, atMost: 10 },
        ...stringsOf(components, ['label']).map((label) => ({ what: 'label', is: label.length, atMost: 80 })),
        ...stringsOf(components, ['description']).map((alt) => ({ what: 'alt text', is: alt.length, atMost: 1024 })),
      ],
      raw: JSON.stringify({ body, files }),
    };
  },
};

interface Block {
  readonly type: string;
  readonly elements?: readonly { readonly text: { readonly text: string }; readonly value?: string }[];
}

const slack: Renderer = {
  name: 'slack',
  liveMention: /<(!|@U|#C|https?:)/,
  show(reply) {
    const { blocks, overflow } = renderSlack(reply, {
      files: new Map(pictures(reply).map(({ name }, i) => [name, `F${i}`])),
      buttonIds: new Map(lines(reply).map(({ command }, i) => [command, `b${i}`])),
    });
    const actions = (blocks as unknown as Block[]).filter(({ type }) => type === 'actions');
    const texts = blocks.filter(({ type }) => type !== 'actions').flatMap((block) => stringsOf(block, ['text']));
    return {
      text: texts.join('\n'),
      alts: stringsOf(blocks, ['alt_text']),
      files: filesIn(texts.join('\n'), reply),
      buttons: actions.flatMap(({ elements = [] }) =>
        elements.map(({ text, value = '' }) => ({ label: text.text, id: value })),
      ),
      whole: !overflow,
      limits: [
        { what: 'blocks', is: blocks.length, atMost: 50 },
        { what: 'characters of blocks', is: JSON.stringify(blocks).length, atMost: 13_200 },
        ...texts.map((text) => ({ what: 'section', is: text.length, atMost: 3000 })),
        ...actions.map(({ elements = [] }) => ({ what: 'buttons in a row', is: elements.length, atMost: 25 })),
        ...stringsOf(blocks, ['alt_text']).map((alt) => ({ what: 'alt text', is: alt.length, atMost: 2000 })),
      ],
      raw: JSON.stringify(blocks),
    };
  },
};

const terminal: Renderer = {
  name: 'terminal',
  // A terminal calls nobody.
  liveMention: /(?!)/,
  show(reply) {
    const text = toText(reply);
    return {
      text,
      files: filesIn(text, reply),
      alts: pictures(reply).map(({ alt }) => (text.includes(alt) ? alt : '')),
      buttons: lines(reply)
        .filter(({ command }) => text.includes(command))
        .map(({ label, command }) => ({ label, id: command })),
      whole: true,
      limits: [],
      raw: text,
    };
  },
};

const web: Renderer = {
  name: 'web',
  // A page calls nobody; that nothing typed becomes markup has tests of its own.
  liveMention: /(?!)/,
  show(reply) {
    const html = renderWeb(reply, {
      pictureUrl: ({ name }) => `/${name}`,
      fileUrl: ({ name }) => `/${name}`,
    }).toString();
    return {
      text: textOf(
        html
          .replace(/<figure>.*?<\/figure>|<button.*?<\/button>/g, '')
          .replace(/<pre[^>]*><code>|<\/code><\/pre>/g, '\n')
          .replace(/<\/?code>/g, '`'),
      ),
      alts: [...html.matchAll(/<img src="[^"]*" alt="([^"]*)"/g)].map(([, alt = '']) => decode(alt)),
      files: [...html.matchAll(/<a href="[^"]*" download="([^"]*)">Save \1<\/a>/g)].map(([, name = '']) =>
        decode(name),
      ),
      buttons: [...html.matchAll(/<button type="button" data-command="([^"]*)"[^>]*>([^<]*)</g)].map(
        ([, id = '', label = '']) => ({ label: decode(label), id: decode(id) }),
      ),
      whole: true,
      limits: [],
      raw: html,
    };
  },
};

export const renderers: readonly Renderer[] = [terminal, discord, slack, web];
