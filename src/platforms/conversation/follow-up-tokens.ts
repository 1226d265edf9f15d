import { LRUCache } from 'lru-cache';
import type { Requester } from '../../command/requester.ts';

const MAX_PEOPLE = 10_000;

/** Somebody in a channel; `tenant` is `slack:T1`, since two workspaces may have the same ids. */
type PersonInChannel = Pick<Requester, 'tenant' | 'channel' | 'user'>;

/**
 * Of the last thing each person did in a channel, what it can be answered with once more: on Discord a token, on Slack
 * an address. As long as it is valid, something may be said to them alone. In memory: after a restart there is no way
 * until they do something again.
 */
export class FollowUpTokens {
  private readonly tokens: LRUCache<string, string>;

  constructor(lifeMs: number) {
    this.tokens = new LRUCache({ max: MAX_PEOPLE, ttl: lifeMs, perf: Date });
  }

  /** To be called when the interaction has its answer: a follow-up before that would take its place. */
  note(who: PersonInChannel, token: string, issuedAt: number): void {
    // The cache takes an entry of exactly its age for valid still.
    this.tokens.set(keyOf(who), token, { start: issuedAt - 1 });
  }

  find(who: PersonInChannel): string | undefined {
    return this.tokens.get(keyOf(who));
  }

  forget(who: PersonInChannel): void {
    this.tokens.delete(keyOf(who));
  }
}

const keyOf = ({ tenant, channel, user }: PersonInChannel): string => `${tenant} ${channel} ${user}`;
