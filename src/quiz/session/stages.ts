import { closeDaily, isDailyUnderWay, loseDaily } from './daily.ts';
import type { Effect } from './effects.ts';
import { currentMessage, editNow, lastMessage, post, type Step, step } from './messages.ts';
import type { Action, Refusal } from './rules.ts';
import { allowedMs, isDone, isOver, type Pause, roundsOf, type Stage, type State } from './state.ts';
import { expireTask, refuseTaskAnswer } from './task.ts';
import {
  GRACE_MS,
  IDLE_ROUNDS,
  LOBBY_MAX_MS,
  LOBBY_MS,
  PAUSED_MAX_MS,
  SETTLE_MS,
  TRAVEL_MS,
  UNREACHABLE_MS,
} from './times.ts';

const withStage = (state: State, stage: Stage): State => ({ ...state, stage });

/** Puts effects in front of those of a step. */
const after = (effects: readonly Effect[], next: Step): Step => ({ ...next, effects: [...effects, ...next.effects] });

/** Opens the lobby; one player alone gets the first question at once. */
export function open(state: State, now: number): Step {
  if (state.solo) return ask(state, 1, now);
  return post(withStage(state, { at: 'lobby', due: now + UNREACHABLE_MS, shown: false, since: now }), 'lobby');
}

/** Asks question `n`. Its time begins when the message is there. */
function ask(state: State, n: number, now: number): Step {
  return show({ ...state, n, answered: [], choosing: [], extra: 0, opened: undefined }, now);
}

/** Shows the open question once more, with its time anew. Answers that it has are kept. */
export const askAgain = (state: State, now: number, again: 'outage' | 'resumed' | 'lost'): Step =>
  show(state, now, again);

function show(state: State, now: number, again?: 'outage' | 'resumed' | 'lost'): Step {
  const due = now + UNREACHABLE_MS;
  const stage: Stage = { at: 'asking', due, shown: false, opened: now, full: due, ...(again && { again }) };
  return post(withStage(state, stage), `q${state.n}`);
}

/** When an open question closes: after its whole time, or soon after everybody who joined has answered. */
function closing(state: State, now: number): number {
  const { stage, solo, people } = state;
  if (stage.at !== 'asking' || !stage.shown) throw new Error('only a question that is shown closes');
  const everybody = people.length > 0 && people.every((user) => isDone(state, user));
  if (!everybody) return stage.full;
  return solo ? now : Math.min(stage.full, now + SETTLE_MS);
}

/** Brings the end of the open question up to date after somebody joined, answered or left. */
export function rearmed(state: State, now: number): State {
  const { stage } = state;
  if (stage.at !== 'asking' || !stage.shown) return state;
  return { ...state, stage: { ...stage, due: closing(state, now) } };
}

/** In a room a class comes in one after the other, and its teacher says when it begins: each who joins puts that off. */
export function putOff(state: State, now: number): State {
  const { stage, owned = false } = state;
  if (!owned || stage.at !== 'lobby' || !stage.shown) return state;
  const due = Math.min(stage.since + LOBBY_MAX_MS, now + LOBBY_MS);
  return { ...state, stage: { ...stage, due: Math.max(stage.due, due) } };
}

/** A message of the current stage is there: now its time begins. */
export function begun(state: State, now: number): State {
  const { stage, n } = state;
  if (stage.at === 'lobby') return withStage(state, { ...stage, shown: true, due: now + LOBBY_MS });
  if (stage.at === 'reveal') return withStage(state, { ...stage, shown: true, due: now + revealMs(state) });
  if (stage.at !== 'asking') return state;
  const full = now + allowedMs(state, n);
  const asked = { ...state, opened: now };
  const shown = withStage(asked, { ...stage, shown: true, opened: now, full, due: full });
  return withStage(shown, { ...stage, shown: true, opened: now, full, due: closing(shown, now) });
}

const revealMs = ({ paces, n }: State): number => paces[n - 1]?.reveal ?? 0;

/** What happens when the time of the current stage is over. */
export function expire(state: State, now: number): Step {
  const { stage, n } = state;
  switch (stage.at) {
    case 'lobby':
      return stage.shown ? closeLobby(state, stage.since, now) : pause(state, 'unreachable', now);
    case 'asking':
      return stage.shown ? lock(state, stage.due, now) : pause(state, 'unreachable', now);
    case 'grace':
      return reveal(state, now);
    case 'reveal':
      if (!stage.shown) return pause(state, 'unreachable', now);
      return state.idle >= IDLE_ROUNDS && n < roundsOf(state) ? pause(state, 'nobody', now) : advance(state, now);
    case 'task':
      return expireTask(state, now);
    case 'daily':
      return closeDaily(state, now);
    case 'paused':
      return end(state, { at: 'aborted', why: 'abandoned' }, now);
    default:
      return step(state);
  }
}

function closeLobby(state: State, since: number, now: number): Step {
  if (state.people.length > 0) return leaveLobby(state, now);
  if (now - since >= LOBBY_MAX_MS) return pause(state, 'nobody', now);
  return step(withStage(state, { at: 'lobby', due: now + LOBBY_MS, shown: true, since }));
}

/** The first question; the lobby's message loses its buttons. */
export function leaveLobby(state: State, now: number): Step {
  const next = ask(state, 1, now);
  return after(editNow(state, 'lobby', now), next);
}

/** No more answers, except those that are on their way; the message loses its buttons before the reveal. */
export function lock(state: State, deadline: number, now: number): Step {
  const { stage, solo } = state;
  // Once all have answered nobody hurries to be in time: only what is on its way is waited for.
  const late = stage.at === 'asking' && deadline < stage.full && deadline === stage.due ? 0 : GRACE_MS;
  // Reckoned from now: after a short outage, what came in time must still have the chance to arrive.
  const due = solo ? now : now + late + TRAVEL_MS;
  return step(withStage(state, { at: 'grace', deadline, due }), ...editNow(state, currentMessage(state), now));
}

/** Shows the answer to the question that was asked last; a host who skips it is there. */
export function reveal(state: State, now: number): Step {
  const { n } = state;
  const idle = state.answered.length === 0 && !state.skipped.includes(n) ? state.idle + 1 : 0;
  const stage: Stage = { at: 'reveal', due: now + UNREACHABLE_MS, shown: false };
  const next = post({ ...state, revealed: n, idle, stage }, `r${n}`);
  return { ...next, effects: [...next.effects, keepAnswers(state)] };
}

/** What the answers to the question say is handed over once nobody can change them. */
const keepAnswers = ({ n, opened }: State): Effect => ({ kind: 'keep', n, ...(opened !== undefined && { opened }) });

/** From a reveal to the next question, or to the end. */
export function advance(state: State, now: number): Step {
  if (state.n < roundsOf(state)) return ask(state, state.n + 1, now);
  return post(withStage(state, { at: 'ended', why: 'played' }), 'end');
}

/** Waits for somebody. What could not be sent is given up: after a pause everything current is sent anew. */
export function pause(state: State, why: Pause, now: number): Step {
  const { stage } = state;
  if (stage.at === 'task') {
    // It goes on without its message; its host is told.
    return step(state, ...state.hosts.map((user): Effect => ({ kind: 'whisper', user, about: 'unseen' })));
  }
  if (stage.at === 'daily' || isDailyUnderWay(state)) return loseDaily(state);
  if (stage.at === 'paused' || stage.at === 'ended' || stage.at === 'aborted') return step(state);
  // A question that is locked but not revealed is asked again: its answers are kept.
  const from = stage.at === 'grace' ? 'asking' : stage.at;
  const paused = withStage(state, { at: 'paused', due: now + PAUSED_MAX_MS, from, why });
  const whispers = state.hosts.map((user): Effect => ({ kind: 'whisper', user, about: 'paused' }));
  if (why !== 'nobody') return step(paused, { kind: 'clear' }, ...whispers);
  const posted = post(paused, 'pause');
  const lobby = from === 'lobby' ? editNow(state, 'lobby', now) : [];
  // One player has just read it.
  return step(posted.state, ...lobby, ...posted.effects, ...(state.solo ? [] : whispers));
}

/** Goes on where the quiz was paused. */
export function unpause(state: State, now: number): Step {
  const { stage, n, messages } = state;
  if (stage.at !== 'paused') return step(state);
  const awake = { ...state, idle: 0 };
  if (stage.from === 'lobby') return open(awake, now);
  if (stage.from === 'asking') return askAgain(awake, now, 'resumed');
  if (messages[`r${n}`]?.id !== undefined) return advance(awake, now);
  return post(withStage(awake, { at: 'reveal', due: now + UNREACHABLE_MS, shown: false }), `r${n}`);
}

/**
 * The host ends it. The question that is open does not count, as not everybody had the time for it; one that is closed
 * already does.
 */
export function stop(state: State, now: number): Step {
  const revealed = state.stage.at === 'grace' ? state.n : state.revealed;
  return end({ ...state, revealed }, { at: 'ended', why: 'stopped' }, now);
}

/** Ends it before its time: what it stood on loses its buttons. */
function end(state: State, stage: Stage, now: number): Step {
  const edits = editNow(state, lastMessage(state), now);
  return after([{ kind: 'clear' }, ...edits], post(withStage(state, stage), 'end'));
}

/** We were down for long: whoever could not answer gets the time for it. */
export function afterOutage(state: State, now: number): Step {
  const { stage } = state;
  if (stage.at === 'asking' && stage.shown) return askAgain(state, now, 'outage');
  if (stage.at === 'asking' || (stage.at === 'lobby' && !stage.shown) || (stage.at === 'reveal' && !stage.shown))
    return step(withStage(state, { ...stage, due: now + UNREACHABLE_MS }));
  if (stage.at === 'lobby' || stage.at === 'reveal') return step(begun(state, now));
  return step(stage.at === 'grace' ? withStage(state, { ...stage, due: Math.min(stage.due, now) }) : state);
}

/** Why an answer to question `n` that was given at a time does not count; undefined if it does. */
export function refuseAnswer(state: State, action: Pick<Action, 'user' | 'n' | 'at'>): Refusal | undefined {
  const { stage } = state;
  const { n, at } = action;
  if (stage.at === 'task') return refuseTaskAnswer(state, action);
  if (n > state.n && !isOver(state)) return { why: 'not-asked' };
  if (n !== state.n || isOver(state)) return { why: 'closed' };
  if (stage.at === 'daily') return undefined;
  if (stage.at === 'paused') return { why: stage.from === 'asking' ? 'paused' : 'closed' };
  if (stage.at === 'lobby') return { why: 'not-begun' };
  if (stage.at === 'asking') return !stage.shown || at <= stage.due + GRACE_MS ? undefined : { why: 'closed' };
  return stage.at === 'grace' && at <= stage.deadline + GRACE_MS ? undefined : { why: 'closed' };
}
