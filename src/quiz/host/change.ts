import { type Change, LASTING_LANE, type NewEffect, type QuizStore } from '../../store/quiz-store.ts';
import type { Effect } from '../session/effects.ts';
import type { Event } from '../session/events.ts';
import { reduce } from '../session/reduce.ts';
import { dueOf, isOver } from '../session/state.ts';
import { type Loaded, loaded } from './load.ts';
import { refusalError } from './words.ts';

/** What happens to a quiz, and what is written with it. */
export interface Plan {
  readonly event: Event;
  readonly write?: Pick<Change, 'person' | 'answer' | 'hint' | 'skip' | 'grades' | 'forget' | 'done'> | undefined;
}

/** Makes a plan for a quiz as it is at the moment; is called again after a version conflict. */
type Planner = (quiz: Loaded, now: number) => Promise<Plan | undefined> | Plan | undefined;

/** Changes of one quiz are serialized in this process; those of other processes are found by the version (optimistic locking). */
export interface Changes {
  /**
   * The quiz after the change; undefined where there was nothing to change, or it is no longer ours to do.
   *
   * @throws UserError for what the rules of a verb refuse
   */
  change(key: string, plan: Planner): Promise<Loaded | undefined>;
}

const MAX_TRIES = 100;

/** @param after is called with every quiz that was written */
export function createChanges(store: QuizStore, now: () => number, after: (quiz: Loaded) => void): Changes {
  const queues = new Map<string, Promise<unknown>>();

  const attempt = async (key: string, plan: Planner): Promise<Loaded | 'conflict' | undefined> => {
    const row = await store.session(key);
    if (row === undefined) return undefined;
    const quiz = loaded(row);
    const time = now();
    const wanted = await plan(quiz, time);
    if (wanted === undefined) return undefined;
    const change = changeOf(quiz, wanted, time);
    if (change === undefined) return quiz;
    const outcome = await store.commit(change);
    if (outcome !== 'done') return outcome === 'conflict' ? 'conflict' : undefined;
    const written = loaded({ ...row, state: change.state, version: row.version + 1, live: change.due !== undefined });
    after(written);
    return written;
  };

  const persist = async (key: string, plan: Planner): Promise<Loaded | undefined> => {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const result = await attempt(key, plan);
      if (result !== 'conflict') return result;
    }
    throw new Error(`quiz ${key} changed ${MAX_TRIES} times in a row and could not be written`);
  };

  return {
    change(key, plan) {
      const turn = (queues.get(key) ?? Promise.resolve()).then(() => persist(key, plan));
      const settled: Promise<void> = turn.then(
        () => {},
        () => {},
      );
      queues.set(key, settled);
      void settled.then(() => {
        if (queues.get(key) === settled) queues.delete(key);
      });
      return turn;
    },
  };
}

/** Undefined where nothing is to be written. @throws UserError for what is refused */
function changeOf({ row, state }: Loaded, { event, write }: Plan, now: number): Change | undefined {
  const next = reduce(state, event, now);
  if (next.refused && event.kind === 'verb') throw refusalError(next.refused, event.rules, state);
  // An outage is noted even where it changes nothing: somebody looks after the quiz again.
  if (next.state === state && write === undefined && event.kind !== 'outage') return undefined;
  return {
    key: row.key,
    version: row.version,
    state: JSON.stringify(next.state),
    due: isOver(next.state) ? undefined : dueOf(next.state),
    revealed: next.state.revealed,
    now,
    clear: next.effects.some(({ kind }) => kind === 'clear'),
    wake: event.kind === 'outage',
    effects: toRows(next.effects, now),
    ...write,
  };
}

/**
 * Rows of the outbox. A lane is delivered in order: messages for everybody share one, each whisper has that of its
 * person. What is handed over has one of its own, which nothing clears. An edit replaces one of the same name that is still to be delivered.
 */
export function toRows(effects: readonly Effect[], now: number): NewEffect[] {
  return effects.flatMap((effect): NewEffect[] => {
    const text = JSON.stringify(effect);
    if (effect.kind === 'clear') return [];
    if (effect.kind === 'keep') return [{ lane: LASTING_LANE, name: '', effect: text, from: now }];
    if (effect.kind === 'whisper') return [{ lane: effect.user, name: '', effect: text, from: now }];
    if (effect.kind !== 'edit') return [{ lane: '', name: '', effect: text, from: now }];
    return [{ lane: '', name: `edit ${effect.message}`, effect: text, from: effect.from }];
  });
}
