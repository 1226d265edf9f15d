import { code, paragraph, say } from '../../../reply/build.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { isEasyByHand } from '../../parts/graph-text.ts';
import { friendly, pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** So that 0 is not always the answer, some gates are open. */
const OPEN = 0.35;

/** The gradient through a relu, which is shut more often than not. */
export default {
  number: 8,
  version: 1,
  name: 'relu-below-zero',
  title: 'relu below and above 0',
  topic: 'activation',
  levels: [4, 5],
  generate(random, level) {
    const open = random.random() < OPEN;
    const network = ['p = w*x', 'n = p + b', 'r = relu(n)', 'L = r*c'];
    const statements = level === 4 ? ['r = relu(n)', 'L = r*c'] : network;
    const values = friendly(random, level === 4 ? ['n', 'c'] : ['w', 'x', 'b', 'c']);
    const { graph } = build({ statements, values });
    const input = graph.tape.data[graph.byName.get('n')?.id ?? -1] as number;
    const target = graph.byName.get(level === 4 ? 'n' : pick(random, ['w', 'x', 'b', 'n']));
    if (target === undefined || input === 0 || open !== input > 0 || !isEasyByHand(graph)) return undefined;
    return graphGradient(random, graph, target, {
      first: open ? 'relu-always-shut' : 'relu-passes-negative',
      hint: [paragraph(say`relu is a gate. Look at its input ${code('n')}: is the gate open?`)],
    });
  },
} satisfies QuestionType;
