import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { paragraph, say } from '../../reply/build.ts';
import { loadQuestion } from '../host/load.ts';
import { WITH_HINT } from '../scoring.ts';
import { step } from '../session/messages.ts';
import { refuseAnswer } from '../session/stages.ts';
import type { HintView } from '../session/view-data.ts';
import { defineVerb } from '../verb.ts';
import { question } from '../verb-options.ts';

export default defineVerb({
  name: 'hint',
  order: 60,
  summary: `A first step towards the answer of the open question; a right answer is worth ${WITH_HINT} then`,
  text: 'question',
  private: true,
  may: ['anyone'],
  does: 'take a hint',
  options: z.strictObject({ question }),
  examples: [['/quiz hint', 'seen by nobody else']],
  refuse: refuseAnswer,
  apply: (state) => step(state),
  read: ({ question: key }) => key,
  async perform(key: string | undefined, context): Promise<HintView> {
    const { quiz, n } = await context.question(key);
    context.check(quiz, n);
    const { hint } = await loadQuestion(context.options.store, quiz, n);
    if (hint.length === 0) throw new UserError('There is no hint for this question.', { code: 'E_NO_HINT' });
    await context.act(quiz, n, { hint: { n, user: context.who.user } });
    return { session: quiz.row.key, n, hint };
  },
  reply: ({ hint, n }) =>
    hint.length === 0
      ? { nodes: [paragraph(say`There is no hint for question ${n}.`)] }
      : { nodes: [...hint, paragraph(say`A right answer is worth ${WITH_HINT} with the hint.`)] },
});
