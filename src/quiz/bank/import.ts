import { UserError } from '../../errors.ts';
import type { Question } from '../../questions/question.ts';
import { counted } from '../../text.ts';
import type { VerbContext } from '../host/context.ts';
import { newId } from './entry.ts';
import { cleanTopic, topicKey } from './fold.ts';
import { type ImportCounts, type ImportPlan, planImport } from './import-plan.ts';
import { calledIn, managesBanks, placeOf, type Scope } from './place.ts';

/** More than anybody teaches with in one channel. */
const MAX_BANK = 2000;

/** What was done with questions that somebody brought. */
export interface Brought {
  readonly counts: ImportCounts;
  readonly scope: Scope;
  /** The group in which it is. */
  readonly tenant: string;
  /** The number of the change, to undo it; undefined where nothing changed. */
  readonly change: number | undefined;
  /** The topics of what was brought, as the bank spells them; one that is empty stands for none. */
  readonly topics: readonly string[];
}

/**
 * Adds questions to a bank.
 *
 * @param replace removes what is in the topics of what is brought, and not among it
 * @throws UserError where the bank has no room, and for topics that are others'
 */
export async function bringTo(
  { options, who }: Pick<VerbContext, 'options' | 'who'>,
  questions: readonly Question[],
  scope: Scope,
  replace: boolean,
): Promise<Brought> {
  const { bank, clock, random } = options;
  const importer = { user: who.user, manages: managesBanks(who), replace, newId: () => newId(random) };
  let plan: ImportPlan | undefined;
  let spellings = new Map<string, string>();
  const what = `${replace ? 'a replacement by' : 'an import of'} ${counted(questions.length, 'question')}`;
  const change = await bank.change({ ...placeOf(who, scope), user: who.user, what, now: clock.now() }, (heads) => {
    plan = planImport(heads, questions, importer);
    if (plan.foreign.length > 0) throw foreignTopic(plan.foreign);
    const { added, removed } = plan.counts;
    checkRoom(heads.length + added - removed, calledIn(who, scope));
    spellings = new Map(heads.map((head) => [head.topicKey, head.topic]));
    return plan;
  });
  const keys = new Map(questions.map(({ topic = '' }) => [topicKey(topic), cleanTopic(topic)]));
  const topics = [...keys].map(([key, topic]) => spellings.get(key) ?? topic);
  return { counts: (plan as ImportPlan).counts, scope, tenant: who.tenant, change, topics };
}

/** @throws UserError for more questions than a bank has room for */
function checkRoom(count: number, called: string): void {
  if (count <= MAX_BANK) return;
  throw new UserError(`There would be ${count} questions in ${called}; ${MAX_BANK} fit.`, {
    code: 'E_BANK_FULL',
    hint: 'Delete a topic that you no longer need with `/quiz bank`, or import for somebody else with `--for`.',
    remedies: ['/quiz bank'],
  });
}

const foreignTopic = ([topic = '']: readonly string[]): UserError =>
  new UserError(`Somebody else brought the topic “${topic}”, so I add nothing to it.`, {
    code: 'E_TOPIC_OF_OTHERS',
    hint: 'Name another with `--topic`, or keep the questions for yourself with `--for me`.',
  });

/** The name of a file as a topic: without its folder and its ending; undefined for one that is only a key. */
export function topicOfFile(reference: string): string | undefined {
  const [, name = ''] = /([^/\\]+?)(?:\.[a-z\d]{1,5})?$/i.exec(reference) ?? [];
  const isKey = /^csv-[\w-]{16}(\/pasted\.txt)?$/.test(reference);
  const topic = cleanTopic(name.replaceAll('_', ' '));
  return isKey || topic === '' ? undefined : topic;
}

/** Questions with a topic: the one that is named, over those that the file has; else that of the file for those without. */
export function withTopics(
  questions: readonly Question[],
  named: string | undefined,
  ofFile: string | undefined,
): Question[] {
  const under = named === undefined ? undefined : cleanTopic(named);
  return questions.map((question) => {
    const own = cleanTopic(question.topic ?? '');
    const isUnder = under !== undefined && `${topicKey(own)}/`.startsWith(`${topicKey(under)}/`);
    const topic = under === undefined ? own || ofFile : own === '' ? under : isUnder ? own : `${under}/${own}`;
    return topic === undefined || topic === '' ? question : { ...question, topic: cleanTopic(topic) };
  });
}
