import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import type { Change, PersonRow } from '../../store/quiz-store.ts';
import type { Visitor } from '../quizzes.ts';
import type { Action } from '../roles.ts';
import type { Event } from '../session/events.ts';
import { refusalOf } from '../session/reduce.ts';
import type { SessionView } from '../session/view-data.ts';
import type { Changes, Plan } from './change.ts';
import { type Loaded, loaded, loadWhole, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { sessionView } from './view.ts';
import { allow, noQuestion, noQuiz, sayRefusal } from './words.ts';

/** What every command needs: the quiz that is meant, and a way to change it. */
export interface Desk {
  /** The quiz that runs where somebody is. @throws UserError if none does */
  running(who: Visitor): Promise<Loaded>;
  /** The newest quiz where somebody is, over or not. @throws UserError if there was none */
  newest(who: Visitor): Promise<Whole>;
  /** The question that is meant: `s7Kq2mPa.3`, or the one that the running quiz is at. @throws UserError */
  question(who: Visitor, reference: string | undefined): Promise<{ readonly quiz: Loaded; readonly n: number }>;
  /** Changes a quiz for somebody who may do that now. @throws UserError */
  act(who: Visitor, action: Action, key: string, event: Event, write?: Write): Promise<Loaded>;
  whole(quiz: Loaded): Promise<Whole>;
  view(quiz: Loaded): Promise<SessionView>;
}

export type Write = Pick<Change, 'answer' | 'hint'>;

/** A session's key and a question's number. */
const REFERENCE = /^(s\w{8})\.([1-9]\d?)$/;
const LONGEST_NAME = 80;

export function createDesk({ store, clock }: QuizzesOptions, changes: Changes): Desk {
  const here = (who: Visitor, quiz: { readonly tenant: string; readonly channel: string }): boolean =>
    quiz.tenant === who.tenant && quiz.channel === who.channel;

  const running = async (who: Visitor): Promise<Loaded> => {
    const row = await store.live(who.tenant, who.channel);
    if (row === undefined) throw noQuiz();
    return loaded(row);
  };
  const whole = ({ row }: Loaded): Promise<Whole> => loadWhole(store, row);

  return {
    running,
    whole,
    async newest(who) {
      const row = await store.latest(who.tenant, who.channel);
      if (row === undefined) throw noQuiz();
      return loadWhole(store, row);
    },
    async question(who, reference) {
      if (reference === undefined) {
        const quiz = await running(who);
        return { quiz, n: quiz.state.n };
      }
      const [, key, n] = REFERENCE.exec(reference) ?? [];
      const row = key === undefined ? undefined : await store.session(key);
      if (row === undefined || !here(who, row)) throw noQuestion(reference);
      const quiz = loaded(row);
      if (Number(n) > quiz.state.paces.length) throw noQuestion(reference);
      return { quiz, n: Number(n) };
    },
    async act(who, action, key, event, write) {
      const plan = ({ state }: Loaded, now: number): Plan => {
        allow(action, state, who);
        const refused = refusalOf(state, event, now);
        if (refused) throw sayRefusal(refused);
        return { event, write: { person: personOf(who, now), ...write } };
      };
      const quiz = await changes.change(key, plan);
      if (quiz === undefined) throw noQuiz();
      return quiz;
    },
    view: async (quiz) => sessionView(await whole(quiz), clock.now()),
  };
}

/** Names are shown as they come, but for what is no text. */
const personOf = ({ user, name }: Visitor, seenAt: number): PersonRow => ({
  user,
  name: name
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .slice(0, LONGEST_NAME)
    .toWellFormed(),
  seenAt,
});

/** Cleans what a visitor is called. */
export const cleaned = (who: Visitor): Visitor => ({ ...who, name: personOf(who, 0).name });

/** A name of nobody's, in place of somebody who wants to be forgotten. */
export const nobody = (): string => `gone-${randomUUID()}`;

const SEASON = /^\d{4}-(0[1-9]|1[0-2])$/;

/** A calendar month in UTC: its name, its first millisecond and the first of the next. @throws UserError */
export function seasonOf(wanted: string | undefined, now: number): { season: string; from: number; to: number } {
  const season = wanted ?? new Date(now).toISOString().slice(0, 7);
  if (!SEASON.test(season)) {
    throw new UserError('A season is a month.', { hint: 'Write it like `2026-11`.' });
  }
  const [year = 0, month = 0] = season.split('-').map(Number);
  return { season, from: Date.UTC(year, month - 1), to: Date.UTC(year, month) };
}
