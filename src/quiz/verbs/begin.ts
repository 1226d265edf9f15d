import { buttons, say } from '../../reply/build.ts';
import { advance, leaveLobby } from '../session/stages.ts';
import { isOver } from '../session/state.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { hostButtons, LAST, one, STOP } from '../views/session.ts';

/** Ends the lobby, or the pause after a reveal, before its time. */
export default defineVerb({
  name: 'begin',
  order: 40,
  summary: 'Host: begin now, or go on to the next question',
  private: true,
  may: ['host', 'manager'],
  does: 'begin',
  options: none,
  examples: [['/quiz begin', 'when all are there']],
  refuse(state) {
    const { stage } = state;
    if (isOver(state)) return { why: 'over' };
    if (stage.at === 'paused') return { why: 'paused' };
    return stage.at === 'lobby' || (stage.at === 'reveal' && stage.shown) ? undefined : { why: 'begun' };
  },
  apply: (state, _, now) => (state.stage.at === 'lobby' ? leaveLobby(state, now) : advance(state, now)),
  perform: (_, context) => context.actHere(),
  reply(view) {
    const { phase, n, settings, solo } = view;
    if (phase === 'ended') return one(LAST);
    const here = say`Here comes question ${n} of ${settings.rounds}.`;
    return solo ? one(here) : one(here, buttons(...hostButtons(view), STOP));
  },
});
