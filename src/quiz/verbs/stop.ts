import { buttons, say } from '../../reply/build.ts';
import { missingGrades } from '../host/grading.ts';
import { stop } from '../session/stages.ts';
import { isOver } from '../session/state.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { one, REPORT } from '../views/session.ts';

export default defineVerb({
  name: 'stop',
  order: 130,
  summary: 'Host: end the quiz now; what was asked so far counts',
  private: true,
  may: ['host', 'manager'],
  does: 'stop the quiz',
  options: none,
  examples: [['/quiz stop', 'with the board as it is']],
  refuse: (state) => (isOver(state) ? { why: 'over' } : undefined),
  apply: (state, _, now) => stop(state, now),
  async perform(_, context) {
    const quiz = await context.running();
    const { grading, options } = context;
    // A question that is closed already counts, with all its answers.
    const grades = async () => ({ grades: (await missingGrades(options.store, grading, quiz)).grades });
    return context.view(await context.act(quiz, quiz.state.n, grades));
  },
  reply: () => one(say`The quiz is stopped. The questions asked so far count.`, buttons(REPORT)),
});
