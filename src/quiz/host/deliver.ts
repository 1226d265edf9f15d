import type { EffectRow } from '../../store/quiz-store.ts';
import type { Effect } from '../session/effects.ts';
import type { Event } from '../session/events.ts';
import {
  ChannelGone,
  type ChannelRef,
  type Illustrated,
  MessageGone,
  NotAllowed,
  type Transport,
} from '../transport.ts';
import type { Changes } from './change.ts';
import { drawnOnce } from './drawn-once.ts';
import { handOver } from './hand-over.ts';
import { loadWhole, type Whole } from './load.ts';
import type { QuizzesOptions } from './options.ts';
import { illustrate, replyOf } from './render.ts';
import { platformOf } from './start.ts';

/**
 * The lease on an effect. Each sweep renews it while this process lives, and after a crash another process takes over
 * when it expires. Two processes need clocks that agree to a second or two.
 */
const LEASE_MS = 3_500;
/** The timeout of one attempt to send. */
const SEND_TIMEOUT_MS = 30_000;
/** The limit of concurrent deliveries; a platform that hangs holds up its own quizzes only. */
const MAX_CONCURRENT = 200;
const BACK_OFF_MS = 1_000;
const MAX_BACK_OFF_MS = 30_000;
/** The longest `Retry-After` of a platform that is obeyed. */
const MAX_RETRY_AFTER_MS = 15 * 60_000;
/** The limit of attempts. A message that a live quiz waits for has none: the quiz pauses instead. */
const MAX_ATTEMPTS = { post: 20, edit: 8, retire: 5, whisper: 3, pin: 3, keep: 40, clear: 1 } as const;

export interface Deliveries {
  /** Claims effects that are due, of all quizzes or of one, and begins to deliver them. */
  pump(session?: string): Promise<void>;
  /** Renews the leases of what is under way. */
  renew(): Promise<void>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  /** Claims nothing more, and releases the leases for the next process. */
  close(): Promise<void>;
}

/**
 * Delivers the effects of the outbox: at least once each, those for everybody in order.
 *
 * @param token of this process, which marks its leases
 */
export function createDeliveries(options: QuizzesOptions, changes: Changes, token: string): Deliveries {
  const { store, clock, onError } = options;
  const drawing = { draw: drawnOnce(options.draw), onError };
  const running = new Map<EffectRow, Promise<void>>();
  let open = true;

  const pump = async (session?: string): Promise<void> => {
    if (!open || running.size >= MAX_CONCURRENT) return;
    const now = clock.now();
    const claim = {
      token,
      now,
      until: now + LEASE_MS,
      most: MAX_CONCURRENT - running.size,
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
    if (session !== undefined && effect.kind === 'keep') {
      await handOver(options, await loadWhole(store, session), effect);
      return store.drop(row, token);
    }
    const transport = session && options.transports.get(platformOf(session.tenant))?.transport;
    if (session === undefined) return store.drop(row, token);
    if (transport === undefined) throw new Error(`no transport for ${platformOf(session.tenant)}`);
    const quiz = await loadWhole(store, session);
    const reply = replyOf(options.views, quiz, effect, clock.now());
    if (reply === undefined) return store.drop(row, token);
    const message = await illustrate(reply, drawing);
    const event = await withTimeout(send(transport, quiz, effect, message));
    if (event === undefined) return store.drop(row, token);
    await changes.change(row.session, () => ({ event, write: { done: { seq: row.seq, token } } }));
  };

  const withTimeout = <T>(work: Promise<T>): Promise<T> => {
    work.catch(() => {});
    const late = clock.sleep(SEND_TIMEOUT_MS).then(() => Promise.reject(new Error('the platform does not answer')));
    late.catch(() => {});
    return Promise.race([work, late]);
  };

  const failed = async (row: EffectRow, error: unknown): Promise<void> => {
    onError(error);
    const { kind } = JSON.parse(row.effect) as Effect;
    const live = kind === 'post' && ((await store.session(row.session))?.live ?? false);
    if (!live && row.attempts + 1 >= MAX_ATTEMPTS[kind]) return store.drop(row, token);
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

/** Delivers one effect through a platform; the event for the quiz that follows from it, if any. */
async function send(
  transport: Transport,
  { row, state }: Whole,
  effect: Effect,
  message: Illustrated,
): Promise<Event | undefined> {
  const channel: ChannelRef = { tenant: row.tenant, channel: row.channel };
  try {
    if (effect.kind === 'post') {
      const { id } = await transport.post(channel, keyOf(row.key, effect), message);
      return { kind: 'posted', message: effect.message, copy: effect.copy, id };
    }
    if (effect.kind === 'pin') {
      const { id } = state.messages[effect.message] ?? {};
      if (id === undefined) return undefined;
      await transport.pin?.(channel, id, effect.on);
      return effect.on ? { kind: 'pinned', refused: transport.pin === undefined } : undefined;
    }
    if (effect.kind === 'whisper') {
      const told = await transport.whisper(channel, effect.user, message);
      // There may be a way to a host as soon as what they asked for is answered.
      if (!told && effect.about !== 'mine') throw new Error('there is no way yet to tell the host');
    } else if (effect.kind === 'edit' || effect.kind === 'retire') {
      const id = effect.kind === 'retire' ? effect.id : state.messages[effect.message]?.id;
      if (id !== undefined) await edit(transport, channel, id, message);
    }
    return undefined;
  } catch (error) {
    const event = eventOf(error, effect);
    if (event === undefined) throw error;
    return event === 'nothing' ? undefined : event;
  }
}

/** The idempotency key of a copy: the same however often it is sent. */
const keyOf = (session: string, { message, copy }: { message: string; copy: number }): string =>
  copy === 1 ? `${session}.${message}` : `${session}.${message}.${copy}`;

async function edit(transport: Transport, channel: ChannelRef, id: string, message: Illustrated): Promise<void> {
  try {
    await transport.edit(channel, id, message);
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
  // That one person cannot be told does not concern the others.
  const quiet = effect.kind === 'whisper' || effect.kind === 'retire' || effect.kind === 'pin';
  if (error instanceof Gone && effect.kind === 'edit') {
    return { kind: 'missing', message: effect.message, id: error.id };
  }
  if (error instanceof MessageGone) return quiet ? 'nothing' : undefined;
  if (error instanceof ChannelGone) return effect.kind === 'whisper' ? 'nothing' : { kind: 'channel-gone' };
  if (error instanceof NotAllowed && effect.kind === 'pin' && effect.on) return { kind: 'pinned', refused: true };
  if (error instanceof NotAllowed) return quiet ? 'nothing' : { kind: 'not-allowed' };
  return undefined;
}

/** Exponential back-off, or what the platform's `Retry-After` says. */
function backOff(attempts: number, error: unknown): number {
  const wanted = (error as { retryAfterMs?: unknown } | null)?.retryAfterMs;
  if (typeof wanted === 'number' && wanted > 0) return Math.min(wanted, MAX_RETRY_AFTER_MS);
  return Math.min(BACK_OFF_MS * 2 ** attempts, MAX_BACK_OFF_MS);
}
