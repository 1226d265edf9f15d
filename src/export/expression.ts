import { operationNames, type RuleNode } from '../engine/index.ts';
import type { Expression } from '../expression/index.ts';

/** How tightly a text binds in Python, seen from outside: a choice loosest. */
const CHOICE = 0;
const COMPARISON = 1;
const SUM = 2;
const PRODUCT = 3;
const MINUS = 4;
const POWER = 5;
const ATOM = 6;

interface Written {
  readonly text: string;
  readonly level: number;
}

/** What differs between plain numbers, `Value`s and tensors. */
export interface Style {
  /** A function, of operands as text, and of the same in brackets where they are more than a name. */
  readonly call: (fn: string, operands: readonly string[], atoms: readonly string[]) => string;
  /** What stands for a name. */
  readonly name?: (name: string) => string;
  /** How a square is written: as a product where both have to be the same number to the last bit. */
  readonly squares?: 'product';
}

const LEVELS = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT };

/** A number as Python reads it back as the same: with a point, as the article writes numbers. */
export function pythonNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

const bracketed = ({ text, level }: Written, least: number): string => (level < least ? `(${text})` : text);

/** Behind a sign a minus gets brackets as well. */
const behind = (written: Written, least: number): string =>
  written.text.startsWith('-') ? `(${written.text})` : bracketed(written, least);

function write(node: RuleNode, style: Style): Written {
  if (node.kind === 'name') return { text: style.name?.(node.name) ?? node.name, level: ATOM };
  if (node.kind === 'number') return { text: String(node.value), level: node.value < 0 ? MINUS : ATOM };
  const parts = node.parts.map((part) => write(part, style));
  const [a, b, c] = parts as [Written, Written, Written];
  switch (node.kind) {
    case 'infix': {
      const level = LEVELS[node.sign];
      // a - (b + c) and a / (b * c) need their brackets, a + (b + c) keeps its order with them.
      return { text: `${bracketed(a, level)} ${node.sign} ${behind(b, level + 1)}`, level };
    }
    case 'minus':
      return { text: `-${behind(a, MINUS)}`, level: MINUS };
    case 'power':
      if (style.squares === 'product' && b.text === '2' && a.level === ATOM)
        return { text: `${a.text} * ${a.text}`, level: PRODUCT };
      return { text: `${bracketed(a, ATOM)} ** ${bracketed(b, MINUS)}`, level: POWER };
    case 'compare':
      return { text: `${bracketed(a, SUM)} ${node.sign} ${bracketed(b, SUM)}`, level: COMPARISON };
    case 'choice':
      return {
        text: `${bracketed(b, COMPARISON)} if ${bracketed(a, COMPARISON)} else ${c.text}`,
        level: CHOICE,
      };
    case 'call': {
      const [texts, atoms] = [parts.map(({ text }) => text), parts.map((part) => bracketed(part, ATOM))];
      return { text: style.call(node.name, texts, atoms), level: ATOM };
    }
  }
}

/** A rule in Python, with no more brackets than needed. */
export const toPython = (node: RuleNode, style: Style): string => write(node, style).text;

/** The same as a factor. */
export const factorToPython = (node: RuleNode, style: Style): string => bracketed(write(node, style), PRODUCT);

const SIGNS: Readonly<Record<string, '+' | '-' | '*' | '/'>> = { add: '+', sub: '-', mul: '*', div: '/' };
const COMPARISONS: Readonly<Record<string, '>' | '<'>> = { greater: '>', less: '<' };

/** A formula as a rule. */
export function ruleOfExpression(expression: Expression): RuleNode {
  if (expression.kind === 'name') return expression;
  // As it was typed: `pi`, and 1e3 rather than 1000.
  if (expression.kind === 'number')
    return expression.text === 'pi' ? { kind: 'name', name: 'pi' } : { kind: 'number', value: expression.value };
  const { fn } = expression;
  const parts = expression.operands.map(ruleOfExpression);
  const [a, b] = parts as [RuleNode, RuleNode];
  const sign = SIGNS[fn];
  if (sign !== undefined) return { kind: 'infix', sign, parts: [a, b] };
  const comparison = COMPARISONS[fn];
  if (comparison !== undefined) return { kind: 'compare', sign: comparison, parts: [a, b] };
  if (fn === 'neg') return { kind: 'minus', parts: [a] };
  if (fn === 'pow') return { kind: 'power', parts: [a, b] };
  return { kind: 'call', name: fn, parts };
}

/** Is this the name of an operation? */
export const isOperation = (name: string): name is (typeof operationNames)[number] =>
  (operationNames as readonly string[]).includes(name);
