import { z } from 'zod';
import { OWN } from '../../questions/own.ts';
import type { Level } from '../../questions/question.ts';
import { TOPICS } from '../../questions/type.ts';
import { buttons, say } from '../../reply/build.ts';
import { loaded } from '../host/load.ts';
import { draftQuiz, type StartOptions } from '../host/start.ts';
import { alreadyRuns } from '../host/words.ts';
import { newSessionKey } from '../session/question-key.ts';
import { LONGEST_SECONDS, MOST_ROUNDS, SHORTEST_SECONDS } from '../session/times.ts';
import { defineVerb } from '../verb.ts';
import { level, seed } from '../verb-options.ts';
import { aboutSettings, BEGIN, one, STOP } from '../views/session.ts';

export default defineVerb({
  name: 'start',
  order: 20,
  summary: 'Start a quiz here: everybody answers alone, and each round ends with the answer and why',
  private: true,
  may: ['anyone'],
  does: 'start a quiz',
  options: z.strictObject({
    topic: z
      .enum([...TOPICS, OWN])
      .optional()
      .describe('what it is about; own asks the questions you imported; all topics if left out'),
    level: level.describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; rises if left out'),
    rounds: z.int().min(1).max(MOST_ROUNDS).default(5).describe('how many questions').meta({ short: 'n' }),
    seconds: z
      .int()
      .min(SHORTEST_SECONDS)
      .max(LONGEST_SECONDS)
      .default(60)
      .describe('to answer; time to read is added'),
    seed: seed.describe('the same seed asks the same questions').meta({ short: 's' }),
  }),
  examples: [
    ['/quiz start', 'five questions that get harder, 60 seconds each'],
    ['/quiz start --topic graph --level 3', 'gradients of values that are used twice'],
    ['/quiz start --rounds 10 --seconds 90 --seed 7', 'a longer one that another group can repeat'],
    ['/quiz start --topic own', 'the questions that you imported'],
  ],
  read: ({ level: wanted, ...values }): StartOptions => ({ ...values, level: wanted as Level | undefined }),
  async perform(wanted: StartOptions, context) {
    const { options, who } = context;
    const { store, random } = options;
    const running = async () => {
      const row = await store.live(who.tenant, who.channel);
      return row && loaded(row).state;
    };
    const before = await running();
    if (before) throw alreadyRuns(before);
    const draft = await draftQuiz(options, who, wanted);
    // Somebody else may have started one while the questions were made.
    if (!(await store.create({ key: newSessionKey(random), ...draft }))) throw alreadyRuns(await running());
    const quiz = await context.running();
    context.after(quiz);
    return context.view(quiz);
  },
  reply: (view) =>
    view.solo
      ? one(say`Here ${view.settings.rounds === 1 ? 'comes' : 'come'} ${aboutSettings(view, true)}.`)
      : one(say`You host this quiz: ${aboutSettings(view, true)}. Begin when all are there.`, buttons(BEGIN, STOP)),
});
