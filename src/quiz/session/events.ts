import type { Action, Rules } from './rules.ts';

/** A person does something: what becomes of it is for the rules of the verb. */
export type VerbEvent = Action & { readonly kind: 'verb'; readonly rules: Rules };

/** What happens to a quiz. */
export type Event =
  | VerbEvent
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** Where a message cannot count down by itself: the time that is left is to be said anew if it was said long ago. */
  | { readonly kind: 'refresh'; readonly everyMs: number }
  /** Nobody looked after the quiz for a long time: we were down. */
  | { readonly kind: 'outage' }
  /** The first message of a new quiz is to be sent. */
  | { readonly kind: 'open' }
  /** A copy of a message was sent, and has this id. */
  | { readonly kind: 'posted'; readonly message: string; readonly copy: number; readonly id: string }
  /** What was to be pinned is, or may not be. */
  | { readonly kind: 'pinned'; readonly refused: boolean }
  /** The message with this id was deleted by somebody. */
  | { readonly kind: 'missing'; readonly message: string; readonly id: string }
  | { readonly kind: 'channel-gone' }
  | { readonly kind: 'not-allowed' };
