import { plainLine } from '../../questions/markup/spans.ts';
import type { Question } from '../../questions/question.ts';
import type { ReplyNode } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';

// Every time of a quiz, in milliseconds.

/** How long the lobby is open; it begins by itself once somebody has joined. */
export const LOBBY_MS = 30_000;
/** A lobby that nobody joins waits this long for somebody. */
export const LOBBY_MAX_MS = 10 * 60_000;
/** What a question takes at least, to think and press, apart from the time to read it. */
export const SHORTEST_SECONDS = 45;
export const LONGEST_SECONDS = 600;
export const MOST_ROUNDS = 20;
/** A click counts if it was made at most this long after the deadline. */
export const GRACE_MS = 1_500;
/** How long a click that was made in time may be on its way after that. */
export const TRAVEL_MS = 1_000;
/** The time of a click is believed if it is at most this long ago. */
const OLDEST_CLICK_MS = 5_000;
/** When all who joined have answered, the question closes this much later, so that they can still change their mind. */
export const SETTLE_MS = 2_000;
/** What the host gives with "One minute more". */
export const EXTENSION_MS = 60_000;
/** Between a reveal and the next question, apart from the time to read the explanation. */
const REVEAL_MS = 10_000;
/** Slow readers of technical text manage 150 words of 5 letters and a space in a minute. */
const READING_MS_PER_CHARACTER = 60_000 / (150 * 6);
const LONGEST_READING_MS = 45_000;
/** After this long without a word of a host, anyone may lead. */
export const HOST_GONE_MS = 60_000;
/** Rounds in a row without an answer, after which a quiz waits for somebody. */
export const IDLE_ROUNDS = 2;
/** The count of answers in a message is brought up to date at most this often. */
export const EDIT_EVERY_MS = 2_000;
/** A quiz that nobody looked after for longer than this was out of order: the open question gets its time anew. */
export const OUTAGE_MS = 60_000;
/** A message that cannot be sent for this long pauses the quiz. */
export const UNREACHABLE_MS = 10 * 60_000;
/** A paused quiz is given up after this long, so that its channel is free. */
export const PAUSED_MAX_MS = 24 * 60 * 60_000;

/** How long before its end a task is reminded of: this share of its time, at most a day, and not where it is short. */
export const REMIND_SHARE = 1 / 8;
export const REMIND_AT_MOST_MS = 24 * 60 * 60_000;
export const REMIND_FROM_MS = 60 * 60_000;
/** After the end of a task, answers are taken for so long, and marked as late. */
export const LATE_MS = 7 * 24 * 60 * 60_000;
/** The counts in the message of a task are brought up to date at most this often. */
export const TASK_EDIT_MS = 60_000;

/** How long it takes to read something; a picture says no more than the text beside it. */
function readingMs(nodes: readonly ReplyNode[]): number {
  const characters = toText({ nodes: nodes.filter(({ kind }) => kind !== 'picture') }).length;
  return Math.round(Math.min(LONGEST_READING_MS, characters * READING_MS_PER_CHARACTER));
}

/** What the reducer knows of a question: how long it takes. */
export interface Pace {
  /** To read the question and its options. */
  readonly read: number;
  /** To look at the reveal. */
  readonly reveal: number;
}

/** How long a question takes to read, and its explanation. */
export function paceOf({ prompt, options, explanation }: Question): Pace {
  const texts = options.map(({ text }): ReplyNode => ({ kind: 'code', text: plainLine(text) }));
  return { read: readingMs([...prompt, ...texts]), reveal: REVEAL_MS + readingMs(explanation) };
}

/** The time of a click: the platform's own, as far as it can be true. */
export const clickTime = (at: number, received: number): number =>
  Math.min(received, Math.max(received - OLDEST_CLICK_MS, Number.isFinite(at) ? at : received));
