import { type OperationName, operation, readRule } from '../engine/index.ts';
import { factorToPython, isOperation, type Style, toPython } from './expression.ts';

/** Names in a text of the tables, and what stands for them. */
type Names = Readonly<Record<string, string>>;

const put = (text: string, names: Names): string =>
  text.replace(/(?<![\w.])[a-z]+(?![\w(])/g, (name) => names[name] ?? name);

/** What Python has without a library. */
const BUILT_IN = ['abs', 'min', 'max'];

/** How the tables' rules are written for plain numbers. */
export const numbers = (names: Names): Style => ({
  name: (name) => (name === 'pi' ? 'math.pi' : (names[name] ?? name)),
  squares: 'product',
  call(fn, operands, [a = '', b = '']) {
    const { python, symbol } = isOperation(fn) ? operation(fn) : { symbol: fn };
    if (python !== undefined) return `(${put(python, { a, b })})`;
    return `${BUILT_IN.includes(fn) ? symbol : `math.${symbol}`}(${operands.join(', ')})`;
  },
});

/** The forward rule of an operation in Python, of numbers: steps that give names, and last the result. */
export function forwardRule(name: OperationName, names: Names): string[] {
  const { python, lanes, form, symbol } = operation(name);
  const { a = '', b = '' } = names;
  if (python !== undefined) return put(python, names).split('; ');
  if (form === 'infix') return [`${a} ${symbol === '^' ? '**' : symbol} ${b}`];
  if (form === 'prefix') return [symbol + a];
  const { steps, result } = readRule(lanes ?? `${symbol}(a)`);
  const style = numbers(names);
  return [
    ...steps.map((step) => `${step.name} = ${toPython(step.value, style)}`),
    ...(result === undefined ? [] : [toPython(result, style)]),
  ];
}

/** The local derivative of an operation by one of its operands in Python, as a factor: `1` and `0` too. */
export function localRule(name: OperationName, operand: 0 | 1, names: Names): string {
  const local = operation(name).local[operand];
  if (local === undefined) throw new RangeError(`${name} has no operand ${operand}`);
  if (local.python !== undefined) return `(${put(local.python, names)})`;
  // What the engine computes to the last bit, where that is another text.
  const { result } = readRule(local.lanes ?? local.text);
  if (result === undefined) throw new SyntaxError(`the local derivative of ${name} is empty`);
  return factorToPython(result, numbers(names));
}
