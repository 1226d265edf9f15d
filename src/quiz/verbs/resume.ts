import { buttons, say } from '../../reply/build.ts';
import { unpause } from '../session/stages.ts';
import { isOver } from '../session/state.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { BEGIN, LAST, one, STOP } from '../views/session.ts';

export default defineVerb({
  name: 'resume',
  order: 140,
  summary: 'Host: go on with a paused quiz',
  private: true,
  may: ['host', 'manager'],
  does: 'resume the quiz',
  options: none,
  examples: [['/quiz resume', 'where it stopped']],
  refuse(state) {
    if (isOver(state)) return { why: 'over' };
    return state.stage.at === 'paused' ? undefined : { why: 'not-paused' };
  },
  apply: (state, _, now) => unpause(state, now),
  perform: (_, context) => context.actHere(),
  reply({ phase, n, settings }) {
    if (phase === 'ended') return one(LAST);
    if (phase === 'lobby') return one(say`People can join again. Begin when all are there.`, buttons(BEGIN, STOP));
    return one(say`The quiz goes on with question ${n} of ${settings.rounds}.`, buttons(STOP));
  },
});
