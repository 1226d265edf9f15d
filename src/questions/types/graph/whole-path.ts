import { onlyPath } from '../../../derivation/steps.ts';
import type { Graph } from '../../../expression/index.ts';
import { code, paragraph, say } from '../../../reply/build.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { isEasyByHand } from '../../parts/graph-text.ts';
import { anyInput, build, randomSource } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** Where there is one way only and a single factor, the answer can be read off. */
const SHORTEST = 2;

/** From this level on the path leads through an activation. */
const ACTIVATION = 4;

const isActivation = ({ tape }: Graph, node: number): boolean =>
  ['tanh', 'relu'].includes(tape.operationOf(node) ?? '');

/** The gradient of an input along one path of two hops and more. */
export default {
  number: 4,
  version: 2,
  name: 'whole-path',
  title: 'gradient along a whole path',
  topic: 'graph',
  levels: [2, 4, 5],
  drawn: [2, 4, 5],
  generate(random, level) {
    const { graph } = build(randomSource(random, level));
    if (!isEasyByHand(graph)) return undefined;
    const target = anyInput(random, graph);
    const path = onlyPath(graph, target);
    if (path === undefined || path.length < SHORTEST || graph.tape.grad[target.id] === 0) return undefined;
    if (level >= ACTIVATION && !path.some(({ node }) => isActivation(graph, node))) return undefined;
    const last = graph.byId.get(path[0]?.target ?? -1);
    return graphGradient(random, graph, target, {
      hint: [
        paragraph(
          say`Go back from ${code(graph.output.name)}, one hop at a time, and multiply. First: what is ${code(`d${graph.output.name}/d${last?.name}`)}?`,
        ),
      ],
    });
  },
} satisfies QuestionType;
