import { simplifiedValue, withoutRounding } from '../derivation/cancelled.ts';
import { explainNonFinite, firstNonFinite } from '../derivation/domain.ts';
import { chooseValues } from '../derivation/example-values.ts';
import { backwardLines, forwardLines, MAX_SYMBOLIC, stepsInto, symbolicGradient } from '../derivation/steps.ts';
import { withTape } from '../engine/index.ts';
import {
  buildGraph,
  type Expression,
  expand,
  type Formula,
  formatNumber,
  type GraphNode,
} from '../expression/index.ts';
import { latexText } from '../figures/formulas/latex-text.ts';
import { formulasPicture } from '../figures/formulas/picture.ts';
import { backwardAnimation } from '../figures/graph/animation.ts';
import { graphPicture } from '../figures/graph/picture.ts';
import { renamed, standInsFor } from '../figures/stand-ins.ts';
import { code, codeBlock, join, paragraph, say } from '../reply/build.ts';
import type { Reply, ReplyNode, Span } from '../reply/document.ts';
import { formulasNodes } from './formulas-reply.ts';
import { gradientBlocks, type Lines, linesLeft, shortened, symbolicBlock } from './gradient-blocks.ts';
import { briefSentences, fullSentences, limitSentences, wordsIn } from './gradient-sentences.ts';
import { pythonNodes } from './python-reply.ts';

type Detail = 'brief' | 'full';
/** As text and pictures, as LaTeX to copy, or as a picture of equations. */
type Form = 'text' | 'latex' | 'formulas' | 'python';

/** How a gradient is told. */
export interface GradientOptions {
  /** How the formula was read, as the first line of the answer; nothing where it was typed in plain signs. */
  readonly note: Span[] | undefined;
  /** Names to take the gradient by; all inputs when empty. */
  readonly wrt: readonly string[];
  readonly detail: Detail;
  /** The backward pass as a moving picture instead of one that stands still. */
  readonly animate: boolean;
  readonly as: Form;
  /** The command line, for those who read the script. */
  readonly line: string;
}

export interface GradientReply extends Reply {
  /** Whether there is a backward pass to show: none without an operation, or where the forward pass stops. */
  readonly moves: boolean;
}

/**
 * The answer to `/grad`: symbolic derivatives, and the derivation with the values that were given, or with chosen
 * ones where some are missing, and a picture of the graph; in brief what matters most of it beside the picture. Names
 * that cannot be drawn are others in the pictures.
 */
export function gradientReply(formula: Formula, options: GradientOptions): GradientReply {
  const names = standInsFor(formula);
  const said = names.size === 0 ? [] : standInSentence(names);
  const reply = replyFor(formula, options, wordsIn(said));
  if (names.size === 0 || !reply.nodes.some(({ kind }) => kind === 'picture')) return reply;
  const wrt = options.wrt.map((name) => names.get(name) ?? name);
  const drawn = replyFor(renamed(formula, names), { ...options, wrt }).nodes.filter(({ kind }) => kind === 'picture');
  // What is read aloud keeps the names.
  const nodes = reply.nodes.map((node) =>
    node.kind === 'picture' ? { ...node, ...drawn.shift(), alt: node.alt } : node,
  );
  return { ...reply, nodes: [...nodes, paragraph(said)] };
}

/** Which names stand in pictures for those that have no letters there. */
export function standInSentence(names: ReadonlyMap<string, string>): Span[] {
  const pairs = [...names].map(([name, drawn]) => say`${code(drawn)} for ${code(name)}`);
  return say`Pictures have no letters for some names. They have ${join(pairs, ', ')}.`;
}

/** @param spoken words that are said beside these */
function replyFor(
  formula: Formula,
  { note, wrt, detail, animate, as, line }: GradientOptions,
  spoken = 0,
): GradientReply {
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
    const finite = nonFinite === undefined;
    const moves = finite && graph.nodes.some(({ kind }) => kind === 'operation');
    const simplified = new Map(
      targets
        .filter(({ id }) => finite && !Number.isFinite(tape.grad[id]))
        .map((target) => [target, simplifiedValue(graph, formula, target.name, whole)]),
    );
    const into = stepsInto(graph);
    const lines: Lines = { formula, graph, targets, slopes, simplified, numbers: given && finite, into, given };
    const latex = latexText(lines);
    const first = note === undefined ? [] : [paragraph(note)];
    if (as !== 'text') {
      const hasNumbers = as === 'python' || lines.numbers;
      const stop =
        nonFinite !== undefined
          ? [paragraph(explainNonFinite(graph, nonFinite))]
          : hasNumbers
            ? limitSentences(lines).map(paragraph)
            : [];
      const found = values !== undefined;
      const chosen = given ? [] : [paragraph(chosenSentence(formula, { values: numbers, found, shown: true, detail }))];
      const told =
        as === 'python'
          ? [...chosen, ...pythonNodes(lines, line, stop)]
          : [...formulasNodes(lines, as, latex), ...stop];
      return { nodes: [...first, ...told], moves, latex: latex.text };
    }
    if (usesEAsBase(formula)) {
      first.push(
        paragraph(
          say`${code('e')} is a name like any other here; for the exponential function write ${code('exp(x)')}.`,
        ),
      );
    }
    const full = detail === 'full';
    const found = values !== undefined;
    if (nonFinite !== undefined) {
      const chosen = given ? [] : [paragraph(chosenSentence(formula, { values: numbers, found, shown: true, detail }))];
      const nodes = [...first, ...stopped(lines, nonFinite, chosen, detail), graphPicture(formula, graph)];
      return { nodes: [...nodes, ...(full ? [formulasPicture(lines)] : [])], moves, latex: latex.text };
    }
    const { symbols, results } = gradientBlocks(lines, detail);
    const shown = results.length > 0;
    const chosen = given ? [] : [paragraph(chosenSentence(formula, { values: numbers, found, shown, detail }))];
    const taken = [...first, ...chosen].reduce(
      (sum, node) => sum + (node.kind === 'paragraph' ? wordsIn(node.spans) : 0),
      spoken,
    );
    const steps = codeBlock([...forwardLines(graph), ...backwardLines(graph, targets)].join('\n'));
    const picture = animate && moves ? backwardAnimation(formula, graph) : graphPicture(formula, graph);
    const nodes: ReplyNode[] = [
      ...first,
      ...symbols,
      ...chosen,
      ...results,
      ...(full ? [steps, ...fullSentences(lines)] : briefSentences(lines, taken)),
      picture,
      // Its numbers are those of the reply, chosen ones as well.
      ...(full ? [formulasPicture({ ...lines, numbers: true })] : []),
    ];
    return { nodes, moves, latex: latex.text };
  });
}

/** How far the forward pass comes, and why it stops. */
function stopped(lines: Lines, at: GraphNode, chosen: readonly ReplyNode[], detail: Detail): ReplyNode[] {
  const symbols = symbolicBlock(lines);
  const forward = forwardLines(lines.graph, at);
  const why = paragraph(explainNonFinite(lines.graph, at));
  const left = linesLeft([symbols]);
  // What is asked stays, if the way to where it stops leaves room.
  const both = detail === 'full' || left > 2;
  const way = codeBlock((detail === 'full' ? forward : shortened(forward, both ? left : linesLeft([]))).join('\n'));
  const asked = both ? [symbols] : [];
  return lines.given ? [way, why, ...asked] : [...asked, ...chosen, way, why];
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

/** More chosen values than these are not listed in brief. */
const MAX_CHOSEN = 12;

/** Which values were chosen. */
interface Chosen {
  readonly values: ReadonlyMap<string, number>;
  /** Do they have a finite result? */
  readonly found: boolean;
  /** Does that stand below? */
  readonly shown: boolean;
  readonly detail: Detail;
}

function chosenSentence(formula: Formula, { values, found, shown, detail }: Chosen): Span[] {
  const missing = formula.leaves.filter((name) => !formula.values.has(name));
  const most = detail === 'full' ? missing.length : MAX_CHOSEN;
  const pairs = missing.slice(0, most).map((name) => [code(`${name}=${formatNumber(values.get(name) as number)}`)]);
  const listed = say`${join(pairs, ' ')}${missing.length > most ? ` and ${missing.length - most} more` : ''}`;
  if (!found) return say`I found no values for which this has a finite result. With ${listed}, for example:`;
  if (!shown) return say`The picture and the check have values I chose: ${listed}.`;
  return formula.values.size === 0
    ? say`A worked example with values I chose: ${listed}.`
    : say`Not every name has a value, so I chose ${listed}.`;
}
