import {
  type IShardingStrategy,
  managerToFetchingStrategyOptions,
  SimpleContextFetchingStrategy,
  type WebSocketManager,
  WebSocketShardEvents,
} from '@discordjs/ws';
import type { GatewaySendPayload } from 'discord.js';
import { SteadyShard } from './steady-shard.ts';

/** All shards in this process, as {@link SteadyShard}s. */
export class SteadyStrategy implements IShardingStrategy {
  private readonly manager: WebSocketManager;
  private readonly onError: (error: unknown) => void;
  readonly shards = new Map<number, SteadyShard>();

  constructor(manager: WebSocketManager, onError: (error: unknown) => void) {
    this.manager = manager;
    this.onError = onError;
  }

  async spawn(shardIds: number[]): Promise<void> {
    const options = await managerToFetchingStrategyOptions(this.manager);
    for (const shardId of shardIds) {
      const context = new SimpleContextFetchingStrategy(this.manager, options);
      const shard = new SteadyShard(shardId, { context, onError: this.onError });
      for (const event of Object.values(WebSocketShardEvents))
        shard.on(event, (payload?: object) => this.manager.emit(event, { ...payload, shardId } as never));
      this.shards.set(shardId, shard);
    }
  }

  async connect(): Promise<void> {
    await Promise.all([...this.shards.values()].map((shard) => shard.connect()));
  }

  async destroy(options?: Parameters<SteadyShard['destroy']>[0]): Promise<void> {
    await Promise.all([...this.shards.values()].map((shard) => shard.destroy(options)));
    this.shards.clear();
  }

  async send(shardId: number, payload: GatewaySendPayload): Promise<void> {
    await this.shards.get(shardId)?.send(payload);
  }

  fetchStatus(): never {
    throw new Error('The shards themselves say how they are');
  }
}
