import { onTestFinished } from 'vitest';
import type { Requester } from '../../../src/command/requester.ts';
import { createDailies, type Dailies } from '../../../src/learning/daily/create.ts';
import type { DailyService } from '../../../src/learning/daily/manage.ts';
import { recordAnswer } from '../../../src/learning/reviews/record.ts';
import { makeQuestion } from '../../../src/questions/make.ts';
import { createQuizzes, type QuizService } from '../../../src/quiz/host/create.ts';
import type { QuizzesOptions } from '../../../src/quiz/host/options.ts';
import type { Transport } from '../../../src/quiz/transport.ts';
import { quizViews } from '../../../src/quiz/views/index.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { toText } from '../../../src/reply/text.ts';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { type FakeClock, fakeClock, fakeTransport, type Sent, surroundings, visitor } from '../../quiz/host/rig.ts';
import { newFolder } from '../../store/places.ts';
import { type Methods, methodsOf, verbOf } from '../../support/quizzes.ts';

/** What one process works with. */
export interface Process {
  readonly quizzes: QuizService;
  readonly dailies: Dailies;
  readonly daily: DailyService;
  readonly methods: Methods;
  /** Does all that is due. */
  sweep(): Promise<void>;
}

/** A process on a store, with the true questions and texts. */
export function processOn(store: Store, more: Partial<QuizzesOptions> & Pick<QuizzesOptions, 'clock'>): Process {
  const { clock, onError = () => {} } = more;
  const quizzes = createQuizzes({
    ...surroundings({ store: store.quizzes, ...more }),
    bank: store.bank,
    async keepGrades(graded, who, at = clock.now()) {
      for (const one of graded) await recordAnswer(store.learning, one, who, at);
    },
    forgetElsewhere: ({ tenant, user }) => store.learning.forgetLearner(tenant, user),
    make: async (wanted) => makeQuestion(wanted),
    views: quizViews,
    ...more,
  });
  const dailies = createDailies({ store: store.learning, host: quizzes.host, onError });
  return {
    quizzes,
    dailies,
    daily: dailies.daily,
    methods: methodsOf(quizzes.quizzes, (name, result) => verbOf(name).reply(result, {})),
    async sweep() {
      await quizzes.sweep();
      await dailies.sweep();
      await quizzes.sweep();
    },
  };
}

/** Somebody who manages the server of the channel. */
const teacher = (at: number, more: Partial<Requester> = {}): Requester =>
  visitor('teacher', at, { manages: true, ...more });

/** A channel with a fake platform, on SQLite, at noon of Sunday, 15 November 2026, in UTC. */
export async function openDaily({
  fail,
  start,
  transport: more = {},
  solo = false,
}: {
  readonly fail?: (how: Sent['how'], to: string) => Error | undefined;
  readonly start?: number;
  readonly transport?: Partial<Transport>;
  readonly solo?: boolean;
} = {}) {
  const place = await newFolder();
  const store = await openStore(place.options);
  const clock: FakeClock = fakeClock(start);
  const { transport, sent } = fakeTransport(fail);
  const errors: unknown[] = [];
  const one = processOn(store, {
    clock,
    transports: new Map([['discord', { transport: { ...transport, ...more }, solo }]]),
    onError: (error) => errors.push(error),
  });
  onTestFinished(async () => {
    await store.close();
    await place.remove();
  });
  const texts = (how: Sent['how'] = 'post'): string[] =>
    sent.filter((each) => each.how === how).map(({ message }) => toText(message.reply));
  return {
    ...one,
    store,
    clock,
    sent,
    errors,
    texts,
    who: (user: string, rest: Partial<Requester> = {}) => visitor(user, clock.now(), rest),
    teacher: (rest: Partial<Requester> = {}) => teacher(clock.now(), rest),
    said: async (reply: Promise<Reply>) => toText(await reply),
    /** The key of the open question, off its buttons. */
    key(): string {
      const found = sent
        .filter(({ how }) => how === 'post')
        .map(({ message }) => JSON.stringify(message.reply).match(/quiz answer (s\w+)\.1/)?.[1])
        .findLast((key) => key !== undefined);
      if (found === undefined) throw new Error('no question was asked');
      return found;
    },
    /** Lets time pass, from one thing that is due to the next. */
    async pass(hours: number): Promise<void> {
      for (const end = clock.now() + hours * 60 * 60_000; clock.now() < end; ) {
        const { due = end } = (await store.learning.daily('discord:1', 'c')) ?? {};
        clock.pass((due > clock.now() && due < end ? due : end) - clock.now());
        // After hours without one, the first look only finds that nobody looked.
        await one.sweep();
        await one.sweep();
      }
    },
  };
}
