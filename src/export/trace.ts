import { arity, type OperationName, type Tape, type Value, value, withTape } from '../engine/index.ts';
import { call, type Expression, nameNode, namesIn, numberNode } from '../expression/index.ts';
import { isOperation, ruleOfExpression, type Style, toPython } from './expression.ts';
import { methodName, type Uses } from './value-class.ts';

/** A function of the engine as Python writes it: values that are used twice get names, and the result comes last. */
export interface Traced {
  readonly steps: readonly { readonly name: string; readonly expression: Expression }[];
  readonly result: Expression;
}

/** Names for values inside, apart from those of what goes in. */
const INNER = ['u', 'v', 'z', 'r', 's', 'q'];

/**
 * Follows a function of the engine, and writes down what it does with these names.
 *
 * @param names one an operand
 */
export function traced(names: readonly string[], of: (...operands: Value[]) => Value): Traced {
  return withTape((tape) => {
    const operands = names.map(() => value(0.5));
    const root = of(...operands).id;
    const known = new Map(operands.map(({ id }, i) => [id, nameNode(names[i] as string)]));
    const uses = usesOf(tape, root);
    const steps: { name: string; expression: Expression }[] = [];
    const expressionOf = (id: number): Expression => {
      const name = known.get(id);
      if (name !== undefined) return name;
      const fn = tape.operationOf(id);
      if (fn === undefined) {
        return numberNode(tape.data[id] as number);
      }
      const expression = tidy(call(fn, ...tape.operandsOf(id).map(expressionOf)));
      if ((uses.get(id) ?? 0) < 2) return expression;
      const inner = nameNode(INNER[steps.length] ?? `u${steps.length}`);
      steps.push({ name: inner.kind === 'name' ? inner.name : '', expression });
      known.set(id, inner);
      return inner;
    };
    return { steps, result: expressionOf(root) };
  });
}

/** How often each node is an operand of what leads to the root. */
function usesOf(tape: Tape, root: number): Map<number, number> {
  const uses = new Map([[root, 1]]);
  for (let id = root; id >= 0; id--) {
    if (!uses.has(id)) continue;
    for (const operand of tape.operandsOf(id)) uses.set(operand, (uses.get(operand) ?? 0) + 1);
  }
  return uses;
}

/** `1 - t` where the engine, whose methods stand behind a value, has `-t + 1`: the same to the last bit. */
function tidy(expression: Expression): Expression {
  if (expression.kind !== 'call' || expression.fn !== 'add') return expression;
  const [a, b] = expression.operands;
  return a?.kind === 'call' && a.fn === 'neg' && b?.kind === 'number'
    ? call('sub', b, a.operands[0] as Expression)
    : expression;
}

/** Which names are plain numbers; all others are `Value`s. */
type IsNumber = (name: string) => boolean;

const isPlain = (expression: Expression, isNumber: IsNumber): boolean => [...namesIn(expression)].every(isNumber);

/** Adds what an expression asks of the class `Value`. */
export function collectUses(
  expression: Expression,
  isNumber: IsNumber,
  uses: { operations: Set<OperationName>; reflected: Set<OperationName> },
): void {
  if (expression.kind !== 'call' || isPlain(expression, isNumber)) return;
  const fn = expression.fn as OperationName;
  uses.operations.add(fn);
  const [a] = expression.operands;
  if (arity(fn) === 2 && a !== undefined && isPlain(a, isNumber)) uses.reflected.add(fn);
  for (const operand of expression.operands) collectUses(operand, isNumber, uses);
}

/** How an expression of `Value`s is written: functions are methods. */
export const valueStyle = (uses: Uses): Style => ({
  call(fn, [bare = '', b], [a = '']) {
    if (fn === 'abs') return `abs(${bare})`;
    const whole = /^\(?-?\d/.test(a) ? `Value(${a})` : a;
    return `${whole}.${isOperation(fn) ? methodName(fn, uses) : fn}(${b ?? ''})`;
  },
});

/** The lines of a function's body. */
export const bodyOf = ({ steps, result }: Traced, style: Style): string[] => [
  ...steps.map(({ name, expression }) => `${name} = ${toPython(ruleOfExpression(expression), style)}`),
  `return ${toPython(ruleOfExpression(result), style)}`,
];
