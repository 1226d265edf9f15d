import type { LeftOut } from './formats.ts';

/**
 * How a text is marked up: `own` with backticks for code and dashes for lists, as in YAML and CSV; the others as Moodle
 * has them, where `auto` is a text whose format is not told.
 */
export const TEXT_FORMATS = ['own', 'plain', 'markdown', 'html', 'moodle', 'auto'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** A text as somebody wrote it. */
export interface WrittenText {
  readonly text: string;
  readonly format: TextFormat;
}

/** What is said about an answer: a share of the point, feedback, and the misconception that leads to it. */
export interface WrittenRemarks {
  readonly line: number;
  readonly weight?: number | undefined;
  readonly feedback?: WrittenText | undefined;
  readonly misconception?: string | undefined;
}

/** One option as somebody wrote it. */
export interface WrittenOption extends WrittenRemarks {
  readonly text: WrittenText;
  readonly right: boolean;
}

/** An answer to a typed question that somebody foresaw, beside the wrong options; `*` stands for all others. */
export interface WrittenTrap extends WrittenRemarks {
  readonly text: string;
  /** Of a number. */
  readonly tolerance?: number | undefined;
}

/** Each of `left` belongs to the text beside it; one without a left side belongs to none. */
export interface WrittenPair {
  readonly left?: WrittenText | undefined;
  readonly right: WrittenText;
}

/** A question as somebody wrote it, in whatever format, before it is checked. Lines count from 1. */
export interface WrittenQuestion {
  readonly line: number;
  /** What is wrong with it so far. */
  readonly mistakes: Mistakes;
  readonly prompt: WrittenText;
  readonly options: readonly WrittenOption[];
  /** Are all that are right to be chosen? So where several are right. */
  readonly several?: boolean | undefined;
  /** The right number; a question with one need not have options. */
  readonly number?: { readonly value: number; readonly tolerance: number } | undefined;
  /** Texts that are right; a question with some need not have options. */
  readonly accept?: readonly string[] | undefined;
  /** Does `*` stand for any text in them? */
  readonly wildcards?: boolean | undefined;
  readonly traps?: readonly WrittenTrap[] | undefined;
  readonly pairs?: readonly WrittenPair[] | undefined;
  /** Are the options to stay in this order, as true and false? */
  readonly ordered?: boolean | undefined;
  readonly title?: string | undefined;
  readonly topic?: string | undefined;
  readonly picture?: { readonly url: string; readonly alt: string } | undefined;
  readonly level?: string | undefined;
  /** Where the level stands, if not in the question's first line. */
  readonly levelLine?: number | undefined;
  readonly hint?: WrittenText | undefined;
  readonly explanation?: WrittenText | undefined;
  /** Is a part of it missing that could not be read? Then its mistakes are all that is to be said. */
  readonly broken?: boolean | undefined;
}

/** What a reader finds in a file: questions, right or wrong, and what it knows that it cannot be asked. */
export interface WrittenFile {
  readonly questions: readonly WrittenQuestion[];
  readonly leftOut: readonly LeftOut[];
  /** What was not used, as sentences. */
  readonly notes: readonly string[];
}

export const own = (text: string): WrittenText => ({ text, format: 'own' });

/** What is wrong with a question or a whole file, each with its line. */
export class Mistakes {
  readonly found: { readonly line: number; readonly what: string }[] = [];

  /** @param what a sentence; may contain code in backticks */
  add(line: number, what: string): void {
    this.found.push({ line, what: what.replaceAll(/\s+/g, ' ') });
  }

  get count(): number {
    return this.found.length;
  }
}
