import { z } from 'zod';
import type { Level } from '../../questions/question.ts';
import { buttons, say } from '../../reply/build.ts';
import { loaded } from '../host/load.ts';
import { draftQuiz } from '../host/start.ts';
import { DEFAULTS, type StartOptions } from '../host/start-line.ts';
import { alreadyRuns } from '../host/words.ts';
import { newSessionKey } from '../session/question-key.ts';
import { LONGEST_SECONDS, MOST_ROUNDS, SHORTEST_SECONDS } from '../session/times.ts';
import { defineVerb } from '../verb.ts';
import { from, level, order, seed, steps, topic } from '../verb-options.ts';
import { aboutSettings, BEGIN, one, STOP } from '../views/session.ts';

export default defineVerb({
  name: 'start',
  order: 20,
  summary: 'Start a quiz here: everybody answers alone, and each round ends with the answer and why',
  private: true,
  may: ['anyone'],
  does: 'start a quiz',
  options: z.strictObject({
    topic,
    from,
    order,
    steps,
    level: level.describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; rises if left out'),
    rounds: z
      .string()
      .regex(/^(all|[1-9]\d{0,2})$/i, `it is a whole number up to ${MOST_ROUNDS}, or all for imported questions.`)
      .default(String(DEFAULTS.rounds))
      .describe('how many questions; all for imported ones')
      .meta({ short: 'n', suggestions: ['5', '10', 'all'] }),
    seconds: z
      .int()
      .min(SHORTEST_SECONDS)
      .max(LONGEST_SECONDS)
      .default(DEFAULTS.seconds)
      .describe('to answer; time to read is added'),
    seed: seed.describe('the same seed asks the same questions').meta({ short: 's' }),
  }),
  examples: [
    ['/quiz start', 'five questions that get harder, 60 seconds each'],
    ['/quiz start --topic graph --level 3', 'gradients of values that are used twice'],
    ['/quiz start --rounds 10 --seconds 90 --seed 7', 'a longer one that another group can repeat'],
    ['/quiz start --steps "(a*b+c)*f a=2 b=-3 c=10 f=-2"', 'the steps of one formula, which all predict'],
    ['/quiz start --topic own', 'the questions that you imported'],
    ['/quiz start --from "unit 3" --order mine --rounds all', 'a whole set, one after the other'],
  ],
  read: ({ level: wanted, rounds, ...values }): StartOptions => ({
    ...values,
    level: wanted as Level | undefined,
    rounds: /^all$/i.test(rounds) ? 'all' : Number(rounds),
  }),
  async perform(wanted: StartOptions, context) {
    const { options, who } = context;
    const { store, random } = options;
    const running = async () => {
      const row = await store.live(who.tenant, who.channel);
      return row && loaded(row).state;
    };
    const before = await running();
    if (before) throw alreadyRuns(before);
    const draft = await draftQuiz(options, context.bank, who, wanted);
    // Somebody else may have started one while the questions were made.
    if (!(await store.create({ key: newSessionKey(random), ...draft }))) throw alreadyRuns(await running());
    const quiz = await context.running();
    context.after(quiz);
    return context.view(quiz);
  },
  reply: (view) =>
    view.solo
      ? one(say`Here ${view.settings.rounds === 1 ? 'comes' : 'come'} ${aboutSettings(view)}.`)
      : one(say`You host this quiz: ${aboutSettings(view)}. Begin when all are there.`, buttons(BEGIN, STOP)),
});
