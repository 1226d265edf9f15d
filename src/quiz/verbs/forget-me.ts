import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { say } from '../../reply/build.ts';
import { counted } from '../../text.ts';
import { placeOf } from '../bank/place.ts';
import { platformOf } from '../host/start.ts';
import { editNow } from '../session/messages.ts';
import { rearmed } from '../session/stages.ts';
import { withoutInTask } from '../session/task.ts';
import { defineVerb } from '../verb.ts';
import { one } from '../views/session.ts';

/** Of so many people at least, numbers stay behind: in a smaller group somebody could be told apart. */
const LEAST_GROUP = 5;

export default defineVerb({
  name: 'forget-me',
  order: 160,
  summary: 'Delete your name, answers, progress and imported questions from everything here, for good',
  private: true,
  may: ['anyone'],
  does: 'have their own answers deleted',
  options: z.strictObject({
    keepQuestions: z
      .boolean()
      .default(false)
      .describe('leaves the questions and lessons that you imported to the channel, room or server, without your name'),
  }),
  examples: [
    ['/quiz forget-me', 'boards are counted anew without you'],
    ['/quiz forget-me --keep-questions', 'others go on with the questions that you imported'],
  ],
  /** Whatever was said to all is said anew, without the name. */
  apply(state, { user }, now) {
    const others = (users: readonly string[]): string[] => users.filter((each) => each !== user);
    const [hosts, people] = [others(state.hosts), others(state.people)];
    const [answered, choosing] = [others(state.answered), others(state.choosing)];
    const named = Object.keys(state.messages).filter((message) => message !== 'pause');
    return {
      state: rearmed({ ...withoutInTask(state, user), hosts, people, answered, choosing }, now),
      effects: named.flatMap((message) => editNow(state, message, now)),
    };
  },
  async perform({ keepQuestions }, { options, changes, who, event }) {
    const { tenant, user } = who;
    const keys = await options.store.sessionsOf(tenant, user);
    for (const key of keys) {
      await changes.change(key, async ({ state }) => {
        const people = new Set((await options.store.answers(key)).map((row) => row.user));
        const as = people.size >= LEAST_GROUP ? `gone-${randomUUID()}` : undefined;
        return { event: event(state.n), write: { forget: { user, as } } };
      });
    }
    await options.store.deleteSet(tenant, user);
    await options.transports.get(platformOf(tenant))?.transport.forget?.(tenant, user);
    await options.store.deletePractice(tenant, user);
    const own = placeOf(who, 'me').place;
    const as = keepQuestions ? `gone-${randomUUID()}` : undefined;
    const { deleted, kept } = await options.bank.forget(tenant, user, own, as);
    const learned = (await options.forgetElsewhere?.(who, as)) ?? false;
    return { sessions: keys.length, deleted, kept, learned };
  },
  reply: ({ sessions, deleted, kept, learned }) => {
    const quizzes = sessions === 1 ? 'one quiz' : `${sessions} quizzes`;
    const said = [
      ...(sessions === 0
        ? []
        : [`Your name and answers are deleted from ${quizzes}, and the boards are counted anew without you.`]),
      ...(deleted === 0
        ? []
        : [`${counted(deleted, 'question')} that you imported ${deleted === 1 ? 'is' : 'are'} deleted.`]),
      ...(kept === 0
        ? []
        : [`${counted(kept, 'question')} that you imported ${kept === 1 ? 'stays' : 'stay'} without your name.`]),
      ...(learned ? ['What was kept of your learning is deleted.'] : []),
    ];
    return said.length === 0
      ? one(say`There is nothing about you to forget.`)
      : one(say`${said.join(' ')} Nobody can bring that back.`);
  },
});
