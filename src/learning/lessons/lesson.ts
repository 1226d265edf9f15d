import type { Level } from '../../questions/question.ts';
import type { Operation } from '../../questions/without.ts';
import type { INCLUDED_KINDS } from '../../reply/course.ts';
import type { ReplyNode } from '../../reply/document.ts';

/** A lesson of the course, or one that somebody brought. */
export interface Lesson {
  /** Lower-case letters, digits and dashes: what it is kept under. */
  readonly name: string;
  /** Its place in the course, from 1; undefined for one that somebody brought. */
  readonly number?: number | undefined;
  readonly title: string;
  /** What it is about, in one sentence. */
  readonly summary: string;
  /** One at least. */
  readonly pages: readonly Page[];
  /** Which page explains a misconception, from 1. */
  readonly explains: ReadonlyMap<string, number>;
}

/** What is seen at once, with at most one question at its end. */
export interface Page {
  readonly title: string;
  readonly parts: readonly Part[];
  /** What is asked before the next page comes. */
  readonly check?: Check | undefined;
  /** The same as a line of `/step`: all of its steps are to be answered. */
  readonly walk?: string | undefined;
  /** Of the check, its line in the file. */
  readonly checkLine?: number | undefined;
  /** Words in it that the glossary explains. */
  readonly words: readonly string[];
}

export type Part =
  | { readonly kind: 'text'; readonly nodes: readonly ReplyNode[] }
  /** A command line, whose answer is shown; by its line in the file. */
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly kinds: readonly (typeof INCLUDED_KINDS)[number][];
      readonly line: number;
    };

/** A question with fresh numbers. */
export interface Check {
  readonly type: string;
  readonly level: Level;
  /** What it does not have in it. */
  readonly without: readonly Operation[];
}

/** A mistake in the file of a lesson. */
export interface Mistake {
  /** From 1. */
  readonly line: number;
  /** As a sentence; may contain code in backticks. */
  readonly what: string;
}

/** A file that is no lesson: every mistake with its line. */
export class MalformedLesson extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ line, what }) => `line ${line}: ${what}`).join('\n'));
    this.mistakes = mistakes;
  }
}
