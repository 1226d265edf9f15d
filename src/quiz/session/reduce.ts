import type { Effect, Event, Refusal } from './events.ts';
import { currentMessage, editNow, editSoon, post, type Step } from './messages.ts';
import * as stages from './stages.ts';
import { dueOf, isOver, type State } from './state.ts';
import { EDIT_EVERY_MS, GRACE_MS, UNREACHABLE_MS } from './times.ts';

/** Why somebody cannot do this now; undefined if they can. Says nothing of who may do what. */
export function refusalOf(state: State, event: Event, now: number): Refusal | undefined {
  switch (event.kind) {
    case 'begin':
      return refuseBegin(state);
    case 'join':
    case 'stop':
      return isOver(state) ? { why: 'over' } : undefined;
    case 'resume':
      if (isOver(state)) return { why: 'over' };
      return state.stage.at === 'paused' ? undefined : { why: 'not-paused' };
    case 'lead':
      return refuseLead(state, event.user, now);
    case 'answer':
    case 'hint':
      return refuseAnswer(state, event.n, event.at);
    default:
      return undefined;
  }
}

function refuseBegin(state: State): Refusal | undefined {
  const { stage } = state;
  if (isOver(state)) return { why: 'over' };
  if (stage.at === 'paused') return { why: 'paused' };
  return stage.at === 'lobby' || (stage.at === 'reveal' && stage.shown) ? undefined : { why: 'begun' };
}

function refuseLead(state: State, user: string, now: number): Refusal | undefined {
  if (isOver(state)) return { why: 'over' };
  const inMs = stages.untilLead(state, now);
  return state.hosts.includes(user) || inMs <= 0 ? undefined : { why: 'host-here', inMs };
}

function refuseAnswer(state: State, n: number, at: number): Refusal | undefined {
  const { stage } = state;
  if (n !== state.n || isOver(state)) return { why: 'closed' };
  if (stage.at === 'paused') return { why: stage.from === 'asking' ? 'paused' : 'closed' };
  if (stage.at === 'lobby') return { why: 'not-begun' };
  if (stage.at === 'asking') return !stage.shown || at <= stage.due + GRACE_MS ? undefined : { why: 'closed' };
  return stage.at === 'grace' && at <= stage.deadline + GRACE_MS ? undefined : { why: 'closed' };
}

/**
 * What becomes of a quiz when something happens: pure, without a clock or randomness. What {@link refusalOf} refuses
 * changes nothing.
 *
 * @param now ms since 1970
 */
export function reduce(before: State, event: Event, now: number): Step {
  if (refusalOf(before, event, now)) return same(before);
  const state = 'user' in event && before.hosts.includes(event.user) ? { ...before, hostSeen: now } : before;
  switch (event.kind) {
    case 'open':
      return stages.open(state, now);
    case 'begin':
      return state.stage.at === 'lobby' ? stages.leaveLobby(state, now) : stages.advance(state, now);
    case 'join':
      return join(state, event.user, now);
    case 'answer':
      return answer(state, event.user, now);
    case 'hint':
      return same(state);
    case 'stop':
      return stages.stop(state, now);
    case 'resume':
      return stages.unpause(state, now);
    case 'lead':
      return same({ ...state, hosts: [...new Set([...state.hosts, event.user])], hostSeen: now });
    case 'forget':
      return forget(before, event.user, now);
    case 'tick':
      return now >= (dueOf(state) ?? Number.POSITIVE_INFINITY) ? stages.expire(state, now) : same(state);
    case 'outage':
      return stages.afterOutage(state, now);
    case 'posted':
      return posted(state, event.message, event.copy, event.id, now);
    case 'missing':
      return missing(state, event.message, event.id, now);
    case 'not-allowed':
      return stages.pause(state, 'not-allowed', now);
    case 'channel-gone':
      return isOver(state) ? same(state) : abort(state);
  }
}

const same = (state: State): Step => ({ state, effects: [] });

/** Nothing can be said there any more, but perhaps to a host. */
const abort = (state: State): Step => ({
  state: { ...state, stage: { at: 'aborted', why: 'channel-gone' } },
  effects: [{ kind: 'clear' }, ...state.hosts.map((user): Effect => ({ kind: 'whisper', user, about: 'end' }))],
});

function join(state: State, user: string, now: number): Step {
  if (state.people.includes(user)) return same(state);
  return editSoon(rearmed({ ...state, people: [...state.people, user] }, now), now);
}

/** Whoever answers takes part. Changing one's mind holds nobody up. */
function answer(state: State, user: string, now: number): Step {
  if (state.answered.includes(user)) return same(state);
  const people = [...new Set([...state.people, user])];
  return editSoon(rearmed({ ...state, people, answered: [...state.answered, user] }, now), now);
}

function rearmed(state: State, now: number): State {
  const { stage } = state;
  if (stage.at !== 'asking' || !stage.shown) return state;
  return { ...state, stage: { ...stage, due: stages.closing(state, now) } };
}

/** Whatever was said to all is said anew, without the name. */
function forget(state: State, user: string, now: number): Step {
  const others = (users: readonly string[]): string[] => users.filter((each) => each !== user);
  const [hosts, people, answered] = [others(state.hosts), others(state.people), others(state.answered)];
  const named = Object.keys(state.messages).filter((message) => message !== 'pause');
  return {
    state: rearmed({ ...state, hosts, people, answered }, now),
    effects: named.flatMap((message) => editNow(state, message, now)),
  };
}

/** An old copy, whose place a newer one has taken, changes nothing. */
function posted(state: State, message: string, copy: number, id: string, now: number): Step {
  const sent = state.messages[message];
  if (sent?.copy !== copy) return same(state);
  const messages = { ...state.messages, [message]: { ...sent, id } };
  const known: State = { ...state, messages, editFrom: now + EDIT_EVERY_MS };
  if (currentMessage(known) !== message || known.stage.at === 'grace') return same(known);
  const begun = stages.begun(known, now);
  if (known.stage.at === 'reveal') return { state: begun, effects: sent.replaced ? [] : whispers(begun) };
  // Somebody may have come while it was on its way.
  const late = begun.stage.at === 'lobby' ? begun.people : begun.answered;
  return late.length > 0 ? editSoon(begun, now) : same(begun);
}

const whispers = ({ answered, n }: State): Effect[] =>
  answered.map((user) => ({ kind: 'whisper', user, about: 'mine', n }));

/** Sends a deleted message once more; whoever deletes that one too does not want it. */
function missing(state: State, message: string, id: string, now: number): Step {
  const sent = state.messages[message];
  if (sent?.id !== id) return same(state);
  const { id: _, ...rest } = sent;
  const gone: State = { ...state, messages: { ...state.messages, [message]: { ...rest, replaced: true } } };
  const { stage } = gone;
  if (sent.replaced || currentMessage(gone) !== message) return same(gone);
  if (stage.at === 'asking') return stages.askAgain(gone, now, 'lost');
  if (stage.at !== 'lobby' && stage.at !== 'reveal') return same(gone);
  return post({ ...gone, stage: { ...stage, shown: false, due: now + UNREACHABLE_MS } }, message);
}
