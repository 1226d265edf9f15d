import { type OperationName, operation } from '../../engine/index.ts';
import { evaluate } from '../evaluate.ts';
import type { Expression } from '../syntax.ts';

/**
 * A value and a bound on its rounding error. The error is NaN where the expression has no value, and infinite where
 * floating-point arithmetic cannot reach it: an overflow, or a step too near to say on which side.
 */
export interface Measured {
  readonly value: number;
  readonly error: number;
}

const UNIT_ROUNDOFF = Number.EPSILON;
const NOWHERE: Measured = { value: Number.NaN, error: Number.NaN };
const BEYOND: Measured = { value: Number.NaN, error: Number.POSITIVE_INFINITY };

/** Flat on both sides of a jump: they pass no error on. */
const STEPS = new Set(['sign', 'step', 'greater', 'less']);
/** They give one of their operands, perhaps with another sign. */
const CHOICES = new Set(['neg', 'abs', 'relu', 'min', 'max']);
/** Whole numbers stay exact. */
const RING = new Set(['add', 'sub', 'mul', 'neg']);
/** 0 from something else than 0 is an underflow. */
const VANISHING = new Set(['exp', 'pow', 'sigmoid', 'mul', 'div']);

/** The value of an expression with a bound on its error, carried through each operation by its local derivatives. */
export function measure(expression: Expression, values: ReadonlyMap<string, number>): Measured {
  if (expression.kind !== 'call') {
    const value = evaluate(expression, values);
    if (!Number.isFinite(value)) return NOWHERE;
    // 0.5 and 1.25 are what they say, 0.1 is not.
    const exact = expression.kind === 'name' || Number.isInteger(value * 1024);
    return { value, error: exact ? 0 : UNIT_ROUNDOFF * Math.abs(value) };
  }
  const [first, second] = expression.operands;
  const a = measure(first as Expression, values);
  const b = second === undefined ? { value: 0, error: 0 } : measure(second, values);
  if (Number.isNaN(a.error) || Number.isNaN(b.error)) return NOWHERE;
  if (!Number.isFinite(a.error) || !Number.isFinite(b.error)) return BEYOND;
  return applied(expression.fn, a, b);
}

function applied(fn: Extract<Expression, { kind: 'call' }>['fn'], a: Measured, b: Measured): Measured {
  const value = forward(fn, a.value, b.value);
  if (Number.isNaN(value)) return NOWHERE;
  if (!Number.isFinite(value)) return isPole(fn, a.value, b.value) ? NOWHERE : BEYOND;
  if (STEPS.has(fn)) {
    const unsure = a.error + b.error;
    return unsure > 0 && Math.abs(a.value - b.value) <= unsure ? BEYOND : { value, error: 0 };
  }
  if (value === 0 && VANISHING.has(fn) && a.value !== 0 && (fn !== 'mul' || b.value !== 0)) return BEYOND;
  if (CHOICES.has(fn)) return { value, error: a.error + b.error };
  const { local } = operation(fn as OperationName);
  const passed = (error: number, slope: number | undefined): number => (error === 0 ? 0 : error * Math.abs(slope ?? 0));
  const error =
    passed(a.error, local[0].number(a.value, b.value, value)) +
    passed(b.error, b.error === 0 ? 0 : local[1]?.number(a.value, b.value, value));
  if (error === 0 && RING.has(fn) && Number.isSafeInteger(value)) return { value, error };
  // NaN where the slope has no value: nothing is known about the error then.
  return { value, error: Number.isNaN(error) ? Number.POSITIVE_INFINITY : error + UNIT_ROUNDOFF * Math.abs(value) };
}

const OPERANDS: readonly Expression[] = ['a', 'b'].map((name) => ({ kind: 'name', name }));

/** What an operation makes of two numbers; the second is left out by those that take one. */
function forward(fn: Extract<Expression, { kind: 'call' }>['fn'], a: number, b: number): number {
  switch (fn) {
    case 'greater':
    case 'less':
      return evaluate(
        { kind: 'call', fn, operands: OPERANDS },
        new Map([
          ['a', a],
          ['b', b],
        ]),
      );
    default:
      return operation(fn).forward(a, b);
  }
}

/** Is there no value because of a division by zero, in one form or another? */
const isPole = (fn: string, a: number, b: number): boolean =>
  fn === 'div' ? b === 0 : fn === 'pow' || fn.startsWith('log') ? a === 0 : fn === 'atanh';

/** How far a point is from where an expression has a value: 0 where it has one. */
export function distanceFromDomain(expression: Expression, values: ReadonlyMap<string, number>): number {
  let distance = 0;
  const walk = (node: Expression): number => {
    if (node.kind !== 'call') return evaluate(node, values);
    const [a = 0, b = 0] = node.operands.map(walk);
    const value = forward(node.fn, a, b);
    if (Number.isFinite(value)) return value;
    distance += 1 + Math.min(Math.abs(a), 1e6) / 1e6 + Math.min(Math.abs(a), 10) / 100;
    const instead = forward(node.fn, Math.min(0.5, Math.abs(a) + 1e-3), b);
    return Number.isFinite(instead) ? instead : 1;
  };
  walk(expression);
  return distance;
}
