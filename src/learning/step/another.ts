import { firstNonFinite } from '../../derivation/domain.ts';
import { Random, Tape } from '../../engine/index.ts';
import { buildGraph, formatNumber, type Reading } from '../../expression/index.ts';
import { hash } from '../../questions/hash.ts';
import { hasFewDecimals } from '../../questions/parts/graph-text.ts';
import { friendly } from '../../questions/parts/random.ts';

const DRAWS = 60;
/** Beyond this a number is hard to follow. */
const LARGEST = 200;

/**
 * The same formula with other values that are easy to compute with, as text: `(a*b + c)*f a=4 b=-2 c=3 f=5`. The same for
 * the same values. Undefined where no such values were found.
 */
export function anotherLike({ formula, plain }: Reading): string | undefined {
  if (formula.values.size === 0) return undefined;
  const definitions = plain
    .split('; ')
    .filter((statement) => !formula.values.has(statement.split(' = ', 1)[0] as string))
    .join('; ');
  let second: string | undefined;
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = new Random(hash(`${plain} ${draw}`));
    const drawn = friendly(random, formula.leaves);
    if (drawn.size < formula.leaves.length) return undefined;
    // Without signs for functions such as log and sqrt.
    const values = new Map([...drawn].map(([name, value]) => [name, draw % 2 === 0 ? value : Math.abs(value)]));
    const ease = easeOf(formula, values);
    if (ease === 'none') continue;
    const text = `${definitions} ${[...values].map(([name, value]) => `${name}=${formatNumber(value)}`).join(' ')}`;
    if (ease === 'easy') return text;
    second ??= text;
  }
  return second;
}

/** How easy it is to follow the passes by hand. */
function easeOf(formula: Reading['formula'], values: ReadonlyMap<string, number>): 'easy' | 'finite' | 'none' {
  const graph = buildGraph(formula, values, new Tape());
  if (firstNonFinite(graph) !== undefined) return 'none';
  graph.tape.backward(graph.output.id);
  const numbers = graph.nodes.flatMap(({ id, kind }) =>
    kind === 'constant' ? [] : [graph.tape.data[id] as number, graph.tape.grad[id] as number],
  );
  if (!numbers.every((number) => Number.isFinite(number) && Math.abs(number) <= LARGEST)) return 'none';
  return numbers.every(hasFewDecimals) ? 'easy' : 'finite';
}
