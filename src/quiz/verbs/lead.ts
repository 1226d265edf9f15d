import { buttons, say } from '../../reply/build.ts';
import { step } from '../session/messages.ts';
import { isOver, type State } from '../session/state.ts';
import { HOST_GONE_MS, PAUSED_MAX_MS } from '../session/times.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { BEGIN, one, RESUME, STOP } from '../views/session.ts';

/** Takes over what a host does, where the quiz stands still and the host has been away for a minute. */
export default defineVerb({
  name: 'lead',
  order: 150,
  summary: 'Lead the quiz in place of a host who has been away for a minute',
  private: true,
  may: ['anyone'],
  does: 'lead the quiz',
  options: none,
  examples: [['/quiz lead', 'to begin, stop or resume it yourself']],
  refuse(state, { user, manages }, now) {
    if (isOver(state)) return { why: 'over' };
    if (state.hosts.includes(user)) return undefined;
    if (state.owned && !manages) return { why: 'owned' };
    if (state.hosts.length === 0) return undefined;
    const since = stillSince(state);
    if (since === undefined) return { why: 'goes-on' };
    const inMs = Math.max(state.hostSeen, since) + HOST_GONE_MS - now;
    return inMs <= 0 ? undefined : { why: 'host-here', inMs };
  },
  apply: (state, { user }) => step({ ...state, hosts: [...new Set([...state.hosts, user])] }),
  perform: (_, context) => context.actHere(),
  reply({ phase, n, settings }) {
    const next = phase === 'paused' ? [RESUME] : phase === 'lobby' ? [BEGIN] : [];
    const at = n === 0 ? 'it has not begun yet' : `it is at question ${n} of ${settings.rounds}`;
    return one(say`You lead the quiz now; ${at}.`, buttons(...next, STOP));
  },
});

/** Since when it has waited for somebody; undefined while it goes on by itself, and needs nobody. */
function stillSince({ stage }: State): number | undefined {
  if (stage.at === 'lobby') return stage.since;
  return stage.at === 'paused' ? stage.due - PAUSED_MAX_MS : undefined;
}
