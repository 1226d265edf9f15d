/** What happens to a quiz. `n` is the question that is meant, `at` the time of the click. */
export type Event =
  | { readonly kind: 'begin'; readonly user: string }
  | { readonly kind: 'join'; readonly user: string }
  | { readonly kind: 'answer'; readonly user: string; readonly n: number; readonly at: number }
  | { readonly kind: 'hint'; readonly user: string; readonly n: number; readonly at: number }
  | { readonly kind: 'stop'; readonly user: string }
  | { readonly kind: 'resume'; readonly user: string }
  | { readonly kind: 'lead'; readonly user: string }
  /** Somebody asked to be forgotten. */
  | { readonly kind: 'forget'; readonly user: string }
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** Nobody looked after the quiz for a long time: we were down. */
  | { readonly kind: 'outage' }
  /** The first message of a new quiz is to be sent. */
  | { readonly kind: 'open' }
  /** A copy of a message was sent, and has this id. */
  | { readonly kind: 'posted'; readonly message: string; readonly copy: number; readonly id: string }
  /** The message with this id was deleted by somebody. */
  | { readonly kind: 'missing'; readonly message: string; readonly id: string }
  | { readonly kind: 'channel-gone' }
  | { readonly kind: 'not-allowed' };

/**
 * What is to be done outside, kept with the state until it is done. It names a message, and what the message shows is
 * made when it is delivered: so it is always current, and delivering it twice does no harm.
 */
export type Effect =
  /** Sends a copy of a message to everybody. */
  | { readonly kind: 'post'; readonly message: string; readonly copy: number }
  /** Brings the newest copy up to date, not before a time. */
  | { readonly kind: 'edit'; readonly message: string; readonly from: number }
  /** Takes the buttons off an older copy. */
  | { readonly kind: 'retire'; readonly message: string; readonly id: string }
  /** Tells one person what their answer to question `n` suggests, that the quiz waits for them, or that it is over. */
  | { readonly kind: 'whisper'; readonly user: string; readonly about: 'mine'; readonly n: number }
  | { readonly kind: 'whisper'; readonly user: string; readonly about: 'paused' | 'end' }
  /** Forgets what was still to be done, before the effects that follow. */
  | { readonly kind: 'clear' };

/** Why something cannot be; {@link Refusal} has no words, which stand in the host. */
export type Refusal =
  | { readonly why: 'over' }
  | { readonly why: 'begun' }
  | { readonly why: 'not-begun' }
  | { readonly why: 'paused' }
  | { readonly why: 'not-paused' }
  /** The question takes no answers any more, or not yet. */
  | { readonly why: 'closed' }
  /** A host was here; anyone may lead in so many milliseconds. */
  | { readonly why: 'host-here'; readonly inMs: number };
