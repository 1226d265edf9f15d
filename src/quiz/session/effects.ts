/**
 * What is to be done outside, kept with the state in an outbox until it is done. It names a message, and what the
 * message shows is made when it is delivered: so it is always current, and delivering it twice does no harm.
 */
export type Effect =
  /** Sends a copy of a message to everybody. */
  | { readonly kind: 'post'; readonly message: string; readonly copy: number }
  /** Brings the newest copy up to date, not before a time. */
  | { readonly kind: 'edit'; readonly message: string; readonly from: number }
  /** Pins the newest copy, or takes the pin off. */
  | { readonly kind: 'pin'; readonly message: string; readonly on: boolean }
  /** Takes the buttons off an older copy. */
  | { readonly kind: 'retire'; readonly message: string; readonly id: string }
  /** Tells one person what their answer to question `n` suggests, that the quiz waits for them, or that it is over. */
  | { readonly kind: 'whisper'; readonly user: string; readonly about: 'mine'; readonly n: number }
  | { readonly kind: 'whisper'; readonly user: string; readonly about: 'paused' | 'end' | 'unseen' }
  /**
   * Hands over what the answers to question `n` say of those who gave them, or of `user` alone; of all questions that
   * are revealed if it is left out. It was opened then.
   */
  | { readonly kind: 'keep'; readonly n?: number; readonly user?: string; readonly opened?: number }
  /** Forgets what was still to be done, before the effects that follow. */
  | { readonly kind: 'clear' };
