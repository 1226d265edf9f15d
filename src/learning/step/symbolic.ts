import { gradientName, MAX_SYMBOLIC } from '../../derivation/steps.ts';
import { type BackwardStep, type OperationName, operation, Random, ruleOf } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import {
  call,
  type Expression,
  evaluate,
  format,
  type Graph,
  type GraphNode,
  localDerivative,
  nameNode,
  numberNode,
  parse,
  simplify,
  substitute,
} from '../../expression/index.ts';
import { type Edge, stepPicture } from '../../figures/graph/step.ts';
import { graphTitle, typesetFormula, UNKNOWN } from '../../figures/graph/texts.ts';
import { hash } from '../../questions/hash.ts';
import { chooseOptions } from '../../questions/options.ts';
import type { Level, Question } from '../../questions/question.ts';
import type { WrongAnswer } from '../../questions/type.ts';
import { code, join, paragraph, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { type MisconceptionName, misconception } from '../../tutor/misconceptions/index.ts';
import { BACKWARD_BUGS, believedLocal } from '../../tutor/misconceptions/replay-backward.ts';
import { LEAST_WRONG } from './ask-number.ts';
import type { Asked, Place } from './place.ts';
import type { Stepped } from './read.ts';

/** A longer formula has no room on a card. */
const ON_CARD = 9;
const DONE = '✔';

/** One factor pair of the chain rule, as formulas in the names of the graph. */
interface Hop {
  readonly step: BackwardStep;
  readonly node: GraphNode;
  readonly upstream: Expression;
  readonly local: Expression;
}

/** The gradient of one value as a formula, and what it is made of. */
interface Slope {
  readonly target: GraphNode;
  readonly hops: readonly Hop[];
  readonly right: Expression;
}

/** A mistake and the formula that it leads to. */
interface Slip {
  readonly bug: MisconceptionName;
  readonly slope: Expression;
}

const product = (a: Expression, b: Expression): Expression => simplify(call('mul', a, b));
const sum = (a: Expression, b: Expression): Expression => simplify(call('add', a, b));

/** The gradients as formulas, each a place, as soon as all parts are known; undefined where one cannot be typed. */
export function slopePlaces(stepped: Stepped): Place[] | undefined {
  const slopes = slopesOf(stepped);
  if (!slopes.every(({ right }) => canBeTyped(format(right)))) return undefined;
  return slopes.map((slope, i) => ({
    name: gradientName(stepped.graph, slope.target),
    ask: () => askSlope(stepped, slope),
    picture: (isKnown, wrong) => pictureAt(stepped, slopes, i, isKnown, wrong),
  }));
}

/** Is it short enough, and without what no formula may have, as the slope of relu is a comparison? */
function canBeTyped(text: string): boolean {
  try {
    return text.length <= MAX_SYMBOLIC && parse(text).length === 1;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

/** In the order in which they are complete. */
function slopesOf({ graph, steps }: Stepped): Slope[] {
  const known = new Map<number, Expression>([[graph.output.id, numberNode(1)]]);
  const hops = new Map<number, Hop[]>();
  const last = new Map(steps.map((step) => [step.target, step]));
  const found: Slope[] = [];
  for (const step of steps) {
    const of = graph.byId.get(step.node) as GraphNode;
    const node = of.id === graph.output.id ? graph.output : of;
    const { operands } = node.expression as Extract<Expression, { kind: 'call' }>;
    const name = graph.tape.operationOf(step.node) as OperationName;
    const local = localDerivative(name, step.operand, operands, nameNode(node.name));
    const all = [...(hops.get(step.target) ?? []), { step, node, upstream: known.get(step.node) as Expression, local }];
    hops.set(step.target, all);
    if (last.get(step.target) !== step) continue;
    const right = all.map((hop) => product(hop.upstream, hop.local)).reduce(sum);
    known.set(step.target, right);
    found.push({ target: graph.byId.get(step.target) as GraphNode, hops: all, right });
  }
  return found;
}

function askSlope({ graph, reading: { plain } }: Stepped, slope: Slope): Asked {
  const { target, hops, right } = slope;
  const name = gradientName(graph, target);
  const text = format(right);
  const equation = `${name} = ${text}`;
  const rules = hops.map(
    ({ step }) => ruleOf(graph.tape.operationOf(step.node) as OperationName, step.operand).sentence,
  );
  const why = say`${[...new Set(rules)].join(' ')}${hops.length > 1 ? ' What comes back along each way adds up.' : ''}`;
  const gap = hops.map((hop) => `${bracketed(hop.upstream)} × ▢`).join(' + ');
  const locals = hops.map(({ node }) => [code(`d${node.name}/d${target.name}`)]);
  const hints = [
    paragraph(say`Each way back multiplies: upstream gradient × local derivative. ${[...new Set(rules)].join(' ')}`),
    paragraph(
      say`${code(`${name} = ${gap}`)}. What belongs in the ${hops.length > 1 ? 'gaps' : 'gap'} is ${join(locals, ', ')}.`,
    ),
  ];
  const point = new Map([...graph.byName.values()].map((node) => [node.name, graph.tape.data[node.id] as number]));
  const wrong = wrongSlopes(slope, point);
  const prompt = [paragraph(questionOf(graph, slope))];
  const explanation = [paragraph(say`${code(equation)}. ${why}`)];
  const problem = { prompt, right: text, wrong, hint: hints, explanation };
  const question: Question = {
    ...skillOf(graph, slope),
    seed: 0,
    prompt,
    options: chooseOptions(problem, new Random(hash(`${plain} ${target.id}`)), LEAST_WRONG) ?? [],
    typed: {
      kind: 'expression',
      text,
      at: Object.fromEntries(point),
      where: Object.fromEntries(inInputs(graph)),
      traps: wrong.map(({ text: trap, bugs }) => ({ text: trap, bugs: [...bugs] })),
      refused: [name],
    },
    hint: hints.slice(0, 1),
    explanation,
  };
  // One way back is where any mistake is made; of several, the last one joins the others.
  const mistakes = (_given: string, note: string): Edge[] =>
    note === 'other' ? [] : hops.slice(-1).map(({ step }) => ({ node: step.node, operand: step.operand }));
  return { question, hints, equation, why, mistakes };
}

const bracketed = (expression: Expression): string =>
  expression.kind === 'call' ? `(${format(expression)})` : format(expression);

/** "`e = a*b`, and `dL/de = f` is known. What is `dL/da`?" */
function questionOf(graph: Graph, { target, hops }: Slope): Span[] {
  const asked = code(gradientName(graph, target));
  const nodes = [...new Map(hops.map((hop) => [hop.step.node, hop])).values()];
  const ways = nodes.map(({ node, upstream }) => {
    const formula = code(`${node.name} = ${format(node.expression)}`);
    return say`${formula} with ${code(`${gradientName(graph, node)} = ${format(upstream)}`)}`;
  });
  const uses =
    hops.length < 2 ? '' : say`${code(target.name)} is used ${hops.length === 2 ? 'twice' : `${hops.length} times`}. `;
  return say`${uses}Known: ${join(ways, ', and ')}. What is ${asked}, as a formula?`;
}

const ACTIVATION = 4;

function skillOf({ tape, output }: Graph, { hops }: Slope): { type: string; level: Level } {
  const [hop] = hops as readonly [Hop];
  if (hops.length > 1) return { type: 'node-used-twice', level: 3 };
  const activation = operation(tape.operationOf(hop.step.node) as OperationName).form === 'function';
  const type = hop.step.node === output.id ? 'local-derivative' : 'whole-path';
  return { type, level: activation ? ACTIVATION : type === 'whole-path' ? 2 : 1 };
}

/** What inner values are, in the inputs. */
function inInputs(graph: Graph): Map<string, string> {
  const written = new Map<string, Expression>();
  for (const { kind, name, expression } of graph.nodes) {
    if (kind === 'operation')
      written.set(
        name,
        substitute(expression, (inner) => written.get(inner)),
      );
  }
  return new Map([...written].map(([name, expression]) => [name, format(expression)]));
}

/** The formulas that misconceptions lead to, where all that is known is right: those that differ at a point. */
function wrongSlopes({ target, hops, right }: Slope, point: ReadonlyMap<string, number>): WrongAnswer[] {
  const parts = hops.map((hop) => product(hop.upstream, hop.local));
  const [first, last] = [parts[0] as Expression, parts.at(-1) as Expression];
  const slips: Slip[] = [
    ...(hops.length > 1
      ? [
          { bug: 'accumulate-overwrites' as const, slope: last },
          { bug: 'path-forgotten' as const, slope: first },
          { bug: 'paths-multiplied' as const, slope: parts.reduce(product) },
        ]
      : ofHop(hops[0] as Hop)),
    { bug: 'value-for-gradient', slope: nameNode(target.name) },
    { bug: 'sign-flipped', slope: simplify(call('neg', right)) },
  ];
  const found: { text: string; value: number; bugs: MisconceptionName[] }[] = [];
  const value = evaluate(right, point);
  for (const { bug, slope } of slips) {
    const number = evaluate(slope, point);
    if (!Number.isFinite(number) || Math.abs(number - value) <= 1e-9 * Math.max(1, Math.abs(value))) continue;
    // Two ways of writing the same formula are one answer.
    const same = found.find((other) => Math.abs(other.value - number) <= 1e-9 * Math.max(1, Math.abs(number)));
    if (same === undefined) found.push({ text: format(slope), value: number, bugs: [bug] });
    else if (!same.bugs.includes(bug)) same.bugs.push(bug);
  }
  return found.filter(({ bugs }) => !bugs.every((bug) => misconception(bug).typedOnly));
}

/** What goes wrong in one factor pair. */
function ofHop({ step, node, upstream, local }: Hop): Slip[] {
  const { fn, operands } = node.expression as Extract<Expression, { kind: 'call' }>;
  const places = new Map([
    ['a', operands[0]],
    ['b', operands[1]],
    ['out', nameNode(node.name)],
  ]);
  const believed = BACKWARD_BUGS.flatMap((bug): Slip[] => {
    const slope = believedLocal(bug, fn as OperationName, step.operand);
    return slope === undefined
      ? []
      : [{ bug, slope: product(upstream, simplify(substitute(slope, (place) => places.get(place)))) }];
  });
  // At the result there is no upstream gradient to go wrong with.
  if (upstream.kind === 'number') return believed;
  return [
    ...believed,
    { bug: 'upstream-dropped', slope: local },
    { bug: 'stopped-a-hop-early', slope: upstream },
    { bug: 'upstream-added', slope: sum(upstream, local) },
  ];
}

function pictureAt(
  { graph, formula }: Stepped,
  slopes: readonly Slope[],
  index: number,
  isKnown: boolean,
  wrong: readonly Edge[],
) {
  const { target, hops } = slopes[index] as Slope;
  const card = (slope: Expression): string => {
    const text = typesetFormula(format(slope));
    return text.length > ON_CARD ? DONE : text;
  };
  const known = new Map(slopes.slice(0, isKnown ? index + 1 : index).map((one) => [one.target.id, card(one.right)]));
  known.set(graph.output.id, '1');
  const asked = gradientName(graph, target);
  const mistake = wrong.length === 0 ? '' : ' ✘: here your answer goes wrong.';
  const line = `${isKnown ? 'Found' : 'Asked'}: ${asked}.${mistake}`;
  return stepPicture({
    graph,
    title: graphTitle(formula, graph, '', false),
    subtitle: [`grad: ${UNKNOWN} where it is not known yet.`, line],
    valueAt: () => undefined,
    gradAt: ({ id }) => known.get(id) ?? UNKNOWN,
    texts: slopes.map(({ right }) => card(right)),
    at: { target: target.id, ...(hops.at(-1) && { node: hops.at(-1)?.step.node as number }) },
    wrong,
    alt: `Computation graph of ${graph.output.name} with the gradients known so far, as formulas. ${line.replace('✘: here your', 'Your')}`,
  });
}
