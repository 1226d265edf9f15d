import { type SourceRange, UserError } from '../errors.ts';
import type { SyntaxMistake } from './syntax-mistakes.ts';
import { type Token, tokenize } from './tokens.ts';

/** Goes through the tokens of a formula, one after the other. */
export class TokenReader {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  /** Does the next `name =` begin here? */
  protected startsAssignment(): boolean {
    return this.peek().kind === 'name' && this.tokens[this.position + 1]?.text === '=';
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

  protected error({ code, message, hint, remedy }: SyntaxMistake, { start, end }: SourceRange): UserError {
    const { text } = this;
    const correction = remedy === undefined ? undefined : text.slice(0, start) + remedy + text.slice(end);
    return new UserError(message, { code, hint, where: { text, place: { start, end } }, correction });
  }

  /** The next tokens, without going on. */
  protected ahead(count: number): (Token | undefined)[] {
    return Array.from({ length: count }, (_, i) => this.tokens[this.position + i]);
  }
}
