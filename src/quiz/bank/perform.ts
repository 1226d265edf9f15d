import { UserError } from '../../errors.ts';
import { type ExportFormat, writeQuestions } from '../../questions/formats/write.ts';
import { MAX_LONG_INPUT } from '../../reply/document.ts';
import type { BankLine, BankRow, BankTopic } from '../../store/bank-store.ts';
import type { VerbContext } from '../host/context.ts';
import { wordsOf } from './bank.ts';
import { type NewCode, newCode } from './code.ts';
import { type Entry, entryOf } from './entry.ts';
import {
  type Done,
  deleteQuestion,
  deleteTopic,
  isReference,
  moveQuestion,
  renameQuestion,
  renameTopic,
  replaceQuestion,
  rowFor,
  topicOf,
  undoChange,
} from './manage.ts';
import { emptyBank } from './names.ts';
import { managesBanks, placeOf, placesOf, referenceOf, type Scope, usualScope } from './place.ts';

/** The languages in which a question can be edited; the first by default. */
export const EDITED_AS = ['yaml', 'gift'] as const satisfies readonly ExportFormat[];
export type EditedAs = (typeof EDITED_AS)[number];

/** So many questions stand on a page. */
export const PAGE = 10;

/** What can be done to a bank; one of them at a time. */
export const BANK_ACTIONS = ['show', 'edit', 'delete', 'rename', 'move', 'undo', 'copy'] as const;

/** What somebody wants of the banks. */
export interface BankWish {
  readonly text?: string | undefined;
  readonly page: number;
  readonly search?: string | undefined;
  readonly topic?: string | undefined;
  readonly show?: string | undefined;
  readonly answers: boolean;
  readonly edit?: string | undefined;
  readonly as: EditedAs;
  readonly delete?: string | undefined;
  readonly rename?: string | undefined;
  readonly move?: string | undefined;
  readonly to?: string | undefined;
  readonly undo: boolean;
  readonly change?: string | undefined;
  readonly copy: boolean;
  readonly for?: Scope | undefined;
}

/** What a list shows; without lines for somebody who may not look into the bank. */
export interface Listed {
  readonly kind: 'list';
  readonly topics: readonly BankTopic[];
  readonly lines: readonly BankLine[];
  /** All that are meant, on whatever page. */
  readonly total: number;
  readonly page: number;
  readonly topic: string | undefined;
  readonly search: string | undefined;
  /** May they look into any of it? */
  readonly may: boolean;
  /** The group in which they are. */
  readonly tenant: string;
}

export type BankResult =
  | Listed
  | { readonly kind: 'shown'; readonly entry: Entry; readonly answers: boolean; readonly text: string }
  | { readonly kind: 'form'; readonly entry: Entry; readonly as: EditedAs; readonly text: string }
  | { readonly kind: 'done'; readonly done: Done; readonly text: string | undefined }
  | { readonly kind: 'code'; readonly code: NewCode };

/** Does what somebody wants of the banks. @throws UserError for what cannot be */
export async function performBank(wish: BankWish, context: VerbContext): Promise<BankResult> {
  const { show, edit, answers, as } = wish;
  if (show !== undefined) {
    const entry = entryOf(await rowFor(context, show));
    return { kind: 'shown', entry, answers, text: writeQuestions([entry.question], as) };
  }
  if (edit !== undefined) return editing(await rowFor(context, edit), edit, wish, context);
  if (wish.copy) return { kind: 'code', code: await copying(wish, context) };
  const done = await changing(wish, context);
  if (done === undefined) return listing(wish, context);
  return { kind: 'done', done, text: done.entry && writeQuestions([done.entry.question], as) };
}

async function changing(wish: BankWish, context: VerbContext): Promise<Done | undefined> {
  const { rename, move, to, topic, undo, change, for: scope } = wish;
  if (undo) return undoChange(context, change, scope);
  if (wish.delete !== undefined)
    return isReference(wish.delete)
      ? deleteQuestion(context, await rowFor(context, wish.delete))
      : deleteTopic(context, allOf(wish.delete, topic), scope);
  if (rename === undefined && move === undefined) return undefined;
  if (to === undefined || to.trim() === '')
    throw withoutName(rename === undefined ? `move ${move}` : `rename ${rename}`);
  if (move !== undefined) return moveQuestion(context, await rowFor(context, move), to);
  if (rename !== undefined && !isReference(rename)) return renameTopic(context, rename, to, scope);
  return renameQuestion(context, await rowFor(context, rename ?? ''), to);
}

/** The topic that is to be deleted; undefined for all. */
function allOf(typed: string, topic: string | undefined): string | undefined {
  if (/^all$/i.test(typed.trim())) return topic;
  throw new UserError(`I cannot tell what to delete by \`${typed.slice(0, 12).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_QUESTION',
    hint: 'Give the number of a question, or `all` with `--topic` for a whole topic.',
    remedies: ['/quiz bank'],
  });
}

const withoutName = (what: string): UserError =>
  new UserError('The new name is missing.', {
    code: 'E_MISSING_OPTION',
    hint: `Write it behind \`--to\`: \`/quiz bank --${what} --to "unit 4"\`.`,
  });

/** Puts the question that was typed in the place of one; what cannot be read is there to be put right. */
async function editing(row: BankRow, edit: string, wish: BankWish, context: VerbContext): Promise<BankResult> {
  const { text = '', as } = wish;
  if (text.trim() === '') {
    const entry = entryOf(row);
    return { kind: 'form', entry, as, text: writeQuestions([entry.question], as) };
  }
  try {
    const { questions } = await context.options.readQuestions(text);
    const [question] = questions;
    if (question === undefined || questions.length > 1) throw oneAtATime(questions.length);
    const done = await replaceQuestion(context, row, question);
    return { kind: 'done', done, text: done.entry && writeQuestions([done.entry.question], as) };
  } catch (error) {
    if (!(error instanceof UserError) || text.length > MAX_LONG_INPUT) throw error;
    throw error.with({ hint: 'Change the text, and send it again.', again: editForm(edit, text) });
  }
}

/** The form in which a question is edited. */
export const editForm = (reference: string, text: string) => ({
  label: 'Edit',
  command: `/quiz bank --edit ${reference}`,
  input: 'The question',
  long: true,
  filled: text,
});

const oneAtATime = (count: number): UserError =>
  new UserError(`These are ${count} questions; one stands in the place of another.`, {
    code: 'E_MORE_THAN_ONE',
    hint: 'Bring several with `/quiz import`.',
  });

async function copying({ topic, for: scope }: BankWish, context: VerbContext): Promise<NewCode> {
  const meant = await topicOf(context, topic);
  return newCode(context, scope ?? usualScope(context.who), meant?.key, meant?.name);
}

async function listing(wish: BankWish, context: VerbContext): Promise<Listed> {
  const { options, who, bank } = context;
  const { page, topic, for: scope } = wish;
  const search =
    [wish.search, wish.text]
      .filter((part) => part !== undefined)
      .join(' ')
      .trim() || undefined;
  const topics = await bank.topics();
  if (topics.length === 0) throw emptyBank();
  const places = scope === undefined ? placesOf(who) : [placeOf(who, scope)];
  const user = managesBanks(who) ? undefined : who.user;
  const meant = await topicOf(context, topic);
  const query = { topicKey: meant?.key, user, search: search ? wordsOf(search) : undefined };
  const all = await options.bank.page(places, { ...query, offset: (page - 1) * PAGE, limit: PAGE });
  // A page behind the last one shows the last one.
  const last = Math.max(1, Math.ceil(all.total / PAGE));
  const shown =
    page <= last ? all : await options.bank.page(places, { ...query, offset: (last - 1) * PAGE, limit: PAGE });
  const may = all.total > 0 || (await options.bank.page(placesOf(who), { user, offset: 0, limit: 1 })).total > 0;
  return {
    kind: 'list',
    topics,
    lines: shown.lines,
    total: all.total,
    page: Math.min(page, last),
    topic: meant?.name,
    search,
    may,
    tenant: who.tenant,
  };
}

/** How a line of a list is called. */
export const lineReference = (line: BankLine): string => referenceOf(line, line.number);
