import type { UserError } from '../errors.ts';
import type { Reply } from '../reply/document.ts';
import type { Answer } from './answer.ts';

/** How a request ended, and so what to show. Only an answer may be shown to everybody. */
export type DispatchResult =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly private: boolean }
  /** What the person should do instead, or an apology; for them alone. */
  | { readonly kind: 'refusal'; readonly reply: Reply; readonly error?: UserError }
  /** The work was cancelled by its `signal`. */
  | { readonly kind: 'stopped' }
  /** This delivery was answered before: show nothing. */
  | { readonly kind: 'repeat' };
