import { ChannelGone, type Illustrated, MessageGone, NotAllowed, type Transport } from '../../../src/quiz/transport.ts';
import type { QuizStore } from '../../../src/store/quiz-store.ts';
import type { FakeClock } from './rig.ts';

/** Chances of what goes wrong, at each call. */
export interface Dangers {
  crash: number;
  store: number;
  transport: number;
  slow: number;
  grading: number;
}

export const NO_DANGER: Readonly<Dangers> = { crash: 0, store: 0, transport: 0, slow: 0, grading: 0 };

/** A process that may die at any call; what it has asked for then is never answered. */
export interface Life {
  alive: boolean;
  /** Resolves at its death. */
  readonly death: Promise<'dead'>;
  die(): void;
}

export function newLife(): Life {
  const { promise: death, resolve } = Promise.withResolvers<'dead'>();
  const life: Life = {
    alive: true,
    death,
    die() {
      life.alive = false;
      resolve('dead');
    },
  };
  return life;
}

const never = (): Promise<never> => new Promise(() => {});

/** The store as one process sees it: it fails before or after it did what was asked, and so does the process. */
export function faultyStore(store: QuizStore, life: Life, random: () => number, dangers: Dangers): QuizStore {
  const faulty =
    (method: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]): Promise<unknown> => {
      const when = random() < 0.5 ? 'before' : 'after';
      const crash = random() < dangers.crash;
      const fail = random() < dangers.store;
      if (crash && when === 'before') life.die();
      if (!life.alive) return never();
      if (fail && when === 'before') throw new Error('the store is down');
      const result = await method(...args);
      if (crash) life.die();
      if (!life.alive) return never();
      if (fail) throw new Error('the store does not say whether it wrote');
      return result;
    };
  const entries = Object.entries(store).map(([name, method]) => [name, faulty(method)]);
  return Object.fromEntries(entries);
}

interface Message {
  readonly key: string;
  readonly id: string;
  readonly time: number;
  deleted: boolean;
  content: Illustrated;
}

/** A channel as people see it. */
export interface Channel {
  readonly messages: Message[];
  readonly posts: Map<string, number>;
  gone: boolean;
  allowed: boolean;
  /** Does the platform know a key that was sent before? */
  knowsKeys: boolean;
  /** Looks at everything that is shown. */
  watch: (how: string, content: Illustrated) => void;
}

export const newChannel = (knowsKeys: boolean): Channel => ({
  messages: [],
  posts: new Map(),
  gone: false,
  allowed: true,
  knowsKeys,
  watch: () => {},
});

/** How one process speaks in the channel, with everything that platforms do. */
export function faultyTransport(
  channel: Channel,
  life: Life,
  clock: FakeClock,
  random: () => number,
  dangers: Dangers,
): Transport {
  const call = async <T>(work: () => T): Promise<T> => {
    if (!life.alive) return never();
    if (random() < dangers.slow) await clock.sleep(random() * 40_000);
    if (random() < dangers.crash) life.die();
    if (!life.alive) return never();
    if (channel.gone) throw new ChannelGone();
    if (!channel.allowed) throw new NotAllowed();
    const fails = random() < dangers.transport;
    const done = random() < 0.3;
    if (fails && !done) throw Object.assign(new Error('429'), { retryAfterMs: Math.floor(random() * 8_000) });
    const result = work();
    if (random() < dangers.crash) life.die();
    if (!life.alive) return never();
    if (fails) throw new Error('504, and nobody knows whether it was sent');
    return result;
  };
  return {
    post: (_, key, content) =>
      call(() => {
        channel.watch('post', content);
        const known = channel.messages.find((message) => message.key === key);
        channel.posts.set(key, (channel.posts.get(key) ?? 0) + 1);
        if (known && channel.knowsKeys) return { id: known.id };
        const id = `m${channel.messages.length + 1}`;
        channel.messages.push({ key, id, content, time: clock.now(), deleted: false });
        return { id };
      }),
    edit: (_, id, content) =>
      call(() => {
        const message = channel.messages.find((one) => one.id === id);
        if (message === undefined || message.deleted) throw new MessageGone();
        channel.watch('edit', content);
        message.content = content;
      }),
    whisper: (_, user, content) =>
      call(() => {
        channel.watch(`whisper ${user}`, content);
        return true;
      }),
  };
}
