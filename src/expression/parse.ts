import { type SourceRange, UserError } from '../errors.ts';
import { ExpressionReader } from './expression-reader.ts';
import { functionNamed, functionNames } from './functions.ts';
import { clean } from './notation/clean.ts';
import { isProse } from './run-together.ts';
import { type Expression, MAX_LENGTH, namesIn, numberNode, type Statement } from './syntax.ts';
import * as mistakes from './syntax-mistakes.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * Parses what a person typed: statements `name = expression` or bare expressions, separated by `;`, `,`, new
 * lines, or just a space before the next `name =`.
 *
 * @throws UserError that names the place, for anything that is no formula
 */
export const parse = (source: string): Statement[] => parseTokens(...tokensOf(source)).statements;

/** Parses one expression of the table of operations, where `>` and `<` may occur too. */
export const parseSlope = (source: string): Expression =>
  (new Parser(source, tokenize(source), true).statements()[0] as Statement).expression;

/** What was understood, and whether anything in it could have meant something else. */
export interface Parsed {
  readonly statements: Statement[];
  readonly liberties: boolean;
  /** For a function `f(x, y) = …` the names that it is defined by. */
  readonly arguments: readonly string[];
  /** The text with brackets where it could have been meant with them. */
  readonly other: string | undefined;
}

/** The tokens of a text as a person typed it, behind the text to which their places refer. */
export function tokensOf(source: string): [text: string, tokens: Token[]] {
  const text = clean(source);
  if (text.length > MAX_LENGTH) {
    throw new UserError(`This formula has ${text.length} characters; ${MAX_LENGTH} fit.`, {
      code: 'E_FORMULA_TOO_LONG',
      hint: 'Split it, or name parts of it and use the names.',
    });
  }
  if (text === '') throw new UserError('There is no formula.', { code: 'E_NO_FORMULA', hint: 'For example `a*b+c`.' });
  return [text, tokenize(text)];
}

/** Parses tokens of a text. */
export function parseTokens(text: string, tokens: readonly Token[], slopes = false): Parsed {
  const parser = new Parser(text, tokens, slopes);
  return { statements: parser.statements(), ...parser.remarks() };
}

class Parser extends ExpressionReader {
  /** Where the right side of a `name =` behind another statement begins: most likely a value. */
  private startOfValue = -1;
  private names: readonly string[] = [];
  private bracketed: string | undefined;
  /** Has the statement that is read a left side? */
  private named = false;

  /** Reads everything there is. */
  statements(): Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      while (this.skip(';') || this.skip(',') || this.skip('\n'));
      if (this.peek().kind === 'end') break;
      statements.push(this.statement(statements.length === 0));
    }
    if (statements.length === 0) throw this.error(mistakes.noFormula, this.peek());
    // A function that was written out wherever it is used is no result of its own.
    const used = new Set(statements.flatMap(({ expression }) => [...namesIn(expression)]));
    return statements.filter(({ name }) => name === undefined || used.has(name) || !this.writtenOut.has(name));
  }

  remarks(): Omit<Parsed, 'statements'> {
    return { liberties: this.liberties, arguments: this.names, other: this.bracketed };
  }

  private statement(first: boolean): Statement {
    const { start } = this.peek();
    const value = this.valueOfFunction();
    if (value !== undefined) return { ...value, at: { start, end: this.previous().end } };
    const name = this.leftSide();
    this.named = name !== undefined;
    this.startOfValue = name === undefined || first ? -1 : this.peek().start;
    const expression = this.sum();
    this.endOfStatement();
    if (name !== undefined && this.defined.has(name)) this.bodies.set(name, expression);
    if (this.other !== undefined)
      this.bracketed ??= this.inBrackets({ start: this.other.start, end: this.other.end ?? this.previous().end });
    return { name, expression, at: { start, end: this.previous().end } };
  }

  /** Reads `f(3)` as a statement of its own: the value of what `f(x)` is defined by. */
  private valueOfFunction(): Pick<Statement, 'name' | 'expression'> | undefined {
    const [fn, open, number, close, after] = this.ahead(5);
    const names = this.defined.get(fn?.text ?? '');
    const whole = after?.kind === 'end' || after?.kind === 'newline' || after?.text === ';' || after?.text === ',';
    if (names?.length !== 1 || open?.text !== '(' || number?.kind !== 'number' || close?.text !== ')' || !whole)
      return undefined;
    for (let i = 0; i < 4; i++) this.next();
    return { name: names[0], expression: numberNode(Number(number.text), number.text) };
  }

  /** Reads `name =` or `f(x) =`, if one stands here. */
  private leftSide(): string | undefined {
    if (!this.startsAssignment()) return undefined;
    const token = this.next();
    const name = token.text;
    if (name === 'pi') throw this.error(mistakes.piAssigned, token);
    if (functionNamed(name)?.reserved) throw this.error(mistakes.functionAssigned(name), token);
    if (this.peek().text === '(') {
      const place = { start: this.peek().end, end: 0 };
      while (this.peek().text !== '=') place.end = this.next().start;
      this.names = this.between(place).split(',');
    }
    this.next();
    return name;
  }

  protected override isValue({ start }: SourceRange): boolean {
    return start === this.startOfValue;
  }

  /** What may follow a whole expression: a separator, the end, or the next `name =`. */
  protected override endOfStatement(): void {
    const token = this.peek();
    if (token.kind === 'end' || token.kind === 'newline' || this.startsAssignment()) return;
    const before = this.previous();
    switch (token.text) {
      case ';':
      case ',':
        return;
      case ')':
        throw this.error(mistakes.bracketNotOpened, token);
      case '=':
        if (before.text === ')' || !this.named) throw this.error(mistakes.leftSide('For example `d = a*b`.'), token);
        throw this.error(mistakes.secondEquals, token);
      case '<':
      case '>':
        throw this.error(mistakes.comparison, token);
      case '(':
        if (before.kind !== 'name') break;
        throw this.error(mistakes.nameCalled(before.text, functionNames), before);
    }
    const word = [token, before].find(({ kind, text }) => kind === 'name' && isProse(text));
    if (word !== undefined) throw this.error(mistakes.prose(word.text), word);
    throw this.error(mistakes.missingOperator(before.text, token.text), token);
  }
}
