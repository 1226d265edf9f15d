import { forwardText } from '../../derivation/steps.ts';
import { type OperationName, operation } from '../../engine/index.ts';
import { format, type Graph, type GraphNode, withNumbers } from '../../expression/index.ts';
import { stepPicture } from '../../figures/graph/step.ts';
import { cardNumber, graphTitle, UNKNOWN } from '../../figures/graph/texts.ts';
import { hasFewDecimals } from '../../questions/parts/graph-text.ts';
import { code, join, paragraph, say } from '../../reply/build.ts';
import type { Span } from '../../reply/document.ts';
import { nodeDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { numberQuestion, shown } from './ask-number.ts';
import type { Asked, Place } from './place.ts';
import type { Stepped } from './read.ts';

/** From this level on a value goes through an activation. */
const ACTIVATION = 4;

/** The values of the forward pass, each a place, in the order in which they are computed. */
export function valuePlaces({ graph, formula, reading: { plain } }: Stepped): Place[] {
  const nodes = graph.nodes.filter(({ kind }) => kind === 'operation');
  const dataOf = ({ id }: GraphNode): number => graph.tape.data[id] as number;
  const rounded = nodes.some((node) => !hasFewDecimals(dataOf(node)));
  return nodes.map((node, i) => {
    const named = node.id === graph.output.id ? graph.output : node;
    return {
      name: named.name,
      ask: () => askValue(graph, named, plain, rounded),
      picture(isKnown) {
        const unknown = new Set(nodes.slice(isKnown ? i + 1 : i).map(({ id }) => id));
        const line = `${isKnown ? 'Found' : 'Asked'}: ${named.name}.`;
        return stepPicture({
          graph,
          title: graphTitle(formula, graph, '', !unknown.has(graph.output.id)),
          subtitle: [`Blue: value, ${UNKNOWN} where it is not known yet.`, line],
          valueAt: (one) => (unknown.has(one.id) ? UNKNOWN : cardNumber(dataOf(one))),
          gradAt: () => undefined,
          texts: [],
          at: { target: node.id },
          wrong: [],
          alt: `Computation graph of ${graph.output.name} with the values known so far. ${line}`,
        });
      },
    };
  });
}

function askValue(graph: Graph, node: GraphNode, plain: string, rounded: boolean): Asked {
  const operands = [...new Set(graph.tape.operandsOf(node.id))].map((id) => graph.byId.get(id) as GraphNode);
  const values = operands
    .filter(({ kind }) => kind !== 'constant')
    .map(({ id, name }) => [code(`${name} = ${shown(graph.tape.data[id] as number)}`)]);
  const formula = format(node.expression);
  const name = graph.tape.operationOf(node.id) as OperationName;
  const numbers = format(withNumbers(graph, node, shown));
  const equation = forwardText(graph, node);
  const why: Span[] = say`The numbers in place of the names: ${code(numbers)}.`;
  const hints = [
    paragraph(say`Put the numbers in place of the names of ${code(formula)}.`),
    paragraph(say`${code(`${node.name} = ${numbers} = ▢`)}`),
  ];
  const diagnoses = nodeDiagnoses(graph, node).filter(
    ({ name: bug }) => bug !== 'sign-flipped' || hasMinus(graph, node),
  );
  const question = numberQuestion({
    key: `${plain} ${node.id}`,
    skill: { type: 'forward-value', level: operation(name).form === 'function' ? ACTIVATION : 1 },
    prompt: say`${code(`${node.name} = ${formula}`)}, with ${join(values, ' and ')}. What is ${code(node.name)}${rounded ? ', rounded?' : '?'}`,
    right: graph.tape.data[node.id] as number,
    diagnoses,
    isHere: () => true,
    rounded,
    hints,
    equation,
    why,
  });
  // A value is made at its operation: there is no way back to light.
  return { question, hints, equation, why, mistakes: () => [] };
}

/** Is there a sign that can be lost? */
const hasMinus = ({ tape }: Graph, { id }: GraphNode): boolean =>
  [id, ...tape.operandsOf(id)].some((one) => (tape.data[one] as number) < 0) ||
  ['sub', 'neg'].includes(tape.operationOf(id) ?? '');
