/** A stretch of a text, as string indices: from `start` up to, not including, `end`. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** Names a kind of mistake, always the same: for the log, figures and tests, and never shown to people. */
export type ErrorCode = `E_${string}`;

/** A form in which what somebody typed stands, to be put right. */
export interface FormAgain {
  readonly label: string;
  /** The command line that the text is put behind. */
  readonly command: string;
  /** What the text is called. */
  readonly input: string;
  readonly long: boolean;
  readonly filled: string;
}

interface Details {
  readonly code: ErrorCode;
  readonly hint?: string | undefined;
  readonly where?: { readonly text: string; readonly place: SourceRange } | undefined;
  readonly correction?: string | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly option?: string | undefined;
  readonly remedies?: readonly string[] | undefined;
  readonly again?: FormAgain | undefined;
}

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
  /** The whole text of an option as it should be, where that is known: whoever knows the line makes a remedy of it. */
  readonly correction: string | undefined;
  /** The same where it may mean one of several things: the whole text for each of them. */
  readonly choices: readonly string[];
  /** The key of the option with that text; the free text of the line if left out. */
  readonly option: string | undefined;
  /** Command lines that work, to be run instead. */
  readonly remedies: readonly string[];
  readonly again: FormAgain | undefined;

  constructor(message: string, { code, hint, where, correction, choices = [], option, remedies = [], again }: Details) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.where = where;
    this.correction = correction;
    this.choices = choices;
    this.option = option;
    this.remedies = remedies;
    this.again = again;
  }

  /** The same mistake, with more known about it. */
  with(more: Partial<Details>): UserError {
    return new UserError(this.message, { ...this, ...more });
  }
}

/**
 * What the work gives; a mistake in it is noted to be in the text of this option.
 *
 * @param key of the option
 */
export function inOption<T>(key: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof UserError && error.option === undefined ? error.with({ option: key }) : error;
  }
}
