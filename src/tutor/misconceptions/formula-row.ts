import type { Expression, Graph } from '../../expression/index.ts';

/** The numbers of a formula and the signs between them, as they stand in a row. */
export interface FormulaRow {
  readonly numbers: readonly number[];
  readonly signs: readonly Sign[];
}

type Sign = '+' | '-' | '*' | '/';

const SIGNS: Partial<Record<string, Sign>> = { add: '+', sub: '-', mul: '*', div: '/' };

/** The row of a formula; undefined for one with more in it than the four signs. */
export function rowOf(whole: Expression, { byName, tape }: Graph): FormulaRow | undefined {
  const numbers: number[] = [];
  const signs: Sign[] = [];
  const walk = (expression: Expression): boolean => {
    if (expression.kind === 'name') return numbers.push(tape.data[byName.get(expression.name)?.id ?? -1] ?? NaN) > 0;
    if (expression.kind === 'number') return numbers.push(expression.value) > 0;
    const sign = SIGNS[expression.fn];
    const [a, b] = expression.operands;
    if (sign === undefined || a === undefined || b === undefined || !walk(a)) return false;
    signs.push(sign);
    return walk(b);
  };
  return walk(whole) ? { numbers, signs } : undefined;
}

/** The result when every sign is applied as it comes. */
export const leftToRight = ({ numbers, signs }: FormulaRow): number =>
  numbers.reduce((left, right, i) => (i === 0 ? right : apply(signs[i - 1], left, right)));

/** The sums and differences that remain when × and / are applied. */
export function productsFirst({ numbers, signs }: FormulaRow): FormulaRow {
  const terms: number[] = [];
  const between: Sign[] = [];
  for (const [i, number] of numbers.entries()) {
    const sign = signs[i - 1];
    if (sign === '*' || sign === '/') terms.push(apply(sign, terms.pop() as number, number));
    else {
      terms.push(number);
      if (sign !== undefined) between.push(sign);
    }
  }
  return { numbers: terms, signs: between };
}

const apply = (sign: Sign | undefined, a: number, b: number): number =>
  sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b;
