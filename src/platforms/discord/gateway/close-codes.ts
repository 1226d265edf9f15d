import { GatewayCloseCodes as Code } from 'discord-api-types/v10';
import { Refused } from '../../service.ts';
import type { ShardRange } from './shard-range.ts';

/** Where, and under which circumstances, Discord has closed a shard for good. */
interface Closing {
  readonly shardId: number;
  readonly shards: ShardRange | undefined;
  /** Has it been connected before? */
  readonly wasReady: boolean;
}

/** Codes behind which no other try makes sense, and what is to be done then. */
const WORDS: Readonly<Partial<Record<number, (closing: Closing) => string>>> = {
  [Code.AuthenticationFailed]: ({ wasReady }) =>
    `DISCORD_TOKEN is not accepted${wasReady ? ' any more' : ''}. Copy the token from the page Bot of the application, or press Reset Token there.`,
  [Code.InvalidShard]: ({ shardId, shards }) =>
    `DISCORD_SHARDS: Discord does not take shard ${shardId}${shards ? ` of ${shards.count}` : ''}. Shards count from 0, so that 0-15/16 are all of 16.`,
  [Code.ShardingRequired]: ({ shards }) =>
    `DISCORD_SHARDS: the bot is in too many servers for ${shards ? `${shards.count} shards` : 'so few shards'}, at most 2500 a shard. ${shards ? 'Write a higher number behind the slash, or leave it empty: then Discord says how many.' : 'Start again: Discord says then how many.'}`,
  [Code.InvalidAPIVersion]: () =>
    'Discord does not speak this version of its gateway any more. Bring Chainrule up to date.',
  [Code.InvalidIntents]: () =>
    'Discord does not know the intents that are asked for. Bring Chainrule up to date; if DISCORD_API_URL is set, look whether it leads to Discord.',
  [Code.DisallowedIntents]: () =>
    'Discord does not let this application hear of servers and messages (intents Guilds, Guild Messages, Direct Messages). None of them is privileged: look at the page Bot of the application whether it is restricted, and ask the support of Discord.',
};

/** What is to be done about a close code behind which Discord takes no other try; undefined for all others. */
export function refusalOf(code: number, closing: Closing): Refused | undefined {
  const words = WORDS[code]?.(closing);
  if (words === undefined) return undefined;
  const isRevoked = code === Code.AuthenticationFailed && closing.wasReady;
  return new Refused(`Discord: ${words} (Close code ${code}.)`, { state: isRevoked ? 'revoked' : 'refused' });
}
