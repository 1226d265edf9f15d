import {
  CloseCodes,
  WebSocketShardEvents as Events,
  WebSocketShardStatus as Status,
  WebSocketManager,
} from '@discordjs/ws';
import type {
  APIInteraction,
  GatewayDispatchPayload,
  GatewayGuildCreateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayMessageCreateDispatchData,
  REST,
} from 'discord.js';
import { GatewayDispatchEvents, GatewayIntentBits as Intents } from 'discord-api-types/v10';
import type { KeptStore } from '../../../store/shared/kept-store.ts';
import type { Refused } from '../../service.ts';
import { refusalOf } from './close-codes.ts';
import { type Identity, Sessions } from './sessions.ts';
import type { ShardRange } from './shard-range.ts';
import { SteadyStrategy } from './strategy.ts';

/**
 * None is privileged: the words of a message come only with a mention of the bot, or when it is to the bot alone.
 * Guilds tells of servers that the bot joins and leaves.
 */
const INTENTS = Intents.Guilds | Intents.GuildMessages | Intents.DirectMessages;

export interface GatewayOptions {
  readonly token: string;
  readonly rest: REST;
  /** Where sessions are saved. */
  readonly kept: KeptStore;
  /** All that Discord recommends by default. */
  readonly shards?: ShardRange | undefined;
  readonly onError: (error: unknown) => void;
  /** Are told of what comes, as Discord sends it. */
  readonly onInteraction: (interaction: APIInteraction) => void;
  readonly onMessage: (message: GatewayMessageCreateDispatchData) => void;
  /** Of a server that was not there at the begin of the session. */
  readonly onGuild: (guild: GatewayGuildCreateDispatchData) => void;
  /** Of a server that the bot is not in any more. */
  readonly onGuildLeft: (guildId: string) => void;
}

/** The connection through which Discord tells what happens. */
export class Gateway {
  private readonly options: GatewayOptions;
  private readonly manager: WebSocketManager;
  private strategy: SteadyStrategy | undefined;
  private sessions: Sessions | undefined;
  private muted = false;
  private isRefused = false;
  /** Shards that have ever been connected. */
  private readonly ready = new Set<number>();
  private readonly guilds = new Set<string>();
  private readonly refusal = Promise.withResolvers<Refused>();
  /** Resolves when Discord does not want us any more. */
  readonly refused: Promise<Refused> = this.refusal.promise;

  constructor(options: GatewayOptions) {
    const { token, rest, shards, onError } = options;
    this.options = options;
    this.manager = new WebSocketManager({
      token,
      rest,
      intents: INTENTS as Intents,
      shardIds: shards ? { start: shards.first, end: shards.last } : null,
      shardCount: shards?.count ?? null,
      retrieveSessionInfo: (shardId) => this.sessions?.retrieve(shardId) ?? null,
      updateSessionInfo: (shardId, session) => this.sessions?.update(shardId, session),
      buildStrategy: (manager) => {
        this.strategy = new SteadyStrategy(manager, onError);
        return this.strategy;
      },
    });
    this.manager.on(Events.Error, ({ error }) => {
      // Why it is refused is said by itself.
      if (!this.isRefused) onError(error);
    });
    this.manager.on(Events.Ready, ({ data, shardId }) => {
      this.ready.add(shardId);
      if (this.sessions) this.sessions.identity = { applicationId: data.application.id, botId: data.user.id };
      for (const { id } of data.guilds) this.guilds.add(id);
    });
    this.manager.on(Events.Resumed, ({ shardId }) => void this.ready.add(shardId));
    this.manager.on(Events.Closed, ({ code, shardId }) => this.onClosed(code, shardId));
    this.manager.on(Events.Dispatch, ({ data, shardId }) => {
      if (this.muted) return;
      this.sessions?.noteHandled(shardId, data.s);
      this.onEvent(data);
    });
  }

  /** Who the bot is; undefined before the first shard is there. */
  get identity(): Identity | undefined {
    return this.sessions?.identity;
  }

  /** Are all shards there? */
  get connected(): boolean {
    const shards = [...(this.strategy?.shards.values() ?? [])];
    return !this.isRefused && shards.length > 0 && shards.every(({ status }) => status === Status.Ready);
  }

  /**
   * Connects, where that is possible with the sessions of the process before.
   *
   * @returns who the bot is
   * @throws Refused for what will not change by itself; Error of the client where Discord cannot be reached
   */
  async connect(): Promise<Identity> {
    const { token, kept, onError } = this.options;
    const [shardCount, shardIds] = [await this.manager.getShardCount(), await this.manager.getShardIds()];
    this.sessions = new Sessions({ kept, token, shardCount, onError });
    await this.sessions.open(shardIds);
    const refused = this.refused.then((refusal) => Promise.reject(refusal));
    await Promise.race([this.manager.connect(), refused]);
    return this.sessions.identity as Identity;
  }

  /** Takes no more events; what was taken may still be answered, and what comes is for the next start. */
  mute(): void {
    this.muted = true;
  }

  /** Leaves the sessions to the next start. */
  async close(): Promise<void> {
    this.mute();
    // Closed with the code for good, the session would be over.
    await this.manager.destroy({ code: CloseCodes.Resuming });
    await this.sessions?.close();
  }

  private onClosed(code: number, shardId: number): void {
    const wasReady = this.ready.has(shardId);
    const refusal = refusalOf(code, { shardId, shards: this.options.shards, wasReady });
    this.isRefused ||= refusal !== undefined;
    if (refusal) this.refusal.resolve(refusal);
    else if (!this.muted) void this.sessions?.giveUpTaken(shardId);
  }

  private onEvent({ t: type, d: data }: GatewayDispatchPayload): void {
    const { onInteraction, onMessage } = this.options;
    if (type === GatewayDispatchEvents.InteractionCreate) onInteraction(data);
    else if (type === GatewayDispatchEvents.MessageCreate) onMessage(data);
    else if (type === GatewayDispatchEvents.GuildCreate) this.onGuildCreate(data);
    else if (type === GatewayDispatchEvents.GuildDelete) this.onGuildDelete(data);
  }

  private onGuildCreate(guild: GatewayGuildCreateDispatchData): void {
    if (!this.guilds.has(guild.id)) this.options.onGuild(guild);
    this.guilds.add(guild.id);
  }

  private onGuildDelete({ id, unavailable }: GatewayGuildDeleteDispatchData): void {
    // One that is only away for a while comes again as if it were new.
    if (unavailable) this.guilds.add(id);
    else {
      this.guilds.delete(id);
      this.options.onGuildLeft(id);
    }
  }
}
