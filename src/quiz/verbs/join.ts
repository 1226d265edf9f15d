import { say } from '../../reply/build.ts';
import { editSoon, step } from '../session/messages.ts';
import { putOff, rearmed } from '../session/stages.ts';
import { isOver } from '../session/state.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'join',
  order: 30,
  summary: 'Join the quiz here; answering a question joins it too',
  private: true,
  may: ['anyone'],
  does: 'join',
  options: none,
  examples: [['/quiz join', 'at any time, also in the middle']],
  refuse: (state) => (isOver(state) ? { why: 'over' } : undefined),
  apply(state, { user }, now) {
    if (state.people.includes(user)) return step(state);
    const joined = { ...state, people: [...state.people, user] };
    return editSoon(putOff(rearmed(joined, now), now), now);
  },
  perform: (_, context) => context.actHere(),
  reply: ({ phase, n, settings }) =>
    phase === 'lobby'
      ? one(say`You are in. The first question comes here: press a button or type, and only you see the reply.`)
      : one(say`You are in from question ${Math.max(1, n)} of ${settings.rounds} on.`),
});
