import { type OperationName, operation } from '../engine/index.ts';
import { parseRule } from '../expression/index.ts';
import { factorToPython, type Style, toPython } from './expression.ts';

/** Names of operands in a text of the table, and what stands for them. */
type Operands = Readonly<Record<string, string>>;

const put = (text: string, operands: Operands): string =>
  text.replace(/(?<![\w.])[a-z]+(?![\w(])/g, (name) => operands[name] ?? name);

/** How the table's rules are written for plain numbers. */
const numbers = (operands: Operands): Style => ({
  name: (name) => operands[name] ?? name,
  squares: 'product',
  call(fn, [a = '', b = '']) {
    const { python, symbol } = operation(fn);
    return python === undefined ? `math.${symbol}(${bare(a)})` : put(python, { a, b });
  },
});

/** What stands in the brackets of a function needs none of its own. */
const bare = (text: string): string => text.replace(/^\(([^()]*)\)$/, '$1');

/** The forward rule of an operation in Python, of numbers: steps that give names, and last the result. */
export function forwardRule(name: OperationName, operands: Operands): string[] {
  const { python, lanes, form, symbol } = operation(name);
  const { a = '', b = '' } = operands;
  if (python !== undefined) return put(python, operands).split('; ');
  if (form === 'infix') return [`${a} ${symbol === '^' ? '**' : symbol} ${b}`];
  if (form === 'prefix') return [symbol + a];
  if (!lanes?.includes(';')) return [`math.${symbol}(${a})`];
  return parseRule(lanes).map(({ name: step, expression }) => {
    const text = toPython(expression, numbers(operands));
    return step === undefined ? text : `${step} = ${text}`;
  });
}

/** The local derivative of an operation by one of its operands in Python, as a factor: `1` and `0` too. */
export function localRule(name: OperationName, operand: 0 | 1, operands: Operands): string {
  const local = operation(name).local[operand];
  if (local === undefined) throw new RangeError(`${name} has no operand ${operand}`);
  if (local.python !== undefined) return `(${put(local.python, operands)})`;
  // What the engine computes to the last bit, where Python can read it.
  const { lanes = '?', text } = local;
  const [rule] = parseRule(lanes.includes('?') ? text : lanes);
  if (rule === undefined) throw new SyntaxError(`the local derivative of ${name} is empty`);
  return factorToPython(rule.expression, numbers(operands));
}
