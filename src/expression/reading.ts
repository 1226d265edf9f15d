import { inOption, UserError } from '../errors.ts';
import { format } from './format.ts';
import { type Formula, toFormula } from './formula.ts';
import { functionNamed } from './functions.ts';
import { clean } from './notation/clean.ts';
import { type Request, requestOf, statementsOf } from './notation/request.ts';
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
  /** The text to type for the other way to put brackets, and how it is read: `sin (x/2)` for `sin x/2`. */
  readonly other: { readonly text: string; readonly readAs: string } | undefined;
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
export function readRequest(typed: string, options: ReadingOptions = {}): Reading {
  const request = requestOf(typed);
  const at = options.at === undefined ? '' : (withPoints(options.at) ?? options.at);
  const values = at === '' ? '' : inOption('at', () => readValues(at));
  const readWithPoints = (pointed: Request, refusal: UserError): Reading => {
    try {
      const found = read(typed, pointed, values, options);
      return { ...found, readAs: found.readAs ?? found.plain };
    } catch (error) {
      throw error instanceof UserError ? refusal : error;
    }
  };
  try {
    return read(typed, request, values, options);
  } catch (error) {
    const points = withPoints(request.text);
    if (error instanceof UserError && points !== undefined) return readWithPoints({ ...request, text: points }, error);
    // `y = 2xy` has no y on the right when `xy` is one name.
    if (error instanceof UserError && error.code === 'E_CIRCULAR' && options.names === undefined) {
      const names = namesOf(request.text);
      if (names.length > 0) return readRequest(typed, { ...options, names });
    }
    throw error instanceof UserError ? error.with({ correction: corrected(error.correction, request, values) }) : error;
  }
}

/** `0,5x` with a point; but of `1,500` nobody can tell. Undefined where there is no such comma. */
function withPoints(text: string): string | undefined {
  if (!/\d,\d/.test(text) || /(?<![\d.,])[1-9]\d{0,2},\d{3}(?!\d)/.test(text)) return undefined;
  return text.replace(/(?<=(?<![\d.,])\d+),(?=\d+(?![\d.,]))/g, '.');
}

/** What is to be typed instead: the formula without the values of another option, and with what was asked around it. */
function corrected(text: string | undefined, { by }: Request, values: string): string | undefined {
  const behind = values === '' ? '' : `; ${values}`;
  if (text === undefined || !text.endsWith(behind)) return undefined;
  const formula = text.slice(0, text.length - behind.length);
  return by.length === 0 ? formula : `derivative of ${formula} with respect to ${by.join(' and ')}`;
}

/** The names that would be taken apart. */
function namesOf(text: string): string[] {
  return likeliest(text, []).choices.flatMap(({ name, factors }) => (factors === undefined ? [] : [name]));
}

/** What a text comes to when names are taken apart and `e` is a number where that is likelier. */
function likeliest(source: string, known: readonly string[]) {
  const [text, tokens] = tokensOf(source);
  const evidence = evidenceOf(tokens, known);
  const { tokens: taken, apart } = takeApart(
    tokens,
    (name) => (evidence.whole.has(name) ? undefined : applied(name)) ?? factorsOf(name, evidence),
  );
  const parsed = parseTokens(text, taken);
  // Of `xsinx` and `ylog(p)` there is no other reading.
  const choices: Choice[] = [...apart].flatMap(([name, factors]) =>
    applied(name) || functionNamed(factors.at(-1) as string) ? [] : [{ name, factors }],
  );
  if (evidence.whole.has('e') || !isOnlyBase('e', parsed.statements)) return { ...parsed, text, apart, choices };
  const statements = parsed.statements.map((one) => ({ ...one, expression: withEuler(one.expression) }));
  return { ...parsed, statements, text, apart, choices: [...choices, { name: 'e', factors: undefined }] };
}

function read(typed: string, request: Request, values: string, { wrt = [], names = [] }: ReadingOptions): Reading {
  const known = [
    ...names,
    ...wrt,
    ...request.by,
    ...oneNames(typed),
    ...(request.of === undefined ? [] : [request.of]),
  ];
  const source = values === '' ? request.text : `${request.text}; ${values}`;
  const { text, choices, apart, ...parsed } = likeliest(source, known);
  const statements = named(parsed.statements, request.of);
  const all = [...statements, ...pointOf(request.point, statements, request.by, text)];
  const formula = toFormula(all, text);
  if (request.of !== undefined && request.of !== formula.output && !formula.definitions.has(request.of)) {
    throw new UserError(`The result of this formula is \`${formula.output}\`, not \`${request.of}\`.`, {
      code: 'E_OTHER_RESULT',
      hint: `Ask for \`d${formula.output}/d${request.by[0] ?? formula.leaves[0]}\`.`,
      correction: text,
    });
  }
  const rewritten = request.words || parsed.liberties || apart.size > 0 || choices.length > 0 || /\\[a-z]/i.test(typed);
  return {
    formula,
    by: request.by.length > 0 ? request.by : variables(request.prime, parsed.arguments, formula),
    readAs: rewritten ? shown(statements.filter((statement) => !isValue(statement))) : undefined,
    plain: shown(all),
    derivative: request.derivative,
    other: otherBrackets(parsed.other, request, values, known),
    choices,
  };
}

function otherBrackets(source: string | undefined, request: Request, values: string, known: readonly string[]) {
  const text = corrected(source, request, values);
  if (source === undefined || text === undefined) return undefined;
  try {
    return { text, readAs: shown(likeliest(source, known).statements.filter((statement) => !isValue(statement))) };
  } catch (error) {
    // Brackets that cannot stand there are no other reading.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

const isValue = ({ name, expression }: Statement): boolean => name !== undefined && namesIn(expression).size === 0;

/** Statements in plain signs. */
const shown = (statements: readonly Statement[]): string =>
  statements
    // `f(x)` beside its definition says nothing more.
    .filter(({ name, expression }, _, { length }) => name !== undefined || expression.kind !== 'name' || length === 1)
    .map(({ name, expression }) => `${name === undefined ? '' : `${name} = `}${format(expression)}`)
    .join('; ');

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
function pointOf(
  point: string | undefined,
  statements: readonly Statement[],
  by: readonly string[],
  text: string,
): Statement[] {
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
      correction: `${text}; ${leaves[0] ?? 'x'}=${point}`,
    });
  }
  return [{ name, expression: (parse(point)[0] as Statement).expression, at: { start: 0, end: 0 } }];
}

/** The values of `--at`, as statements like those typed behind a formula. */
function readValues(at: string): string {
  const text = statementsOf(at);
  const wrong = parse(text).find(({ name, expression }) => name === undefined || expression.kind === 'name');
  if (wrong === undefined) return text;
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

/**
 * The same expression with the powers of `e` as `exp`.
 *
 * @param bare whether `e` is a number where it is under no power, too
 */
export function withEuler(expression: Expression, bare = false): Expression {
  if (expression.kind === 'name' && expression.name === 'e' && bare) return call('exp', numberNode(1));
  if (expression.kind !== 'call') return expression;
  const [base, exponent] = expression.operands;
  if (expression.fn === 'pow' && base?.kind === 'name' && base.name === 'e')
    return call('exp', withEuler(exponent as Expression, bare));
  return { ...expression, operands: expression.operands.map((operand) => withEuler(operand, bare)) };
}

/** The names in a list such as `a, b`. */
export const listedNames = (names: string | undefined): string[] =>
  clean(names ?? '')
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
