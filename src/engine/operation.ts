/** One local derivative: d out / d operand, as a number and as text in `a`, `b` and `out`. */
export interface LocalDerivative {
  readonly number: (a: number, b: number, out: number) => number;
  readonly text: string;
}

/** An entry of the table. */
export interface Operation {
  /** How a formula writes it: an infix or prefix sign, or a function name. */
  readonly symbol: string;
  readonly form: 'infix' | 'prefix' | 'function';
  /** The forward rule. Operations of one operand are handed 0 as `b`. */
  readonly forward: (a: number, b: number) => number;
  /** One local derivative an operand; their count is the operation's arity. */
  readonly local: readonly [LocalDerivative] | readonly [LocalDerivative, LocalDerivative];
  /** The name of its rule, short enough to stand beside a step. */
  readonly rule: string;
  /** What a teacher would say while pointing at it. */
  readonly sentence: string;
  /** What Python's `math` raises where the result is too large for a number, for operations that it has. */
  readonly overflowError?: string;
  /** Why the forward rule has no finite result for these operands, where there is a reason of its own. */
  readonly nonFinite?: (a: number, b: number) => string | undefined;
  /** At a kink: which slope is taken there, and whose convention that is. */
  readonly kink?: (a: number, b: number) => string | undefined;
}

/** ln(DBL_MAX): past it exp overflows. */
export const EXP_LIMIT = 709.782712893384;
/** What Python's math.exp raises there. */
export const MATH_RANGE_ERROR = 'math range error';

/** A local derivative as text, and as a number. */
export const local = (text: string, number: LocalDerivative['number']): LocalDerivative => ({ text, number });
