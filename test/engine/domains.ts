import type { OperationName } from '../../src/engine/index.ts';

/** Operations that take some numbers only: what makes one of those of any number, and how near its edge slopes are wild. */
const DOMAINS: Partial<Record<string, (a: number) => number>> = {
  ...Object.fromEntries(['log', 'log2', 'log10', 'sqrt', 'pow'].map((name) => [name, Math.abs])),
  ...Object.fromEntries(['asin', 'acos', 'atanh'].map((name) => [name, (a: number) => Math.sin(a) * 0.95])),
  acosh: (a) => 1 + Math.abs(a),
  // Away from its poles.
  tan: (a) => 1.4 * Math.sin(a),
};

/** A number that the operation takes as its first operand, made from any number. */
export const inDomain = (name: OperationName, a: number): number => DOMAINS[name]?.(a) ?? a;

/** Is a number in the domain of the operation as its first operand, and not within reach of a pole or an edge? */
export function isHarmless(name: OperationName, a: number): boolean {
  if (['log', 'log2', 'log10', 'sqrt', 'pow'].includes(name)) return a > 0.2;
  if (['asin', 'acos', 'atanh'].includes(name)) return Math.abs(a) < 0.9;
  if (name === 'acosh') return a > 1.1;
  if (name === 'cbrt') return Math.abs(a) > 0.2;
  return name !== 'tan' || Math.abs(Math.cos(a)) > 0.2;
}
