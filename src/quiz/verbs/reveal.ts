import { z } from 'zod';
import { say } from '../../reply/build.ts';
import { refuseUntilReveal, revealNow } from '../session/steer.ts';
import { defineVerb } from '../verb.ts';
import { question } from '../verb-options.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'reveal',
  order: 52,
  summary: 'Host: close the open question now, and show its answer',
  text: 'question',
  private: true,
  may: ['host', 'manager'],
  does: 'reveal the answer',
  options: z.strictObject({ question }),
  examples: [['/quiz reveal', 'when nobody is still thinking']],
  refuse: refuseUntilReveal,
  apply: (state, _, now) => revealNow(state, now),
  read: ({ question: key }) => key,
  async perform(key: string | undefined, context) {
    const { quiz, n } = await context.question(key);
    return context.view(await context.act(quiz, n));
  },
  reply: ({ n }) => one(say`Question ${n} is closed. Its answer comes in a moment.`),
});
