import { withOption } from '../../command/format.ts';
import { UserError } from '../../errors.ts';
import type { Question } from '../../questions/question.ts';
import type { BankHead, BankPlace, BankPlan, BankRow, Undone } from '../../store/bank-store.ts';
import { counted } from '../../text.ts';
import type { VerbContext } from '../host/context.ts';
import { type Entry, entryOf, newRow, questionOf } from './entry.ts';
import { cleanTopic } from './fold.ts';
import { foreignTopics } from './import-plan.ts';
import { topicMeant, topicName } from './names.ts';
import {
  calledIn,
  managesBanks,
  ofManagers,
  placeOf,
  placesOf,
  readReference,
  referenceOf,
  type Scope,
  scopeOf,
} from './place.ts';

/** What was done to a bank, and what undoes it. */
export interface Done {
  /** What was done, as a sentence. */
  readonly said: string;
  /** The reference of the change; undefined where nothing changed. */
  readonly undo?: string | undefined;
  /** The question that it was done to, if it was one and is still there. */
  readonly entry?: Entry | undefined;
}

type Manager = Pick<VerbContext, 'options' | 'who' | 'bank'>;

const LONGEST_TITLE = 100;

/** A question by its reference, for somebody who may see its answer. @throws UserError for everybody else */
export async function rowFor({ options, who }: Manager, typed: string): Promise<BankRow> {
  const reference = readReference(typed);
  const row = reference && (await options.bank.numbered(placeOf(who, reference.scope), reference.number));
  if (row === undefined) {
    const meant = reference && (await elsewhere({ options, who }, reference.number));
    const line = `/quiz bank --show ${meant}`;
    throw new UserError(`There is no question \`${typed.slice(0, 20).replaceAll('`', "'")}\` here.`, {
      code: 'E_UNKNOWN_QUESTION',
      hint: meant === undefined ? '`/quiz bank` lists them with their numbers.' : `Did you mean \`${meant}\`?`,
      remedies: [meant === undefined ? '/quiz bank' : line],
    });
  }
  if (row.user === who.user || managesBanks(who)) return row;
  throw new UserError(
    `Only who imported a question${ofManagers(who, ', or who manages the server,')} may look at it here.`,
    {
      code: 'E_NOT_ALLOWED',
      hint: 'Practise it instead: `/quiz practice --topic own`.',
      remedies: ['/quiz practice --topic own'],
    },
  );
}

/** What a question of this number is called that they brought to another bank. */
async function elsewhere(
  { options, who }: Pick<Manager, 'options' | 'who'>,
  number: number,
): Promise<string | undefined> {
  for (const place of placesOf(who)) {
    const row = await options.bank.numbered(place, number);
    if (row?.user === who.user) return referenceOf(row, number);
  }
  return undefined;
}

/** Changes the bank of a row or place, and says how to undo it. */
async function change(
  { options, who }: Manager,
  place: BankPlace,
  what: string,
  plan: (heads: readonly BankHead[]) => BankPlan,
): Promise<string | undefined> {
  const now = options.clock.now();
  const at = { tenant: place.tenant, place: place.place };
  const number = await options.bank.change({ ...at, user: who.user, what, now }, plan);
  return number === undefined ? undefined : referenceOf(place, number);
}

/** Puts another question in the place of one. @throws UserError where somebody else was quicker */
export async function replaceQuestion(manager: Manager, before: BankRow, question: Question): Promise<Done> {
  const { title, topic } = questionOf(before);
  const named = { ...question, title: question.title || title, topic: question.topic || topic };
  const row = newRow(named, before.id, before.user);
  const number = referenceOf(before, before.number);
  const isSame = row.content === before.content && row.title === before.title && row.topic === before.topic;
  const undo = isSame
    ? undefined
    : await change(manager, before, `a change of question ${number}`, (heads) => {
        checkTopic(manager, heads, [row], before);
        if (heads.every(({ id, version }) => id !== before.id || version !== before.version)) throw changedMeanwhile();
        return { set: [row] };
      });
  return {
    said: isSame ? `Question ${number} is what it was: nothing changed.` : `Question ${number} is changed.`,
    undo,
    entry: entryOf({ ...before, ...row }),
  };
}

/** Gives a question another title. */
export const renameQuestion = (manager: Manager, row: BankRow, to: string): Promise<Done> =>
  replaceQuestion(manager, row, { ...questionOf(row), title: to.trim().slice(0, LONGEST_TITLE).toWellFormed() });

/** Puts a question into another topic. */
export const moveQuestion = (manager: Manager, row: BankRow, to: string): Promise<Done> =>
  replaceQuestion(manager, row, { ...questionOf(row), topic: cleanTopic(to) });

export async function deleteQuestion(manager: Manager, row: BankRow): Promise<Done> {
  const number = referenceOf(row, row.number);
  const undo = await change(manager, row, `the deletion of question ${number}`, (heads) => ({
    remove: heads.some(({ id }) => id === row.id) ? [row.id] : [],
  }));
  return { said: `Question ${number} is deleted.`, undo };
}

/** What somebody may change of a topic, or of all, in the first bank that has any of it. */
async function topicRows(
  { options, who, bank }: Manager,
  name: string | undefined,
  flag: string,
  scope: Scope | undefined,
): Promise<{ readonly rows: readonly BankRow[]; readonly place: BankPlace; readonly key: string | undefined }> {
  const topics = await bank.topics();
  const key =
    name === undefined ? undefined : topicMeant(topics, name, (topic) => withOption('/quiz bank', flag, topic));
  const user = managesBanks(who) ? undefined : who.user;
  for (const place of scope === undefined ? placesOf(who) : [placeOf(who, scope)]) {
    const rows = await options.bank.questions(await options.bank.ids([place], { topicKey: key, user }));
    if (rows.length > 0) return { rows, place, key };
  }
  throw new UserError('There is nothing of it that you may change.', {
    code: 'E_NOT_ALLOWED',
    hint: `You can change what you imported${ofManagers(who, '; whoever manages the server can change all')}.`,
  });
}

/** Deletes a topic, or all that somebody may. */
export async function deleteTopic(manager: Manager, name: string | undefined, scope?: Scope): Promise<Done> {
  const { rows, place } = await topicRows(manager, name, 'topic', scope);
  const ids = new Set(rows.map(({ id }) => id));
  const what = `the deletion of ${counted(ids.size, 'question')}`;
  const undo = await change(manager, place, what, (heads) => ({
    remove: heads.filter(({ id }) => ids.has(id)).map(({ id }) => id),
  }));
  const are = ids.size === 1 ? 'is' : 'are';
  return { said: `${counted(ids.size, 'question')} of ${calledIn(place, scopeOf(place))} ${are} deleted.`, undo };
}

/** Gives a topic another name, and what is below it. */
export async function renameTopic(manager: Manager, name: string, to: string, scope?: Scope): Promise<Done> {
  const { rows, place, key = '' } = await topicRows(manager, name, 'rename', scope);
  const depth = key === '' ? 0 : key.split('/').length;
  const renamed = rows.map((row) => {
    const below = row.topic.split('/').slice(depth);
    const question = { ...questionOf(row), topic: [cleanTopic(to), ...below].filter((part) => part !== '').join('/') };
    return newRow(question, row.id, row.user);
  });
  const undo = await change(manager, place, `the renaming of “${name}”`, (heads) => {
    checkTopic(manager, heads, renamed);
    const versions = new Map(heads.map(({ id, version }) => [id, version]));
    return { set: renamed.filter(({ id, version }) => versions.get(id) === version) };
  });
  const [first] = renamed;
  return {
    said: `${counted(rows.length, 'question')} ${rows.length === 1 ? 'is' : 'are'} in “${first?.topic}” now.`,
    undo,
  };
}

/** @throws UserError for a topic of others */
function checkTopic(
  { who }: Manager,
  heads: readonly BankHead[],
  rows: readonly Pick<BankRow, 'topic' | 'topicKey'>[],
  before?: BankRow,
): void {
  const isNew = rows.filter((row) => row.topicKey !== before?.topicKey);
  const [foreign] = managesBanks(who) ? [] : foreignTopics(heads, isNew, who.user);
  if (foreign === undefined) return;
  throw new UserError(`Somebody else brought the topic “${foreign}”, so I add nothing to it.`, {
    code: 'E_TOPIC_OF_OTHERS',
    hint: 'Take another name.',
  });
}

const changedMeanwhile = (): UserError =>
  new UserError('This question was changed in the meantime, so nothing was done.', {
    code: 'E_CHANGED_MEANWHILE',
    hint: 'Look at it again, and change what it is now.',
  });

/** Undoes a change, or the last one. @throws UserError where it cannot be undone */
export async function undoChange({ options, who }: Manager, typed: string | undefined, scope?: Scope): Promise<Done> {
  const reference = typed === undefined ? undefined : readReference(typed);
  if (typed !== undefined && reference === undefined) throw noChange(typed);
  const { user } = who;
  const manages = managesBanks(who);
  const [now, number] = [options.clock.now(), reference?.number];
  const wanted = reference?.scope ?? scope;
  for (const place of wanted === undefined ? placesOf(who) : [placeOf(who, wanted)]) {
    const undone = await options.bank.undo({ ...place, number, user, manages, now });
    if (undone.kind === 'done')
      return {
        said: `Undone: ${undone.what}. ${counted(undone.questions, 'question')} ${undone.questions === 1 ? 'is' : 'are'} as before.`,
      };
    if (undone.kind !== 'nothing') throw cannotUndo(undone, place);
  }
  throw noChange(typed);
}

function cannotUndo(undone: Undone, place: BankPlace): UserError {
  if (undone.kind !== 'changed')
    return new UserError('Somebody else made this change.', {
      code: 'E_NOT_ALLOWED',
      hint: `Who made it can undo it${ofManagers(place, ', and whoever manages the server')}.`,
    });
  const [number] = undone.numbers;
  const which = number === undefined ? 'A question of it' : `Question ${referenceOf(place, number)}`;
  return new UserError(`${which} was changed since, so I leave it as it is.`, {
    code: 'E_CHANGED_SINCE',
    hint: 'Undo the later change first: `/quiz bank --undo`.',
    remedies: ['/quiz bank --undo'],
  });
}

const noChange = (typed: string | undefined): UserError =>
  new UserError(
    typed === undefined ? 'There is no change of yours to undo.' : 'This change is undone already, or too long ago.',
    {
      code: 'E_NOTHING_TO_UNDO',
      hint: '`/quiz bank` shows the questions as they are. The last ten changes of a bank can be undone.',
      remedies: ['/quiz bank'],
    },
  );

/** Is a topic to be renamed, or a question? */
export const isReference = (typed: string): boolean => readReference(typed) !== undefined;

/** The topic that somebody means, by its key and its name; undefined for none. */
export async function topicOf(
  { bank }: Manager,
  typed: string | undefined,
): Promise<{ readonly key: string; readonly name: string } | undefined> {
  if (typed === undefined) return undefined;
  const topics = await bank.topics();
  const key = topicMeant(topics, typed, (topic) => withOption('/quiz bank', 'topic', topic));
  return { key, name: topicName(topics, key, typed) };
}
