import type { Effect } from './effects.ts';
import { editNow, post, type Step, step } from './messages.ts';
import type { Action, Refusal } from './rules.ts';
import { roundsOf, type Stage, type State } from './state.ts';
import { LATE_MS, REMIND_AT_MOST_MS, REMIND_FROM_MS, REMIND_SHARE, TASK_EDIT_MS } from './times.ts';

type Task = Extract<Stage, { at: 'task' }>;
type Working = State & { readonly stage: Task };

const isTask = (state: State): state is Working => state.stage.at === 'task';

const withTask = (state: Working, change: Partial<Task>): Working => {
  const stage = { ...state.stage, ...change };
  const next = Math.min(stage.remind ?? Number.POSITIVE_INFINITY, state.revealed > 0 ? stage.closes : stage.end);
  return { ...state, stage: { ...stage, due: next } };
};

/** The stage of a new task: its message is posted, and it is reminded of once, unless it ends soon anyway. */
export function openTask(state: State, end: number, feedback: Task['feedback'], now: number): Step {
  const before = Math.min(REMIND_AT_MOST_MS, Math.round((end - now) * REMIND_SHARE));
  const remind = end - now < REMIND_FROM_MS ? undefined : end - before;
  const stage: Task = { at: 'task', due: end, end, closes: end + LATE_MS, remind, feedback, done: {} };
  return post(withTask({ ...state, stage }, {}), 'task');
}

/** The time of the task has come to its reminder, its end, or the end of late answers. */
export function expireTask(state: State, now: number): Step {
  if (!isTask(state)) return step(state);
  const { end, closes } = state.stage;
  if (now >= closes) return closeTask(state, now, 'played');
  if (now >= end && state.revealed === 0) return endTask(state, now);
  return post(withTask(state, { remind: undefined }), 'remind');
}

/** From now on everybody sees what their answers were worth, and what comes is late. */
function endTask(state: Working, now: number): Step {
  const over = withTask({ ...state, revealed: roundsOf(state) }, { remind: undefined });
  return withEdits(state, post(over, 'end'), now);
}

/** The task takes no more answers. */
export function closeTask(state: State, now: number, why: 'played' | 'stopped'): Step {
  const closed: State = { ...state, revealed: roundsOf(state), stage: { at: 'ended', why } };
  const next = state.messages['end'] === undefined ? post(closed, 'end') : step(closed, ...editNow(state, 'end', now));
  return withEdits(state, next, now);
}

/** What was shown to all is brought up to date with it, and what the answers say is handed over. */
const withEdits = (before: State, next: Step, now: number): Step => ({
  ...next,
  effects: [
    ...['task', 'remind'].flatMap((message) => editNow(before, message, now)),
    ...next.effects,
    { kind: 'keep' },
  ],
});

/** Somebody answered a question: the count in the message follows, now and then. */
export function noteTaskAnswer(state: State, { user, n }: Pick<Action, 'user' | 'n'>, now: number): Step {
  if (!isTask(state)) return step(state);
  const before = state.stage.done[user] ?? [];
  if (before.includes(n)) return step(state);
  const people = [...new Set([...state.people, user])];
  const next = withTask({ ...state, people }, { done: { ...state.stage.done, [user]: [...before, n] } });
  // Whoever sees what is right cannot change it any more.
  const isFinal = state.revealed > 0 || state.stage.feedback === 'now';
  const keep: Effect[] = isFinal ? [{ kind: 'keep', n, user }] : [];
  const planned = state.editFrom - TASK_EDIT_MS;
  if (planned > now || state.messages['task']?.id === undefined) return step(next, ...keep);
  const from = Math.max(now, state.editFrom);
  return step({ ...next, editFrom: from + TASK_EDIT_MS }, { kind: 'edit', message: 'task', from }, ...keep);
}

/**
 * Why an answer to a question of a task does not count; undefined if it does. Whoever has seen what is right cannot change
 * an answer any more.
 */
export function refuseTaskAnswer(state: State, { user, n }: Pick<Action, 'user' | 'n'>): Refusal | undefined {
  if (!isTask(state)) return { why: 'closed' };
  const { stage, revealed } = state;
  const given = stage.done[user]?.includes(n) ?? false;
  return given && (revealed > 0 || stage.feedback === 'now') ? { why: 'final' } : undefined;
}

/** The stage without somebody. */
export function withoutInTask(state: State, user: string): State {
  if (!isTask(state)) return state;
  const { [user]: _, ...done } = state.stage.done;
  return { ...state, stage: { ...state.stage, done } };
}
