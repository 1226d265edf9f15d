import type { EffectRow } from '../../store/quiz-store.ts';
import type { Effect, Event } from '../session/events.ts';
import { ChannelGone, type Illustrated, MessageGone, NotAllowed, type Place, type Transport } from '../transport.ts';
import type { Changes } from './change.ts';
import { loadWhole, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { illustrate, replyOf } from './render.ts';
import { platformOf } from './start.ts';

/**
 * Nobody else does an effect for this long, and each sweep makes it longer while we live: after a crash the next
 * process goes on soon. Two processes need clocks that agree to a second or two.
 */
const LEASE_MS = 4_000;
/** When we stop waiting for a platform and count it as a failure. */
const PATIENCE_MS = 30_000;
/** So many at the same time; a platform that hangs holds up its own quizzes alone. */
const AT_ONCE = 200;
const BACK_OFF_MS = 1_000;
const LONGEST_BACK_OFF_MS = 30_000;
/** How long we obey a platform that wants us to wait. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** What is given up after so many attempts. A message that a live quiz waits for is not: the quiz pauses instead. */
const MOST_ATTEMPTS = { post: 20, edit: 8, retire: 5, whisper: 3, clear: 1 } as const;

export interface Deliveries {
  /** Begins what is due, of all quizzes or of one. */
  pump(session?: string): Promise<void>;
  /** Holds on to what is under way. */
  renew(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  /** Begins nothing more, and leaves what is not begun to whoever comes next. */
  close(): Promise<void>;
}

/** Does the effects that are kept with the quizzes: at least once each, those for all in order. */
export function createDeliveries(options: QuizzesOptions, changes: Changes, token: string): Deliveries {
  const { store, clock, onError } = options;
  const running = new Map<EffectRow, Promise<void>>();
  let open = true;

  const pump = async (session?: string): Promise<void> => {
    if (!open || running.size >= AT_ONCE) return;
    const now = clock.now();
    const claim = {
      token,
      now,
      until: now + LEASE_MS,
      most: AT_ONCE - running.size,
      platforms: [...options.transports.keys()],
      session,
    };
    for (const row of await store.claim(claim)) {
      const work = deliver(row)
        .catch(onError)
        .then(() => void running.delete(row));
      running.set(row, work);
    }
  };

  const deliver = async (row: EffectRow): Promise<void> => {
    try {
      await attempt(row);
    } catch (error) {
      await failed(row, error);
    }
    await pump(row.session);
  };

  const attempt = async (row: EffectRow): Promise<void> => {
    const effect: Effect = JSON.parse(row.effect);
    const session = await store.session(row.session);
    const transport = session && options.transports.get(platformOf(session.tenant))?.transport;
    if (session === undefined) return store.drop(row, token);
    if (transport === undefined) throw new Error(`no transport for ${platformOf(session.tenant)}`);
    const quiz = await loadWhole(store, session);
    const reply = replyOf(options.views, quiz, effect, clock.now());
    if (reply === undefined) return store.drop(row, token);
    const message = await illustrate(reply, options);
    const event = await patiently(send(transport, quiz, effect, message));
    if (event === undefined) return store.drop(row, token);
    await changes.change(row.session, () => ({ event, write: { done: { seq: row.seq, token } } }));
  };

  const patiently = <T>(work: Promise<T>): Promise<T> => {
    work.catch(() => {});
    const late = clock.sleep(PATIENCE_MS).then(() => Promise.reject(new Error('the platform does not answer')));
    late.catch(() => {});
    return Promise.race([work, late]);
  };

  const failed = async (row: EffectRow, error: unknown): Promise<void> => {
    onError(error);
    const { kind } = JSON.parse(row.effect) as Effect;
    const live = kind === 'post' && ((await store.session(row.session))?.live ?? false);
    if (!live && row.attempts + 1 >= MOST_ATTEMPTS[kind]) return store.drop(row, token);
    await store.postpone(row, token, clock.now() + backOff(row.attempts, error));
  };

  return {
    pump,
    async renew() {
      const now = clock.now();
      for (const row of running.keys()) await store.renew(row, token, now + LEASE_MS);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
    async close() {
      open = false;
      await store.release(token);
    },
  };
}

/** Speaks through a platform; what becomes of the quiz with it, if anything. */
async function send(
  transport: Transport,
  { row, state }: Whole,
  effect: Effect,
  message: Illustrated,
): Promise<Event | undefined> {
  const place: Place = { tenant: row.tenant, channel: row.channel };
  try {
    if (effect.kind === 'post') {
      const { id } = await transport.post(place, keyOf(row.key, effect), message);
      return { kind: 'posted', message: effect.message, copy: effect.copy, id };
    }
    if (effect.kind === 'whisper') {
      const told = await transport.whisper(place, effect.user, message);
      // There may be a way to a host as soon as what they asked for is answered.
      if (!told && effect.about !== 'mine') throw new Error('there is no way yet to tell the host');
    } else if (effect.kind !== 'clear') {
      const id = effect.kind === 'retire' ? effect.id : state.messages[effect.message]?.id;
      if (id !== undefined) await edit(transport, place, id, message);
    }
    return undefined;
  } catch (error) {
    const event = eventOf(error, effect);
    if (event === undefined) throw error;
    return event === 'nothing' ? undefined : event;
  }
}

/** The natural key of a copy: however often it is sent, it is the same. */
const keyOf = (session: string, { message, copy }: { message: string; copy: number }): string =>
  copy === 1 ? `${session}.${message}` : `${session}.${message}.${copy}`;

async function edit(transport: Transport, place: Place, id: string, message: Illustrated): Promise<void> {
  try {
    await transport.edit(place, id, message);
  } catch (error) {
    throw error instanceof MessageGone ? new Gone(id) : error;
  }
}

/** A message that is gone, by its id. */
class Gone extends MessageGone {
  readonly id: string;

  constructor(id: string) {
    super();
    this.id = id;
  }
}

/** What a platform's refusal means for the quiz; undefined for what is worth another try. */
function eventOf(error: unknown, effect: Effect): Event | 'nothing' | undefined {
  // Somebody who cannot be told is nothing to the others.
  const quiet = effect.kind === 'whisper' || effect.kind === 'retire';
  if (error instanceof Gone && effect.kind === 'edit') {
    return { kind: 'missing', message: effect.message, id: error.id };
  }
  if (error instanceof MessageGone) return quiet ? 'nothing' : undefined;
  if (error instanceof ChannelGone) return effect.kind === 'whisper' ? 'nothing' : { kind: 'channel-gone' };
  if (error instanceof NotAllowed) return quiet ? 'nothing' : { kind: 'not-allowed' };
  return undefined;
}

/** Twice as long each time; a platform that says how long to wait is obeyed. */
function backOff(attempts: number, error: unknown): number {
  const wanted = (error as { retryAfterMs?: unknown } | null)?.retryAfterMs;
  if (typeof wanted === 'number' && wanted > 0) return Math.min(wanted, LONGEST_WAIT_MS);
  return Math.min(BACK_OFF_MS * 2 ** attempts, LONGEST_BACK_OFF_MS);
}
