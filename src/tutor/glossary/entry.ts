/** A word of the article, explained. */
export interface Entry {
  /** As it is written within a sentence. */
  readonly term: string;
  /** Other words for it, forms of it and other spellings, in lower case. */
  readonly aliases: readonly string[];
  /** Three short sentences at most; backticks mark code. */
  readonly text: string;
  /** A command line that shows it. */
  readonly example: string;
}
