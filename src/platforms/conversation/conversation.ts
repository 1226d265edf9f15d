import { setTimeout as pause } from 'node:timers/promises';
import { withInput } from '../../command/format.ts';
import type { Answer } from '../../dispatch/bot.ts';
import { BUSY, type Dispatcher, NOT_KEPT } from '../../dispatch/dispatcher.ts';
import { withName } from '../../dispatch/file-key.ts';
import type { Sending } from '../../dispatch/open-answers.ts';
import { isPrivate, type ParsedCall, withValues } from '../../dispatch/parsed-call.ts';
import { type RequestOrigin, tenantOf } from '../../dispatch/request.ts';
import type { DispatchResult } from '../../dispatch/result.ts';
import { UserError } from '../../errors.ts';
import { sentence } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { errorReply } from '../../reply/error-reply.ts';
import { StoreUnavailable } from '../../store/outage.ts';
import { type FileHost, fetchText } from '../attachment.ts';
import type { FollowUpTokens } from './follow-up-tokens.ts';
import { Jobs } from './jobs.ts';
import { Progress } from './progress.ts';
import { Promised } from './promised.ts';
import type { Audience, ResponseWriter } from './response-writer.ts';

/** Something that somebody asks for. */
export interface Inquiry {
  readonly origin: RequestOrigin;
  /** The call, or where it takes time to find out, how: that is done once the request is acknowledged. */
  readonly call: ParsedCall | (() => Promise<ParsedCall>);
  /** The addresses of attached files, by the keys of the options that refer to them. */
  readonly files?: ReadonlyMap<string, string> | undefined;
  /** What lets us in where the files are, if that depends on who asks. */
  readonly fileHeaders?: Readonly<Record<string, string>> | undefined;
  /** Who may see the answer; what is private is for the asker in any case. */
  readonly audience: Audience;
}

export interface ConversationOptions {
  readonly dispatcher: Dispatcher;
  /** Where attached files may come from. */
  readonly files: FileHost;
  /** Gets the token of everything that has been answered. */
  readonly followUps: FollowUpTokens;
  /** What people on this platform read when it did not take an answer, and when a button is not known any more. */
  readonly words: { readonly unsendable: string; readonly unknownButton: UserError };
  /** Is told of what went wrong and was worked around. */
  readonly onError: (error: unknown) => void;
}

const PROGRESS_EVERY_MS = 1000;
/** How long an acknowledgement waits until the promise is noted: platforms wait for 3 s. */
const NOTE_WITHIN_MS = 1500;
const CHANGE_TEXT = 'Change the text';
const FAILED = 'Sorry, something went wrong on our side. It is in the log.';

const textOnly = (reply: Reply): Answer => ({ reply, pictures: new Map() });

/** How an inquiry is answered on every platform with messages: from the acknowledgement to the answer or an apology. */
export class Conversation {
  private readonly options: ConversationOptions;
  private readonly jobs: Jobs;

  constructor(options: ConversationOptions) {
    this.options = options;
    this.jobs = new Jobs(options.dispatcher.store.bus);
  }

  /**
   * Acknowledges, shows progress, and writes the answer or what there is to say in its place.
   *
   * @throws Error when the request cannot be acknowledged, or not even an apology can be shown
   */
  async answer(inquiry: Inquiry, writer: ResponseWriter): Promise<void> {
    const { call, origin } = inquiry;
    if (this.declines(inquiry)) return writer.decline(sentence(BUSY));
    const answered = this.options.dispatcher.load.begin();
    let acts = false;
    const promise = new Promised(this.options.dispatcher.answers, inquiry, writer);
    // Whatever happens from the acknowledgement on, there is an answer or an apology. A slow store is not waited for.
    const noted = promise.first.then(() => true);
    const isNoted = await Promise.race([noted, pause(NOTE_WITHIN_MS, false, { ref: false })]);
    try {
      // Nobody could apologise if this process died, and there is more to do than it can.
      if (!isNoted && this.options.dispatcher.load.full) return await writer.decline(sentence(BUSY));
      await writer.acknowledge(typeof call === 'function' ? inquiry.audience : audienceOf(call, inquiry.audience));
      const { result, audience, ...work } = await this.work(inquiry, writer, promise);
      acts = work.acts;
      if (await promise.mayBeKept()) await this.show(result, audience, writer, () => promise.kept());
    } finally {
      answered();
      await promise.kept();
      const { followUp } = writer;
      if (followUp) await this.options.followUps.note(named(origin), followUp.token, followUp.issuedAt, acts);
    }
  }

  /**
   * Is there too much to do, so that whoever asks is to be told so at once, and owed nothing? Not for an answer in a quiz,
   * which would be lost, and not for a button of which nobody knows yet what it means.
   */
  declines({ origin, call }: Pick<Inquiry, 'origin' | 'call'>): boolean {
    const { load, answers } = this.options.dispatcher;
    if (!load.full || typeof call === 'function' || call.command?.act !== undefined) return false;
    answers.decline({ tenant: tenantOf(origin), id: origin.delivery });
    return true;
  }

  /** Cancels a job at once, for the person who asked for it, in whichever process it runs. */
  cancel(jobId: string, origin: Pick<RequestOrigin, 'platform' | 'tenant' | 'user'>): ReturnType<Jobs['cancel']> {
    return this.jobs.cancel(jobId, named(origin));
  }

  /**
   * The call of a pressed button.
   *
   * @param input the text that the button asked for
   * @throws UserError for a button that is not known any more
   */
  async press(buttonId: string, input?: string): Promise<ParsedCall> {
    const { dispatcher, words } = this.options;
    const pressed = await dispatcher.buttonOf(buttonId);
    if (pressed === undefined) throw words.unknownButton;
    if (input === undefined) return dispatcher.bot.parse(pressed.line);
    const call = dispatcher.bot.parse(withInput(pressed.line, input));
    const { line: command, input: called, long = false } = pressed;
    if (called === undefined) return call;
    return { ...call, again: { label: CHANGE_TEXT, command, input: called, long, filled: input } };
  }

  private async work(
    inquiry: Inquiry,
    writer: ResponseWriter,
    promise: Promised,
  ): Promise<{ readonly result: DispatchResult; readonly audience: Audience; readonly acts: boolean }> {
    const { dispatcher, onError } = this.options;
    const { origin } = inquiry;
    const job = this.jobs.start(named(origin));
    try {
      const call = await this.prepare(inquiry);
      const audience = audienceOf(call, inquiry.audience);
      const progress = new Progress<Reply>(
        (reply) => writer.showProgress(reply, job.id, audience).then(() => promise.renew(), onError),
        PROGRESS_EVERY_MS,
      );
      const onProgress = (reply: Reply): void => progress.next(reply);
      const result = await dispatcher.dispatch({
        ...origin,
        call,
        first: promise.first,
        signal: job.signal,
        onProgress,
      });
      await progress.end();
      return { result, audience, acts: call.command?.act !== undefined };
    } catch (error) {
      const isKnown = error instanceof UserError || error instanceof StoreUnavailable;
      if (!isKnown) onError(error);
      const text = error instanceof StoreUnavailable ? NOT_KEPT : FAILED;
      const reply = error instanceof UserError ? errorReply(error) : sentence(text);
      const mistake = error instanceof UserError ? { error } : {};
      return { result: { kind: 'refusal', reply, ...mistake }, audience: 'asker', acts: false };
    } finally {
      job.end();
    }
  }

  /** The call with its files fetched and stored. */
  private async prepare({ call, files = new Map(), fileHeaders }: Inquiry): Promise<ParsedCall> {
    const parsed = typeof call === 'function' ? await call() : call;
    if (parsed.error !== undefined) return parsed;
    const { dispatcher, files: host } = this.options;
    const from = { ...host, ...(fileHeaders && { headers: fileHeaders }) };
    const keys: Record<string, string> = {};
    for (const [option, address] of files) {
      const key = await dispatcher.store.saveFile(await fetchText(address, from));
      keys[option] = parsed.command.act === undefined ? key : withName(key, nameIn(address));
    }
    return withValues(parsed, keys);
  }

  private async show(
    result: DispatchResult,
    audience: Audience,
    writer: ResponseWriter,
    sending: Sending,
  ): Promise<void> {
    const { words, onError } = this.options;
    try {
      switch (result.kind) {
        case 'answer':
          return await writer.show(result.answer, result.private ? 'asker' : audience, sending);
        case 'refusal': {
          const reply = writer.refuse === undefined ? result.reply : await writer.refuse(result.reply, result.error);
          return reply === undefined ? undefined : await writer.show(textOnly(reply), 'asker', sending);
        }
        case 'stopped':
          return await writer.show(textOnly(sentence('Stopped.')), writer.audience, sending);
        case 'repeat':
      }
    } catch (error) {
      onError(error);
      // Better than a response that is awaited for ever.
      if (!writer.expired) await writer.show(textOnly(sentence(words.unsendable)), 'asker');
    }
  }
}

/** The asker with the platform's name before the tenant, as quizzes know them. */
const named = <Origin extends Pick<RequestOrigin, 'platform' | 'tenant'>>(origin: Origin): Origin => ({
  ...origin,
  tenant: tenantOf(origin),
});

/** The name of a file, which is the last part of its address. */
function nameIn(address: string): string {
  const name = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const audienceOf = (call: ParsedCall, audience: Audience): Audience => (isPrivate(call) ? 'asker' : audience);
