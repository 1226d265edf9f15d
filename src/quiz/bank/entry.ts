import { createHash } from 'node:crypto';
import { plainLine } from '../../questions/markup/spans.ts';
import { fromNodes } from '../../questions/markup.ts';
import { type Question, questionSchema } from '../../questions/question.ts';
import { toText } from '../../reply/text.ts';
import type { BankPlace, BankRow, NewBankRow } from '../../store/bank-store.ts';
import { cleanTopic, folded, topicKey } from './fold.ts';
import { referenceOf, type Scope, scopeOf } from './place.ts';

/** A question of a bank. */
export interface Entry {
  /** The same for as long as the question is in a bank, and never given to another. */
  readonly id: string;
  /** Of what is asked: another text, option or answer gives another one. */
  readonly version: string;
  /** How people call it in this bank: `12`, `s12`. */
  readonly reference: string;
  readonly scope: Scope;
  /** The group in which it is. */
  readonly tenant: string;
  /** Who brought it. */
  readonly user: string;
  /** With its title and topic. */
  readonly question: Question;
}

/** What a button calls a question of a bank: its id and its version, `qK7p2mXa.Ab3_9-`. */
export const entryKey = ({ id, version }: Pick<Entry, 'id' | 'version'>): string => `${id}.${version}`;

const ENTRY_KEY = /^(q[A-Za-z0-9]{7})\.([\w-]{6})$/;

/** Reads what a button calls a question; undefined for a text that is none. */
export function readEntryKey(text: string): { readonly id: string; readonly version: string } | undefined {
  const [, id, version] = ENTRY_KEY.exec(text) ?? [];
  return id === undefined || version === undefined ? undefined : { id, version };
}

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Letters that do not look alike. @param random uniform in [0, 1) */
export const randomLetters = (random: () => number, length: number): string =>
  Array.from({ length }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length))).join('');

/** A new question's id. @param random uniform in [0, 1) */
export const newId = (random: () => number): string => `q${randomLetters(random, 7)}`;

const LONGEST_LABEL = 100;
const LONGEST_SEARCH = 2000;

/** A question as it is kept. */
export function newRow(question: Question, id: string, user: string): NewBankRow {
  const { title = '', topic = '', ...asked } = question;
  const content = canonical(asked);
  const prompt = fromNodes(question.prompt);
  const kept = cleanTopic(topic);
  const texts = [title, kept, prompt, ...question.options.map(({ text }) => plainLine(text))];
  return {
    id,
    user,
    topic: kept,
    topicKey: topicKey(kept),
    title,
    label: labelOf(title, firstLine(question)),
    search: texts.map(folded).join('\n').slice(0, LONGEST_SEARCH).toWellFormed(),
    content,
    version: digest(content, 6),
    promptKey: digest(folded(`${prompt}\n${question.picture?.url ?? ''}`), 12),
  };
}

/** The title and what is asked, unless the one is the start of the other. */
function labelOf(title: string, line: string): string {
  const isSame = folded(line).startsWith(folded(title));
  return (isSame ? line : `${title}: ${line}`).slice(0, LONGEST_LABEL).toWellFormed();
}

const firstLine = ({ prompt }: Question): string =>
  toText({ nodes: [...prompt] })
    .trim()
    .split('\n', 1)[0] ?? '';

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

/** JSON with keys in alphabetical order: the same for the same question, whatever made it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** A question as it was kept, with its title and topic. */
export function questionOf({ content, title, topic }: Pick<NewBankRow, 'content' | 'title' | 'topic'>): Question {
  return questionSchema.parse({
    ...JSON.parse(content),
    ...(title !== '' && { title }),
    ...(topic !== '' && { topic }),
  });
}

export const entryOf = (row: BankRow): Entry => ({
  id: row.id,
  version: row.version,
  reference: referenceOf(row as BankPlace, row.number),
  scope: scopeOf(row),
  tenant: row.tenant,
  user: row.user,
  question: questionOf(row),
});
