import type { OperationName } from '../engine/index.ts';
import { FunctionReader, ROOTS, SHORT } from './function-reader.ts';
import { infix } from './functions.ts';
import { type Expression, numberNode } from './syntax.ts';
import * as mistakes from './syntax-mistakes.ts';
import type { Token } from './tokens.ts';

/** Reads expressions: sums of products of powers, functions with brackets or without, and products without a sign. */
export abstract class ExpressionReader extends FunctionReader {
  private readonly slopes: boolean;
  /** Open `|` since the last bracket. */
  private bars = 0;

  /** @param slopes whether `>` and `<` may occur, as in derivatives */
  constructor(text: string, tokens: readonly Token[], slopes: boolean) {
    super(text, tokens);
    this.slopes = slopes;
  }

  protected sum(): Expression {
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
        const right = this.unary();
        if (token.text === '/') this.noteDenominator(right);
        // A name taken apart stays together below a fraction: 1/ab is 1/(a*b).
        left = this.node(infix.get(token.text) as OperationName, [left, this.together(right)], left.at);
      } else if (this.juxtaposed()) {
        left = this.node('mul', [left, this.power()], left.at);
      } else return left;
    }
  }

  /** `x/2y` is x/2*y by the rules, and could be x/(2y) as well. */
  private noteDenominator({ kind, at }: Expression): void {
    const [number, next] = [this.previous(), this.peek()];
    if (kind !== 'number' || next.kind !== 'name' || next.start !== number.end || this.isApplied()) return;
    this.liberties = true;
    const [, sign, minus, last] = this.ahead(4);
    const exponent = minus?.text === '-' ? last : minus;
    const end = sign?.text === '^' && exponent !== undefined && exponent.text !== '(' ? exponent.end : next.end;
    this.other ??= { start: at?.start ?? number.start, end };
  }

  /** The rest of a name that was taken apart, as further factors. */
  private together(first: Expression): Expression {
    let left = first;
    while (this.split()) left = this.node('mul', [left, this.power()], left.at);
    return left;
  }

  /** `2a`, `3 a`, `2(a+b)`, `(a+b) c`, `m x`, `x sin(y)`: a product without its sign. */
  protected juxtaposed(): boolean {
    const [before, token] = [this.previous(), this.peek()];
    const closed = before.kind === 'number' || before.text === ')' || before.text === '|';
    if (!closed && before.kind !== 'name') return false;
    if (token.text === '(') return closed || token === this.factor;
    if (token.text === '|') return this.bars === 0;
    if (ROOTS.has(token.text)) return true;
    if (token.kind !== 'name' || this.startsAssignment()) return false;
    if (token.start === before.end) return true;
    if (this.isApplied()) return true;
    if (!SHORT.test(token.text) || (!closed && !SHORT.test(before.text))) return false;
    // Behind `a=2 b` stands a value that was forgotten, rather than a factor.
    if (before.kind === 'number' && this.isValue(before)) return false;
    if (!closed && before.text !== 'pi' && token.text !== 'pi') this.liberties = true;
    return true;
  }

  /** Is this number all that stands behind a `name =`? */
  protected isValue(_number: Token): boolean {
    return false;
  }

  protected unary(): Expression {
    const token = this.peek();
    if (token.text === '-' || token.text === '+') {
      this.next();
      const operand = this.deeper(() => this.unary());
      return token.text === '+' ? operand : this.node('neg', [operand], token);
    }
    return this.power();
  }

  /** Binds to the right, and tighter than a minus in front: -a^2 is -(a^2), and 2^-1 is 1/2. */
  protected power(): Expression {
    const base = this.methods(this.primary());
    if (!this.skip('^')) return base;
    const { start } = this.peek();
    let exponent = this.deeper(() =>
      this.peek().text === '-' || this.peek().text === '+' ? this.unary() : this.power(),
    );
    const isEuler = base.kind === 'name' && /^[eℯ]$/.test(base.name);
    // Nobody means e^2 times x by `e^2x`, though it could be.
    while (isEuler && this.previous().kind !== 'sign' && this.isTightName()) {
      this.other ??= { start: base.at?.start ?? 0, end: this.previous().end };
      this.liberties = true;
      exponent = this.node('mul', [exponent, this.power()], exponent.at);
    }
    const next = this.peek();
    // `2^3x` could be 2^(3x) as well.
    if (
      /name|number/.test(this.previous().kind) &&
      next.kind === 'name' &&
      !this.isApplied() &&
      (next.start === this.previous().end || (base.kind === 'name' && base.name === 'e' && this.juxtaposed()))
    ) {
      this.other ??= { start, end: next.end };
      this.liberties = true;
    }
    if (base.kind === 'name' && base.name === 'ℯ') return this.node('exp', [exponent], base.at);
    return this.node('pow', [base, exponent], base.at);
  }

  /** Does a name stand here without anything between, and is no function? */
  private isTightName(): boolean {
    const next = this.peek();
    return next.kind === 'name' && next.start === this.previous().end && !this.isApplied();
  }

  protected primary(): Expression {
    const token = this.next();
    if (token.kind === 'number') return this.number(token);
    if (token.kind === 'name') return this.nameOrFunction(token);
    if (token.text === '(') {
      const inside = this.deeper(() => this.bracket(() => this.sum()));
      this.close(token);
      return inside;
    }
    if (token.text === '|') return this.absolute(token);
    if (ROOTS.has(token.text)) return this.applied(token, this.written(token));
    if (token.kind === 'end' || token.kind === 'newline') {
      throw this.error(mistakes.unfinished, token);
    }
    if (token.text === '=') throw this.error(mistakes.strayEquals, token);
    throw this.error(mistakes.unexpected(token.text), token);
  }

  private nameOrFunction(token: Token): Expression {
    const fn = this.written(token);
    const next = this.peek();
    if (this.defined.has(token.text) && next.text === '(') return this.definedCall(token);
    if (fn !== undefined && (fn.reserved || this.bareOperandFollows())) return this.applied(token, fn);
    if (next.text === '(') this.productWithBracket(token);
    if (token.text === 'pi') return { kind: 'number', value: Math.PI, text: 'pi', at: token };
    if (token.text === 'ℯ' && next.text !== '^') return this.node('exp', [numberNode(1)], token);
    return { kind: 'name', name: token.text, at: token };
  }

  private absolute(open: Token): Expression {
    this.bars++;
    const inside = this.deeper(() => this.sum());
    if (!this.skip('|')) throw this.error(mistakes.barNotClosed, open, this.peek().kind === 'end' ? '|' : undefined);
    this.bars--;
    return this.node('abs', [inside], open);
  }

  private number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      throw this.error(mistakes.numberTooLarge, token);
    }
    return { kind: 'number', value, text: token.text, at: token };
  }

  /** Inside brackets a `|` opens anew. */
  protected bracket<T>(read: () => T): T {
    const { bars } = this;
    this.bars = 0;
    this.nesting++;
    const result = read();
    this.nesting--;
    this.bars = bars;
    return result;
  }
}
