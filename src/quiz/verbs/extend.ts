import { z } from 'zod';
import { say } from '../../reply/build.ts';
import { extend, refuseUnlessAsking } from '../session/steer.ts';
import { defineVerb } from '../verb.ts';
import { question } from '../verb-options.ts';
import { moment } from '../views/parts.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'extend',
  order: 56,
  summary: 'Host: one minute more for the open question',
  text: 'question',
  private: true,
  may: ['host', 'manager'],
  does: 'give more time',
  options: z.strictObject({ question }),
  examples: [['/quiz extend', 'when many are still thinking']],
  refuse: refuseUnlessAsking,
  apply: (state, _, now) => extend(state, now),
  read: ({ question: key }) => key,
  async perform(key: string | undefined, context) {
    const { quiz, n } = await context.question(key);
    return context.view(await context.act(quiz, n));
  },
  reply: ({ n, deadline, now }) =>
    one(
      say`Question ${n} has one minute more${deadline === undefined ? '' : say`: it closes ${moment(deadline, now)}`}. It still closes once everybody has answered.`,
    ),
});
