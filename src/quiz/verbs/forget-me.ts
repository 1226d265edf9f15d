import { randomUUID } from 'node:crypto';
import { say } from '../../reply/build.ts';
import { platformOf } from '../host/start.ts';
import { editNow } from '../session/messages.ts';
import { rearmed } from '../session/stages.ts';
import { defineVerb } from '../verb.ts';
import { none } from '../verb-options.ts';
import { one } from '../views/session.ts';

export default defineVerb({
  name: 'forget-me',
  order: 160,
  summary: 'Delete your name and your answers from every quiz here, for good',
  private: true,
  may: ['anyone'],
  does: 'have their own answers deleted',
  options: none,
  examples: [['/quiz forget-me', 'boards are counted anew without you']],
  /** Whatever was said to all is said anew, without the name. */
  apply(state, { user }, now) {
    const others = (users: readonly string[]): string[] => users.filter((each) => each !== user);
    const [hosts, people] = [others(state.hosts), others(state.people)];
    const [answered, choosing] = [others(state.answered), others(state.choosing)];
    const named = Object.keys(state.messages).filter((message) => message !== 'pause');
    return {
      state: rearmed({ ...state, hosts, people, answered, choosing }, now),
      effects: named.flatMap((message) => editNow(state, message, now)),
    };
  },
  async perform(_, { options, changes, who, event }) {
    const { tenant, user } = who;
    const keys = await options.store.sessionsOf(tenant, user);
    for (const key of keys) {
      const as = `gone-${randomUUID()}`;
      await changes.change(key, ({ state }) => ({ event: event(state.n), write: { forget: { user, as } } }));
    }
    await options.store.deleteSet(tenant, user);
    await options.transports.get(platformOf(tenant))?.transport.forget?.(tenant, user);
    await options.store.deletePractice(tenant, user);
    return { sessions: keys.length };
  },
  reply: ({ sessions }) =>
    sessions === 0
      ? one(say`There is nothing about you to forget.`)
      : one(
          say`Your name and answers are deleted from ${sessions === 1 ? 'one quiz' : `${sessions} quizzes`}, and the boards are counted anew without you. Nobody can bring that back.`,
        ),
});
