import { Random, withTape } from '../engine/index.ts';
import { buildGraph, type Formula, type Graph } from '../expression/index.ts';
import { firstNonFinite, kinksOf } from './domain.ts';

/** The article's own numbers, where its names appear. */
const ARTICLE: Record<string, number> = { a: 2, b: -3, c: 10, f: -2 };

/** Small numbers that are easy to follow by hand, no two alike in size. */
const FRIENDLY = [2, -3, 0.5, 4, -1, 3, 1.5, -2, 5, -0.5];

const ATTEMPTS = 100;
/** Beyond these a gradient or a value is hard to follow, or has all but vanished in saturation. */
const LARGEST = 1000;
const SMALLEST = 0.02;

/** From best to worst: everything can be followed; some input has no say, as in saturation; hard to read; no numbers. */
const QUALITIES = ['good', 'flat', 'finite', 'bad'] as const;
type Quality = (typeof QUALITIES)[number];

/**
 * Values for the leaves that have none, chosen so that everything is finite, not at a kink, of readable size, and no
 * gradient 0 where that can be; the same for the same formula. Undefined when none were found.
 */
export function chooseValues(formula: Formula): Map<string, number> | undefined {
  const missing = formula.leaves.filter((name) => !formula.values.has(name));
  const random = new Random(missing.length);
  let best: Quality = 'bad';
  let found: Map<string, number> | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const values = new Map(formula.values);
    for (const [i, name] of missing.entries()) values.set(name, choose(name, i, attempt, random));
    const quality = withTape((tape) => judge(buildGraph(formula, values, tape)));
    if (quality === 'good') return values;
    if (QUALITIES.indexOf(quality) >= QUALITIES.indexOf(best)) continue;
    best = quality;
    found = values;
  }
  return found;
}

function choose(name: string, index: number, attempt: number, random: Random): number {
  if (attempt === 0)
    return (Object.hasOwn(ARTICLE, name) ? ARTICLE[name] : FRIENDLY[index % FRIENDLY.length]) as number;
  // Then others of that size most often, and positive, small and large ones: for log, sqrt, exp and tanh.
  const size = FRIENDLY[Math.floor(random.random() * FRIENDLY.length)] as number;
  return [size, size, Math.abs(size), size / 2, size, size / 5, Math.abs(size) * 5][attempt % 7] as number;
}

function judge(graph: Graph): Quality {
  if (firstNonFinite(graph) !== undefined) return 'bad';
  const { tape, nodes } = graph;
  tape.backward(graph.output.id);
  const numbers = nodes.filter(({ kind }) => kind !== 'constant').flatMap(({ id }) => [tape.data[id], tape.grad[id]]);
  if (!numbers.every((number) => Number.isFinite(number))) return 'bad';
  const readable = numbers.every((number) => {
    const size = Math.abs(number as number);
    return size === 0 || (size >= SMALLEST && size <= LARGEST);
  });
  if (!readable || kinksOf(graph).length > 0) return 'finite';
  return nodes.some(({ kind, id }) => kind === 'leaf' && tape.grad[id] === 0) ? 'flat' : 'good';
}
