import { gradientName, localText, MAX_SYMBOLIC, NO_VALUE, outputText, type StepsInto } from '../derivation/steps.ts';
import { align, columns, type Line, wrap } from '../derivation/text-layout.ts';
import {
  type Expression,
  format,
  formatNumber,
  type Graph,
  type GraphNode,
  sizeOf,
  substitute,
} from '../expression/index.ts';
import { type Derivation, resultsOf } from '../figures/formulas/equations.ts';
import { FOR_PICTURE } from '../figures/formulas/writing.ts';
import { codeBlock } from '../reply/build.ts';
import type { ReplyNode } from '../reply/document.ts';

/** From this many operations on, a table of all values is worth its room. */
const TABLE_FROM = 3;
/** A table is for an overview; the lines below it have all digits. */
const TABLE_DIGITS = 4;
/** Lines of code beside the picture of a brief answer. */
const MAX_LINES = 12;
/** With its name and its value a derivative of this length is one line on a phone; a longer one is told as a step of the chain. */
const ONE_LINE = 26;
/** An inner value of more nodes than this is told as its last operation. */
const MAX_INNER = 15;

/** What the lines of a derivation are made of. */
export interface Lines extends Derivation {
  readonly into: StepsInto;
  /** Were all values given? Else the derivatives stand by themselves first, above the chosen values. */
  readonly given: boolean;
}

/** How much lines tell. */
interface Form {
  /** Longest derivative in the inputs; 0 for the numbers alone. */
  readonly longest: number;
  /** A table of all values: below what is asked, or above where everything is told in its order. */
  readonly table?: 'above' | 'below';
  /** So many gradients at most. */
  readonly most?: number;
}

/** The derivatives by themselves, and the results with their numbers; either may be left out. */
interface Plan {
  readonly symbols?: Form;
  readonly results?: Form;
}

const WHOLE: Form = { longest: MAX_SYMBOLIC };
const NUMBERS: Form = { longest: 0 };
const CHAIN: Form = { longest: ONE_LINE };
const EVERYTHING: Plan = { symbols: WHOLE, results: { ...WHOLE, table: 'above' } };
const MOST_OF_IT: Plan = { symbols: WHOLE, results: { ...WHOLE, table: 'below' } };

const fewer = (form: Form): Form[] => Array.from({ length: MAX_LINES }, (_, i) => ({ ...form, most: MAX_LINES - i }));

/** From much to little: a brief answer takes the first that has no more than {@link MAX_LINES} lines. */
const WITH_VALUES: readonly Plan[] = [
  MOST_OF_IT,
  { results: WHOLE },
  { results: CHAIN },
  ...fewer(NUMBERS).map((results) => ({ results })),
];

/** The same where no values were given: then formulas are asked for, and the numbers are an example. */
const WITHOUT_VALUES: readonly Plan[] = [
  MOST_OF_IT,
  { symbols: WHOLE, results: WHOLE },
  { symbols: WHOLE, results: NUMBERS },
  { results: WHOLE },
  { symbols: WHOLE },
  { results: CHAIN },
  ...fewer(WHOLE).map((symbols) => ({ symbols })),
  ...fewer(NUMBERS).map((results) => ({ results })),
];

/** What is shown in fixed width: the derivatives by themselves, which go before any values are named, and the results. */
export interface GradientBlocks {
  readonly symbols: ReplyNode[];
  readonly results: ReplyNode[];
}

/** The result and the gradients; in brief as much of it as fits beside the picture. */
export function gradientBlocks(lines: Lines, detail: 'brief' | 'full'): GradientBlocks {
  const plans = lines.given ? WITH_VALUES : WITHOUT_VALUES;
  for (const plan of detail === 'full' ? [EVERYTHING] : plans) {
    const { symbols, results } = plan;
    const blocks: GradientBlocks = {
      symbols: symbols === undefined || lines.given ? [] : [symbolicBlock(lines, symbols)],
      results: results === undefined ? [] : [resultsBlock(lines, results)],
    };
    if (detail === 'full' || linesLeft([...blocks.symbols, ...blocks.results]) >= 0) return blocks;
  }
  return { symbols: [], results: [resultsBlock(lines, { ...NUMBERS, most: 1 })] };
}

/** How many lines a brief answer has left beside these blocks. */
export const linesLeft = (blocks: readonly ReplyNode[]): number =>
  MAX_LINES - blocks.reduce((sum, block) => sum + (block.kind === 'code' ? block.text.split('\n').length : 0), 0);

/** At most so many lines of a text, the first and the last of them. */
export function shortened(lines: readonly string[], most: number): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, 1), '  …', ...lines.slice(2 - most)];
}

/** `L = a*b + c = 4`, `dL/da = b = -3` a line, and a table of all values for larger graphs. */
function resultsBlock(lines: Lines, { longest, table: wanted, most }: Form): ReplyNode {
  const { formula, graph, simplified } = lines;
  const { tape, output } = graph;
  const targets = lines.targets.slice(0, most);
  const value = formatNumber(tape.data[output.id] as number);
  const result = align([{ target: formula.output, value, ...(longest > 0 && { work: outputText(formula) }) }]);
  const texts = longest === 0 ? [] : targets.map((target) => symbolicText(lines, target, longest));
  const gradients = targets.map((target, i): Line => {
    const gradient = tape.grad[target.id] as number;
    const known = Number.isFinite(gradient) ? gradient : simplified.get(target);
    const number = known === undefined ? NO_VALUE : formatNumber(known);
    const line = { target: gradientName(graph, target), value: number };
    return texts[i] === undefined || texts[i] === number ? line : { ...line, work: texts[i] };
  });
  const table = wanted === undefined ? [] : [...tableLines(graph)];
  const [above, below] = wanted === 'above' ? [table, []] : [[], table];
  const inside = table.length > 0 ? [] : definitions(graph, texts, true);
  const all = [...result, ...above, ...align(inside), ...align(gradients), ...rest(lines, targets), ...below];
  return blockOf(all, { ...lines, targets, numbers: true }, table);
}

/** What is left out, behind the first `targets`. */
const rest = ({ targets: all }: Lines, targets: readonly GraphNode[]): string[] =>
  all.length > targets.length ? [`… and ${all.length - targets.length} more`] : [];

/** The derivatives in names alone. */
export function symbolicBlock(lines: Lines, { longest, most }: Form = WHOLE): ReplyNode {
  const { formula, graph } = lines;
  const targets = lines.targets.slice(0, most);
  const texts = targets.map((target) => symbolicText(lines, target, longest));
  const chain = chainOf(lines, texts);
  const spoken = [...texts, ...chain.map(({ work = '' }) => work)];
  const all = align([
    { target: formula.output, work: outputText(formula) },
    ...definitions(graph, spoken, false),
    ...chain,
    ...targets.map((target, i) => ({ target: gradientName(graph, target), work: texts[i] as string })),
  ]);
  return blockOf([...all, ...rest(lines, targets)], { ...lines, targets, numbers: false }, []);
}

/** dL/da in the inputs, simplified; as a step of the chain, `dL/de*b`, where that is too long to read. */
function symbolicText({ graph, slopes, into }: Lines, target: GraphNode, longest: number): string {
  const slope = slopes.get(target);
  const text = slope && format(slope);
  if (text !== undefined && text.length <= longest) return text;
  return stepText(graph, target, into);
}

const stepText = (graph: Graph, target: GraphNode, into: StepsInto): string =>
  (into.get(target.id) ?? [])
    .map((step) => {
      const upstream = gradientName(graph, graph.byId.get(step.node) as GraphNode);
      const local = localText(graph, step);
      return step.node === graph.output.id ? local : local === '1' ? upstream : `${upstream}*${local}`;
    })
    .join(' + ');

/** The inner values whose gradients are spoken of, and those that are spoken of themselves. */
function innerIn(graph: Graph, texts: readonly string[]): { gradients: Set<string>; names: Set<string> } {
  const names = texts.join(' ').match(/[\p{L}_][\p{L}\p{N}_]*(?:\/d[\p{L}_][\p{L}\p{N}_]*)?/gu) ?? [];
  const start = `d${graph.output.name}/d`;
  const gradients = new Set(names.filter((name) => name.startsWith(start)).map((name) => name.slice(start.length)));
  return { gradients, names: new Set([...names, ...gradients]) };
}

const innerNodes = ({ nodes, output }: Graph): GraphNode[] =>
  nodes.filter(({ kind, name }) => kind === 'operation' && name !== output.name);

/** What the inner values are that texts speak of, and the numbers of their gradients. */
function definitions(graph: Graph, texts: readonly string[], numbers: boolean): Line[] {
  const { gradients, names } = innerIn(graph, texts);
  const written = inInputs(graph);
  const found: Line[][] = [];
  for (const node of innerNodes(graph).reverse()) {
    if (!names.has(node.name)) continue;
    const work = format(written.get(node.name) ?? node.expression);
    // A long one is written with names that need to be told, too.
    for (const name of innerIn(graph, [work]).names) names.add(name);
    const gradient = graph.tape.grad[node.id] as number;
    const value = Number.isFinite(gradient) ? formatNumber(gradient) : NO_VALUE;
    const slope = numbers && gradients.has(node.name) ? [{ target: `  and ${gradientName(graph, node)}`, value }] : [];
    found.push([{ target: `  with ${node.name}`, work }, ...slope]);
  }
  return found.reverse().flat();
}

/** The gradients of inner values that texts speak of, each as a step of the chain, and those that these speak of. */
function chainOf({ graph, into }: Lines, texts: readonly string[]): Line[] {
  const { gradients } = innerIn(graph, texts);
  const found: Line[] = [];
  for (const node of innerNodes(graph)) {
    if (!gradients.has(node.name)) continue;
    const work = stepText(graph, node, into);
    // Those are of later values.
    for (const name of innerIn(graph, [work]).gradients) gradients.add(name);
    found.push({ target: `  and ${gradientName(graph, node)}`, work });
  }
  return found;
}

/** What inner values are made of, in the inputs; of longer ones as their last operation. */
function inInputs(graph: Graph): ReadonlyMap<string, Expression> {
  const inputs = new Map<string, Expression>();
  for (const { name, expression } of innerNodes(graph)) {
    const operands = expression.kind === 'call' ? expression.operands : [];
    const size = operands.reduce(
      (sum, one) => sum + sizeOf(one.kind === 'name' ? (inputs.get(one.name) ?? one) : one),
      1,
    );
    inputs.set(name, size <= MAX_INNER ? substitute(expression, (inner) => inputs.get(inner)) : expression);
  }
  return inputs;
}

/** The values inside and a table of all, where the graph is large enough for it. */
function* tableLines({ tape, nodes }: Graph): Generator<string> {
  const operations = nodes.filter(({ kind }) => kind === 'operation');
  if (operations.length < TABLE_FROM) return;
  const inner = operations.slice(0, -1).map((node) => `${node.name} = ${format(node.expression)}`);
  yield* wrap(`with ${inner.join(', ')}`, '  ');
  const shown = nodes.filter(({ kind }) => kind !== 'constant');
  const cells = shown.map(({ id, name }) => [name, tape.data[id], tape.grad[id]].map(cell));
  yield* columns(['', 'val', 'grad'], cells);
}

const cell = (content: string | number | undefined): string => {
  if (typeof content === 'string') return content;
  return content !== undefined && Number.isFinite(content) ? formatNumber(content, TABLE_DIGITS) : 'none';
};

/** Lines of a block that can be typeset, but for those of a table. */
function blockOf(lines: readonly string[], derivation: Derivation, table: readonly string[]): ReplyNode {
  const equations = resultsOf(derivation, FOR_PICTURE);
  const rest = table.length === 0 ? {} : { rest: table.join('\n') };
  return codeBlock(lines.join('\n'), equations && { equations, ...rest });
}
