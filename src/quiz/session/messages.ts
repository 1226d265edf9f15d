import type { Effect } from './effects.ts';
import type { State } from './state.ts';
import { EDIT_EVERY_MS } from './times.ts';

/** A state, and what is to be done on the way to it. */
export interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** A state with the effects on the way to it, if there are any. */
export const step = (state: State, ...effects: readonly Effect[]): Step => ({ state, effects });

/** The message that the quiz stands on; undefined where it waits for none. */
export function currentMessage({ stage, n }: State): string | undefined {
  if (stage.at === 'lobby') return 'lobby';
  if (stage.at === 'asking' || stage.at === 'grace') return `q${n}`;
  if (stage.at === 'task') return 'task';
  if (stage.at === 'daily') return 'q1';
  return stage.at === 'reveal' ? `r${n}` : undefined;
}

/** The same of a quiz that may be paused: what it stood on then. */
export function lastMessage(state: State): string | undefined {
  const { stage, n } = state;
  if (stage.at !== 'paused') return currentMessage(state);
  if (stage.from === 'lobby') return 'lobby';
  return stage.from === 'asking' ? `q${n}` : `r${n}`;
}

/** Sends a message to everybody: the first copy, or one more, which takes the buttons off the one before. */
export function post(state: State, message: string): Step {
  const before = state.messages[message];
  const copy = (before?.copy ?? 0) + 1;
  const messages = { ...state.messages, [message]: { copy, replaced: before?.replaced ?? false } };
  const retire: Effect[] = before?.id === undefined ? [] : [{ kind: 'retire', message, id: before.id }];
  return { state: { ...state, messages }, effects: [...retire, { kind: 'post', message, copy }] };
}

/** Brings a message up to date at once, if it was sent. */
export const editNow = ({ messages }: State, message: string | undefined, now: number): Effect[] =>
  message === undefined || messages[message]?.id === undefined ? [] : [{ kind: 'edit', message, from: now }];

/** Brings the count in the current message up to date when it is time for that; a later change joins one still to come. */
export function editSoon(state: State, now: number): Step {
  const message = currentMessage(state);
  const planned = state.editFrom - EDIT_EVERY_MS;
  if (message === undefined || state.messages[message]?.id === undefined || planned > now)
    return { state, effects: [] };
  const from = Math.max(now, state.editFrom);
  return { state: { ...state, editFrom: from + EDIT_EVERY_MS }, effects: [{ kind: 'edit', message, from }] };
}
