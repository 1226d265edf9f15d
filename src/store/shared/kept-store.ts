/**
 * Small values with an end, shared by all processes of a database: tokens, states of a sign-in, what was seen already.
 * Names are any text, of any length. Times are ms since 1970; what has ended is as if it had never been kept.
 */
export interface KeptStore {
  /** Keeps a value until a time, in place of one before. */
  keep(scope: string, key: string, value: string, until: number): Promise<void>;
  find(scope: string, key: string): Promise<string | undefined>;
  /** Gives a value and forgets it: of many who ask at once, one gets it. */
  take(scope: string, key: string): Promise<string | undefined>;
  forget(scope: string, key: string): Promise<void>;
  /** Takes a name until a time: true for the first, false for everybody else until then. */
  claim(scope: string, key: string, until: number): Promise<boolean>;
  /** Deletes what ended before a time. */
  forgetEnded(before: number): Promise<void>;
}
