import { createHmac, randomBytes } from 'node:crypto';
import type { Requester } from '../command/requester.ts';
import { type ErrorCode, UserError } from '../errors.ts';
import { sentence } from '../reply/build.ts';
import type { Button, Link, Reply } from '../reply/document.ts';
import { StoreUnavailable } from '../store/outage.ts';
import type { Store } from '../store/store.ts';
import { untilAborted } from './abort.ts';
import { Busy, FULL_SECONDS } from './admission/limiter.ts';
import { createLimits, type LimitSizes, TOO_LONG_MS, type Turn } from './admission/limits.ts';
import { Load } from './admission/load.ts';
import { LoopDelay } from './admission/loop-delay.ts';
import type { Answer, Bot } from './bot.ts';
import { fromId, type Pressed, toId } from './button-id.ts';
import { createDeliveries } from './deliveries.ts';
import { keyAlone } from './file-key.ts';
import type { Log } from './log.ts';
import type { Metrics, Outcome } from './metrics.ts';
import { OpenAnswers } from './open-answers.ts';
import type { ParsedCall } from './parsed-call.ts';
import { Pending } from './pending.ts';
import { offeringForm, refusalOf } from './read-as.ts';
import { type DispatchRequest, tenantOf } from './request.ts';
import type { DispatchResult } from './result.ts';

/** What every platform of a group talks to: order, limits, the log and the figures around the bot. */
export interface Dispatcher {
  readonly bot: Bot;
  readonly store: Store;
  /** What has been promised to people; started by whoever serves platforms. */
  readonly answers: OpenAnswers;
  /** What is under way on the platforms with messages. */
  readonly load: Load;
  /** Never throws: however it ends, there is a result to show. */
  dispatch(request: DispatchRequest): Promise<DispatchResult>;
  /** The id of a button, at most `limit` characters: its command line itself, or a key to it in the store. */
  buttonId(button: Button, limit: number): Promise<string>;
  /** What pressing the button with this id means; undefined for an id that is none of ours. */
  buttonOf(buttonId: string): Promise<Pressed | undefined>;
  /**
   * Takes no more requests, lets what runs finish for `graceMs`, and then stops it with an apology. Resolves when
   * every request has its result.
   */
  close(graceMs: number): Promise<void>;
}

export interface DispatcherOptions {
  readonly bot: Bot;
  readonly store: Store;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly limits?: LimitSizes | undefined;
  /** What commands that act work with; without them they are refused. */
  readonly services?: unknown;
  /** Where an answer to a call leads outside of it: said below the answer. The page has such links of its own. */
  readonly links?: ((call: ParsedCall) => readonly Link[]) | undefined;
  /** The time, for the day for which deliveries are remembered. */
  readonly now?: (() => Date) | undefined;
}

/** Answers that this process may owe: past that the platform is told at once that there will be none. */
const MOST = 400;
const REMEMBER_MS = 24 * 60 * 60 * 1000;
/** How long a button works that nobody presses, and a file is there that nobody uses. */
const KEEP_SAVED_MS = 90 * 24 * 60 * 60 * 1000;
const FORGET_EVERY_MS = 60 * 60 * 1000;

/** What is said to whoever needs what is kept, while it cannot be had. */
export const NOT_KEPT =
  'I cannot reach what I keep just now, so nothing was changed. Try this again in a minute; `/grad`, `/train` and `/check` work.';
/** What to tell a person while there is too much to do. */
export const BUSY = busyFor(FULL_SECONDS);
const RESTARTING = 'I am about to restart. Try again in a minute.';
const INTERRUPTED = 'Sorry, I have to restart and could not finish this. Ask again in a minute.';
const FAILED = 'Sorry, something went wrong on our side. It is in the log.';

/** What became of a request, and, where it is the person who has to change something, which kind of mistake it was. */
interface Finished {
  readonly result: DispatchResult;
  readonly outcome: Outcome;
  readonly code?: ErrorCode;
}

function busyFor(seconds: number): string {
  return `I am busy. Try again in ${seconds} s.`;
}

const refusal = (text: string): DispatchResult => ({ kind: 'refusal', reply: sentence(text) });

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { bot, store, log, metrics, limits, services, now = () => new Date() } = options;
  const answers = new OpenAnswers(store, now, (error) => log.warn({ err: error }, 'open answers'));
  const admission = createLimits(limits, store.points);
  // A person is the same in all lines of one run of the program, and nobody in particular.
  const salt = randomBytes(16);
  const opaque = (id: string): string => createHmac('sha256', salt).update(id).digest('base64url').slice(0, 10);
  const isFirst = createDeliveries(store);
  const pending = new Pending();
  const delay = new LoopDelay();
  /** Of the work that runs. One signal for the whole process would keep what listens to it. */
  const controllers = new Set<AbortController>();
  let open = true;
  let forgotten = now().getTime();

  /** Where an answer leads, and what it includes. */
  const linksOf = (call: ParsedCall, { included = [] }: Reply): readonly Link[] =>
    [call, ...included.map(({ line }) => bot.parse(line))].flatMap((one) => options.links?.(one) ?? []);

  const forgetOld = async (): Promise<void> => {
    const time = now().getTime();
    if (time - forgotten < FORGET_EVERY_MS) return;
    forgotten = time;
    try {
      await store.forgetDeliveries(new Date(time - REMEMBER_MS));
      await store.forgetSaved(new Date(time - KEEP_SAVED_MS));
    } catch (error) {
      // Nobody's answer has to do with it.
      log.warn({ err: error }, 'old deliveries and lines are still there');
    }
    await store.kept.forgetEnded(time);
    await store.pace?.forgetOld();
  };

  const run = async (request: DispatchRequest, signal: AbortSignal): Promise<Finished> => {
    if (!open) return { result: refusal(RESTARTING), outcome: 'busy' };
    const tenant = tenantOf(request);
    const isNew = request.first ?? isFirst(tenant, request.delivery, now());
    if (!(await isNew)) return { result: { kind: 'repeat' }, outcome: 'repeat' };
    await forgetOld();
    const { call, onProgress, theme, typeset } = request;
    if (call.error !== undefined) throw call.error;
    const { command } = call;
    const readFile = (key: string): Promise<string> => fileOf(store, key);
    const context = services === undefined ? undefined : async () => ({ services, who: requesterOf(request, tenant) });
    const computing: Turn = (work) => admission.often(tenant, request.user, work);
    const how = { onProgress, signal, readFile, theme, typeset, context, admit: computing };
    const ask = (turn?: Turn): Promise<Answer> => bot.ask(call, { ...how, turn });
    const { user } = request;
    const answering =
      command.act === undefined && !command.often
        ? admission.run(tenant, user, ask)
        : (command.often ? admission.often : admission.act)(tenant, user, () => ask());
    const answer = await untilAborted(answering, signal);
    const links = request.platform === 'web' ? [] : linksOf(call, answer.reply);
    const shown = links.length === 0 ? answer : withLinks(answer, links);
    return { result: { kind: 'answer', answer: shown, private: command.private ?? false }, outcome: 'answered' };
  };

  /** The result for what was thrown. */
  const failure = (error: unknown, request: DispatchRequest, signal: AbortSignal): Finished => {
    if (request.signal?.aborted) return { result: { kind: 'stopped' }, outcome: 'stopped' };
    // A signal to all processes may have been too early for one that only just began.
    const diedWithUs = !open && error instanceof UserError && error.code === 'E_PROCESS_DIED';
    if (signal.aborted || diedWithUs) return { result: refusal(INTERRUPTED), outcome: 'stopped' };
    if (error instanceof Busy) return { result: refusal(busyFor(error.retryAfter)), outcome: 'busy' };
    if (error instanceof UserError)
      return {
        result: { kind: 'refusal', reply: refusalOf(request.call, error), error },
        outcome: 'refused',
        code: error.code,
      };
    if (error instanceof StoreUnavailable) return { result: refusal(NOT_KEPT), outcome: 'failed' };
    return { result: refusal(FAILED), outcome: 'failed' };
  };

  /** The line in the log, and the figures; nothing that anybody typed gets into them. */
  const record = (request: DispatchRequest, { outcome, code }: Finished, seconds: number): void => {
    const { platform, call } = request;
    const command = call.command?.name ?? 'unknown';
    metrics.record({ platform, command, outcome, seconds });
    const ms = Math.round(seconds * 1000);
    log.info({ platform, user: opaque(request.user), command, ms, outcome, ...(code && { code }) }, 'command');
    log.debug({ question: call.input }, 'asked');
  };

  const dispatch = async (request: DispatchRequest): Promise<DispatchResult> => {
    const started = performance.now();
    const work = new AbortController();
    const stop = (): void => work.abort();
    if (request.signal?.aborted) stop();
    request.signal?.addEventListener('abort', stop, { once: true });
    controllers.add(work);
    try {
      const finished = await run(request, work.signal).catch((error: unknown) => {
        const failed = failure(error, request, work.signal);
        // That the store is away is in the log already.
        if (failed.outcome === 'failed' && !(error instanceof StoreUnavailable))
          log.error({ err: error }, 'command failed');
        return failed;
      });
      record(request, finished, (performance.now() - started) / 1000);
      const { result } = finished;
      return result.kind === 'refusal' ? { ...result, reply: offeringForm(request.call, result.reply) } : result;
    } finally {
      controllers.delete(work);
      request.signal?.removeEventListener('abort', stop);
    }
  };

  return {
    bot,
    store,
    answers,
    load: new Load({ most: MOST, tooLongMs: TOO_LONG_MS, delay: () => delay.ms }),
    dispatch: (request) => pending.track(dispatch(request)),
    buttonId: (button, limit) => toId(button, limit, (text) => store.saveLine(text)),
    buttonOf: (id) => fromId(id, (key) => store.line(key)),
    async close(graceMs) {
      open = false;
      const hurry = setTimeout(() => {
        for (const work of controllers) work.abort();
      }, graceMs);
      await pending.drain();
      clearTimeout(hurry);
      delay.close();
    },
  };
}

const withLinks = (answer: Answer, links: readonly Link[]): Answer => ({
  ...answer,
  reply: { ...answer.reply, nodes: [...answer.reply.nodes, { kind: 'links', links: [...links] }] },
});

async function fileOf(store: Store, key: string): Promise<string> {
  const content = await store.file(keyAlone(key));
  if (content !== undefined) return content;
  throw new UserError('I do not have this file any more.', { code: 'E_FILE_GONE', hint: 'Attach it again.' });
}

const requesterOf = ({ channel, bank, user, name, manages, at }: DispatchRequest, tenant: string): Requester => ({
  tenant,
  channel,
  ...(bank !== undefined && { bank }),
  user,
  name,
  manages,
  at,
});
