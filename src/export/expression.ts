import type { OperationName } from '../engine/index.ts';
import type { Expression } from '../expression/index.ts';

/** How tightly a text binds in Python, seen from outside: a comparison loosest. */
const COMPARISON = 0;
const SUM = 1;
const PRODUCT = 2;
const MINUS = 3;
const POWER = 4;
const ATOM = 5;

interface Written {
  readonly text: string;
  readonly level: number;
}

/** What differs between plain numbers, `Value`s and tensors. */
export interface Style {
  /** A function of the table of operations, of operands as text; these are in brackets where they are more than a name. */
  readonly call: (fn: OperationName, operands: readonly string[]) => string;
  /** What stands for a name. */
  readonly name?: (name: string) => string;
  /** How a square is written: as a product where both have to be the same number to the last bit. */
  readonly squares?: 'product';
}

const infix = (sign: string, level: number) => ({ sign, level });
const INFIX: Readonly<Record<string, { readonly sign: string; readonly level: number }>> = {
  add: infix('+', SUM),
  sub: infix('-', SUM),
  mul: infix('*', PRODUCT),
  div: infix('/', PRODUCT),
  greater: infix('>', COMPARISON),
  less: infix('<', COMPARISON),
};

/** A number as Python reads it back as the same: with a point, as the article writes numbers. */
export function pythonNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const bracketed = ({ text, level }: Written, least: number): string => (level < least ? `(${text})` : text);

/** Behind a sign a minus gets brackets as well. */
const behind = (written: Written, least: number): string =>
  written.text.startsWith('-') ? `(${written.text})` : bracketed(written, least);

function write(expression: Expression, style: Style): Written {
  if (expression.kind === 'name') return { text: style.name?.(expression.name) ?? expression.name, level: ATOM };
  if (expression.kind === 'number') {
    const text = expression.text === 'pi' ? 'math.pi' : expression.text;
    return { text, level: text.startsWith('-') ? MINUS : ATOM };
  }
  const { fn } = expression;
  const operands = expression.operands.map((operand) => write(operand, style));
  const [a, b] = operands as [Written, Written];
  const between = INFIX[fn];
  if (between !== undefined) {
    const { sign, level } = between;
    // a - (b + c) and a / (b * c) need their brackets, a + (b + c) keeps its order with them.
    return { text: `${bracketed(a, level)} ${sign} ${behind(b, level + 1)}`, level };
  }
  if (fn === 'neg') return { text: `-${behind(a, PRODUCT + 1)}`, level: MINUS };
  if (fn === 'pow') {
    if (style.squares === 'product' && b.text === '2' && a.level === ATOM)
      return { text: `${a.text} * ${a.text}`, level: PRODUCT };
    return { text: `${bracketed(a, ATOM)} ** ${bracketed(b, MINUS)}`, level: POWER };
  }
  const texts = operands.map((operand) => bracketed(operand, ATOM));
  return { text: style.call(fn as OperationName, texts), level: ATOM };
}

/** An expression in Python, with no more brackets than needed. */
export const toPython = (expression: Expression, style: Style): string => write(expression, style).text;

/** The same as a factor. */
export const factorToPython = (expression: Expression, style: Style): string =>
  bracketed(write(expression, style), PRODUCT);
