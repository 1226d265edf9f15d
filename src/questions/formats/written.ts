import { UserError } from '../../errors.ts';

/** One option as somebody wrote it. */
export interface WrittenOption {
  readonly text: string;
  readonly right: boolean;
  readonly line: number;
  readonly feedback?: string | undefined;
  readonly misconception?: string | undefined;
}

/** A question as somebody wrote it, in whatever format, before it is checked. Lines count from 1. */
export interface WrittenQuestion {
  readonly line: number;
  readonly prompt: string;
  readonly options: readonly WrittenOption[];
  /** The right number; a question with one need not have options. */
  readonly number?: { readonly value: number; readonly tolerance: number } | undefined;
  /** Texts that are right; a question with some need not have options. */
  readonly accept?: readonly string[] | undefined;
  /** Are the options to stay in this order, as true and false? */
  readonly ordered?: boolean | undefined;
  readonly level?: string | undefined;
  /** Where the level stands, if not in the question's first line. */
  readonly levelLine?: number | undefined;
  readonly hint?: string | undefined;
  readonly explanation?: string | undefined;
}

/** So many are listed; a file in the wrong format has a thousand. */
const LISTED = 20;

/** What is wrong with a file, each with its line. */
export class Mistakes {
  private readonly found: { readonly line: number; readonly what: string }[] = [];

  /** @param what a sentence; may contain code in backticks */
  add(line: number, what: string): void {
    this.found.push({ line, what: what.replaceAll(/\s+/g, ' ') });
  }

  get count(): number {
    return this.found.length;
  }

  /** @throws UserError that lists the mistakes, if there are any */
  check(): void {
    const { count } = this;
    if (count === 0) return;
    const sorted = [...this.found].sort((a, b) => a.line - b.line);
    const lines = sorted.slice(0, LISTED).map(({ line, what }) => `Line ${line}: ${what}`);
    const more = count > LISTED ? [`And ${count - LISTED} more.`] : [];
    const [first] = count === 1 ? ['There is a mistake in it'] : [`There are ${count} mistakes in it`];
    throw new UserError([`${first}, so nothing was imported.`, ...lines, ...more].join('\n'), {
      code: 'E_MISTAKES_IN_FILE',
      hint: 'Correct the file, and import it again.',
    });
  }
}
