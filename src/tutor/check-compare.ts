import {
  type Comparison,
  call,
  compare,
  type Expression,
  type Formula,
  measure,
  namesIn,
  numberNode,
  type Point,
  type Right,
  readWritten,
  roundedCoefficients,
  roundingOf,
} from '../expression/index.ts';
import { type RightSide, withValues } from './right-side.ts';

/** A derivative and an answer that are compared. */
export interface Question {
  readonly formula: Formula;
  readonly by: string;
  readonly right: RightSide;
  /** Around which values formulas are compared first. */
  readonly at: Point;
  readonly answer: Expression;
  readonly written: ReturnType<typeof readWritten>;
}

/** How exactly a number was written; `0.333...` goes on, and was cut. */
export const rounding = (typed: string): Question['written'] => {
  const about = /^\s*[≈~≃≅]/.test(typed) || /[≈~≃≅]\s*[^=]*$/.test(typed);
  const written = readWritten(typed.replace(/\s*(?:\.{2,}|…)\s*$/, ''));
  return written && { ...written, about: written.about || about };
};

export const negated = (right: RightSide): RightSide => {
  const { expression, value } = right;
  return {
    ...right,
    expression: expression && call('neg', expression),
    ...(value && { value: (point) => ({ ...value(point), value: -value(point).value }) }),
  };
};

/** Compares as formulas; a number also with a derivative that is a number, as far as it was written out. */
export function compareWith(right: Right, { answer, at, written }: Question): Comparison {
  const exact = compare(right, answer, at);
  if (exact.verdict === 'same') return exact;
  if (namesIn(answer).size > 0) {
    const fair = roundedCoefficients(right, answer, at) === 'fair';
    return fair ? { verdict: 'same', near: true, lacking: false } : exact;
  }
  if (written === undefined) return exact;
  const here = measureRight(right, at).value;
  if (!Number.isFinite(here) || !(roundingOf(written, here) === 'fair' || nearly(written.value, right, at)))
    return exact;
  const constant = compare(right, numberNode(here), at);
  return constant.verdict === 'same' ? constant : exact;
}

/** The same number but for rounding in its last digits. */
function nearly(value: number, right: Right, at: Point): boolean {
  const exact = measureRight(right, at);
  return Math.abs(value - exact.value) <= 1e-9 * Math.abs(exact.value) + 8 * exact.error;
}

export const measureRight = ({ expression, value }: Right, at: Point) =>
  value?.(at) ?? measure(expression ?? numberNode(Number.NaN), at);

/** Compares with the person's values put in: for the names that the answer has no more, or for numbers in it. */
export function withGiven(question: Question): Comparison {
  const { formula, right, answer } = question;
  const kept = namesIn(answer);
  const put = new Map([...formula.values].filter(([name]) => !kept.has(name)));
  const plain = compareWith(withValues(right, put), question);
  if (plain.verdict === 'same' || kept.size === 0) return plain;
  const named = withNames(answer, formula.values);
  return named === undefined ? plain : compareWith(right, { ...question, answer: named });
}

/** Half of the places of a name may have its value: of a^2*x with a=3, a*3*x. Only factors: x+2 is no 2*x. */
function withNames(answer: Expression, given: Point): Expression | undefined {
  let found = false;
  const walk = (node: Expression, factor: boolean): Expression => {
    if (node.kind === 'number' && factor) {
      const name = [...given].find(([, value]) => value === node.value)?.[0];
      if (name === undefined) return node;
      found = true;
      return { kind: 'name', name };
    }
    if (node.kind !== 'call') return node;
    const product = node.fn === 'mul' || node.fn === 'div' || node.fn === 'neg';
    return { ...node, operands: node.operands.map((operand) => walk(operand, product && node.kind === 'call')) };
  };
  const named = walk(answer, false);
  return found ? named : undefined;
}

export function differenceAt({ right, answer }: Question, point: Point): { right: number; typed: number } | undefined {
  const there = { right: measureRight(right, point).value, typed: measure(answer, point).value };
  return Number.isFinite(there.right) ? there : undefined;
}
