import type { OperationName } from '../engine/index.ts';
import type { SourceRange } from '../errors.ts';
import { nearest } from '../text.ts';
import { functionNamed, functionNames, INVERSES, spellings, type WrittenFunction } from './functions.ts';
import { call, type Expression, MAX_DEPTH, namesIn, type SlopeFunction, substitute } from './syntax.ts';
import * as mistakes from './syntax-mistakes.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/** Letters that are functions in every school book: `f(x)` is no product. */
const FUNCTION_LETTERS = ['f', 'g', 'h', 'F', 'G', 'H'];
/** What other programs call a derivative. */
const DERIVATIVES = ['derivative', 'diff', 'differentiate', 'grad', 'gradient', 'Derivative'];
/** A name of one letter, with an index or without: two of them side by side are factors. */
export const SHORT = /^(?:\p{L}\p{M}*_?\p{N}*|\p{L}_\p{L}{1,4}|pi)$/u;
/** Signs that are functions. */
export const ROOTS: ReadonlyMap<string, string> = new Map([
  ['√', 'sqrt'],
  ['∛', 'cbrt'],
]);

/** Reads functions with what they are applied to: in brackets, bare, with an exponent between, or behind a point. */
export abstract class FunctionReader extends TokenReader {
  /** Was anything understood that could have meant something else, so that it has to be said how it was read? */
  protected liberties = false;
  /** Functions that were defined here, with their operands: `f(x)` is the name `f` where they are the same. */
  protected readonly defined = new Map<string, readonly string[]>();
  /** What these functions are, once that is read. */
  protected readonly bodies = new Map<string, Expression>();
  /** Those that were used with other operands, and so written out. */
  protected readonly writtenOut = new Set<string>();
  /** A bracket that is a factor, though it stands right behind a name. */
  protected factor: Token | undefined;
  /** Brackets that are open. */
  protected nesting = 0;
  /** A stretch of the text that could belong together, in brackets that nobody typed; up to its statement's end if open. */
  protected other: { readonly start: number; readonly end: number | undefined } | undefined;
  private depth = 0;

  constructor(text: string, tokens: readonly Token[]) {
    super(text, tokens);
    for (const [name, names] of this.definitions()) this.defined.set(name, names);
  }

  protected abstract sum(): Expression;
  protected abstract unary(): Expression;
  protected abstract power(): Expression;
  protected abstract primary(): Expression;
  /** Does a factor without its sign stand here? */
  protected abstract juxtaposed(): boolean;
  /** Reads what stands in brackets. */
  protected abstract bracket<T>(read: () => T): T;
  /** Throws for what may not follow a whole expression. */
  protected abstract endOfStatement(): void;

  /** Do two names stand without anything between them? Only those of a name taken apart do. */
  protected split(): boolean {
    const [before, token] = [this.previous(), this.peek()];
    return before.kind === 'name' && token.kind === 'name' && token.start === before.end;
  }

  /** Does a function with its operand stand here? */
  protected isApplied(): boolean {
    const [token, next] = this.ahead(2);
    if (token === undefined || this.written(token) === undefined) return false;
    return next?.text === '(' || next?.text === '^' || next?.kind === 'name' || next?.kind === 'number';
  }

  /** The function that a token names, in any case of its letters where a bracket follows. */
  protected written(token: Token): WrittenFunction | undefined {
    const root = ROOTS.get(token.text);
    if (root !== undefined) return functionNamed(root);
    if (token.kind !== 'name') return undefined;
    // `σ` is a spread as often: the function has its operand in brackets.
    if (token.text === 'σ' && !this.isBeforeBracket(token)) return undefined;
    const exact = functionNamed(token.text);
    if (exact !== undefined || token.text.length < 2) return exact;
    return this.previous() === token && this.peek().text === '(' ? functionNamed(token.text.toLowerCase()) : undefined;
  }

  private isBeforeBracket(token: Token): boolean {
    const [first, second] = this.ahead(2);
    return (first === token ? second : first)?.text === '(';
  }

  protected bareOperandFollows(): boolean {
    const { text, kind } = this.peek();
    if (text === '(' || text === '^') return text === '(' || this.exponentThenOperand();
    return (kind === 'name' || kind === 'number') && !this.startsAssignment();
  }

  /** `sin^2 x`, `tan^2(x)`: an exponent of a function, and not of a name. */
  private exponentThenOperand(): boolean {
    const [, sign, number, after] = this.ahead(4);
    const behind = sign?.text === '-' ? after : number;
    const [exponent, operand] = sign?.text === '-' ? [number, behind] : [sign, number];
    if (exponent?.kind !== 'number' || operand === undefined) return false;
    return operand.text === '(' || operand.kind === 'name';
  }

  /** A function with its operand, in brackets or bare; `sin^2 x` is sin(x)^2, and `sin^-1 x` asin(x). */
  protected applied(name: Token, written: WrittenFunction | undefined): Expression {
    const fn = written as WrittenFunction;
    if (fn.composed) this.liberties = true;
    if (this.peek().text === '(') return this.build(name, fn, this.operands());
    this.liberties = true;
    if (ROOTS.has(name.text) || !this.skip('^')) return this.build(name, fn, [this.bareOperand(name, fn)]);
    const exponent = this.deeper(() => this.unaryPrimary());
    if (this.peek().text === '-') throw this.error(mistakes.withoutOperand(name.text, fn.operands), name);
    const operand = this.peek().text === '(' ? this.operands() : [this.bareOperand(name, fn)];
    if (exponent.kind === 'call' && exponent.fn === 'neg' && isOne(exponent.operands[0])) {
      const inverse = functionNamed(INVERSES.get(name.text) ?? '');
      if (inverse === undefined) throw this.error(mistakes.inverse(name.text), name);
      return this.build(name, inverse, operand);
    }
    return this.node('pow', [this.build(name, fn, operand), exponent], name);
  }

  private unaryPrimary(): Expression {
    return this.skip('-') ? call('neg', this.primary()) : this.primary();
  }

  /** What a function without brackets takes: `2x` of `sin 2x`, `-x` of `exp -x`, and no more than one product. */
  private bareOperand(name: Token, { operands }: WrittenFunction): Expression {
    const token = this.peek();
    const starts = token.kind === 'number' || token.kind === 'name' || /^[-|√∛]$/.test(token.text);
    if (!starts || operands > 1 || this.startsAssignment())
      throw this.error(mistakes.withoutOperand(name.text, operands), name);
    return this.deeper(() => {
      let left = token.text === '-' ? this.unary() : this.power();
      const { end } = this.previous();
      while (!this.isApplied() && (this.split() || (this.isCoefficient() && this.juxtaposed()))) {
        left = this.node('mul', [left, this.power()], left.at);
      }
      // `√2x` could be sqrt(2)*x as well, and `sin x/2` sin(x/2).
      if (ROOTS.has(name.text) && this.previous().end > end) this.other ??= { start: token.start, end };
      if (this.nesting === 0 && (/^[*/]$/.test(this.peek().text) || (this.juxtaposed() && !this.isApplied())))
        this.other ??= { start: token.start, end: undefined };
      return left;
    });
  }

  /** `2x` and `2πx` belong together, where `x y` need not. */
  private isCoefficient(): boolean {
    const { kind, text } = this.previous();
    return kind === 'number' || text === 'pi';
  }

  /** A bracket right behind a name: `x(a+b)` is a product, while `f(x)` is more likely a function nobody defined. */
  protected productWithBracket(name: Token): void {
    const [, inner, close] = this.ahead(3);
    const single = close?.text === ')' && inner?.kind !== 'sign';
    const apart = this.previous() === name && SHORT.test(name.text);
    if (DERIVATIVES.includes(name.text)) throw this.error(mistakes.derivativeInside(name.text), name);
    if (name.text.length > 2) {
      const near = nearest(name.text, spellings);
      if (near !== undefined) throw this.error(mistakes.unknownFunction(name.text, near), name);
    }
    if (!apart || single || FUNCTION_LETTERS.includes(name.text)) {
      throw this.error(mistakes.nameCalled(name.text, functionNames), name);
    }
    this.liberties = true;
    this.factor = this.peek();
  }

  /** `f(x)` as defined is the name `f`; with other operands it is its formula with these in place. */
  protected definedCall(name: Token): Expression {
    const place = { start: this.peek().end, end: 0 };
    const operands = this.operands();
    place.end = this.previous().start;
    const names = this.defined.get(name.text) as readonly string[];
    if (this.between(place) === names.join(',')) return { kind: 'name', name: name.text, at: name };
    const body = this.bodies.get(name.text);
    const constant = operands.every((operand) => namesIn(operand).size === 0);
    if (body === undefined || constant || operands.length !== names.length)
      throw this.error(mistakes.otherOperands(name.text, names.join(',')), place);
    this.liberties = true;
    this.writtenOut.add(name.text);
    return substitute(body, (inner) => operands[names.indexOf(inner)]);
  }

  /** `.tanh()` behind what it is applied to, as Python has it. */
  protected methods(first: Expression): Expression {
    let inner = first;
    while (this.skip('.')) {
      const name = this.next();
      const fn = functionNamed(name.text);
      if (fn === undefined || this.peek().text !== '(') throw this.error(mistakes.unknownMethod(name.text), name);
      inner = this.build(name, fn, [inner, ...this.operands()]);
      this.liberties = true;
    }
    return inner;
  }

  /** The operands in brackets behind a function. */
  protected operands(): Expression[] {
    const open = this.next();
    const operands = this.deeper(() =>
      this.bracket(() => {
        if (this.peek().text === ')') return [];
        const list = [this.sum()];
        while (this.skip(',')) list.push(this.sum());
        return list;
      }),
    );
    this.close(open);
    return operands;
  }

  protected build(name: Token, fn: WrittenFunction, operands: Expression[]): Expression {
    const at = { start: name.start, end: this.previous().end };
    const [inner, base] = operands;
    if (inner && base && operands.length === 2 && /^(?:log|ln)$/.test(name.text))
      return { ...logarithm(inner, base), at };
    if (operands.length < fn.operands || (operands.length > fn.operands && !fn.more)) {
      throw this.error(mistakes.operandCount(name.text, fn.operands, operands.length), at);
    }
    return { ...fn.build(operands), at };
  }

  protected close(open: Token): void {
    if (this.skip(')')) return;
    const token = this.peek();
    if (token.kind === 'end' || token.kind === 'newline' || token.text === ';') {
      throw this.error(mistakes.bracketNotClosed, open, token.kind === 'end' ? ')' : undefined);
    }
    this.endOfStatement();
    throw this.error(mistakes.unexpectedInBrackets(token.text), token);
  }

  protected deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw this.error(mistakes.nestedTooDeep, this.peek());
    }
    const result = read();
    this.depth--;
    return result;
  }

  protected node(fn: OperationName | SlopeFunction, operands: Expression[], from: SourceRange | undefined): Expression {
    return { kind: 'call', fn, operands, at: { start: from?.start ?? 0, end: this.previous().end } };
  }
}

/** `log(x, 2)`, as Python writes it: with the base behind. */
function logarithm(inner: Expression, base: Expression): Expression {
  const known = base.kind === 'number' ? functionNamed(`log_${base.text}`) : undefined;
  return known?.build([inner]) ?? call('div', call('log', inner), call('log', base));
}

const isOne = (expression: Expression | undefined): boolean => expression?.kind === 'number' && expression.value === 1;
