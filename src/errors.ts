/** A stretch of a text, as string indices: from `start` up to, not including, `end`. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A mistake of the person who typed: says what is wrong, where, and what to do instead. Everything else that is
 * thrown is a mistake of ours: it goes to the log, and the person reads an apology.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What to do instead; a sentence, may contain code in backticks. */
  readonly hint: string | undefined;
  /** The text as it was understood, and the stretch of it that is wrong. */
  readonly where: { readonly text: string; readonly place: SourceRange } | undefined;

  constructor(message: string, details: { hint?: string; where?: { text: string; place: SourceRange } } = {}) {
    super(message);
    this.hint = details.hint;
    this.where = details.where;
  }
}
