/** What somebody who has been answered can be answered with once more: on Discord a token, on Slack an address. */
interface Kept {
  readonly token: string;
  readonly until: number;
}

const MOST = 10_000;

/**
 * Of the last thing each person did in a channel: for as long as its token lives, something may be said to them
 * alone. In memory: after a restart there is no way until they do something again.
 */
export class Tokens {
  private readonly lifeMs: number;
  private readonly kept = new Map<string, Kept>();

  constructor(lifeMs: number) {
    this.lifeMs = lifeMs;
  }

  /** To be called when the interaction has its answer: a follow-up before that would take its place. */
  note(channel: string, user: string, token: string, askedAt: number): void {
    const key = `${channel} ${user}`;
    this.kept.delete(key);
    this.kept.set(key, { token, until: askedAt + this.lifeMs });
    for (const [old, { until }] of this.kept) {
      if (until > Date.now() && this.kept.size <= MOST) break;
      this.kept.delete(old);
    }
  }

  find(channel: string, user: string): string | undefined {
    const kept = this.kept.get(`${channel} ${user}`);
    return kept !== undefined && kept.until > Date.now() ? kept.token : undefined;
  }

  forget(channel: string, user: string): void {
    this.kept.delete(`${channel} ${user}`);
  }
}
