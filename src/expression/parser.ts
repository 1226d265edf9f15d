import { arity, type OperationName, operation, operationNames } from '../engine/index.ts';
import type { SourceRange } from '../errors.ts';
import { nearest } from '../text.ts';
import { type Expression, MAX_DEPTH, type SlopeFunction, type Statement } from './syntax.ts';
import { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

const infix = new Map<string, OperationName>();
const functions = new Map<string, OperationName>([['ln', 'log']]);
for (const name of operationNames) {
  const { form, symbol } = operation(name);
  if (form === 'infix') infix.set(symbol, name);
  if (form === 'function') functions.set(symbol, name);
}

/** A parser by recursive descent: one method a rule of the grammar. */
export class Parser extends TokenReader {
  private readonly slopes: boolean;
  private depth = 0;

  /** @param slopes whether `sign`, `>` and `<` may occur, as in derivatives */
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
    if (statements.length === 0)
      throw this.error('E_NO_FORMULA', 'There is no formula here.', this.peek(), 'For example `a*b+c`.');
    return statements;
  }

  private statement(): Statement {
    const { start } = this.peek();
    this.refuseFunctionDefinition();
    const name = this.startsAssignment() ? this.next().text : undefined;
    if (name === 'pi')
      throw this.error(
        'E_CONSTANT_ASSIGNED',
        '`pi` is a constant and keeps its value.',
        this.previous(),
        'Take another name.',
      );
    if (name !== undefined && functions.has(name)) {
      throw this.error(
        'E_FUNCTION_ASSIGNED',
        `\`${name}\` is a function and cannot be a name.`,
        this.previous(),
        'Take another name.',
      );
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
        throw this.error(
          'E_BRACKET_NOT_OPENED',
          'This bracket closes nothing.',
          token,
          'Take it out, or add the opening one.',
        );
      case '=':
        if (before.text === ')')
          throw this.error('E_LEFT_SIDE', 'On the left of `=` stands one name.', token, 'For example `d = a*b`.');
        throw this.error(
          'E_SECOND_EQUALS',
          'A second `=` in one statement.',
          token,
          'Separate statements by `;`, as in `d=a*b; L=d+c`.',
        );
      case '<':
      case '>':
        throw this.error('E_COMPARISON', 'A comparison has no gradient.', token, 'Use `max`, `min` or `relu`.');
      case '(':
        if (before.kind !== 'name') break;
        throw this.error(
          'E_NAME_CALLED',
          `\`${before.text}\` is a name here, not a function.`,
          before,
          `To multiply, write \`${before.text}*(…)\`. The functions are ${[...functions.keys()].join(', ')}.`,
        );
    }
    throw this.error(
      'E_MISSING_OPERATOR',
      `Something is missing between \`${before.text}\` and \`${token.text}\`.`,
      token,
      `To multiply, write \`${before.text}*${token.text}\`.`,
    );
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
      if (this.peek().text === '(' && (functions.has(token.text) || (this.slopes && token.text === 'sign')))
        return this.functionCall(token);
      if (this.peek().text === '(') this.refuseUnknownFunction(token);
      if (functions.has(token.text)) {
        throw this.error(
          'E_FUNCTION_WITHOUT_OPERAND',
          `\`${token.text}\` is a function and needs its operand.`,
          token,
          `Write \`${token.text}(x)\`.`,
        );
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
      throw this.error(
        'E_FORMULA_UNFINISHED',
        'The formula stops in the middle.',
        token,
        'Something has to follow here.',
      );
    }
    if (token.text === '=')
      throw this.error('E_STRAY_EQUALS', 'One `=` too many.', token, 'Write `L = a*b`, with a single `=`.');
    throw this.error(
      'E_UNEXPECTED_TOKEN',
      `\`${token.text}\` cannot stand here.`,
      token,
      'A name, a number or `(` has to stand here.',
    );
  }

  private number(token: Token): Expression {
    const value = Number(token.text);
    if (!Number.isFinite(value)) {
      throw this.error(
        'E_NUMBER_TOO_LARGE',
        'This number is too large.',
        token,
        'The largest number is about 1.8e308.',
      );
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
    const fn = (functions.get(name.text) ?? name.text) as OperationName | SlopeFunction;
    const wanted = fn === 'sign' ? 1 : arity(fn as OperationName);
    // min and max take any number of operands: max(a, b, c) is max(max(a, b), c).
    if (operands.length < wanted || (wanted === 1 && operands.length > 1)) {
      const example = wanted === 1 ? `${name.text}(x)` : `${name.text}(a, b)`;
      throw this.error(
        'E_OPERAND_COUNT',
        `\`${name.text}\` takes ${wanted} operand${wanted === 1 ? '' : 's'}, not ${operands.length}.`,
        { start: name.start, end: this.previous().end },
        `Write \`${example}\`.`,
      );
    }
    if (wanted === 1) return this.node(fn, operands, name);
    return operands.reduce((left, right) => this.node(fn, [left, right], name));
  }

  private refuseUnknownFunction(name: Token): void {
    const near = name.text.length < 3 ? undefined : nearest(name.text, functions.keys());
    if (near === undefined) return;
    throw this.error('E_UNKNOWN_FUNCTION', `There is no function \`${name.text}\`.`, name, `Did you mean \`${near}\`?`);
  }

  /** `f(x) = x^2`: what school teaches, and not a product here. */
  private refuseFunctionDefinition(): void {
    const [name, open, inner, close, equals] = this.ahead(5);
    if (name?.kind !== 'name' || open?.text !== '(' || inner?.kind !== 'name' || close?.text !== ')') return;
    if (equals?.text !== '=') return;
    throw this.error(
      'E_LEFT_SIDE',
      'On the left of `=` stands one name.',
      { start: name.start, end: close.end },
      `Write \`${name.text} = …\`.`,
    );
  }

  private close(open: Token): void {
    if (this.skip(')')) return;
    const token = this.peek();
    if (token.kind === 'end' || token.kind === 'newline' || token.text === ';') {
      throw this.error('E_BRACKET_NOT_CLOSED', 'This bracket is never closed.', open, 'Add a `)`.');
    }
    this.endOfStatement();
    throw this.error(
      'E_UNEXPECTED_IN_BRACKETS',
      `\`${token.text}\` cannot stand inside brackets.`,
      token,
      'Close the bracket first.',
    );
  }

  private deeper<T>(read: () => T): T {
    if (++this.depth > MAX_DEPTH) {
      throw this.error(
        'E_NESTED_TOO_DEEP',
        `This is nested more than ${MAX_DEPTH} deep.`,
        this.peek(),
        'Name an inner part and use the name.',
      );
    }
    const result = read();
    this.depth--;
    return result;
  }

  private node(fn: OperationName | SlopeFunction, operands: Expression[], from: SourceRange | undefined): Expression {
    return { kind: 'call', fn, operands, at: { start: from?.start ?? 0, end: this.previous().end } };
  }
}
