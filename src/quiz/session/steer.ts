import { editNow, editSoon, type Step, step } from './messages.ts';
import type { Action, Refusal } from './rules.ts';
import { lock, rearmed, reveal } from './stages.ts';
import { isOver, type State } from './state.ts';
import { EXTENSION_MS } from './times.ts';

// What a host does with the question that people answer.

/** Why question `n` cannot be steered; undefined while people answer it, and `grace` says whether a moment later, too. */
function refuse(state: State, n: number, grace: boolean): Refusal | undefined {
  const { stage } = state;
  if (isOver(state)) return { why: 'over' };
  if (stage.at === 'paused') return { why: 'paused' };
  const open = (stage.at === 'asking' && stage.shown) || (grace && stage.at === 'grace');
  return open && n === state.n ? undefined : { why: 'not-open' };
}

/** Until the answer is shown: a host who asks for what happens anyway is not refused. */
export const refuseUntilReveal = (state: State, { n }: Action): Refusal | undefined => refuse(state, n, true);

/** Only while answers are taken. */
export const refuseUnlessAsking = (state: State, { n }: Action): Refusal | undefined => refuse(state, n, false);

/** Closes the question now; what was pressed in time still counts if it arrives in a moment. */
export const revealNow = (state: State, now: number): Step =>
  state.stage.at === 'asking' ? lock(state, now, now) : step(state);

/** Shows the answer at once; whatever was answered counts for nobody. */
export function skip(state: State, now: number): Step {
  const skipped = { ...state, skipped: [...state.skipped, state.n] };
  const next = reveal({ ...skipped, answered: [], choosing: [] }, now);
  // Buttons are gone before the answer is there.
  return { ...next, effects: [...editNow(next.state, `q${state.n}`, now), ...next.effects] };
}

/** Gives a minute more. It still closes once everybody has answered. */
export function extend(state: State, now: number): Step {
  const { stage, extra } = state;
  if (stage.at !== 'asking') return step(state);
  const longer = { ...state, extra: extra + EXTENSION_MS, stage: { ...stage, full: stage.full + EXTENSION_MS } };
  return editSoon(rearmed(longer, now), now);
}
