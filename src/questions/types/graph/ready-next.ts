import type { Random } from '../../../engine/index.ts';
import { format, type Graph, type GraphNode } from '../../../expression/index.ts';
import { code, codeBlock, join, paragraph, say } from '../../../reply/build.ts';
import type { Span } from '../../../reply/document.ts';
import type { MisconceptionName } from '../../../tutor/misconceptions/index.ts';
import { pick } from '../../parts/random.ts';
import { build, type GraphSource, randomSource } from '../../parts/random-graph.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** With fewer operations there is nothing to choose. */
const FEWEST = 3;
const WRONG = 3;

/** Names of values that say nothing of where in the graph they stand, and are no letters of options. */
const LETTERS = [...'efghkmnpqrstuvwxyz'];

/** The same graph with other names, but for the output. */
function renamed(random: Random, { statements, values }: GraphSource): GraphSource {
  const letters = random.shuffled(LETTERS);
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    if (['L', 'tanh', 'relu'].includes(name)) return name;
    const known = names.get(name) ?? (letters[names.size] as string);
    names.set(name, known);
    return known;
  };
  return {
    statements: statements.map((statement) => statement.replaceAll(/[A-Za-z]\w*/g, nameOf)),
    values: new Map([...values].map(([name, value]) => [nameOf(name), value])),
  };
}

/** Which node of a half-done backward pass may run its `_backward` next. */
export default {
  number: 23,
  version: 2,
  name: 'ready-next',
  title: 'which node is ready next',
  topic: 'graph',
  levels: [2, 3, 5],
  drawn: [3, 5],
  generate(random, level) {
    const { graph } = build(renamed(random, randomSource(random, level)));
    const operations = graph.nodes.filter(({ kind }) => kind === 'operation');
    if (operations.length < FEWEST) return undefined;
    const done = partOfPass(random, graph, operations);
    const ready = operations.filter(
      (node) => !done.has(node.id) && usersOf(graph, node).every(({ id }) => done.has(id)),
    );
    if (ready.length !== 1) return undefined;
    return readyProblem(random, graph, operations, done, ready[0] as GraphNode);
  },
} satisfies QuestionType;

const usersOf = (graph: Graph, { id }: GraphNode): GraphNode[] =>
  graph.nodes.filter((node) => graph.tape.operandsOf(node.id).includes(id));

/** The nodes that have run: the output first, then any that is ready, but not all. */
function partOfPass(random: Random, graph: Graph, operations: readonly GraphNode[]): Set<number> {
  const done = new Set<number>();
  const count = 1 + Math.floor(random.random() * (operations.length - 1));
  while (done.size < count) {
    const ready = operations.filter(
      (node) => !done.has(node.id) && usersOf(graph, node).every(({ id }) => done.has(id)),
    );
    done.add(pick(random, ready).id);
  }
  return done;
}

function readyProblem(
  random: Random,
  graph: Graph,
  operations: readonly GraphNode[],
  done: ReadonlySet<number>,
  ready: GraphNode,
): Problem | undefined {
  const wrong = graph.nodes
    .filter(({ id, kind }) => id !== ready.id && kind !== 'constant')
    // Whoever lets inputs run an empty `_backward` would be right with one whose users have all run.
    .filter((node) => node.kind !== 'leaf' || !usersOf(graph, node).every(({ id }) => done.has(id)))
    .map((node) => ({ text: node.name, bugs: bugsOf(graph, node, operations, done) }));
  // One input is enough among the options, where there are other nodes to choose.
  const leaf = random.shuffled(wrong.filter(({ bugs }) => bugs.includes('ready-leaf')));
  const inner = random.shuffled(wrong.filter(({ bugs }) => !bugs.includes('ready-leaf')));
  const answers = [...inner, ...leaf.slice(0, Math.max(1, WRONG - inner.length))];
  const main = inner.find(({ bugs }) => bugs.includes('ready-before-users')) ?? answers[0];
  if (main === undefined) return undefined;
  const ran = operations.filter(({ id }) => done.has(id)).reverse();
  const users = usersOf(graph, ready);
  return {
    prompt: [
      codeBlock(operations.map((node) => `${node.name} = ${format(node.expression)}`).join('\n')),
      paragraph(
        say`A backward pass from ${code(graph.output.name)} is under way. ${listed(ran)} ${ran.length === 1 ? 'has' : 'have'} run ${code('_backward')}. Which node is next?`,
      ),
    ],
    right: ready.name,
    graph: { graph, given: () => undefined, marked: { nodes: done, as: 'has run _backward' } },
    wrong: [main, ...answers.filter((answer) => answer !== main)],
    hint: [paragraph(say`A node is ready when every node that uses it has run: only then is its gradient complete.`)],
    explanation: [
      paragraph(
        say`${code(ready.name)} is used by ${listed(users)} only, ${users.length === 1 ? 'which has' : 'which have'} run: its gradient is complete. Every other operation has run already or waits for one that uses it.`,
      ),
    ],
  };
}

/** `a`, `b` and `c`. */
function listed(nodes: readonly GraphNode[]): Span[] {
  const names = nodes.map(({ name }) => [code(name)]);
  const [last = []] = names.splice(-1);
  return names.length === 0 ? last : [...join(names, ', '), ...say` and `, ...last];
}

function bugsOf(
  graph: Graph,
  node: GraphNode,
  operations: readonly GraphNode[],
  done: ReadonlySet<number>,
): MisconceptionName[] {
  if (node.kind === 'leaf') return ['ready-leaf'];
  if (done.has(node.id)) return ['ready-already-done'];
  const forwardFirst = node.id === operations[0]?.id ? (['ready-forward-order'] as const) : [];
  return [
    ...forwardFirst,
    ...(usersOf(graph, node).every(({ id }) => done.has(id)) ? [] : (['ready-before-users'] as const)),
  ];
}
