import { LRUCache } from 'lru-cache';

const MAX_PEOPLE = 10_000;

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
  note(channel: string, user: string, token: string, issuedAt: number): void {
    // The cache takes an entry of exactly its age for valid still.
    this.tokens.set(`${channel} ${user}`, token, { start: issuedAt - 1 });
  }

  find(channel: string, user: string): string | undefined {
    return this.tokens.get(`${channel} ${user}`);
  }

  forget(channel: string, user: string): void {
    this.tokens.delete(`${channel} ${user}`);
  }
}
