import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Requester } from '../../command/requester.ts';
import type { KeptStore } from '../../store/shared/kept-store.ts';

const MAX_PEOPLE = 10_000;
const SCOPE = 'follow-up';

/** Somebody in a channel; `tenant` is `slack:T1`, since two workspaces may have the same ids. */
type PersonInChannel = Pick<Requester, 'tenant' | 'channel' | 'user'>;

interface Token {
  readonly token: string;
  /** In ms since 1970. */
  readonly until: number;
}

/**
 * Of the last thing each person did in a channel, what it can be answered with once more: on Discord a token, on Slack
 * an address. As long as it is valid, something may be said to them alone, by every process and after a restart. None
 * of the methods throws: without a token there is just no way to say it.
 */
export class FollowUpTokens {
  private readonly kept: KeptStore;
  private readonly lifeMs: number;
  private readonly onError: (error: unknown) => void;
  /** Those that this process got itself: most often it is also the one that needs them. */
  private readonly own = new LRUCache<string, Token>({ max: MAX_PEOPLE });

  constructor(kept: KeptStore, lifeMs: number, onError: (error: unknown) => void) {
    this.kept = kept;
    this.lifeMs = lifeMs;
    this.onError = onError;
  }

  /**
   * To be called when the interaction has its answer: a follow-up before that would take its place.
   *
   * @param issuedAt in ms since 1970
   * @param everywhere is it for all processes? Only those who act are told something later on.
   */
  async note(who: PersonInChannel, token: string, issuedAt: number, everywhere: boolean): Promise<void> {
    const until = issuedAt + this.lifeMs;
    this.own.set(keyOf(who), { token, until });
    if (everywhere) await this.kept.keep(SCOPE, sharedKeyOf(who), token, until).catch(this.onError);
  }

  async find(who: PersonInChannel): Promise<string | undefined> {
    const own = this.own.get(keyOf(who));
    if (own !== undefined && own.until > Date.now()) return own.token;
    return this.kept.find(SCOPE, sharedKeyOf(who)).catch((error: unknown) => {
      this.onError(error);
      return undefined;
    });
  }

  async forget(who: PersonInChannel): Promise<void> {
    this.own.delete(keyOf(who));
    await this.kept.forget(SCOPE, sharedKeyOf(who)).catch(this.onError);
  }
}

const keyOf = ({ tenant, channel, user }: PersonInChannel): string => `${tenant} ${channel} ${user}`;

/** In the database nobody stands by their id for what they did a moment ago: it outlives `/me forget` by minutes. */
const sharedKeyOf = (who: PersonInChannel): string => createHash('sha256').update(keyOf(who)).digest('base64url');
