import type { Requester } from '../../command/requester.ts';
import type { Change, PersonRow } from '../../store/quiz-store.ts';
import { type Bank, createBank } from '../bank/bank.ts';
import type { VerbEvent } from '../session/events.ts';
import { readQuestionKey } from '../session/question-key.ts';
import { type Action, type Rules, refusalOf } from '../session/rules.ts';
import { clickTime } from '../session/times.ts';
import type { SessionView } from '../session/view-data.ts';
import type { Changes } from './change.ts';
import type { Grading } from './grading.ts';
import { type Loaded, loaded, loadWhole, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { sessionView } from './view.ts';
import { noQuestion, noQuiz, refusalError } from './words.ts';

/** What all verbs work with. */
export interface Host {
  readonly options: QuizzesOptions;
  readonly changes: Changes;
  readonly grading: Grading;
  /** Does what a quiz that was just written needs next, in the background. */
  readonly after: (quiz: Loaded) => void;
}

/** What is kept together with a change. */
type Write = Pick<Change, 'answer' | 'hint' | 'skip' | 'grades'>;

/** What a verb works with while it serves one request. */
export interface VerbContext extends Host {
  readonly who: Requester;
  /** When they clicked, in ms since 1970, as far as the platform can be believed. */
  readonly at: number;
  /** The questions that people brought, as far as they can be asked where they are. */
  readonly bank: Bank;
  /** The quiz that runs where they are. @throws UserError if none does */
  running(): Promise<Loaded>;
  /** The newest quiz where they are, over or not. @throws UserError if there was none */
  newest(): Promise<Whole>;
  /** The question of this key, or the one that the running quiz is at. @throws UserError */
  question(key: string | undefined): Promise<{ readonly quiz: Loaded; readonly n: number }>;
  /** Refuses what the rules of the verb refuse, before work is done for it. @throws UserError */
  check(quiz: Loaded, n?: number): void;
  /** What they do, for the quiz's reducer; `n` is the question that is meant. */
  event(n: number, more?: Pick<Action, 'final'>): VerbEvent;
  /**
   * Changes a quiz by the rules of the verb. What is written with it may follow from what is kept by then.
   *
   * @throws UserError for what they refuse
   */
  act(quiz: Loaded, n?: number, write?: Write | (() => Promise<Write>), more?: Pick<Action, 'final'>): Promise<Loaded>;
  /** Changes the quiz that runs where they are, by the rules of the verb, and shows it. @throws UserError */
  actHere(): Promise<SessionView>;
  whole(quiz: Loaded): Promise<Whole>;
  view(quiz: Loaded): Promise<SessionView>;
}

const LONGEST_NAME = 80;

/** @param rules of the verb that is served */
export function createContext(host: Host, rules: Rules, requester: Requester): VerbContext {
  const { options, changes } = host;
  const { store, clock } = options;
  const who = { ...requester, name: cleanName(requester.name) };
  const { tenant, channel, user, manages } = who;
  const at = clickTime(who.at.getTime(), clock.now());

  const action = (n: number): Action => ({ user, manages, n, at });
  const whole = ({ row }: Loaded): Promise<Whole> => loadWhole(store, row);

  const context: VerbContext = {
    ...host,
    who,
    at,
    bank: createBank(options, who),
    whole,
    event: (n, more) => ({ kind: 'verb', rules, ...action(n), ...more }),
    async running() {
      const row = await store.live(tenant, channel);
      if (row === undefined) throw noQuiz(rules);
      return loaded(row);
    },
    async newest() {
      const row = await store.latest(tenant, channel);
      if (row === undefined) throw noQuiz(rules);
      return loadWhole(store, row);
    },
    async question(key) {
      if (key === undefined) {
        const quiz = await context.running();
        return { quiz, n: quiz.state.n };
      }
      const meant = readQuestionKey(key);
      const row = meant && (await store.session(meant.session));
      if (row === undefined || row.tenant !== tenant || row.channel !== channel) throw noQuestion(key);
      const quiz = loaded(row);
      if (meant === undefined || meant.n < 1 || meant.n > quiz.state.paces.length) throw noQuestion(key);
      return { quiz, n: meant.n };
    },
    check({ state }, n = state.n) {
      const refused = refusalOf(rules, state, action(n), clock.now());
      if (refused) throw refusalError(refused, rules, state);
    },
    async act({ row, state }, n = state.n, write = {}, more = {}) {
      const quiz = await changes.change(row.key, async (_, now) => {
        const person: PersonRow = { user, name: who.name, seenAt: now };
        const kept = typeof write === 'function' ? await write() : write;
        return { event: context.event(n, more), write: { person, ...kept } };
      });
      if (quiz === undefined) throw noQuiz(rules);
      return quiz;
    },
    actHere: async () => context.view(await context.act(await context.running())),
    view: async (quiz) => sessionView(await whole(quiz), clock.now()),
  };
  return context;
}

/** Names are shown as they come, but for what is no text. */
const cleanName = (name: string): string =>
  name
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .toWellFormed();
