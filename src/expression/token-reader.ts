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

  protected error({ code, message, hint }: SyntaxMistake, { start, end }: SourceRange): UserError {
    return new UserError(message, { code, hint, where: { text: this.text, place: { start, end } } });
  }

  /** The next tokens, without going on. */
  protected ahead(count: number): (Token | undefined)[] {
    return Array.from({ length: count }, (_, i) => this.tokens[this.position + i]);
  }
}
