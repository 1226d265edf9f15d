import type { Button, Reply, Theme } from '../reply/document.ts';
import type { Store } from '../store/store.ts';
import type { Answer, Bot, Question } from './bot.ts';
import type { Pressed } from './button-id.ts';

/** Somebody on a platform asks something. */
export interface Visit {
  readonly platform: 'discord' | 'slack' | 'web';
  /** The platform's id of the guild or workspace; of the person where there is none. */
  readonly tenant: string;
  readonly user: string;
  /** The channel or conversation in which they ask. */
  readonly channel: string;
  /** The name that others know them by there. */
  readonly name: string;
  /** May they manage the guild or workspace? */
  readonly manages: boolean;
  /** When they asked, by the platform's clock where it says so. */
  readonly at: Date;
  /** The platform's own id of this delivery: one that comes twice is served once. */
  readonly delivery: string;
  readonly question: Question;
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What the pictures are drawn for. */
  readonly theme?: Theme | undefined;
}

/** What to do about a visit. Only an answer may be shown to everybody. */
export type Served =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly private: boolean }
  /** What the person should do instead, or an apology; said to them alone. */
  | { readonly kind: 'refusal'; readonly reply: Reply }
  /** The work was cancelled by its `signal`. */
  | { readonly kind: 'stopped' }
  /** This delivery was served before: say nothing. */
  | { readonly kind: 'repeat' };

/** What every platform of a group talks to: order, limits, the log and the figures around the bot. */
export interface Desk {
  readonly bot: Bot;
  readonly store: Store;
  /** Never throws: whatever happens is something to say. */
  serve(visit: Visit): Promise<Served>;
  /** The id of a button, at most `limit` characters: its command line itself, or a key to it in the store. */
  buttonId(button: Button, limit: number): Promise<string>;
  /** What pressing the button with this id means; undefined for an id that is none of ours. */
  buttonOf(buttonId: string): Promise<Pressed | undefined>;
  /**
   * Takes no more visits, lets what runs finish for `graceMs`, and then stops it with an apology. Resolves when
   * every visit has been served.
   */
  close(graceMs: number): Promise<void>;
}
