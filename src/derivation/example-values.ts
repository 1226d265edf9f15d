import { Random, withTape } from '../engine/index.ts';
import { buildGraph, type Expression, type Formula, type Graph } from '../expression/index.ts';
import { firstNonFinite, kinksOf } from './domain.ts';

/** The article's own numbers, where its names appear. */
const ARTICLE: Record<string, number> = { a: 2, b: -3, c: 10, f: -2 };

/** Small numbers that are easy to follow by hand, no two alike in size, none 0, 1 or -1. */
const FRIENDLY = [2, -3, 0.5, 4, -1.5, 5, 2.5, -6, 0.4, 7];

const ATTEMPTS = 100;
/** So many are tried for values that hide nothing, once there are some that can be followed. */
const PATIENCE = 40;
/** Beyond these a gradient or a value is hard to follow, or has all but vanished in saturation. */
const LARGEST = 1000;
const SMALLEST = 0.02;
/** In larger graphs some numbers are always alike. */
const MAX_COMPARED = 60;

/**
 * From best to worst: nothing is hidden; everything can be followed; some input has no say, as in saturation; hard to
 * read; no numbers.
 */
const QUALITIES = ['clear', 'good', 'flat', 'finite', 'bad'] as const;
type Quality = (typeof QUALITIES)[number];

/**
 * Values for the leaves that have none, chosen so that everything is finite, not at a kink, of readable size, no
 * gradient 0, and no two numbers the same by chance, where that can be: at x = 2 the derivative of x^2 is x^2. The same
 * for the same formula. Undefined when none were found.
 */
export function chooseValues(formula: Formula): Map<string, number> | undefined {
  const missing = formula.leaves.filter((name) => !formula.values.has(name));
  const random = new Random(missing.length);
  let best: Quality = 'bad';
  let found: Map<string, number> | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const values = new Map(formula.values);
    for (const [i, name] of missing.entries()) values.set(name, choose(name, i, attempt, random));
    if (attempt > 0 && missing.some((name) => isOrdinary(values, name))) continue;
    const quality = judge(formula, values);
    if (quality === 'clear' || missing.length === 0) return quality === 'bad' ? undefined : values;
    if (QUALITIES.indexOf(quality) < QUALITIES.indexOf(best)) {
      best = quality;
      found = values;
    }
    if (best === 'good' && (attempt >= PATIENCE || isArticle(formula))) return found;
  }
  return found;
}

function choose(name: string, index: number, attempt: number, random: Random): number {
  if (attempt === 0) return Object.hasOwn(ARTICLE, name) ? (ARTICLE[name] as number) : friendly(index);
  // The same list from a later place on, first without signs: for log and sqrt.
  if (attempt < FRIENDLY.length) return Math.abs(friendly(index, attempt));
  // Then others of that size most often, and positive, small and large ones: for log, sqrt, exp and tanh.
  const size = friendly(index, attempt);
  const kind = Math.floor(random.random() * 7);
  return [size, size, Math.abs(size), size / 2, size, size / 5, Math.abs(size) * 5][kind] as number;
}

/** A value that another name has too but for its sign, or 1: no rule can be seen by it. */
function isOrdinary(values: ReadonlyMap<string, number>, name: string): boolean {
  const size = Math.abs(values.get(name) as number);
  return size === 1 || [...values].some(([other, value]) => other !== name && Math.abs(value) === size);
}

/** All of different sizes, however many there are. */
function friendly(index: number, shift = 0): number {
  if (index < FRIENDLY.length) return FRIENDLY[(index + shift) % FRIENDLY.length] as number;
  return (index % 2 === 0 ? 1 : -1) * Number((0.6 + 0.013 * (index - FRIENDLY.length)).toFixed(3));
}

/** The graphs of the article, whose numbers are its own: sums and products of its names. */
const isArticle = ({ leaves, definitions }: Formula): boolean =>
  leaves.length > 2 &&
  leaves.every((name) => Object.hasOwn(ARTICLE, name)) &&
  [...definitions.values()].every(isSumOfProducts);

const isSumOfProducts = (expression: Expression): boolean =>
  expression.kind === 'name' ||
  (expression.kind === 'call' &&
    (expression.fn === 'add' || expression.fn === 'mul') &&
    expression.operands.every(isSumOfProducts));

function judge(formula: Formula, values: ReadonlyMap<string, number>): Quality {
  const quality = withTape((tape) => readable(buildGraph(formula, values, tape)));
  if (quality !== 'good') return quality;
  const large = formula.definitions.size + formula.leaves.length > MAX_COMPARED;
  return large || !hidesSomething(formula, values) ? 'clear' : 'good';
}

function readable(graph: Graph): Quality {
  if (firstNonFinite(graph) !== undefined) return 'bad';
  const { tape } = graph;
  tape.backward(graph.output.id);
  const nodes = changing(graph);
  const numbers = nodes.flatMap(({ id }) => [tape.data[id], tape.grad[id]]);
  if (!numbers.every((number) => Number.isFinite(number))) return 'bad';
  const sizes = numbers.map((number) => Math.abs(number as number));
  if (!sizes.every((size) => size === 0 || (size >= SMALLEST && size <= LARGEST)) || kinksOf(graph).length > 0) {
    return 'finite';
  }
  return nodes.some(({ kind, id }) => kind === 'leaf' && tape.grad[id] === 0) ? 'flat' : 'good';
}

/** The nodes that some input has a part in: the -3 of x^-3 has no gradient that anybody asks for. */
function changing({ nodes, tape }: Graph): Graph['nodes'] {
  const found = new Set<number>();
  return nodes.filter(({ kind, id }) => {
    const changes =
      kind === 'leaf' || (kind === 'operation' && tape.operandsOf(id).some((operand) => found.has(operand)));
    if (changes) found.add(id);
    return changes;
  });
}

/** Factors by which values are moved to see whether two numbers are the same by chance. */
const MOVES = [1.0137, 0.9871, 1.0229, 0.9793, 1.0311];

/** Are two numbers of the derivation the same in size, or one 0 or 1, at these values but not next to them? */
function hidesSomething(formula: Formula, values: ReadonlyMap<string, number>): boolean {
  const moved = new Map([...values].map(([name, value], i) => [name, value * (MOVES[i % MOVES.length] as number)]));
  const [here, there] = [values, moved].map((point) =>
    withTape((tape) => {
      const graph = buildGraph(formula, point, tape);
      tape.backward(graph.output.id);
      return [0, 1, ...changing(graph).flatMap(({ id }) => [tape.data[id], tape.grad[id]])].map((number) =>
        Math.abs(number as number),
      );
    }),
  ) as [number[], number[]];
  const order = here.map((_, i) => i).sort((i, k) => (here[i] as number) - (here[k] as number));
  return order.some((i, n) => {
    const k = order[n + 1];
    return k !== undefined && alike(here[i], here[k]) && !alike(there[i], there[k]);
  });
}

const alike = (a = 0, b = 0): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, a, b);
