import type { types } from '@slack/bolt';
import type { FileNode, Link, Picture, ReplyNode, Span } from '../../../reply/document.ts';
import { toText } from '../../../reply/text.ts';
import { cut } from '../../cut.ts';
import { MAX_ACTIONS, MAX_ALT, MAX_BUTTON_LABEL, MAX_BUTTON_VALUE, MAX_HEADER, MAX_SECTION } from '../limits.ts';
import { cutEscaped, escapeText, fencedLines, pack, pieces } from './mrkdwn.ts';

export type Block = types.KnownBlock;

/** Where a file has come to be: in the conversation, in the asker's own one with the bot, or nowhere. */
export type FileLocation = 'here' | 'sent' | 'nowhere';

/** What stands outside the reply and is needed for its blocks. */
export interface Known {
  /** The files of pictures that were uploaded, by the picture's name. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** The ids of buttons, by their command lines. A button without one is left out. */
  readonly buttonIds?: ReadonlyMap<string, string> | undefined;
  /** Where files have come to be, by their names. */
  readonly shared?: ReadonlyMap<string, FileLocation> | undefined;
}

/** Of the ids of buttons: what a click on them means. */
export const RUN = 'run';
export const ASK = 'ask';
export const CANCEL = 'cancel';

/** Of a file that could not be shared this much is shown. */
const MAX_EXCERPT = 2500;

const WHERE: Readonly<Record<FileLocation, string>> = {
  here: 'is in this conversation as a file.',
  sent: 'is in your conversation with me as a file.',
  nowhere: 'could not be shared as a file here. It says:',
};

const FENCE = '```';
const BAR = 20;

/** The blocks of one node, each within the limits of a block; `index` is the node's place in the reply. */
export function nodeBlocks(node: ReplyNode, { files, buttonIds, shared }: Known, index: number): Block[] {
  switch (node.kind) {
    case 'heading':
      return headingBlocks(node.text);
    case 'paragraph':
      return sections(pieces(node.spans), '');
    case 'list':
      return sections(node.items.flatMap(itemPieces), '');
    case 'code':
      return fenced(node.text);
    case 'table':
      return fenced(toText({ nodes: [node] }));
    case 'picture':
      return pictureBlocks(node, files?.get(node.name));
    case 'file':
      return fileBlocks(node, shared?.get(node.name) ?? 'nowhere');
    case 'buttons':
      return rows(
        node.buttons.flatMap(({ label, command, input }, i) => {
          const value = buttonIds?.get(command);
          return value === undefined || value.length > MAX_BUTTON_VALUE
            ? []
            : [button(label, `${input === undefined ? RUN : ASK}:${index}:${i}`, value)];
        }),
      );
    case 'links':
      return node.links
        .map(linkText)
        .filter((text) => text.length <= MAX_SECTION)
        .map(section);
    case 'progress': {
      const filled = Math.round((BAR * node.done) / node.total);
      const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
      const words = `step ${node.done} of ${node.total}, ${node.note}`;
      return sections([`\`${bar}\` `, ...pieces([{ style: 'plain', text: words }])], '');
    }
  }
}

function headingBlocks(text: string): Block[] {
  const escaped = cutEscaped(text, MAX_HEADER + 1);
  if (escaped.length > MAX_HEADER) return sections(pieces([{ style: 'strong', text }]), '');
  if (text.trim() === '') return [];
  return [{ type: 'header', text: { type: 'plain_text', text: escaped, emoji: false } }];
}

function itemPieces(item: readonly Span[], i: number): string[] {
  const [first = '', ...rest] = pieces(item);
  return [`${i > 0 ? '\n' : ''}• ${first}`, ...rest];
}

function pictureBlocks({ alt }: Picture, file: string | undefined): Block[] {
  const words = cut(alt, MAX_ALT);
  if (file !== undefined) return [{ type: 'image', slack_file: { id: file }, alt_text: words }];
  return sections(pieces([{ style: 'plain', text: `Picture: ${words}` }]), '');
}

function fileBlocks({ name, text }: FileNode, shared: FileLocation): Block[] {
  const said = section(`\`${name}\` ${WHERE[shared]}`);
  return shared === 'nowhere' ? [said, ...fenced(cut(text, MAX_EXCERPT))] : [said];
}

const linkText = ({ label, url }: Link): string =>
  `<${escapeText(url).replaceAll('|', '%7C')}|${escapeText(label).replaceAll('|', '')}>`;

const fenced = (text: string): Block[] =>
  pack(fencedLines(text), '\n', MAX_SECTION - 2 * FENCE.length - 2)
    .filter((part) => part.trim() !== '')
    .map((part) => section(`${FENCE}\n${part}\n${FENCE}`));

const sections = (parts: readonly string[], separator: string): Block[] =>
  pack(parts, separator, MAX_SECTION)
    .filter((text) => text.trim() !== '')
    .map(section);

/** `verbatim` keeps Slack from making links and mentions of names and addresses. */
export const section = (text: string): Block => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

export const button = (label: string, id: string, value: string): types.Button => ({
  type: 'button',
  text: { type: 'plain_text', text: cutEscaped(label, MAX_BUTTON_LABEL) || '…', emoji: false },
  action_id: id,
  value,
});

export const actions = (elements: types.Button[]): Block => ({ type: 'actions', elements });

function rows(buttons: types.Button[]): Block[] {
  const count = Math.ceil(buttons.length / MAX_ACTIONS);
  return Array.from({ length: count }, (_, i) => actions(buttons.slice(i * MAX_ACTIONS, (i + 1) * MAX_ACTIONS)));
}
