import { z } from 'zod';
import { say } from '../../reply/build.ts';
import { refuseUntilReveal, skip } from '../session/steer.ts';
import { defineVerb } from '../verb.ts';
import { question } from '../verb-options.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'skip',
  order: 54,
  summary: 'Host: show the answer of the open question, which counts for nobody',
  text: 'question',
  private: true,
  may: ['host', 'manager'],
  does: 'skip a question',
  options: z.strictObject({ question }),
  examples: [['/quiz skip', 'when it was not clear what it asks']],
  refuse: refuseUntilReveal,
  apply: (state, _, now) => skip(state, now),
  read: ({ question: key }) => key,
  async perform(key: string | undefined, context) {
    const { quiz, n } = await context.question(key);
    return context.view(await context.act(quiz, n, { skip: n }));
  },
  reply: ({ n }) => one(say`Question ${n} is skipped. It gives no points, and counts as wrong for nobody.`),
});
