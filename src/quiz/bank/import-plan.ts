import type { Question } from '../../questions/question.ts';
import type { BankHead, BankPlan, NewBankRow } from '../../store/bank-store.ts';
import { newRow } from './entry.ts';
import { rootOf, topicKey } from './fold.ts';

/** What an import does to a bank. */
export interface ImportPlan extends BankPlan {
  readonly counts: ImportCounts;
  /** Topics of others, to which nothing may be added. */
  readonly foreign: readonly string[];
}

export interface ImportCounts {
  readonly added: number;
  readonly same: number;
  readonly changed: number;
  readonly removed: number;
}

export interface Importer {
  readonly user: string;
  /** May they change what others brought? */
  readonly manages: boolean;
  /** Removes what is in the topics of the file, and not in it. */
  readonly replace: boolean;
  readonly newId: () => string;
}

/** A question that is brought, as it would be kept. */
interface Brought {
  readonly question: Question;
  readonly row: NewBankRow;
}

/**
 * What becomes of a bank when questions are brought. One that is there already is the same, or changed where it has the
 * title or the text of one of its topic; a question without a topic is looked for in all of them.
 */
export function planImport(heads: readonly BankHead[], brought: readonly Question[], importer: Importer): ImportPlan {
  const { user, manages, replace, newId } = importer;
  const isOurs = (head: BankHead): boolean => manages || head.user === user;
  const all = distinct(
    spelledAs(heads, brought).map((question) => ({ question, row: newRow(question, newId(), user) })),
  );
  const counterparts = findCounterparts(heads, all, isOurs);
  const add = all.filter((one) => !counterparts.has(one)).map(({ row }) => row);
  const set = [...counterparts].flatMap(([{ question }, head]) => {
    const title = question.title || head.title;
    const kept = newRow({ ...question, title, topic: question.topic || head.topic }, head.id, head.user);
    const isSame = kept.version === head.version && kept.title === head.title && kept.topic === head.topic;
    return isSame || !isOurs(head) ? [] : [kept];
  });
  const found = new Set(counterparts.values());
  const topics = new Set(all.map(({ row }) => row.topicKey));
  const gone = (head: BankHead): boolean => !found.has(head) && topics.has(head.topicKey) && isOurs(head);
  const remove = replace ? heads.filter(gone).map(({ id }) => id) : [];
  const same = brought.length - add.length - set.length;
  return {
    add,
    set,
    remove,
    counts: { added: add.length, same, changed: set.length, removed: remove.length },
    foreign: manages ? [] : foreignTopics(heads, add, user),
  };
}

/** A topic that is there already keeps the spelling it has. */
function spelledAs(heads: readonly BankHead[], brought: readonly Question[]): Question[] {
  const spellings = new Map(heads.map((head) => [head.topicKey, head.topic]));
  return brought.map((question) => {
    const topic = spellings.get(topicKey(question.topic ?? '')) ?? question.topic;
    return { ...question, ...(topic !== undefined && { topic }) };
  });
}

/** What stands in a file twice is one question. */
const distinct = (all: readonly Brought[]): Brought[] =>
  [...new Map(all.toReversed().map((one) => [`${one.row.version} ${one.row.topicKey}`, one])).values()].toReversed();

/** Which question of the bank each is, if it is one of them; of each there is one counterpart. */
function findCounterparts(
  heads: readonly BankHead[],
  all: readonly Brought[],
  isOurs: (head: BankHead) => boolean,
): Map<Brought, BankHead> {
  const found = new Map<Brought, BankHead>();
  const taken = new Set<BankHead>();
  const byVersion = Map.groupBy(heads, ({ version }) => version);
  const byPrompt = Map.groupBy(heads, ({ promptKey }) => promptKey);
  const byTitle = Map.groupBy(heads, ({ title }) => title);
  const asked = Map.groupBy(all, ({ row }) => row.promptKey);
  const inItsTopic = ({ topicKey: key }: NewBankRow, head: BankHead): boolean =>
    key === '' || head.topicKey === key || head.topicKey === '';
  const take = (one: Brought, candidates: readonly BankHead[] = []): void => {
    const free = candidates.filter((head) => !taken.has(head) && inItsTopic(one.row, head));
    const head = free.find(({ topicKey: key }) => key === one.row.topicKey) ?? free[0];
    if (head === undefined || found.has(one)) return;
    found.set(one, head);
    taken.add(head);
  };
  // What is quite the same first, so that it becomes no other question's counterpart.
  for (const one of all) take(one, byVersion.get(one.row.version));
  for (const one of all)
    if (one.row.title !== '' && one.row.topicKey !== '')
      take(
        one,
        byTitle.get(one.row.title)?.filter((head) => head.topicKey === one.row.topicKey && isOurs(head)),
      );
  for (const one of all) {
    const { promptKey, topicKey: key } = one.row;
    const alike = byPrompt.get(promptKey)?.filter((head) => inItsTopic(one.row, head)) ?? [];
    const twins = asked.get(promptKey)?.filter(({ row }) => row.topicKey === key) ?? [];
    // `Which is right?` may be the text of many questions, and names none of them.
    if (alike.length === 1 && twins.length === 1) take(one, alike.filter(isOurs));
  }
  return found;
}

/** Topics that begin like those of others alone: what is asked by their name is theirs to choose. */
export function foreignTopics(
  heads: readonly BankHead[],
  add: readonly Pick<NewBankRow, 'topic' | 'topicKey'>[],
  user: string,
): string[] {
  const owners = Map.groupBy(heads, (head) => rootOf(head.topicKey));
  const foreign = add.filter(({ topicKey: key }) => {
    const there = owners.get(rootOf(key)) ?? [];
    return key !== '' && there.length > 0 && there.every((head) => head.user !== user);
  });
  return [...new Set(foreign.map(({ topic }) => topic))];
}
