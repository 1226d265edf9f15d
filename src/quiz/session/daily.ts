import type { Effect } from './effects.ts';
import { editNow, post, type Step, step } from './messages.ts';
import { roundsOf, type Stage, type State } from './state.ts';
import { TASK_EDIT_MS } from './times.ts';

type Daily = Extract<Stage, { at: 'daily' }>;
type Open = State & { readonly stage: Daily };

const isOpen = (state: State): state is Open => state.stage.at === 'daily';

/** Asks the question of the day. @param due when its answer is shown, in ms since 1970 */
export const openDaily = (state: State, due: number, pin: boolean): Step =>
  post({ ...state, n: 1, stage: { at: 'daily', due }, daily: pin ? { pin: 'wanted' } : {} }, 'q1');

/** Its message is there: it may have to be pinned. */
export const dailyPosted = (state: State): Step =>
  isOpen(state) && state.daily?.pin === 'wanted' ? step(state, { kind: 'pin', message: 'q1', on: true }) : step(state);

/** Somebody has answered: the count follows, now and then. Alone one need not wait for others. */
export function dailyAnswered(state: State, final: boolean, now: number): Step {
  if (!isOpen(state)) return step(state);
  if (state.solo && final) return step({ ...state, stage: { ...state.stage, due: now } });
  const planned = state.editFrom - TASK_EDIT_MS;
  if (planned > now || state.messages['q1']?.id === undefined) return step(state);
  const from = Math.max(now, state.editFrom);
  return step({ ...state, editFrom: from + TASK_EDIT_MS }, { kind: 'edit', message: 'q1', from });
}

/** Shows its answer at another time. */
export const moveDaily = (state: State, due: number, now: number): Step =>
  isOpen(state) ? step({ ...state, stage: { ...state.stage, due } }, ...editNow(state, 'q1', now)) : step(state);

/** Takes no more answers, and shows what was right; what nobody ever saw goes without a word. */
export function closeDaily(state: State, now: number): Step {
  if (!isOpen(state)) return step(state);
  const closed: State = { ...state, revealed: roundsOf(state), stage: { at: 'ended', why: 'played' } };
  if (state.messages['q1']?.id === undefined && state.people.length === 0) return step(closed, { kind: 'clear' });
  const unpin: Effect[] = state.daily?.pin === 'done' ? [{ kind: 'pin', message: 'q1', on: false }] : [];
  const next = post(closed, 'r1');
  return { ...next, effects: [...editNow(state, 'q1', now), ...unpin, ...next.effects, { kind: 'keep', n: 1 }] };
}

/** May its answer still be on its way? */
export const isDailyUnderWay = ({ daily, stage }: State): boolean =>
  daily !== undefined && (stage.at === 'daily' || stage.at === 'ended');

/** Nobody can see it: whoever turned it on is told. */
export const loseDaily = (state: State): Step =>
  step(
    { ...state, stage: { at: 'aborted', why: 'not-allowed' } },
    { kind: 'clear' },
    ...state.hosts.map((user): Effect => ({ kind: 'whisper', user, about: 'unseen' })),
  );
