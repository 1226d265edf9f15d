import type { Requester } from '../../../src/command/requester.ts';
import type { Question } from '../../../src/questions/question.ts';
import type { Clock } from '../../../src/quiz/host/clock.ts';
import type { QuizzesOptions } from '../../../src/quiz/host/options.ts';
import type { Quizzes } from '../../../src/quiz/services.ts';
import type { QuizViews } from '../../../src/quiz/session/view-data.ts';
import type { ChannelRef, Illustrated, Transport } from '../../../src/quiz/transport.ts';
import type { Reply } from '../../../src/reply/document.ts';
import { memoryBank } from '../../support/banks.ts';
import { type Methods, methodsOf } from '../../support/quizzes.ts';

const NOON = Date.UTC(2026, 10, 15, 12);

/** A question whose first option is right; its explanation says SECRET. */
export const plainQuestion = (seed: number): Question => ({
  type: `type-${seed}`,
  level: 1,
  seed,
  prompt: [{ kind: 'code', text: `question ${seed}` }],
  options: [
    { text: 'right', right: true, bugs: [] },
    { text: 'wrong', right: false, bugs: ['sign-lost'] },
    { text: 'other', right: false, bugs: ['factor-lost'] },
  ],
  typed: { kind: 'number', value: 4, tolerance: 0, traps: [] },
  hint: [{ kind: 'code', text: 'a hint' }],
  explanation: [{ kind: 'code', text: 'SECRET' }],
});

/** Whoever it is, in the channel `c` of `discord:1`. */
export const visitor = (user: string, at: number, more: Partial<Requester> = {}): Requester => ({
  tenant: 'discord:1',
  channel: 'c',
  user,
  name: user.toUpperCase(),
  manages: false,
  at: new Date(at),
  ...more,
});

/** Views that say the data itself, so that a test can look for what must not be in it. */
const say =
  (kind: string) =>
  (data: unknown, more?: unknown): Reply => ({ nodes: [{ kind: 'code', text: JSON.stringify({ kind, data, more }) }] });

const plainViews: QuizViews = {
  lobby: say('lobby'),
  question: say('question'),
  reveal: say('reveal'),
  paused: say('paused'),
  end: say('end'),
  mine: say('mine'),
  task: say('task'),
  remind: say('remind'),
  taskEnd: say('taskEnd'),
  unseen: say('unseen'),
  daily: say('daily'),
  dailyReveal: say('dailyReveal'),
  dailyLost: say('dailyLost'),
};

/** What verbs answer with plain views, by name. */
const KINDS: Readonly<Record<string, string>> = {
  start: 'started',
  begin: 'begun',
  join: 'joined',
  answer: 'noted',
  stop: 'stopped',
  resume: 'resumed',
  lead: 'leading',
  export: 'exported',
  import: 'imported',
  'forget-me': 'forgotten',
};

/** The verbs one by one, which answer with the data itself. */
export const plainMethods = (quizzes: Quizzes): Methods =>
  methodsOf(quizzes, (verb, result) =>
    say(KINDS[verb] ?? verb)(verb === 'report' ? (result as { view: unknown }).view : result),
  );

/** What a plain view was given. */
// biome-ignore lint/suspicious/noExplicitAny: tests look wherever they like
export function dataOf({ nodes }: Reply): { kind: string; data: any } {
  const [node] = nodes;
  return node?.kind === 'code' ? JSON.parse(node.text) : { kind: 'nothing', data: undefined };
}

export interface FakeClock extends Clock {
  /** Lets time pass; whoever sleeps until then wakes. */
  pass(ms: number): void;
  /** What the clock shows from now on, without anybody waking. */
  set(now: number): void;
}

export function fakeClock(start = NOON): FakeClock {
  let now = start;
  let sleepers: { until: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms) => new Promise((wake) => void sleepers.push({ until: now + ms, wake })),
    pass(ms) {
      now += ms;
      const awake = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of awake) wake();
    },
    set(time) {
      now = time;
    },
  };
}

export interface Sent {
  readonly how: 'post' | 'edit' | 'whisper';
  /** The key of a post, the id of what is edited, the person who is told. */
  readonly to: string;
  readonly message: Illustrated;
}

/** A platform on which everything works, and which sends nothing twice. */
export function fakeTransport(fail: (how: Sent['how'], to: string) => Error | undefined = () => undefined) {
  const sent: Sent[] = [];
  const ids = new Map<string, string>();
  const note = (how: Sent['how'], to: string, message: Illustrated): void => {
    const error = fail(how, to);
    if (error) throw error;
    sent.push({ how, to, message });
  };
  const transport: Transport = {
    async post(_: ChannelRef, key, message) {
      if (!ids.has(key)) note('post', key, message);
      const id = ids.get(key) ?? `m${ids.size + 1}`;
      ids.set(key, id);
      return { id };
    },
    async edit(_: ChannelRef, id, message) {
      note('edit', id, message);
    },
    async whisper(_: ChannelRef, user, message) {
      note('whisper', user, message);
      return true;
    },
  };
  return { transport, sent, ids };
}

/** A host's surroundings in which everything works. */
export function surroundings(more: Partial<QuizzesOptions> & Pick<QuizzesOptions, 'store' | 'clock'>): QuizzesOptions {
  let seed = 1;
  return {
    bank: memoryBank(),
    make: async ({ seed: wanted }) => plainQuestion(wanted),
    stepQuestions: async () => [plainQuestion(1), plainQuestion(2), plainQuestion(3)],
    grade: async (question, answer) => {
      const right = answer.kind === 'option' && (question.options[answer.index]?.right ?? false);
      const note = right ? 'right' : answer.kind === 'unknown' ? 'unknown' : 'sign-lost';
      return { score: right ? 1 : 0, note, feedback: [{ kind: 'code', text: 'FEEDBACK' }] };
    },
    readQuestions: async () => ({ questions: [plainQuestion(1)], leftOut: [], notes: [], readAs: 'yaml' }),
    views: plainViews,
    draw: async () => new Uint8Array(),
    transports: new Map([['discord', { transport: fakeTransport().transport, solo: false }]]),
    // Numbers enough for keys that differ.
    random: () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    },
    onError: () => {},
    ...more,
  };
}
