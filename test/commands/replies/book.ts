import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../../../src/errors.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { errorReply } from '../../../src/reply/error-reply.ts';
import { toText } from '../../../src/reply/text.ts';
import { answer } from '../run.ts';

/** A command line with the whole answer to it. */
export interface Entry {
  readonly line: string;
  /** The answer as text, and below it the digest of the document, which has its pictures and buttons as well. */
  readonly reply: string;
}

const FOLDER = new URL('./', import.meta.url);
const START = '\n❯ ';
/** The last digits of a number depend on how a Node computes sines and powers. */
const DIGITS = 9;

/** The names of the recorded commands. */
export const recorded = (): string[] =>
  readdirSync(FOLDER).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -'.txt'.length)] : []));

export function readEntries(name: string): Entry[] {
  const [, ...blocks] = `\n${readFileSync(pathOf(name), 'utf8')}`.split(START);
  return blocks.map((block) => {
    const end = block.indexOf('\n');
    return { line: block.slice(0, end), reply: block.slice(end + 1).trimEnd() };
  });
}

export function writeEntries(name: string, entries: readonly Entry[]): void {
  writeFileSync(pathOf(name), entries.map(({ line, reply }) => `❯ ${line}\n${reply}\n`).join('\n'));
}

/** What a command line is answered today. */
export function replyTo(line: string): string {
  const reply = answered(line);
  return `${toText(reply).trimEnd()}\n= ${digest(reply)}`;
}

function answered(line: string): Reply {
  try {
    return answer(line);
  } catch (error) {
    if (error instanceof UserError) return errorReply(error);
    throw error;
  }
}

const digest = (reply: Reply): string =>
  createHash('sha256').update(JSON.stringify(reply, rounded)).digest('hex').slice(0, 12);

const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) && !Number.isInteger(value)
    ? Number(value.toPrecision(DIGITS))
    : value;

const pathOf = (name: string): URL => new URL(`${name}.txt`, FOLDER);
