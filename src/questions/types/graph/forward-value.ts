import { forwardText } from '../../../derivation/steps.ts';
import { wrap } from '../../../derivation/text-layout.ts';
import { format, type Graph } from '../../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../../reply/build.ts';
import { valueDiagnoses } from '../../../tutor/misconceptions/diagnose.ts';
import { graphNumber } from '../../parts/graph-number.ts';
import { given, graphLines, isEasyByHand, isRounded, shownValue, whatIs } from '../../parts/graph-text.ts';
import { type BuiltGraph, build, type GraphSource, randomSource } from '../../parts/random-graph.ts';
import { survivesRounding } from '../../parts/rounding.ts';
import type { Level } from '../../question.ts';
import type { QuestionType } from '../../type.ts';

/** From this level on a graph is shown as statements: one formula would be long, or hide what is used twice. */
const AS_STATEMENTS = 3;

/** The output of a graph from its inputs. */
export default {
  number: 1,
  version: 2,
  name: 'forward-value',
  title: 'value of a forward pass',
  topic: 'graph',
  levels: [1, 2, 3, 4, 5],
  drawn: [3, 4, 5],
  generate(random, level) {
    const { graph, whole } = buildAsShown(randomSource(random, level), level);
    if (!isEasyByHand(graph) || !survivesRounding(graph)) return undefined;
    const rounded = isRounded(graph);
    const { tape, output, nodes } = graph;
    const [inputs = '', ...rest] = graphLines(graph, false);
    const lines = level < AS_STATEMENTS ? [inputs, ...wrap(`${output.name} = ${format(whole)}`)] : [inputs, ...rest];
    const known = nodes
      .filter(({ id }) => tape.operationOf(id) === 'tanh')
      .map(
        ({ id }) =>
          `tanh(${given(tape.data[tape.operandsOf(id)[0] as number] as number)}) = ${given(tape.data[id] as number)}`,
      );
    const operations = nodes.filter(({ kind }) => kind === 'operation');
    return graphNumber(random, {
      prompt: [
        codeBlock([...lines, ...known.map((fact) => `(${fact})`)].join('\n')),
        paragraph(whatIs(say`the value of ${code(output.name)}`, rounded)),
      ],
      right: tape.data[output.id] as number,
      diagnoses: valueDiagnoses(graph, level < AS_STATEMENTS ? whole : undefined).filter(
        ({ name }) => name !== 'sign-flipped' || hasMinus(graph),
      ),
      rounded,
      graph: { graph, given: shownValue(graph, false) },
      hint: [
        paragraph(
          say`Put the numbers in and go from the inside out: what is ${code(format(operations[0]?.expression ?? whole))}?`,
        ),
      ],
      explanation: [codeBlock(operations.flatMap((node) => wrap(forwardText(graph, node))).join('\n'))],
    });
  },
} satisfies QuestionType;

/** Is there a sign that can be lost? */
const hasMinus = ({ tape, nodes }: Graph): boolean =>
  nodes.some(({ id }) => (tape.data[id] as number) < 0 || ['sub', 'neg'].includes(tape.operationOf(id) ?? ''));

/** The graph of the formula as it is read: brackets that say nothing, as in `-(a*b)`, are not shown. */
function buildAsShown(made: GraphSource, level: Level): BuiltGraph {
  const drawn = build(made);
  if (level === 1 || level >= AS_STATEMENTS) return drawn;
  return build({ ...made, statements: [`${drawn.graph.output.name} = ${format(drawn.whole)}`] });
}
