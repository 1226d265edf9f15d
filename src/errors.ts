/** A stretch of a text, as string indices: from `start` up to, not including, `end`. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Names a kind of mistake, always the same: for the log, figures and tests, and never shown to people. */
export type ErrorCode = `E_${string}`;

/**
 * A mistake of the person who typed: says what is wrong, where, and what to do instead. Everything else that is
 * thrown is a mistake of ours: it goes to the log, and the person reads an apology.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;
  /** What to do instead; a sentence, may contain code in backticks. */
  readonly hint: string | undefined;
  /** The text as it was understood, and the stretch of it that is wrong. */
  readonly where: { readonly text: string; readonly place: SourceRange } | undefined;

  constructor(
    message: string,
    details: { code: ErrorCode; hint?: string; where?: { text: string; place: SourceRange } },
  ) {
    super(message);
    this.code = details.code;
    this.hint = details.hint;
    this.where = details.where;
  }
}
