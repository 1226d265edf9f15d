import { type ErrorCode, type SourceRange, UserError } from '../errors.ts';
import { nearest } from '../text.ts';
import { evaluate } from './evaluate.ts';
import { type Expression, namesIn, type Statement, sizeOf, substitute } from './syntax.ts';

/** What a person's statements come to: one result, what it is made of, and the values that were given. */
export interface Formula {
  /** The name of the result; chosen if none was given. */
  readonly output: string;
  /** Every name with a formula, in an order in which they can be computed; the output is the last. */
  readonly definitions: ReadonlyMap<string, Expression>;
  /** The inputs, in the order in which the formula is read. */
  readonly leaves: readonly string[];
  readonly values: ReadonlyMap<string, number>;
}

const OUTPUT_NAMES = ['L', 'y', 'z', 'out', 'result'];

/** Refuses with a sentence, what to do instead, the place, and the text as it should be where that is known. */
type Fail = (code: ErrorCode, message: string, hint: string, more?: { at?: SourceRange; correction?: string }) => never;

/** The text without one of its statements, or with another in its place. */
const without = (text: string, { start, end }: SourceRange, put = ''): string =>
  `${text.slice(0, start)}${put}${text.slice(end)}`.replace(/^[\s;,]+|[\s;,]+$/g, '');

/**
 * Sorts statements in any order into results, formulas and values.
 *
 * @param text the cleaned formula, for showing places
 * @throws UserError for two results, a circle, a name defined twice, a value that belongs to nothing
 */
export function toFormula(statements: readonly Statement[], text: string): Formula {
  const expressions = new Map<string, Expression>();
  const values = new Map<string, number>();
  const fail: Fail = (code, message, hint, { at, correction } = {}) => {
    throw new UserError(message, { code, hint, correction, ...(at && { where: { text, place: at } }) });
  };
  const taken = new Set(
    statements.flatMap(({ name, expression }) => [...(name ? [name] : []), ...namesIn(expression)]),
  );
  for (const { name: given, expression, at } of statements) {
    const constant = namesIn(expression).size === 0;
    if (given === undefined && constant && statements.length > 1) {
      fail(
        'E_NUMBER_WITHOUT_NAME',
        'This number belongs to no name.',
        'Write values as `a=2`, and decimals with a point: `a=1.5`.',
        { at },
      );
    }
    const name = given ?? freeName(OUTPUT_NAMES, taken);
    if (expressions.has(name) || values.has(name)) {
      fail(
        'E_DEFINED_TWICE',
        `\`${name}\` is defined twice.`,
        given ? 'Keep one of the two.' : 'Give one formula at a time.',
        { at, correction: without(text, at) },
      );
    }
    if (constant && given !== undefined) values.set(name, constantValue(name, expression, at, text));
    else expressions.set(name, expression);
    if (given === undefined) taken.add(name);
  }
  return arrange(expressions, values, statements, text, fail);
}

function constantValue(name: string, expression: Expression, at: Statement['at'], text: string): number {
  const value = evaluate(expression, new Map());
  if (Number.isFinite(value)) return value;
  throw new UserError(`The value of \`${name}\` is not a finite number.`, {
    code: 'E_VALUE_NOT_FINITE',
    hint: `Give a number, as in \`${name}=2\`.`,
    where: { text, place: at },
  });
}

function arrange(
  all: Map<string, Expression>,
  values: Map<string, number>,
  statements: readonly Statement[],
  text: string,
  fail: Fail,
): Formula {
  const expressions = withoutAliases(all);
  const used = new Set([...expressions.values()].flatMap((expression) => [...namesIn(expression)]));
  const results = [...expressions.keys()].filter((name) => !used.has(name));
  if (expressions.size === 0) {
    fail(
      'E_VALUES_WITHOUT_FORMULA',
      'There are values here, but no formula.',
      'Put the formula first, as in `a*b+c a=2 b=-3 c=10`.',
    );
  }
  const output =
    results[0] ?? fail('E_CIRCULAR', 'These formulas go in a circle.', 'One of them has to stand on inputs only.');
  if (results.length > 1) {
    const pair = results.slice(0, 2);
    const names = pair.map((name) => `\`${name}\``).join(' and ');
    const joined = OUTPUT_NAMES.find((name) => !expressions.has(name) && !used.has(name)) ?? 'sum';
    fail(
      'E_SEVERAL_RESULTS',
      `There are ${results.length} results here: ${names}${results.length > 2 ? ' …' : ''}. A gradient has one.`,
      `Ask for them one at a time, or add one that joins them: \`${joined} = ${pair.join(' + ')}\`.`,
      statements.some(({ name }) => name === undefined)
        ? {}
        : { correction: `${text}; ${joined} = ${results.join(' + ')}` },
    );
  }
  const definitions = new Map<string, Expression>();
  const leaves = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string): void => {
    const expression = expressions.get(name);
    if (expression === undefined) leaves.add(name);
    else if (open.has(name))
      fail('E_CIRCULAR', `\`${name}\` is made from itself.`, 'Formulas must not go in a circle.');
    else if (!definitions.has(name)) {
      open.add(name);
      for (const inner of namesIn(expression)) visit(inner);
      open.delete(name);
      definitions.set(name, expression);
    }
  };
  visit(output);
  for (const name of values.keys()) {
    if (leaves.has(name)) continue;
    const near = nearest(
      name,
      [...leaves].filter((leaf) => !values.has(leaf)),
    );
    const at = statements.find((statement) => statement.name === name)?.at as SourceRange;
    fail(
      'E_UNUSED_VALUE',
      `\`${name}\` has a value, but does not occur in the formula.`,
      near !== undefined ? `Did you mean \`${near}\`?` : 'Leave it out, or use it.',
      { at, correction: without(text, at, near && `${near}${text.slice(at.start, at.end).slice(name.length)}`) },
    );
  }
  const circular = [...expressions.keys()].find((name) => !definitions.has(name));
  if (circular !== undefined)
    fail('E_CIRCULAR', `\`${circular}\` is made from itself.`, 'Formulas must not go in a circle.');
  if (leaves.size === 0) {
    fail(
      'E_NO_NAME_IN_FORMULA',
      'There is no name in this formula, so nothing to take a gradient by.',
      'For example `2*x + 3`.',
    );
  }
  return { output, definitions, leaves: [...leaves], values };
}

/** `L = d` gives a second name to what `d` is: one of the two goes, and the result keeps its name. */
function withoutAliases(all: Map<string, Expression>): Map<string, Expression> {
  const expressions = new Map(all);
  for (;;) {
    const alias = [...expressions].find(([name, { kind, ...rest }]) => {
      return kind === 'name' && 'name' in rest && rest.name !== name && expressions.has(rest.name);
    });
    if (alias === undefined) return expressions;
    const [name, target] = alias as [string, Extract<Expression, { kind: 'name' }>];
    expressions.set(name, expressions.get(target.name) as Expression);
    expressions.delete(target.name);
    const renamed: Expression = { kind: 'name', name };
    for (const [key, expression] of expressions) {
      expressions.set(
        key,
        substitute(expression, (inner) => (inner === target.name ? renamed : undefined)),
      );
    }
  }
}

/** The first name of a list that is not taken; numbered ones when all are. */
function freeName(names: readonly string[], taken: ReadonlySet<string>): string {
  const free = names.find((name) => !taken.has(name));
  if (free !== undefined) return free;
  for (let i = 1; ; i++) if (!taken.has(`v${i}`)) return `v${i}`;
}

/** Longer than this, an expression written in inputs only is no help to a reader. */
const MAX_EXPANDED = 1000;

/** The result in terms of the inputs alone; undefined where it would be too long to read. */
export function expand(formula: Formula): Expression | undefined {
  const expanded = new Map<string, Expression>();
  for (const [name, expression] of formula.definitions) {
    // Sizes first: names used over and over can grow a formula exponentially.
    const size = [...occurrences(expression)].reduce(
      (sum, inner) => sum + (expanded.has(inner) ? sizeOf(expanded.get(inner) as Expression) : 1),
      0,
    );
    if (size + sizeOf(expression) > MAX_EXPANDED) return undefined;
    expanded.set(
      name,
      substitute(expression, (inner) => expanded.get(inner)),
    );
  }
  return expanded.get(formula.output);
}

function* occurrences(expression: Expression): Generator<string> {
  if (expression.kind === 'name') yield expression.name;
  if (expression.kind === 'call') for (const operand of expression.operands) yield* occurrences(operand);
}
