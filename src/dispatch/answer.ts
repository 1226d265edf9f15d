import type { Reply } from '../reply/document.ts';
import type { Typeset } from '../reply/typeset.ts';

/** A reply with its pictures drawn: the bytes of their files by the picture's name. */
export interface Answer {
  readonly reply: Reply;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Its formulas for a page, where that was asked for. */
  readonly typeset?: Typeset;
}
