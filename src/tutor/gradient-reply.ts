import { simplifiedValue, withoutRounding } from '../derivation/cancelled.ts';
import { explainNonFinite, explainNonFiniteGradient, firstNonFinite, kinksOf } from '../derivation/domain.ts';
import { chooseValues } from '../derivation/example-values.ts';
import {
  backwardLines,
  forwardLines,
  gradientName,
  localText,
  MAX_SYMBOLIC,
  NO_VALUE,
  outputText,
  type StepsInto,
  stepsInto,
  symbolicGradient,
} from '../derivation/steps.ts';
import { align, columns, wrap } from '../derivation/text-layout.ts';
import { withTape } from '../engine/index.ts';
import {
  buildGraph,
  type Expression,
  expand,
  type Formula,
  format,
  formatNumber,
  type Graph,
  type GraphNode,
} from '../expression/index.ts';
import { type Derivation, resultsOf } from '../figures/formulas/equations.ts';
import { latexText } from '../figures/formulas/latex-text.ts';
import { formulasPicture } from '../figures/formulas/picture.ts';
import { FOR_PICTURE } from '../figures/formulas/writing.ts';
import { backwardAnimation } from '../figures/graph/animation.ts';
import { graphPicture } from '../figures/graph/picture.ts';
import { renamed, standInsFor } from '../figures/stand-ins.ts';
import { code, codeBlock, join, list, paragraph, say } from '../reply/build.ts';
import type { Reply, ReplyNode, Span } from '../reply/document.ts';
import { formulasNodes } from './formulas-reply.ts';
import { checkSentence, pathSentence, pathsAddSentence, ruleSentences, stepSentence } from './meaning.ts';
import { nudgeSentence } from './nudge.ts';

type Detail = 'brief' | 'full';
/** As text and pictures, as LaTeX to copy, or as a picture of equations. */
type Form = 'text' | 'latex' | 'formulas';

/** From this many operations on, a table of all values is worth its room. */
const TABLE_FROM = 3;
const MAX_RULES = 3;
/** A table is for an overview; the lines below it have all digits. */
const TABLE_DIGITS = 4;
const MAX_SENTENCES = 6;

/** How a gradient is told. */
export interface GradientOptions {
  /** Names to take the gradient by; all inputs when empty. */
  readonly wrt: readonly string[];
  readonly detail: Detail;
  /** The backward pass as a moving picture instead of one that stands still. */
  readonly animate: boolean;
  readonly as: Form;
}

export interface GradientReply extends Reply {
  /** Whether there is a backward pass to show: none without an operation, or where the forward pass stops. */
  readonly moves: boolean;
}

/**
 * The answer to `/grad`: symbolic derivatives, and the derivation with the values that were given, or with chosen
 * ones where some are missing, and a picture of the graph. Names that cannot be drawn are others in the pictures.
 */
export function gradientReply(formula: Formula, options: GradientOptions): GradientReply {
  const reply = replyFor(formula, options);
  const names = standInsFor(formula);
  if (names.size === 0 || !reply.nodes.some(({ kind }) => kind === 'picture')) return reply;
  const wrt = options.wrt.map((name) => names.get(name) ?? name);
  const drawn = replyFor(renamed(formula, names), { ...options, wrt }).nodes.filter(({ kind }) => kind === 'picture');
  // What is read aloud keeps the names.
  const nodes = reply.nodes.map((node) =>
    node.kind === 'picture' ? { ...node, ...drawn.shift(), alt: node.alt } : node,
  );
  return { ...reply, nodes: [...nodes, paragraph(standInSentence(names))] };
}

function standInSentence(names: ReadonlyMap<string, string>): Span[] {
  const pairs = [...names].map(([name, drawn]) => say`${code(drawn)} for ${code(name)}`);
  return say`Pictures have no letters for some names. They have ${join(pairs, ', ')}.`;
}

function replyFor(formula: Formula, { wrt, detail, animate, as }: GradientOptions): GradientReply {
  const values = chooseValues(formula);
  const given = formula.leaves.every((name) => formula.values.has(name));
  return withTape((tape) => {
    const numbers = values ?? new Map(formula.leaves.map((name) => [name, formula.values.get(name) ?? 1]));
    const whole = expand(formula);
    const built = buildGraph(formula, numbers, tape);
    const nonFinite = firstNonFinite(built);
    if (nonFinite === undefined) tape.backward(built.output.id);
    const graph = nonFinite === undefined ? withoutRounding(built, formula, whole) : built;
    const names = wrt.length > 0 ? wrt : formula.leaves;
    const targets = names.map((name) => graph.byName.get(name) as GraphNode);
    const slopes = new Map(
      targets.map((target) => [target, symbolicGradient(formula, target.name, whole, MAX_SYMBOLIC)]),
    );
    const into = stepsInto(graph);
    const symbolic = new Map(targets.map((target) => [target, symbolicText(graph, target, slopes.get(target), into)]));
    const finite = nonFinite === undefined;
    const moves = finite && graph.nodes.some(({ kind }) => kind === 'operation');
    const simplified = new Map(
      targets
        .filter(({ id }) => finite && !Number.isFinite(tape.grad[id]))
        .map((target) => [target, simplifiedValue(graph, formula, target.name, whole)]),
    );
    const derivation: Derivation = { formula, graph, targets, slopes, simplified, numbers: given && finite };
    const latex = latexText(derivation);
    if (as !== 'text') {
      const stop =
        nonFinite !== undefined
          ? [paragraph(explainNonFinite(graph, nonFinite))]
          : derivation.numbers
            ? limitNodes(derivation)
            : [];
      return { nodes: [...formulasNodes(derivation, as, latex), ...stop], moves, latex: latex.text };
    }
    const nodes: ReplyNode[] = [];
    if (usesEAsBase(formula)) {
      nodes.push(
        paragraph(
          say`${code('e')} is a name like any other here; for the exponential function write ${code('exp(x)')}.`,
        ),
      );
    }
    if (!given) {
      nodes.push(symbolicBlock(derivation, symbolic));
      nodes.push(paragraph(chosenSentence(formula, numbers, values !== undefined)));
    }
    if (nonFinite !== undefined) {
      nodes.push(codeBlock(forwardLines(graph, nonFinite).join('\n')));
      nodes.push(paragraph(explainNonFinite(graph, nonFinite)));
      if (given) nodes.push(symbolicBlock(derivation, symbolic));
      nodes.push(graphPicture(formula, graph), ...(detail === 'full' ? [formulasPicture(derivation)] : []));
      return { nodes, moves, latex: latex.text };
    }
    const picture = animate && moves ? backwardAnimation(formula, graph) : graphPicture(formula, graph);
    nodes.push(...withValues(derivation, symbolic, detail), picture);
    // Its numbers are those of the reply, chosen ones as well.
    if (detail === 'full') nodes.push(formulasPicture({ ...derivation, numbers: true }));
    return { nodes, moves, latex: latex.text };
  });
}

/** `e^x` with no value for `e`: most likely Euler's number is meant. */
function usesEAsBase({ leaves, values, definitions }: Formula): boolean {
  const inside = (expression: Expression): boolean => {
    if (expression.kind !== 'call') return false;
    const [base] = expression.operands;
    return (expression.fn === 'pow' && base?.kind === 'name' && base.name === 'e') || expression.operands.some(inside);
  };
  return leaves.includes('e') && !values.has('e') && [...definitions.values()].some(inside);
}

function withValues(derivation: Derivation, symbolic: Map<GraphNode, string>, detail: Detail): ReplyNode[] {
  const { graph, targets } = derivation;
  const full = detail === 'full';
  const finite = targets.filter(({ id }) => Number.isFinite(graph.tape.grad[id]));
  const nodes: ReplyNode[] = [summaryBlock(derivation, symbolic)];
  if (full) nodes.push(codeBlock([...forwardLines(graph), ...backwardLines(graph, targets)].join('\n')));
  nodes.push(...limitNodes(derivation));
  const rules = ruleSentences(graph, targets);
  if (rules.length > 0) nodes.push(paragraph(say`${rules.slice(0, full ? rules.length : MAX_RULES).join(' ')}`));
  nodes.push(...meaning(graph, finite, full));
  if (finite.length > 0) nodes.push(paragraph(checkSentence(graph, finite)));
  return nodes;
}

/** Where there is no gradient, and where the rule has a kink. */
function limitNodes({ graph, targets, simplified }: Derivation): ReplyNode[] {
  const nodes: ReplyNode[] = [];
  const nonFiniteGradient = explainNonFiniteGradient(graph, targets);
  if (nonFiniteGradient) {
    const known = [...simplified].filter(([, value]) => value !== undefined);
    const equations = known.map(([target, value]) => [
      code(`${gradientName(graph, target)} = ${formatNumber(value as number)}`),
    ]);
    const first = known.length === 0 ? [] : say` Simplified first, the formula gives ${join(equations, ' and ')}.`;
    nodes.push(paragraph(say`${nonFiniteGradient}${first}`));
  }
  for (const { sentence } of kinksOf(graph).slice(0, MAX_SENTENCES)) nodes.push(paragraph(sentence));
  return nodes;
}

function meaning(graph: Graph, targets: readonly GraphNode[], full: boolean): ReplyNode[] {
  const shown = targets.slice(0, full ? MAX_SENTENCES : 1);
  const into = stepsInto(graph);
  const adding = targets.map((target) => pathsAddSentence(graph, target, into)).filter((spans) => spans !== undefined);
  const paths = targets
    .map((target) => pathSentence(graph, target, full ? 2 : 3, into))
    .filter((spans) => spans !== undefined);
  const leaves = targets.filter(({ kind }) => kind === 'leaf');
  const step = stepSentence(graph, leaves);
  const nudges = shown.map((target) => nudgeSentence(graph, target)).filter((spans) => spans !== undefined);
  const sentences: Span[][] = [
    ...adding.slice(0, full ? MAX_SENTENCES : 1),
    ...paths.slice(0, full ? MAX_SENTENCES : adding.length > 0 ? 0 : 1),
    ...nudges,
    ...(step ? [step] : []),
  ];
  return full && sentences.length > 1 ? [list(sentences)] : sentences.map(paragraph);
}

/** `L = a*b + c = 4`, then a table of all values for larger graphs, then `dL/da = b = -3` a line. */
function summaryBlock(derivation: Derivation, symbolic: Map<GraphNode, string>): ReplyNode {
  const { formula, graph, targets, simplified } = derivation;
  const { tape, output } = graph;
  const result = align([
    { target: formula.output, work: outputText(formula), value: formatNumber(tape.data[output.id] as number) },
  ]);
  const table = [...tableLines(graph)];
  const gradients = align(
    targets.map((target) => {
      const gradient = tape.grad[target.id] as number;
      const known = Number.isFinite(gradient) ? gradient : simplified.get(target);
      const value = known === undefined ? NO_VALUE : formatNumber(known);
      const text = symbolic.get(target) as string;
      const line = { target: gradientName(graph, target), value };
      return text === value ? line : { ...line, work: text };
    }),
  );
  return blockOf([...result, ...table, ...gradients], { ...derivation, numbers: true }, table);
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

/** Lines of a block that can be typeset, but for those of a table. */
function blockOf(lines: readonly string[], derivation: Derivation, table: readonly string[]): ReplyNode {
  const equations = resultsOf(derivation, FOR_PICTURE);
  const rest = table.length === 0 ? {} : { rest: table.join('\n') };
  return codeBlock(lines.join('\n'), equations && { equations, ...rest });
}

const cell = (content: string | number | undefined): string => {
  if (typeof content === 'string') return content;
  return content !== undefined && Number.isFinite(content) ? formatNumber(content, TABLE_DIGITS) : 'none';
};

function* symbolicParts({ formula, graph, targets }: Derivation, symbolic: Map<GraphNode, string>) {
  yield { target: formula.output, work: outputText(formula) };
  // Where a derivative is written with the name of an inner value, say what that is.
  const texts = targets.map((target) => symbolic.get(target) as string).join(' ');
  const used = new Set(texts.match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  for (const { kind, name, expression } of graph.nodes) {
    if (kind !== 'operation' || name === graph.output.name) continue;
    if (used.has(name)) {
      yield { target: `  with ${name}`, work: format(expression) };
    }
  }
  for (const target of targets) yield { target: gradientName(graph, target), work: symbolic.get(target) as string };
}

const symbolicBlock = (derivation: Derivation, symbolic: Map<GraphNode, string>): ReplyNode =>
  blockOf(align([...symbolicParts(derivation, symbolic)]), { ...derivation, numbers: false }, []);

/** dL/da in the inputs, simplified; as a step of the chain, `dL/de*b`, where that is too long to read. */
function symbolicText(graph: Graph, target: GraphNode, slope: Expression | undefined, into: StepsInto): string {
  const text = slope && format(slope);
  if (text !== undefined && text.length <= MAX_SYMBOLIC) return text;
  return (into.get(target.id) ?? [])
    .map((step) => {
      const upstream = gradientName(graph, graph.byId.get(step.node) as GraphNode);
      return step.node === graph.output.id ? localText(graph, step) : `${upstream}*${localText(graph, step)}`;
    })
    .join(' + ');
}

function chosenSentence(formula: Formula, values: ReadonlyMap<string, number>, found: boolean): Span[] {
  const missing = formula.leaves.filter((name) => !formula.values.has(name));
  const pairs = missing.map((name) => code(`${name}=${formatNumber(values.get(name) as number)}`));
  const listed = join(
    pairs.map((pair) => [pair]),
    ' ',
  );
  if (!found) return say`I found no values for which this has a finite result. With ${listed}, for example:`;
  return formula.values.size === 0
    ? say`A worked example with values I chose: ${listed}.`
    : say`Not every name has a value, so I chose ${listed}.`;
}
