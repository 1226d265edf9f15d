import type { Graph } from '../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../reply/build.ts';
import { gradientName, onlyPath } from '../../tutor/derivation.ts';
import { gradientDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { gradientExplanation, graphLines, isHandy, isRough, whatIs } from '../graph-words.ts';
import { numberDraft } from '../number-draft.ts';
import { anyInput, draw, sketch } from '../sketch.ts';
import type { QuestionType } from '../type.ts';

/** Where there is one way only and a single factor, the answer can be read off. */
const SHORTEST = 2;

/** From this level on the path leads through an activation. */
const ACTIVATION = 4;

const isActivation = ({ tape }: Graph, node: number): boolean =>
  ['tanh', 'relu'].includes(tape.operationOf(node) ?? '');

/** 4: the gradient of an input along one path of two hops and more. */
export const wholePath: QuestionType = {
  name: 'whole-path',
  title: 'gradient along a whole path',
  topic: 'graph',
  levels: [2, 4, 5],
  make(random, level) {
    const { graph } = draw(sketch(random, level));
    if (!isHandy(graph)) return undefined;
    const target = anyInput(random, graph);
    const path = onlyPath(graph, target);
    if (path === undefined || path.length < SHORTEST || graph.tape.grad[target.id] === 0) return undefined;
    if (level >= ACTIVATION && !path.some(({ node }) => isActivation(graph, node))) return undefined;
    const rough = isRough(graph);
    const last = graph.byId.get(path[0]?.target ?? -1);
    return numberDraft(random, {
      prompt: [
        codeBlock(graphLines(graph, true).join('\n')),
        paragraph(whatIs([code(gradientName(graph, target))], rough)),
      ],
      right: graph.tape.grad[target.id] as number,
      diagnoses: gradientDiagnoses(graph, target),
      rough,
      hint: [
        paragraph(
          say`Go back from ${code(graph.output.name)}, one hop at a time, and multiply. First: what is ${code(`d${graph.output.name}/d${last?.name}`)}?`,
        ),
      ],
      explanation: gradientExplanation(graph, target),
    });
  },
};
