import { setTimeout as pause } from 'node:timers/promises';
import {
  CloseCodes,
  type IContextFetchingStrategy,
  WebSocketShardDestroyRecovery as Recovery,
  WebSocketShardStatus as Status,
  WebSocketShard,
} from '@discordjs/ws';
import type { GatewaySendPayload } from 'discord.js';
import { isSocketUrl } from './socket-url.ts';

const RECONNECT_AFTER_MS = 500;

type DestroyOptions = NonNullable<Parameters<WebSocketShard['destroy']>[0]>;

interface SteadyShardOptions {
  readonly context: IContextFetchingStrategy;
  readonly onError: (error: unknown) => void;
}

/**
 * A shard that closes its connection once, whatever asks for it at the same time. The library closes it for each of an
 * invalid session, a wait that is over and a lost socket, and connects again for each: the second time is a rejection
 * that nobody handles, which ends the process; so is what is sent by a connection that is not open.
 */
export class SteadyShard extends WebSocketShard {
  // Names of its own: a private one of the library would be replaced.
  readonly #context: IContextFetchingStrategy;
  readonly #onError: (error: unknown) => void;
  #closing = false;
  #ended = false;

  constructor(id: number, { context, onError }: SteadyShardOptions) {
    // Closing by itself forgets no session: that is for whoever closes to say.
    super(keepingSessions(context), id);
    this.#context = context;
    this.#onError = onError;
  }

  override async destroy({ recover, ...options }: DestroyOptions = {}): Promise<void> {
    if (recover === undefined) this.#ended = true;
    if (this.#closing || this.status === Status.Idle) return;
    this.#closing = true;
    try {
      const code = options.code ?? (recover === Recovery.Resume ? CloseCodes.Resuming : CloseCodes.Normal);
      if (recover === Recovery.Reconnect) await this.#beginAnew();
      await super.destroy({ ...options, code });
    } finally {
      this.#closing = false;
    }
    if (recover !== undefined) void this.#connectSoon();
  }

  override async send(payload: GatewaySendPayload): Promise<void> {
    try {
      await super.send(payload);
    } catch {
      // The connection went meanwhile, and the next one says all of it again.
    }
  }

  /** Forgets the session, unless Discord could not even be reached: then it may go on, by the address for everybody. */
  async #beginAnew(): Promise<void> {
    const session = this.status === Status.Connecting ? await this.#context.retrieveSessionInfo(this.id) : null;
    const { url } = this.#context.options.gatewayInformation;
    await this.#context.updateSessionInfo(this.id, session && { ...session, resumeURL: url });
  }

  async #connectSoon(): Promise<void> {
    await pause(RECONNECT_AFTER_MS);
    if (this.#ended || this.status !== Status.Idle) return;
    // Of a shard that has never been ready this waits until it is; errors are heard as events, too.
    await this.connect().catch(this.#onError);
  }
}

const keepingSessions = (context: IContextFetchingStrategy): IContextFetchingStrategy => ({
  options: context.options,
  retrieveSessionInfo: (shardId) => context.retrieveSessionInfo(shardId),
  updateSessionInfo(shardId, session) {
    if (session === null) return;
    // At an address that is none the library ends the process.
    const resumeURL = isSocketUrl(session.resumeURL) ? session.resumeURL : context.options.gatewayInformation.url;
    return context.updateSessionInfo(shardId, { ...session, resumeURL });
  },
  async waitForIdentify(shardId, signal) {
    await context.waitForIdentify(shardId, signal);
    // The library waits on behind the end of the connection, and would identify twice by the next one.
    signal.throwIfAborted();
  },
});
