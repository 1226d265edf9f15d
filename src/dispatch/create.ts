import { createHmac, randomBytes } from 'node:crypto';
import { startOf } from '../command/parse.ts';
import type { Requester } from '../command/requester.ts';
import { UserError } from '../errors.ts';
import { paragraph, say } from '../reply/build.ts';
import type { Reply } from '../reply/document.ts';
import { errorReply } from '../reply/error-reply.ts';
import type { Store } from '../store/store.ts';
import type { Answer, Bot, Question } from './bot.ts';
import { fromId, toId } from './button-id.ts';
import type { Desk, Served, Visit } from './dispatcher.ts';
import { Busy, createLimits, type LimitSizes } from './limits.ts';
import type { Log } from './log.ts';
import type { Metrics, Outcome } from './metrics.ts';

export interface DeskOptions {
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits?: LimitSizes | undefined;
  /** What commands that act work with; without them they are refused. */
  readonly services?: unknown;
  /** The time, for the day for which deliveries are remembered. */
  readonly now?: (() => Date) | undefined;
}

const REMEMBER_MS = 24 * 60 * 60 * 1000;
/** How long a button works that nobody presses, and a file is there that nobody uses. */
const KEEP_SAVED_MS = 90 * 24 * 60 * 60 * 1000;
const FORGET_EVERY_MS = 60 * 60 * 1000;

const RESTARTING = 'I am about to restart. Try again in a minute.';
const INTERRUPTED = 'Sorry, I have to restart and could not finish this. Ask again in a minute.';

const sorry = (text: string): Reply => ({ nodes: [paragraph(say`${text}`)] });

export function createDesk(options: DeskOptions): Desk {
  const { bot, store, log, metrics, limits, services, now = () => new Date() } = options;
  const admission = createLimits(limits);
  // A person is the same in all lines of one run of the program, and nobody in particular.
  const salt = randomBytes(16);
  const opaque = (id: string): string => createHmac('sha256', salt).update(id).digest('base64url').slice(0, 10);
  const running = new Set<Promise<Served>>();
  const closing = new AbortController();
  let open = true;
  let forgotten = now().getTime();

  const forgetOld = async (): Promise<void> => {
    const time = now().getTime();
    if (time - forgotten < FORGET_EVERY_MS) return;
    forgotten = time;
    await store.forgetDeliveries(new Date(time - REMEMBER_MS));
    await store.forgetSaved(new Date(time - KEEP_SAVED_MS));
  };

  const attend = async (visit: Visit): Promise<{ served: Served; outcome: Outcome }> => {
    if (!open)
      return {
        served: { kind: 'refusal', reply: sorry(RESTARTING) },
        outcome: 'busy',
      };
    const tenant = `${visit.platform}:${visit.tenant}`;
    if (!(await store.firstDelivery(tenant, visit.delivery, now())))
      return { served: { kind: 'repeat' }, outcome: 'repeat' };
    await forgetOld();
    const { command } = bot.understand(visit.question);
    const { onProgress, theme } = visit;
    const signal = AbortSignal.any([closing.signal, ...(visit.signal ? [visit.signal] : [])]);
    const readFile = (key: string): Promise<string> => fileOf(store, key);
    const context = services === undefined ? undefined : async () => ({ services, who: requesterOf(visit, tenant) });
    const ask = (): Promise<Answer> => bot.ask(visit.question, { onProgress, signal, readFile, theme, context });
    const admit = command.act === undefined ? admission.run : admission.act;
    const answer = await untilAborted(admit(tenant, visit.user, ask), signal);
    return { served: { kind: 'answer', answer, private: command.private ?? false }, outcome: 'answered' };
  };

  const serve = async (visit: Visit): Promise<Served> => {
    const started = performance.now();
    const note = (outcome: Outcome): void => {
      const seconds = (performance.now() - started) / 1000;
      const command = nameOf(bot, visit.question);
      metrics.record({ platform: visit.platform, command, outcome, seconds });
      const line = {
        platform: visit.platform,
        user: opaque(visit.user),
        command,
        ms: Math.round(seconds * 1000),
        outcome,
      };
      log.info(line, 'command');
      log.debug({ question: visit.question }, 'asked');
    };
    try {
      const { served, outcome } = await attend(visit);
      note(outcome);
      return served;
    } catch (error) {
      if (visit.signal?.aborted || closing.signal.aborted) {
        note('stopped');
        return visit.signal?.aborted ? { kind: 'stopped' } : { kind: 'refusal', reply: sorry(INTERRUPTED) };
      }
      if (error instanceof Busy) {
        note('busy');
        return { kind: 'refusal', reply: sorry(`I am busy. Try again in ${error.retryAfter} s.`) };
      }
      if (error instanceof UserError) {
        note('refused');
        return { kind: 'refusal', reply: errorReply(error) };
      }
      note('failed');
      log.error({ err: error }, 'command failed');
      return { kind: 'refusal', reply: sorry('Sorry, something went wrong on our side. It is in the log.') };
    }
  };

  return {
    bot,
    store,
    serve(visit) {
      const served = serve(visit).finally(() => running.delete(served));
      running.add(served);
      return served;
    },
    buttonId: (button, limit) => toId(button, limit, (text) => store.saveLine(text)),
    buttonOf: (id) => fromId(id, (key) => store.line(key)),
    async close(graceMs) {
      open = false;
      const done = Promise.allSettled(running);
      const hurry = setTimeout(() => closing.abort(), graceMs);
      await done;
      clearTimeout(hurry);
    },
  };
}

/** Stops waiting at once when the signal fires, also for work whose turn has not come. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

async function fileOf(store: Store, key: string): Promise<string> {
  const content = await store.file(key);
  if (content !== undefined) return content;
  throw new UserError('I do not have this file any more.', { hint: 'Attach it again.' });
}

/** The name of the command asked for, for figures: one of ours, or `unknown`, so that nobody's typing gets into them. */
function nameOf({ commands }: Bot, question: Question): string {
  const line = typeof question === 'string' ? question : question.command;
  return startOf(line, commands)?.command.name ?? 'unknown';
}

const requesterOf = ({ channel, user, name, manages, at }: Visit, tenant: string): Requester => ({
  tenant,
  channel,
  user,
  name,
  manages,
  at,
});
