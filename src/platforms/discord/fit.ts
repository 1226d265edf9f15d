import { MAX_ATTACHMENTS, MAX_COMPONENTS, MAX_TEXT } from './limits.ts';
import { startOfFence } from './markdown.ts';
import type { Part } from './parts.ts';

/** A message's room, as Discord counts it. */
interface Room {
  readonly components: number;
  readonly text: number;
  readonly attachments: number;
}

const ALL: Room = { components: MAX_COMPONENTS, text: MAX_TEXT, attachments: MAX_ATTACHMENTS };
/** Between texts that share a component. */
const GAP = '\n\n';
/** Less of a block is not worth showing. */
const LEAST_START = 200;

/** Parts that fit into one message, and where the reading stopped if not all do. */
export interface Fitted {
  readonly parts: readonly Part[];
  /** Behind so many parts something is missing; undefined when nothing is. */
  readonly stoppedAt: number | undefined;
}

/**
 * What fits of a message's parts. Neighbouring texts are joined when there are too many components. When that does
 * not help, room is left for a file and a sentence of `sentence` characters that says so.
 */
export function fitParts(parts: readonly Part[], sentence: number): Fitted {
  const endless = { ...ALL, text: Number.POSITIVE_INFINITY, attachments: Number.POSITIVE_INFINITY };
  const join = pack(parts, endless, false).stoppedAt !== undefined;
  const fitted = pack(parts, ALL, join);
  if (fitted.stoppedAt === undefined) return fitted;
  const room = { components: ALL.components - 2, text: ALL.text - sentence, attachments: ALL.attachments - 1 };
  return pack(parts, room, join);
}

/** The text ends where a part does not fit, of a block behind its first lines, so that it has no gaps; pictures, files and buttons go on as there is room. */
function pack(parts: readonly Part[], all: Room, join: boolean): Fitted {
  const kept: Part[] = [];
  let room = all;
  let stoppedAt: number | undefined;
  for (const part of parts) {
    const last = kept.at(-1);
    const onto = join && part.kind === 'text' && last?.kind === 'text' ? last : undefined;
    const left = take(room, part, onto !== undefined);
    if (left === undefined || (part.kind === 'text' && stoppedAt !== undefined)) {
      const start = stoppedAt === undefined ? startOf(part, room) : undefined;
      if (start !== undefined) {
        kept.push(start);
        room = take(room, start, false) as Room;
      }
      stoppedAt ??= kept.length;
      continue;
    }
    room = left;
    if (onto === undefined || part.kind !== 'text') kept.push(part);
    else kept[kept.length - 1] = { kind: 'text', content: onto.content + GAP + part.content };
  }
  return { parts: kept, stoppedAt };
}

/** The first lines of a block that does not fit, if there is room for more than a few words. */
function startOf(part: Part, { components, text }: Room): (Part & { readonly kind: 'text' }) | undefined {
  if (part.kind !== 'text' || components < 1 || text < LEAST_START) return undefined;
  const content = startOfFence(part.content, text);
  return content === undefined ? undefined : { kind: 'text', content };
}

/** The room left behind a part; undefined when it does not fit. */
function take(room: Room, part: Part, joined: boolean): Room | undefined {
  const left = {
    components: room.components - (part.kind === 'row' ? 1 + part.buttons.length : joined ? 0 : 1),
    text: room.text - (part.kind === 'text' ? part.content.length + (joined ? GAP.length : 0) : 0),
    attachments: room.attachments - (part.kind === 'picture' || part.kind === 'file' ? 1 : 0),
  };
  return Math.min(left.components, left.text, left.attachments) < 0 ? undefined : left;
}
