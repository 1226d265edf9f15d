import { arity, type OperationName, operation, operationNames } from '../engine/index.ts';
import { type SourceRange, UserError } from '../errors.ts';
import { nearest } from '../text.ts';
import { clean } from './clean.ts';
import { type Expression, MAX_DEPTH, MAX_LENGTH, type SlopeFunction, type Statement } from './syntax.ts';
import * as mistakes from './syntax-mistakes.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

const infix = new Map<string, OperationName>();
const functions = new Map<string, OperationName>([['ln', 'log']]);
for (const name of operationNames) {
  const { form, symbol } = operation(name);
  if (form === 'infix') infix.set(symbol, name);
  if (form === 'function') functions.set(symbol, name);
}

/**
 * Parses what a person typed: statements `name = expression` or bare expressions, separated by `;`, `,`, new
 * lines, or just a space before the next `name =`.
 *
 * @throws UserError that names the place, for anything that is no formula
 */
export function parse(source: string): Statement[] {
  return new Parser(checked(source), false).statements();
}

/** Parses one expression of the table of operations, where `>` and `<` may occur too. */
export function parseSlope(source: string): Expression {
  return (new Parser(source, true).statements()[0] as Statement).expression;
}

/** Parses an answer, where a slope may be written as derivations write it: `(x > 0)`. */
export function parseAnswer(source: string): Statement[] {
  return new Parser(checked(source), true).statements();
}

function checked(source: string): string {
  const text = clean(source);
  if (text.length > MAX_LENGTH) {
    throw new UserError(`This formula has ${text.length} characters; ${MAX_LENGTH} fit.`, {
      code: 'E_FORMULA_TOO_LONG',
      hint: 'Split it, or name parts of it and use the names.',
    });
  }
  if (text === '') throw new UserError('There is no formula.', { code: 'E_NO_FORMULA', hint: 'For example `a*b+c`.' });
  return text;
}

class Parser extends TokenReader {
  private readonly slopes: boolean;
  private depth = 0;

  /** @param slopes whether `>` and `<` may occur, as in derivatives */
  constructor(text: string, slopes: boolean) {
    super(text);
    this.slopes = slopes;
  }

  /** Reads everything there is. */
  statements(): Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      while (this.skip(';') || this.skip(',') || this.skip('\n'));
      if (this.peek().kind === 'end') break;
      statements.push(this.statement());
    }
    if (statements.length === 0) throw this.error(mistakes.noFormula, this.peek());
    return statements;
  }

  private statement(): Statement {
    const { start } = this.peek();
    this.refuseFunctionDefinition();
    const name = this.startsAssignment() ? this.next().text : undefined;
    if (name === 'pi') throw this.error(mistakes.piAssigned, this.previous());
    if (name !== undefined && functions.has(name)) {
      throw this.error(mistakes.functionAssigned(name), this.previous());
    }
    if (name !== undefined) this.next();
    const expression = this.sum();
    this.endOfStatement();
    return { name, expression, at: { start, end: this.previous().end } };
  }

  /** What may follow a whole expression: a separator, the end, or the next `name =`. */
  private endOfStatement(): void {
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
        if (before.text === ')') throw this.error(mistakes.leftSide('For example `d = a*b`.'), token);
        throw this.error(mistakes.secondEquals, token);
      case '<':
      case '>':
        throw this.error(mistakes.comparison, token);
      case '(':
        if (before.kind !== 'name') break;
        throw this.error(mistakes.nameCalled(before.text, [...functions.keys()]), before);
    }
    throw this.error(mistakes.missingOperator(before.text, token.text), token);
  }

  private sum(): Expression {
    let left = this.product();
    for (;;) {
      const token = this.peek();
      if (token.text !== '+' && token.text !== '-') break;
      this.next();
      left = this.node(infix.get(token.text) as OperationName, [left, this.product()], left.at);
    }
    if (this.slopes && (this.peek().text === '>' || this.peek().text === '<')) {
      const fn = this.next().text === '>' ? 'greater' : 'less';
      left = this.node(fn, [left, this.product()], left.at);
    }
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    for (;;) {
      const token = this.peek();
      if (token.text === '*' || token.text === '/') {
        this.next();
        left = this.node(infix.get(token.text) as OperationName, [left, this.unary()], left.at);
      } else if (this.juxtaposed()) {
        left = this.node('mul', [left, this.power()], left.at);
      } else return left;
    }
  }

  /** `2a`, `2(a+b)`, `(a+b)(a-b)` and `(a+b)c`: a product without its sign, and without a space: `x^2 at` is none. */
  private juxtaposed(): boolean {
    const before = this.previous();
    if (before.kind !== 'number' && before.text !== ')') return false;
    const token = this.peek();
    if (token.start !== before.end) return false;
    return token.text === '(' || (token.kind === 'name' && !this.startsAssignment());
  }

  private unary(): Expression {
    const token = this.peek();
    if (token.text === '-' || token.text === '+') {
      this.next();
      const operand = this.deeper(() => this.unary());
      return token.text === '+' ? operand : this.node('neg', [operand], token);
    }
    return this.power();
  }

  /** Binds to the right, and tighter than a minus in front: -a^2 is -(a^2), and 2^-1 is 1/2. */
  private power(): Expression {
    const base = this.primary();
    if (!this.skip('^')) return base;
    const exponent = this.deeper(() =>
      this.peek().text === '-' || this.peek().text === '+' ? this.unary() : this.power(),
    );
    return this.node('pow', [base, exponent], base.at);
  }

  private primary(): Expression {
    const token = this.next();
    if (token.kind === 'number') return this.number(token);
    if (token.kind === 'name') {
      if (this.peek().text === '(' && functions.has(token.text)) return this.functionCall(token);
      if (this.peek().text === '(') this.refuseUnknownFunction(token);
      if (functions.has(token.text)) {
        throw this.error(mistakes.withoutOperand(token.text), token);
      }
      if (token.text === 'pi') return { kind: 'number', value: Math.PI, text: 'pi', at: token };
      return { kind: 'name', name: token.text, at: token };
    }
    if (token.text === '(') {
      const inside = this.deeper(() => this.sum());
      this.close(token);
      return inside;
    }
    if (token.kind === 'end' || token.kind === 'newline') {
      throw this.error(mistakes.unfinished, token);
    }
    if (token.text === '=') throw this.error(mistakes.strayEquals, token);
    throw this.error(mistakes.unexpected(token.text), token);
  }

  private number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      throw this.error(mistakes.numberTooLarge, token);
    }
    return { kind: 'number', value, text: token.text, at: token };
  }

  private functionCall(name: Token): Expression {
    const open = this.next();
    const operands = this.deeper(() => {
      if (this.peek().text === ')') return [];
      const list = [this.sum()];
      while (this.skip(',')) list.push(this.sum());
      return list;
    });
    this.close(open);
    const fn = functions.get(name.text) as OperationName;
    const wanted = arity(fn);
    // min and max take any number of operands: max(a, b, c) is max(max(a, b), c).
    if (operands.length < wanted || (wanted === 1 && operands.length > 1)) {
      throw this.error(mistakes.operandCount(name.text, wanted, operands.length), {
        start: name.start,
        end: this.previous().end,
      });
    }
    if (wanted === 1) return this.node(fn, operands, name);
    return operands.reduce((left, right) => this.node(fn, [left, right], name));
  }

  private refuseUnknownFunction(name: Token): void {
    const near = name.text.length < 3 ? undefined : nearest(name.text, functions.keys());
    if (near === undefined) return;
    throw this.error(mistakes.unknownFunction(name.text, near), name);
  }

  /** `f(x) = x^2`: what school teaches, and not a product here. */
  private refuseFunctionDefinition(): void {
    const [name, open, inner, close, equals] = this.ahead(5);
    if (name?.kind !== 'name' || open?.text !== '(' || inner?.kind !== 'name' || close?.text !== ')') return;
    if (equals?.text !== '=') return;
    throw this.error(mistakes.leftSide(`Write \`${name.text} = …\`.`), { start: name.start, end: close.end });
  }

  private close(open: Token): void {
    if (this.skip(')')) return;
    const token = this.peek();
    if (token.kind === 'end' || token.kind === 'newline' || token.text === ';') {
      throw this.error(mistakes.bracketNotClosed, open);
    }
    this.endOfStatement();
    throw this.error(mistakes.unexpectedInBrackets(token.text), token);
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw this.error(mistakes.nestedTooDeep, this.peek());
    }
    const result = read();
    this.depth--;
    return result;
  }

  private node(fn: OperationName | SlopeFunction, operands: Expression[], from: SourceRange | undefined): Expression {
    return { kind: 'call', fn, operands, at: { start: from?.start ?? 0, end: this.previous().end } };
  }
}
