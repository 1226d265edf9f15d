import { UserError } from '../errors.ts';
import { format } from './format.ts';
import { type Formula, toFormula } from './formula.ts';
import { clean } from './notation/clean.ts';
import { requestOf, statementsOf } from './notation/request.ts';
import { parse, parseTokens, tokensOf } from './parse.ts';
import { applied, evidenceOf, factorsOf, takeApart } from './run-together.ts';
import { call, type Expression, namesIn, numberNode, type Statement } from './syntax.ts';

/** A name that could have meant something else, and what it was taken for. */
export interface Choice {
  /** `mx`, or `e`. */
  readonly name: string;
  /** The factors that it was taken apart into; undefined for Euler's number. */
  readonly factors: readonly string[] | undefined;
}

/** What a person typed, as a formula, and how it was read. */
export interface Reading {
  readonly formula: Formula;
  /** The names by which the derivative was asked for; none for all. */
  readonly by: readonly string[];
  /** The formula in plain signs, where it was typed otherwise; to be shown in the first line. */
  readonly readAs: string | undefined;
  /** Formula and values in plain signs. */
  readonly plain: string;
  /** Was a derivative asked for in words, and so by certain names? */
  readonly derivative: boolean;
  readonly choices: readonly Choice[];
}

/** What is known of a formula beside its text. */
export interface ReadingOptions {
  /** Values for its names, as statements. */
  readonly at?: string | undefined;
  /** Names by which the derivative is wanted. */
  readonly wrt?: readonly string[];
  /** Names of several letters that are one name, and `e` where it is no number. */
  readonly names?: readonly string[];
}

/**
 * Reads a formula in any notation that people type or paste: school, LaTeX, Python, spoken; with the words around it.
 * Where a name of several letters could be a product, or `e` Euler's number, the likelier reading is taken and the
 * other one named in `choices`.
 *
 * @throws UserError that says what cannot be read, where, and what to do instead
 */
export function readRequest(typed: string, { at, wrt = [], names = [] }: ReadingOptions = {}): Reading {
  const request = requestOf(typed);
  const values = at === undefined ? [] : readValues(at);
  const [text, tokens] = tokensOf(request.text);
  const known = [...names, ...wrt, ...request.by, ...oneNames(typed), ...values.flatMap(({ name }) => name ?? [])];
  const evidence = evidenceOf(tokens, request.of === undefined ? known : [...known, request.of]);
  const choices: Choice[] = [];
  const split = takeApart(
    tokens,
    (name) => (evidence.whole.has(name) ? undefined : applied(name)) ?? factorsOf(name, evidence),
  );
  for (const [name, factors] of split.apart) if (applied(name) === undefined) choices.push({ name, factors });
  const parsed = parseTokens(text, split.tokens);
  let statements = named(parsed.statements, request.of);
  if (!evidence.whole.has('e') && isOnlyBase('e', [...statements, ...values])) {
    choices.push({ name: 'e', factors: undefined });
    statements = statements.map((statement) => ({ ...statement, expression: withEuler(statement.expression) }));
  }
  const all = [...statements, ...values, ...pointOf(request.point, statements, request.by)];
  const formula = toFormula(all, text);
  if (request.of !== undefined && request.of !== formula.output && !formula.definitions.has(request.of)) {
    throw new UserError(`The result of this formula is \`${formula.output}\`, not \`${request.of}\`.`, {
      code: 'E_OTHER_RESULT',
      hint: `Ask for \`d${formula.output}/d${request.by[0] ?? formula.leaves[0]}\`.`,
    });
  }
  const rewritten =
    request.words || parsed.liberties || split.apart.size > 0 || choices.length > 0 || /\\[a-z]/i.test(typed);
  return {
    formula,
    by: request.by.length > 0 ? request.by : variables(request.prime, parsed.arguments, formula),
    readAs: rewritten ? shown(statements.filter((statement) => !isValue(statement))) : undefined,
    plain: shown(all),
    derivative: request.derivative,
    choices,
  };
}

const isValue = ({ name, expression }: Statement): boolean => name !== undefined && namesIn(expression).size === 0;

/** Statements in plain signs. */
const shown = (statements: readonly Statement[]): string =>
  statements.map(({ name, expression }) => `${name === undefined ? '' : `${name} = `}${format(expression)}`).join('; ');

/** The result as it was named in the question, where the formula itself has no name. */
function named([first, ...rest]: readonly Statement[], of: string | undefined): Statement[] {
  const has = of === undefined || [first, ...rest].some((statement) => statement?.name === of);
  return [has || first?.name !== undefined ? (first as Statement) : { ...(first as Statement), name: of }, ...rest];
}

/** By what `y'` and `f(x) = …` are derived: the variable in the brackets, else `x`, else the only name. */
function variables(prime: boolean, defined: readonly string[], { leaves, values }: Formula): string[] {
  const own = defined.filter((name) => leaves.includes(name));
  if (own.length > 0) return own;
  if (!prime) return [];
  const free = leaves.filter((name) => !values.has(name));
  const variable = ['x', 't'].find((name) => leaves.includes(name)) ?? (free.length === 1 ? free[0] : undefined);
  return variable === undefined ? [] : [variable];
}

/** A value without its name, as in "x^2 at 3": that of the name by which is derived, or of the only one. */
function pointOf(point: string | undefined, statements: readonly Statement[], by: readonly string[]): Statement[] {
  if (point === undefined) return [];
  const defined = statements.flatMap(({ name }) => name ?? []);
  const leaves = [...new Set(statements.flatMap(({ expression }) => [...namesIn(expression)]))].filter(
    (name) => !defined.includes(name),
  );
  const [name, more] = by.length > 0 ? by : leaves;
  if (name === undefined || more !== undefined) {
    throw new UserError(`Which name has the value ${point}?`, {
      code: 'E_VALUE_WITHOUT_NAME',
      hint: `Say it, as in \`at ${leaves[0] ?? 'x'}=${point}\`.`,
    });
  }
  return [{ name, expression: numberNode(Number(point), point), at: { start: 0, end: 0 } }];
}

/** The values of `--at`, which are statements like those typed behind a formula. */
function readValues(at: string): Statement[] {
  const text = statementsOf(at);
  const values = parse(text);
  const wrong = values.find(({ name, expression }) => name === undefined || expression.kind === 'name');
  if (wrong === undefined) return values;
  throw new UserError('`--at` takes values for names.', {
    code: 'E_VALUES_FORMAT',
    hint: 'For example `--at "a=2 b=-3"`.',
    where: { text: clean(text), place: wrong.at },
  });
}

/** Names that LaTeX says are one: `\mathrm{loss}`. */
const oneNames = (typed: string): string[] =>
  [...typed.matchAll(/\\(?:mathrm|operatorname|text|mathit|textit)\{\s*(\w{2,})\s*\}/g)].map(
    ([, name]) => name as string,
  );

/** Does a name occur, and nowhere but as the base of a power? */
function isOnlyBase(name: string, statements: readonly Statement[]): boolean {
  let found = false;
  const walk = (expression: Expression): boolean => {
    if (expression.kind === 'name') return expression.name !== name;
    if (expression.kind === 'number') return true;
    const [base, exponent] = expression.operands;
    if (expression.fn === 'pow' && base?.kind === 'name' && base.name === name) {
      found = true;
      return walk(exponent as Expression);
    }
    return expression.operands.every(walk);
  };
  return statements.every((statement) => statement.name !== name && walk(statement.expression)) && found;
}

/** The same expression with the powers of `e` as `exp`. */
export function withEuler(expression: Expression): Expression {
  if (expression.kind !== 'call') return expression;
  const operands = expression.operands.map(withEuler);
  const [base, exponent] = operands;
  if (expression.fn === 'pow' && base?.kind === 'name' && base.name === 'e') return call('exp', exponent as Expression);
  return { ...expression, operands };
}
