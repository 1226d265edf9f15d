import type { OperationName } from '../engine/index.ts';
import {
  call,
  type Expression,
  evaluate,
  type Formula,
  nameNode,
  namesIn,
  numberNode,
  substitute,
} from '../expression/index.ts';
import { pythonNumber, ruleOfExpression, toPython } from './expression.ts';
import { quotedLine, solved, wrapped } from './lines.ts';
import { pythonNames } from './names.ts';
import { collectUses, valueStyle } from './trace.ts';
import { type Uses, valueClass } from './value-class.ts';

/** A number of the derivation that the script compares its own with. */
export interface Compared {
  readonly name: string;
  readonly value: number;
  /** By how much it may differ where that is more than 1e-9 of it: what rounding leaves. */
  readonly tolerance: number | undefined;
}

export interface ExportedGradient {
  readonly formula: Formula;
  /** Of every input. */
  readonly values: ReadonlyMap<string, number>;
  readonly output: Compared;
  readonly gradients: readonly Compared[];
  /** How many operations stand on one another. */
  readonly depth: number;
  /** The command, for the reader. */
  readonly line: string | undefined;
}

/** Deeper formulas are too deep for Python's usual limit. */
const MAX_DEPTH = 400;

const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'pow', 'neg'];

/** Functions of numbers alone as their number: Python's plain numbers have no methods. */
function folded(expression: Expression): Expression {
  if (expression.kind !== 'call') return expression;
  if (namesIn(expression).size === 0 && !ARITHMETIC.includes(expression.fn))
    return numberNode(evaluate(expression, new Map()));
  return { ...expression, operands: expression.operands.map(folded) };
}

/** All exponents, as far as they are plain numbers. */
function exponentsOf(expression: Expression): (number | undefined)[] {
  if (expression.kind !== 'call') return [];
  const inner = expression.operands.flatMap(exponentsOf);
  const [, exponent = call('neg')] = expression.operands;
  if (expression.fn !== 'pow') return inner;
  return [...inner, namesIn(exponent).size === 0 ? evaluate(exponent, new Map()) : undefined];
}

/** The script, and the part of it that is about the formula. */
export interface GradientScript {
  readonly text: string;
  readonly formula: string;
}

/** A derivation as a script of plain Python: the article's class, the values, the formula, and its gradients compared. */
export function gradientScript({ formula, values, output, gradients, depth, line }: ExportedGradient): GradientScript {
  const names = pythonNames([...formula.leaves, ...formula.definitions.keys()]);
  const nameOf = (name: string): string => names.get(name) ?? name;
  const renamed = (expression: Expression): Expression =>
    substitute(folded(expression), (name) => nameNode(nameOf(name)));
  const definitions = [...formula.definitions].map(
    ([name, expression]) => [nameOf(name), renamed(expression)] as const,
  );
  const exponents = definitions.flatMap(([, expression]) => exponentsOf(expression));
  const found = { operations: new Set<OperationName>(), reflected: new Set<OperationName>() };
  for (const [, expression] of definitions) collectUses(expression, () => false, found);
  const numberPowers =
    !found.reflected.has('pow') && exponents.every((exponent) => exponent !== undefined && exponent !== 0);
  const uses: Uses = { ...found, numberPowers };
  const style = { ...valueStyle(uses), name: (name: string) => (name === 'pi' ? 'math.pi' : name) };
  const result = nameOf(formula.output);
  const chosen = formula.leaves.filter((name) => !formula.values.has(name));
  const lines = [
    ...(chosen.length === 0 ? [] : [chosenComment(chosen.map(nameOf), formula)]),
    ...formula.leaves.map((name) => `${nameOf(name)} = Value(${pythonNumber(values.get(name) as number)})`),
    '',
    ...definitions.map(([name, expression]) => `${name} = ${toPython(ruleOfExpression(expression), style)}`),
    `${result}.backward()`,
    '',
    `print("${result} =", ${result}.data)`,
    ...gradients.map(({ name }) => `print("d${result}/d${nameOf(name)} =", ${nameOf(name)}.grad)`),
  ];
  const checks = [
    assertion(`${result}.data`, output),
    ...gradients.map((gradient) => assertion(`${nameOf(gradient.name)}.grad`, gradient)),
  ];
  const deep = depth > MAX_DEPTH;
  const text = [
    '"""A derivation of Chainrule in plain Python, with the class of the article.',
    ...quotedLine(line),
    '',
    ...wrapped('Run it with: python3 grad.py. It ends with a check that the gradients are the same.', 86),
    ...['"""', '', 'import math'],
    ...(deep ? ['import sys', '', `sys.setrecursionlimit(${10 * depth})  # this formula is deep`] : []),
    ...['', '', ...valueClass(uses, solved), '', ''],
    ...[...lines, '', '# The same numbers, as Chainrule has them.', ...checks, ''],
  ].join('\n');
  return { text, formula: lines.join('\n') };
}

const chosenComment = (names: readonly string[], { values }: Formula): string =>
  values.size === 0
    ? '# Values that Chainrule chose.'
    : `# Chainrule chose ${names.join(', ')}: ${names.length === 1 ? 'it has' : 'they have'} no value in the question.`;

function assertion(found: string, { value, tolerance }: Compared): string {
  const within = tolerance === undefined ? 'rel_tol=1e-9' : `abs_tol=${tolerance.toExponential(1)}`;
  return `assert math.isclose(${found}, ${pythonNumber(value)}, ${within})`;
}
