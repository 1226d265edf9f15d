import { format } from '../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../reply/build.ts';
import { forwardText } from '../../tutor/derivation.ts';
import { wrap } from '../../tutor/layout.ts';
import { valueDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { isSteady } from '../given-values.ts';
import { given, graphLines, isHandy, isRough, whatIs } from '../graph-words.ts';
import { numberDraft } from '../number-draft.ts';
import type { Level } from '../question.ts';
import { type Drawn, draw, type Sketch, sketch } from '../sketch.ts';
import type { QuestionType } from '../type.ts';

/** From this level on a graph is shown as statements: one formula would be long, or hide what is used twice. */
const AS_STATEMENTS = 3;

/** 1: the output of a graph from its inputs. */
export const forwardValue: QuestionType = {
  name: 'forward-value',
  title: 'value of a forward pass',
  topic: 'graph',
  levels: [1, 2, 3, 4, 5],
  make(random, level) {
    const { graph, whole } = drawAsShown(sketch(random, level), level);
    if (!isHandy(graph) || !isSteady(graph)) return undefined;
    const rough = isRough(graph);
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
    return numberDraft(random, {
      prompt: [
        codeBlock([...lines, ...known.map((fact) => `(${fact})`)].join('\n')),
        paragraph(whatIs(say`the value of ${code(output.name)}`, rough)),
      ],
      right: tape.data[output.id] as number,
      diagnoses: valueDiagnoses(graph, level < AS_STATEMENTS ? whole : undefined),
      rough,
      hint: [
        paragraph(
          say`Put the numbers in and go from the inside out: what is ${code(format(operations[0]?.expression ?? whole))}?`,
        ),
      ],
      explanation: [codeBlock(operations.flatMap((node) => wrap(forwardText(graph, node))).join('\n'))],
    });
  },
};

/** The graph of the formula as it is read: brackets that say nothing, as in `-(a*b)`, are not shown. */
function drawAsShown(made: Sketch, level: Level): Drawn {
  const drawn = draw(made);
  if (level === 1 || level >= AS_STATEMENTS) return drawn;
  return draw({ ...made, statements: [`${drawn.graph.output.name} = ${format(drawn.whole)}`] });
}
