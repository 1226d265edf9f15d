import { type SourceRange, UserError } from '../errors.ts';
import type { SyntaxMistake } from './syntax-mistakes.ts';
import type { Token } from './tokens.ts';

/** Goes through the tokens of a formula, one after the other. */
export class TokenReader {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.tokens = tokens;
  }

  /** Does the next `name =` or `f(x, y) =` begin here? */
  protected startsAssignment(): boolean {
    if (this.peek().kind !== 'name') return false;
    let at = this.position + 1;
    if (this.tokens[at]?.text === '(') {
      do at += 2;
      while (this.tokens[at - 1]?.kind === 'name' && this.tokens[at]?.text === ',');
      if (this.tokens[at - 1]?.kind !== 'name' || this.tokens[at++]?.text !== ')') return false;
    }
    return this.tokens[at]?.text === '=';
  }

  /** The functions that are defined somewhere, `f(x, y) =`, with the names in their brackets. */
  protected *definitions(): Generator<[name: string, names: readonly string[]]> {
    const from = this.position;
    for (; this.position < this.tokens.length - 1; this.position++) {
      if (this.tokens[this.position + 1]?.text !== '(' || !this.startsAssignment()) continue;
      const names: string[] = [];
      for (let at = this.position + 2; this.tokens[at - 1]?.text !== ')'; at += 2)
        names.push(this.tokens[at]?.text ?? '');
      yield [this.peek().text, names];
    }
    this.position = from;
  }

  protected peek(): Token {
    return this.tokens[this.position] as Token;
  }

  protected previous(): Token {
    return (this.tokens[this.position - 1] ?? this.tokens[0]) as Token;
  }

  protected next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.position++;
    return token;
  }

  /** Goes past the next token if it is this one. */
  protected skip(text: string): boolean {
    if (this.peek().text !== text || this.peek().kind === 'end') return false;
    this.position++;
    return true;
  }

  /** A stretch of the text without its blanks. */
  protected between({ start, end }: SourceRange): string {
    return this.text.slice(start, end).replaceAll(/\s+/g, '');
  }

  /** The text with a stretch of it in brackets. */
  protected inBrackets({ start, end }: SourceRange): string {
    return `${this.text.slice(0, start).trimEnd()}(${this.text.slice(start, end)})${this.text.slice(end)}`;
  }

  /** @param missing what has to be added at the end to mend it, in place of the mistake's own remedy */
  protected error(
    { code, message, hint, remedy }: SyntaxMistake,
    { start, end }: SourceRange,
    missing?: string,
  ): UserError {
    const { text } = this;
    const replaced = remedy === undefined ? undefined : text.slice(0, start) + remedy + text.slice(end);
    const correction = missing === undefined ? replaced : text + missing;
    return new UserError(message, { code, hint, where: { text, place: { start, end } }, correction });
  }

  /** The next tokens, without going on. */
  protected ahead(count: number): (Token | undefined)[] {
    return Array.from({ length: count }, (_, i) => this.tokens[this.position + i]);
  }
}
