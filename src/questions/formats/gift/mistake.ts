/** Why a question of a GIFT file cannot be read. */
export class GiftMistake extends Error {
  readonly line: number;
  /** What it is, in the singular. */
  readonly what: string;

  constructor(line: number, message: string, what = 'question') {
    super(message);
    this.line = line;
    this.what = what;
  }
}
