import { dailyPosted, isDailyUnderWay } from './daily.ts';
import type { Effect } from './effects.ts';
import type { Event, VerbEvent } from './events.ts';
import { currentMessage, editSoon, post, type Step, step } from './messages.ts';
import { type Refusal, refusalOf } from './rules.ts';
import * as stages from './stages.ts';
import { dueOf, isOver, type State } from './state.ts';
import { EDIT_EVERY_MS, UNREACHABLE_MS } from './times.ts';

/** What becomes of a quiz; `refused` says why nothing does. */
export type Outcome = Step & { readonly refused?: Refusal };

/**
 * What becomes of a quiz when something happens: pure, without a clock or randomness. What is refused changes nothing.
 *
 * @param now ms since 1970
 */
export function reduce(state: State, event: Event, now: number): Outcome {
  switch (event.kind) {
    case 'verb':
      return act(state, event, now);
    case 'open':
      return stages.open(state, now);
    case 'tick':
      return now >= (dueOf(state) ?? Number.POSITIVE_INFINITY) ? stages.expire(state, now) : step(state);
    case 'refresh':
      return isStale(state, event.everyMs, now) ? editSoon(state, now) : step(state);
    case 'outage':
      return stages.afterOutage(state, now);
    case 'posted':
      return posted(state, event.message, event.copy, event.id, now);
    case 'pinned':
      return pinned(state, event.refused);
    case 'missing':
      return missing(state, event.message, event.id, now);
    case 'not-allowed':
      return stages.pause(state, 'not-allowed', now);
    case 'channel-gone':
      return isOver(state) && !isDailyUnderWay(state) ? step(state) : abort(state);
  }
}

/** Is a question open whose message was last edited so long ago? */
const isStale = ({ stage, editFrom }: State, everyMs: number, now: number): boolean =>
  stage.at === 'asking' && stage.shown && now < stage.due && now - (editFrom - EDIT_EVERY_MS) >= everyMs;

/** What a person does, by the rules of the verb. Whatever a host does shows that they are here. */
function act(before: State, event: VerbEvent, now: number): Outcome {
  const { rules, user } = event;
  const refused = refusalOf(rules, before, event, now);
  if (refused) return { ...step(before), refused };
  const { state, effects } = rules.apply?.(before, event, now) ?? step(before);
  return { state: state.hosts.includes(user) ? { ...state, hostSeen: now } : state, effects };
}

/** Nothing can be said there any more, but perhaps to a host. */
const abort = (state: State): Step => ({
  state: { ...state, stage: { at: 'aborted', why: 'channel-gone' } },
  effects: [{ kind: 'clear' }, ...state.hosts.map((user): Effect => ({ kind: 'whisper', user, about: 'end' }))],
});

/** An old copy, whose place a newer one has taken, changes nothing. */
function posted(state: State, message: string, copy: number, id: string, now: number): Step {
  const sent = state.messages[message];
  if (sent?.copy !== copy) return step(state);
  const messages = { ...state.messages, [message]: { ...sent, id } };
  const known: State = { ...state, messages, editFrom: now + EDIT_EVERY_MS };
  // Alone one is told at once what one's own answer suggests; in a group a button does that.
  if (known.daily !== undefined && known.solo && message === 'r1') return step(known, ...whispers(known));
  if (currentMessage(known) !== message || known.stage.at === 'grace') return step(known);
  if (known.stage.at === 'daily') return dailyPosted(known);
  const begun = stages.begun(known, now);
  if (known.stage.at === 'reveal') return { state: begun, effects: sent.replaced ? [] : whispers(begun) };
  // Somebody may have come while it was on its way.
  const late = begun.stage.at === 'lobby' ? begun.people : begun.answered;
  return late.length > 0 ? editSoon(begun, now) : step(begun);
}

/** A question whose message is gone by then wants no pin any more. */
const pinned = (state: State, refused: boolean): Step =>
  step({ ...state, daily: { ...state.daily, pin: refused ? 'refused' : 'done' } });

const whispers = ({ answered, n }: State): Effect[] =>
  answered.map((user) => ({ kind: 'whisper', user, about: 'mine', n }));

/** Sends a deleted message once more; whoever deletes that one too does not want it. */
function missing(state: State, message: string, id: string, now: number): Step {
  const sent = state.messages[message];
  if (sent?.id !== id) return step(state);
  const { id: _, ...rest } = sent;
  const gone: State = { ...state, messages: { ...state.messages, [message]: { ...rest, replaced: true } } };
  const { stage } = gone;
  if (sent.replaced || currentMessage(gone) !== message) return step(gone);
  if (stage.at === 'asking') return stages.askAgain(gone, now, 'lost');
  if (stage.at === 'task') return post(gone, message);
  if (stage.at === 'daily') return post({ ...gone, ...(gone.daily?.pin && { daily: { pin: 'wanted' } }) }, message);
  if (stage.at !== 'lobby' && stage.at !== 'reveal') return step(gone);
  return post({ ...gone, stage: { ...stage, shown: false, due: now + UNREACHABLE_MS } }, message);
}
