/** One local derivative: d out / d operand, as a number and as text in `a`, `b` and `out`. */
export interface LocalDerivative {
  readonly number: (a: number, b: number, out: number) => number;
  readonly text: string;
  /** As text for the compiler, where `text` is not what `number` does to the last bit. */
  readonly lanes?: string;
  /** As Python for the code export, where the text stops at operands that `number` takes. */
  readonly python?: string;
  /** The name of the rule and its sentence, where they are others than the operation's. */
  readonly said?: Rule;
}

/** How a teacher names a rule and explains it. */
export interface Rule {
  /** Short enough to stand beside a step. */
  readonly rule: string;
  /** What a teacher would say while pointing at it. */
  readonly sentence: string;
}

/** An entry of the table, with the rule of its operands: of both, or of those whose local derivative says no other. */
export interface Operation extends Rule {
  /** How a formula writes it: an infix or prefix sign, or a function name. */
  readonly symbol: string;
  readonly form: 'infix' | 'prefix' | 'function';
  /** The forward rule. Operations of one operand are handed 0 as `b`. */
  readonly forward: (a: number, b: number) => number;
  /** The same, to the last bit, as text for the compiler; without it the operation runs on the tape alone. */
  readonly lanes?: string;
  /**
   * The forward rule as Python for the code export, in `a` and `b`; without it what `lanes` says, or else the function of
   * this symbol in Python's `math`.
   */
  readonly python?: string;
  /** One local derivative an operand; their count is the operation's arity. */
  readonly local: readonly [LocalDerivative] | readonly [LocalDerivative, LocalDerivative];
  /** What Python's `math` raises where the result is too large for a number, for operations that it has. */
  readonly overflowError?: string;
  /** Why the forward rule has no finite result for these operands, where there is a reason of its own. */
  readonly nonFinite?: (a: number, b: number) => string | undefined;
  /** At a kink: which slope is taken there, and whose convention that is. */
  readonly kink?: (a: number, b: number) => string | undefined;
  /** What rounding inside it may add to the result, beside a unit in its last place. */
  readonly blur?: number;
  /** Where no difference quotient may go across. */
  readonly divide?: Divide;
}

/** A place where the slope is another on each side, or none. */
export interface Divide {
  readonly at: 'kink' | 'jump' | 'pole';
  /** The same for operands on one side, another for those on the other, and for those on the divide itself. */
  readonly side: (a: number, b: number) => number;
}

/** ln(DBL_MAX): past it exp overflows. */
export const EXP_LIMIT = 709.782712893384;
/** What Python's math.exp raises there. */
export const MATH_RANGE_ERROR = 'math range error';

/** A local derivative as text, and as a number, with a rule of its own if it has one. */
export const local = (
  text: string,
  number: LocalDerivative['number'],
  more: Pick<LocalDerivative, 'said' | 'lanes' | 'python'> = {},
): LocalDerivative => ({ text, number, ...more });

/** A divide where the first operand is 0. */
export const divideAtZero = (at: Divide['at']): Divide => ({ at, side: Math.sign });
