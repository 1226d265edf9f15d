import { hash } from '../../questions/hash.ts';
import { type Question, questionSchema } from '../../questions/question.ts';
import { QUESTION_TYPES } from '../../questions/types/index.ts';
import { NO_STREAK } from '../../quiz/daily/streak.ts';
import { streakAfter } from '../../quiz/daily/view.ts';
import { toRows } from '../../quiz/host/change.ts';
import type { Host } from '../../quiz/host/context.ts';
import { loaded, loadWhole, type Whole } from '../../quiz/host/load.ts';
import { platformOf } from '../../quiz/host/start.ts';
import { moveDaily, openDaily } from '../../quiz/session/daily.ts';
import { newSessionKey } from '../../quiz/session/question-key.ts';
import type { Rules } from '../../quiz/session/rules.ts';
import { type State, stateSchema } from '../../quiz/session/state.ts';
import { paceOf, SHORTEST_SECONDS } from '../../quiz/session/times.ts';
import type { LearningStore } from '../../store/learning/store.ts';
import type { NewQuiz } from '../../store/quiz-store.ts';
import { cardSchema, recallOf } from '../reviews/schedule.ts';
import { choicesFor } from './choose.ts';
import { changeOf, type Daily, type DailyState, dailyOf } from './kept.ts';
import { nextSlot, slotDue } from './schedule.ts';

/** Channels that are served at once. */
const MOST_AT_ONCE = 100;
/** A new question waits so long for the answer of the one before to be shown. */
const PATIENCE_MS = 60_000;
/** Of questions so far, so many are remembered: those of more than a year. */
const MOST_PAST = 400;
/** Of what a group answered. */
const MOST_ANSWERED = 200;
const ACTIVE_MS = 60 * 24 * 60 * 60_000;
/** Questions that are made until one is new. */
const MOST_DRAWS = 60;

/** What is needed of a question that was asked: all of it would take long to check, for every channel of an evening. */
const aboutSchema = questionSchema.pick({ type: true, level: true });

export interface AskOptions {
  readonly store: LearningStore;
  /** What works with sessions. */
  readonly host: Host;
  readonly onError: (error: unknown) => void;
}

/** Asks what is due. */
export interface Asking {
  /** Looks once after every channel in which something is due. */
  sweep(): Promise<void>;
  /** The last session of a channel, as long as it is kept. */
  last(state: DailyState): Promise<Whole | undefined>;
  /** The one before, whose answer is shown. */
  previous(state: DailyState): Promise<Whole | undefined>;
  /** Shows the answer of an open question at another time. */
  move(session: Whole, due: number): Promise<void>;
}

export function createAsking({ store, host, onError }: AskOptions): Asking {
  const { options, changes, after } = host;
  const { clock, transports, random } = options;
  const waiting = new Map<string, number>();
  const busy = new Set<string>();

  const load = async (session: string | undefined): Promise<Whole | undefined> => {
    const row = session === undefined ? undefined : await options.store.session(session);
    return row && loadWhole(options.store, row);
  };
  const last: Asking['last'] = ({ session }) => load(session);

  const move: Asking['move'] = async ({ row, state }, due) => {
    if (state.stage.at !== 'daily' || state.stage.due === due) return;
    await changes.change(row.key, (_, now) => ({
      event: { kind: 'verb', rules: moving(due), user: '', manages: true, n: 1, at: now },
    }));
  };

  /** May the next question come? Not before the answer of the one before is shown, unless that takes too long. */
  const isFree = ({ row, state }: Whole, now: number): boolean => {
    const reveal = state.messages['r1'];
    if (state.stage.at !== 'ended' || reveal === undefined || reveal.id !== undefined) return true;
    const since = waiting.get(row.key) ?? now;
    waiting.set(row.key, since);
    return now - since > PATIENCE_MS;
  };

  const serve = async (daily: Daily): Promise<void> => {
    const { row, settings, state } = daily;
    const now = clock.now();
    const before = await last(state);
    if (before?.row.live) return move(before, Math.min(now, row.due ?? now));
    const lost = lostIn(before);
    if (lost !== undefined) {
      await store.saveDaily(changeOf(daily, { state: { lost }, due: undefined }, now));
      return;
    }
    if (before !== undefined && !isFree(before, now)) return;
    if (before !== undefined) waiting.delete(before.row.key);
    const { slot, missed } = slotDue(settings, row.due ?? now, now, state.asked);
    const all = [...state.missed, ...missed];
    const next = nextSlot(settings, now, slot?.date ?? state.asked);
    if (slot === undefined) {
      await store.saveDaily(changeOf(daily, { state: { missed: all }, due: next.at }, now));
      return;
    }
    const question = await questionFor(daily, slot.date, now);
    const streak = before === undefined ? (state.streak ?? NO_STREAK) : streakAfter(before);
    const { date } = slot;
    const session = sessionOf(daily, question, { date, streak, missed: all, due: next.at, now });
    const past = [{ type: question.type, hash: hashOf(question) }, ...state.past].slice(0, MOST_PAST);
    const { session: previous } = state;
    const asked = { asked: date, session: session.key, previous, missed: [], past, lost: undefined };
    const opened = await store.openDaily(changeOf(daily, { state: asked, due: next.at }, now), session);
    const begun = opened ? await options.store.session(session.key) : undefined;
    if (begun !== undefined) after(loaded(begun));
  };

  /** The same in every process: of the channel, the day, and what was asked and answered before. */
  const questionFor = async ({ row, settings, state }: Daily, date: string, now: number): Promise<Question> => {
    const { tenant, channel } = row;
    const name = `${tenant}/${channel}/${date}`;
    const [asked, skills] = await Promise.all([
      store.askedIn(tenant, channel, MOST_ANSWERED),
      store.skillsIn(tenant, channel, now - ACTIVE_MS),
    ]);
    const answered = asked.map(({ question, ...counts }) => ({
      ...aboutSchema.parse(JSON.parse(question)),
      ...counts,
    }));
    const known = {
      answered,
      skills: skills.map(({ card, due, state: kept }) => ({
        skill: card.slice(card.indexOf(':') + 1),
        due,
        recall: recallOf(cardSchema.parse(JSON.parse(kept)), now),
      })),
      types: state.past.map(({ type }) => type),
    };
    const choices = choicesFor(QUESTION_TYPES, known, settings, now, hash(name));
    const before = new Set(state.past.map((one) => one.hash));
    let question: Question | undefined;
    for (let draw = 0; draw < MOST_DRAWS; draw++) {
      const choice = choices[Math.floor(draw / 2) % choices.length];
      question = await options.make({ ...choice, seed: hash(`${name}/${draw}`) });
      if (!before.has(hashOf(question))) return question;
    }
    if (question === undefined) throw new Error(`no question of the day for ${name}`);
    return question;
  };

  const sessionOf = (
    { row, settings }: Daily,
    question: Question,
    { due, now, ...more }: { date: string; streak: DailyState['streak']; missed: string[]; due: number; now: number },
  ): NewQuiz => {
    const { tenant, channel } = row;
    const { by, zone, names, pin, owned } = settings;
    const blank: State = stateSchema.parse({
      solo: transports.get(platformOf(tenant))?.solo ?? false,
      thinkMs: SHORTEST_SECONDS * 1000,
      paces: [paceOf(question)],
      n: 0,
      revealed: 0,
      stage: { at: 'daily', due },
      hosts: by === undefined ? [] : [by.user],
      ...(owned && { owned }),
      hostSeen: now,
      people: [],
      answered: [],
      idle: 0,
      editFrom: now,
      messages: {},
    });
    const { state, effects } = openDaily(blank, due, pin);
    const { level, seed } = question;
    const about = { level, seed, rounds: 1, seconds: SHORTEST_SECONDS, daily: { ...more, zone, names } };
    return {
      key: newSessionKey(random),
      kind: 'daily',
      tenant,
      channel,
      settings: JSON.stringify(about),
      state: JSON.stringify(state),
      due,
      now,
      questions: [JSON.stringify(question)],
      host: by && { ...by, seenAt: now },
      effects: toRows(effects, now),
    };
  };

  /** Does nothing where this process is at work on the channel already. */
  const exclusively = async (daily: Daily): Promise<void> => {
    const key = JSON.stringify([daily.row.tenant, daily.row.channel]);
    if (busy.has(key)) return;
    busy.add(key);
    try {
      await serve(daily);
    } catch (error) {
      onError(error);
    } finally {
      busy.delete(key);
    }
  };

  return {
    last,
    previous: (state) => load(state.previous),
    move,
    async sweep() {
      const rows = await store.dailiesDue([...transports.keys()], clock.now(), MOST_AT_ONCE);
      if (rows.length === 0) waiting.clear();
      await Promise.all(rows.map((row) => exclusively(dailyOf(row))));
    },
  };
}

/** Why a session could not go on, which means the next could not either. */
export function lostIn(session: Whole | undefined): DailyState['lost'] {
  const stage = session?.state.stage;
  if (stage?.at !== 'aborted') return undefined;
  return stage.why === 'channel-gone' ? 'channel-gone' : 'not-allowed';
}

/** What a question asks, as a number: the same for the same question with the same numbers. */
const hashOf = ({ type, prompt, options }: Question): number =>
  hash(JSON.stringify([type, prompt, options.map(({ text }) => text).sort()]));

/** Only this program moves a question of the day. */
const moving = (due: number): Rules => ({
  may: ['manager'],
  does: 'move a question of the day',
  apply: (state, _, now) => moveDaily(state, due, now),
});
