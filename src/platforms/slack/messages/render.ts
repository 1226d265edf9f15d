import { withFittingLabels } from '../../../reply/choices.ts';
import type { Reply } from '../../../reply/document.ts';
import { toText } from '../../../reply/text.ts';
import { LABEL_ON_PHONE, MAX_BLOCKS, MAX_BLOCKS_LENGTH, MAX_BUTTON_LABEL, MAX_FALLBACK, MAX_TEXT } from '../limits.ts';
import { actions, type Block, button, CANCEL, type Known, nodeBlocks, section } from './blocks.ts';
import { cutEscaped, escapeText } from './mrkdwn.ts';

export interface Message {
  readonly blocks: Block[];
  /** What notifications and screen readers of old clients say. */
  readonly text: string;
}

/** A message, and whether something of the reply had no room in it. */
export interface Rendered extends Message {
  readonly overflow: boolean;
}

export interface RenderOptions extends Known {
  /** Sentences about the message itself, such as where the rest of it is. */
  readonly notes?: readonly string[] | undefined;
  /** The id of the job that a Cancel button cancels. */
  readonly cancel?: string | undefined;
}

/** The name of the file with an answer that is too long for a message, and what such a message says. */
export const DETAILS = 'details.txt';
export const DETAILS_BELOW = `This answer is too long for one message: the whole of it is in this conversation as ${DETAILS}.`;

/** Slack counts a label as it is sent. */
const ROOM = {
  most: MAX_BUTTON_LABEL,
  onPhone: LABEL_ON_PHONE,
  length: (label: string): number => escapeText(label).length,
};

/** The most that a note takes. */
const NOTES_ROOM = 400;

/**
 * A reply as Block Kit, within every limit of a message: pictures, buttons and notes come first, then as much of
 * the text as fits, in order. A pure function.
 */
export function render(reply: Reply, options: RenderOptions = {}): Rendered {
  const notes = (options.notes ?? []).map((note) => section(cutEscaped(note, NOTES_ROOM)));
  const cancel = options.cancel === undefined ? [] : [actions([button('Cancel', CANCEL, options.cancel)])];
  const nodes = withFittingLabels(reply, ROOM);
  const blocks = nodes.flatMap((node, i) => {
    const essential = node.kind === 'picture' || node.kind === 'buttons';
    return nodeBlocks(node, options, i).map((block) => ({ block, essential }));
  });
  const extras = [...notes, ...cancel];
  const room = new Room(extras);
  const kept = new Set<Block>();
  for (const { block, essential } of blocks) if (essential && room.take(block)) kept.add(block);
  let full = false;
  for (const { block, essential } of blocks) {
    if (essential) continue;
    full ||= !room.take(block);
    if (!full) kept.add(block);
  }
  const shown = blocks.filter(({ block }) => kept.has(block)).map(({ block }) => block);
  return { blocks: [...shown, ...extras], text: fallback(reply), overflow: shown.length < blocks.length };
}

/** A short reply, that certainly fits, as a message. */
export function message(reply: Reply, options?: RenderOptions): Message {
  const { blocks, text } = render(reply, options);
  return { blocks, text };
}

/** A reply as text alone, in a fixed-width font as it is written for, cut where it is too long: nothing of it can be refused. */
export function textOnly(reply: Reply): Message {
  const text = cutEscaped(toText(reply).replaceAll('```', "'''"), MAX_TEXT);
  return { blocks: [], text: `\`\`\`\n${text}\n\`\`\`` };
}

/** What is left of the limits of one message. */
class Room {
  private count = MAX_BLOCKS;
  private length = MAX_BLOCKS_LENGTH - 2;

  /** A note on what had no room must always have some. */
  constructor(extras: readonly Block[]) {
    for (const block of extras) this.take(block);
    if (extras.length === 0) {
      this.count -= 1;
      this.length -= NOTES_ROOM;
    }
  }

  take(block: Block): boolean {
    const length = JSON.stringify(block).length + 1;
    if (this.count < 1 || this.length < length) return false;
    this.count -= 1;
    this.length -= length;
    return true;
  }
}

/** The first words of the reply. */
function fallback({ nodes }: Reply): string {
  const spoken = nodes.filter(({ kind }) => kind !== 'buttons' && kind !== 'picture').slice(0, 2);
  const text = toText({ nodes: spoken }).replaceAll(/\s+/g, ' ').trim();
  return cutEscaped(text.replaceAll('`', ''), MAX_FALLBACK) || 'Chainrule';
}
