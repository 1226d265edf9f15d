import { type OperationName, operation, type Random } from '../../../engine/index.ts';
import {
  type Expression,
  evaluate,
  format,
  type Graph,
  type GraphNode,
  localDerivative,
  nameNode,
  simplify,
  substitute,
} from '../../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../../reply/build.ts';
import { type MisconceptionName, misconception } from '../../../tutor/misconceptions/index.ts';
import { BACKWARD_BUGS, believedLocal } from '../../../tutor/misconceptions/replay-backward.ts';
import { pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { Typed } from '../../question.ts';
import type { Problem, QuestionType, WrongAnswer } from '../../type.ts';

const ARITHMETIC = ['a*b', 'a*b', 'a/b', 'a/b', 'a + b', 'a - b', 'a^2', 'a^3', 'a^4', 'a^5'];
const ACTIVATIONS = ['tanh(a)', 'sigmoid(a)'];
/** A point at which answers are compared: nothing special happens there, and relu is open. */
const POINT = [1.3, 0.7];

/** Names that are no letters of options, so that nobody learns that it is always a and b. */
const LETTERS = [...'fghkmnpqrstuvwxyz'];

/** The derivative of one operation by one operand, as a formula. */
export default {
  number: 2,
  version: 2,
  name: 'local-derivative',
  title: 'local derivative of one operation',
  topic: 'graph',
  levels: [1, 4],
  generate(random, level) {
    const [first, second, result] = random.shuffled(LETTERS) as [string, string, string];
    const pattern = pick(random, level === 1 ? ARITHMETIC : ACTIVATIONS);
    const formula = pattern.replace(/\b[ab]\b/g, (name) => (name === 'a' ? first : second));
    const { graph } = build({
      statements: [`${result} = ${formula}`],
      values: new Map(
        [
          [first, POINT[0] as number],
          [second, POINT[1] as number],
        ].filter(([name]) => formula.includes(name as string)) as [string, number][],
      ),
    });
    return localProblem(random, graph, pattern.includes('b') && random.random() < 0.5 ? 1 : 0);
  },
} satisfies QuestionType;

function localProblem(random: Random, graph: Graph, operand: 0 | 1): Problem | undefined {
  const { output, tape } = graph;
  const name = tape.operationOf(output.id) as OperationName;
  const operands = (output.expression as Extract<Expression, { kind: 'call' }>).operands;
  const target = (operands[operand] as Extract<Expression, { kind: 'name' }>).name;
  const right = localDerivative(name, operand, operands, nameNode(output.name));
  const slopes = wrongSlopes(graph, name, operand, operands, right);
  const wrong = random.shuffled(slopes.filter(({ bugs }) => !bugs.every(isTypedOnly)));
  const slope = `d${output.name}/d${target}`;
  const equation = `${slope} = ${format(right)}`;
  return {
    prompt: [
      codeBlock(`${output.name} = ${format(output.expression)}`),
      paragraph(say`What is the local derivative ${code(slope)}?`),
    ],
    right: format(right),
    wrong: wrong.map((answer) => ({ ...answer, where: equation })),
    typed: typedSlope(graph, right, [...wrong, ...slopes.filter(({ bugs }) => bugs.every(isTypedOnly))], slope),
    hint: [
      paragraph(
        say`Hold everything but ${code(target)} still: how much does ${code(output.name)} change for a tiny change of ${code(target)}?`,
      ),
    ],
    explanation: [codeBlock(equation), paragraph(say`${operation(name).sentence}`)],
  };
}

function wrongSlopes(
  graph: Graph,
  name: OperationName,
  operand: 0 | 1,
  operands: readonly Expression[],
  right: Expression,
): WrongAnswer[] {
  const places = new Map([
    ['a', operands[0]],
    ['b', operands[1]],
    ['out', nameNode(graph.output.name)],
  ]);
  const replayed = BACKWARD_BUGS.flatMap((bug) => {
    const slope = believedLocal(bug, name, operand);
    return slope === undefined ? [] : [{ slope: simplify(substitute(slope, (place) => places.get(place))), bug }];
  });
  const believed: { slope: Expression; bug: MisconceptionName }[] = [
    ...replayed.filter(({ bug }) => !isTypedOnly(bug)),
    { slope: operands[operand] as Expression, bug: 'value-for-gradient' },
    { slope: operandNegated(right), bug: 'sign-flipped' },
    ...replayed.filter(({ bug }) => isTypedOnly(bug)),
  ];
  const found: { text: string; value: number; bugs: MisconceptionName[] }[] = [];
  const value = valueAt(graph, right);
  for (const { slope, bug } of believed) {
    const number = valueAt(graph, slope);
    // Two ways of writing the same formula are one answer.
    const same = found.find((other) => Math.abs(other.value - number) < 1e-9);
    if (same !== undefined) same.bugs.push(bug);
    else if (Math.abs(number - value) > 1e-9) found.push({ text: format(slope), value: number, bugs: [bug] });
  }
  return found.map(({ text, bugs }) => ({ text, bugs }));
}

const isTypedOnly = (bug: MisconceptionName): boolean => misconception(bug).typedOnly === true;

const operandNegated = (slope: Expression): Expression => simplify({ kind: 'call', fn: 'neg', operands: [slope] });

const pointOf = ({ tape, byName }: Graph): Map<string, number> =>
  new Map([...byName.values()].map(({ name, id }: GraphNode) => [name, tape.data[id] as number]));

const valueAt = (graph: Graph, expression: Expression): number => evaluate(expression, pointOf(graph));

const typedSlope = (graph: Graph, right: Expression, wrong: readonly WrongAnswer[], slope: string): Typed => ({
  kind: 'expression',
  text: format(right),
  at: Object.fromEntries(pointOf(graph)),
  where: { [graph.output.name]: format(graph.output.expression) },
  traps: wrong.map(({ text, bugs }) => ({ text, bugs: [...bugs] })),
  refused: [slope],
});
