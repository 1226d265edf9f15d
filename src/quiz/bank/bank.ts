import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import { type Question, questionSchema } from '../../questions/question.ts';
import type { BankStore, BankTopic } from '../../store/bank-store.ts';
import type { QuizStore } from '../../store/quiz-store.ts';
import { loaded } from '../host/load.ts';
import { type Entry, entryOf, newId } from './entry.ts';
import { folded } from './fold.ts';
import { planImport } from './import-plan.ts';
import { type Asks, emptyBank, topicMeant } from './names.ts';
import { managesBanks, placeOf, placesOf } from './place.ts';

/** Which questions of the banks are meant; all if nothing is said. */
interface Wanted {
  /** The name of a topic, as somebody typed it: with all that are below it. */
  readonly from?: string | undefined;
  /** Words that all are in it. */
  readonly search?: string | undefined;
  /** Only what they brought themselves. */
  readonly own?: boolean | undefined;
}

/**
 * The questions that somebody can ask where they are: those of the channel, of the server, and their own, in this order,
 * and in each bank in the order in which they were brought. The answers are in them: nothing of an entry is for people
 * before they have answered, but what {@link ShownQuestion} has.
 */
export interface Bank {
  /**
   * Ids of the questions that are meant, one at least.
   *
   * @param asks what asked for the name, for the remedy of a wrong one
   * @throws UserError for a name that is none, and where there is no question
   */
  ids(wanted: Wanted, asks: Asks): Promise<readonly string[]>;
  /** Questions by their ids, in this order; without those that are gone, or are elsewhere. */
  entries(ids: readonly string[]): Promise<readonly Entry[]>;
  entry(id: string): Promise<Entry | undefined>;
  /**
   * Is its answer still to come in a quiz or a task, so that they must not get it elsewhere? Not for those who may see it.
   *
   * @param within where such a quiz would be
   */
  withheld(entry: Entry, within: 'channel' | 'server'): Promise<boolean>;
  topics(): Promise<readonly BankTopic[]>;
}

export interface BankOptions {
  readonly store: Pick<QuizStore, 'set' | 'asking'>;
  readonly bank: BankStore;
  readonly clock: { now(): number };
  readonly random: () => number;
}

/** The banks as one person sees them. */
export function createBank({ store, bank, clock, random }: BankOptions, who: Requester): Bank {
  const places = placesOf(who);
  let adopted: Promise<void> | undefined;
  /** What was brought when everybody had one set of questions becomes their own bank. */
  const ready = (): Promise<void> => {
    adopted ??= adopt();
    return adopted;
  };
  const adopt = async (): Promise<void> => {
    const content = await store.set(who.tenant, who.user);
    if (content === undefined) return;
    const questions = readSet(content);
    const importer = { user: who.user, manages: true, replace: false, newId: () => newId(random) };
    const what = { user: who.user, what: 'an import', now: clock.now(), adopts: who.user };
    await bank.change({ ...placeOf(who, 'me'), ...what }, (heads) => planImport(heads, questions, importer));
  };
  const topics = async (): Promise<readonly BankTopic[]> => {
    await ready();
    return bank.topics(places);
  };
  const self: Bank = {
    topics,
    async ids({ from, search, own = false }, asks) {
      const known = await topics();
      if (known.length === 0) throw emptyBank();
      const key = from === undefined ? undefined : topicMeant(known, from, asks);
      const words = search === undefined ? [] : wordsOf(search);
      const filter = { topicKey: key, search: words };
      const mine = own ? await bank.ids(places, { ...filter, user: who.user }) : [];
      // Who brought none means those that are there.
      const ids = mine.length > 0 ? mine : await bank.ids(places, filter);
      if (ids.length === 0) throw nothingFound(search ?? '');
      await bank.use(places, clock.now());
      return ids;
    },
    async entries(ids) {
      const rows = await bank.questions(ids);
      const visible = rows.filter((row) => places.some((at) => at.tenant === row.tenant && at.place === row.place));
      return visible.map(entryOf);
    },
    entry: async (id) => (await self.entries([id]))[0],
    async withheld({ user, question }, within) {
      if (user === who.user || managesBanks(who)) return false;
      // One that was edited since is still the one that is asked there.
      const prompt = `"prompt":${JSON.stringify(question.prompt)}`;
      const asking = await store.asking(who.tenant, JSON.stringify(question), prompt);
      return asking.some((row) => {
        const { stage, hosts } = loaded(row).state;
        // A task is answered over days: a quiz elsewhere would tell its answers.
        const here = within === 'server' || row.channel === who.channel || stage.at === 'task';
        return here && !hosts.includes(who.user);
      });
    },
  };
  return self;
}

/** What is said where questions are withheld. */
export const beingAsked = (): UserError =>
  new UserError('A quiz or a task here is asking this, and its answer is still to come.', {
    code: 'E_BEING_ASKED',
    hint: 'Come back when it is over; until then `/quiz practice` has other questions.',
    remedies: ['/quiz practice'],
  });

/** The words of a search, as they are compared. */
export const wordsOf = (search: string): string[] =>
  folded(search)
    .split(' ')
    .filter((word) => word !== '');

const nothingFound = (search: string): UserError =>
  new UserError(`No question here has \`${search.slice(0, 40).replaceAll('`', "'")}\` in it.`, {
    code: 'E_NOTHING_FOUND',
    hint: 'Search for fewer words, or see `/quiz bank`.',
    remedies: ['/quiz bank'],
  });

/** The questions of a set of before; what cannot be read any more is left out. */
function readSet(content: string): Question[] {
  const parsed: unknown = JSON.parse(content);
  const all = Array.isArray(parsed) ? parsed : [];
  return all.flatMap((one) => {
    const read = questionSchema.safeParse(one);
    return read.success ? [read.data] : [];
  });
}
