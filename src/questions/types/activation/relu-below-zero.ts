import type { Random } from '../../../engine/index.ts';
import type { Graph, GraphNode } from '../../../expression/index.ts';
import { code, paragraph, say } from '../../../reply/build.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { isEasyByHand } from '../../parts/graph-text.ts';
import { friendly, pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { Level } from '../../question.ts';
import type { QuestionType } from '../../type.ts';

/** How many gates are open: of four options 0 is right about as often as another. */
const OPEN = 0.7;
/** So many graphs are drawn for a gate that is to be open or shut. */
const DRAWS = 60;
const BEHIND = ['L = r*c', 'L = r*c', 'L = c - r', 'L = r^2'];

/** The gradient through a relu, which may be open or shut. */
export default {
  number: 8,
  version: 2,
  name: 'relu-below-zero',
  title: 'relu below and above 0',
  topic: 'activation',
  levels: [4, 5],
  drawn: [5],
  generate(random, level) {
    const open = random.random() < OPEN;
    const drawn = gate(random, level, open);
    if (drawn === undefined) return undefined;
    return graphGradient(random, drawn.graph, drawn.target, {
      first: open ? 'relu-always-shut' : 'relu-passes-negative',
      hint: [paragraph(say`relu is a gate. Look at its input ${code('n')}: is the gate open?`)],
    });
  },
} satisfies QuestionType;

/** A graph whose relu is open or shut as wanted. */
function gate(random: Random, level: Level, open: boolean): { graph: Graph; target: GraphNode } | undefined {
  for (let draw = 0; draw < DRAWS; draw++) {
    const behind = pick(random, BEHIND);
    const names = [...(level === 4 ? ['n'] : ['w', 'x', 'b']), ...(behind.includes('c') ? ['c'] : [])];
    const { graph } = build({
      statements: [...(level === 4 ? [] : ['p = w*x', 'n = p + b']), 'r = relu(n)', behind],
      values: friendly(random, names),
    });
    const input = graph.tape.data[graph.byName.get('n')?.id ?? -1] as number;
    const target = graph.byName.get(level === 4 ? 'n' : pick(random, ['w', 'x', 'b', 'n']));
    const shutByPower = !open && behind === 'L = r^2';
    if (target === undefined || input === 0 || open !== input > 0 || shutByPower || !isEasyByHand(graph)) continue;
    return { graph, target };
  }
  return undefined;
}
