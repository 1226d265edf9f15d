import { buttons, say } from '../../reply/build.ts';
import { step } from '../session/messages.ts';
import { isOver, type State } from '../session/state.ts';
import { HOST_GONE_MS } from '../session/times.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { BEGIN, one, RESUME, STOP } from '../views/session.ts';

/** Takes over what a host does, once the host has been away for a minute. */
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
    if (state.owned && !manages && !state.hosts.includes(user)) return { why: 'owned' };
    const inMs = untilLead(state, now);
    return state.hosts.includes(user) || inMs <= 0 ? undefined : { why: 'host-here', inMs };
  },
  apply: (state, { user }) => step({ ...state, hosts: [...new Set([...state.hosts, user])] }),
  perform: (_, context) => context.actHere(),
  reply({ phase, n, settings }) {
    const next = phase === 'paused' ? [RESUME] : phase === 'lobby' ? [BEGIN] : [];
    const at = n === 0 ? 'it has not begun yet' : `it is at question ${n} of ${settings.rounds}`;
    return one(say`You lead the quiz now; ${at}.`, buttons(...next, STOP));
  },
});

/** How long until anyone may lead, in ms; 0 or less means now. */
const untilLead = ({ hosts, hostSeen }: State, now: number): number =>
  hosts.length === 0 ? 0 : hostSeen + HOST_GONE_MS - now;
