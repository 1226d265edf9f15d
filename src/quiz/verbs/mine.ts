import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { isTask } from '../assign/tasks.ts';
import { answerOf, isShownTo, ownView } from '../host/view.ts';
import { defineVerb } from '../verb.ts';
import { question } from '../verb-options.ts';
import { mineReply } from '../views/mine.ts';

export default defineVerb({
  name: 'mine',
  order: 70,
  summary: 'What your own answer was worth, and which mistake it suggests',
  text: 'question',
  private: true,
  may: ['participant'],
  does: 'look back at an answer',
  options: z.strictObject({ question }),
  examples: [['/quiz mine', 'after the answer was shown']],
  read: ({ question: key }) => key,
  async perform(key: string | undefined, context) {
    const asked = key === undefined ? undefined : await context.question(key);
    const quiz = asked === undefined ? await context.newest() : await context.whole(asked.quiz);
    context.check(quiz);
    const n = asked?.n ?? quiz.state.revealed;
    if (quiz.state.skipped.includes(n)) {
      throw new UserError(`Question ${n} was skipped, so no answer to it counts.`, {
        code: 'E_QUESTION_SKIPPED',
        hint: 'Look back at another one with its button.',
      });
    }
    if (n === 0 || !isShownTo(quiz.state, n, context.who.user)) {
      throw new UserError('This question is still open.', {
        code: 'E_QUESTION_OPEN',
        hint: isTask(quiz) ? 'Look again after the end of the task.' : 'Look again after the reveal.',
      });
    }
    const row = answerOf(quiz, n, context.who.user);
    if (row === undefined) throw new UserError(`You did not answer question ${n}.`, { code: 'E_NOT_ANSWERED' });
    return ownView(quiz, n, row);
  },
  reply: mineReply,
});
