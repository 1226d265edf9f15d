import { paragraph, say } from '../../../reply/build.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { isEasyByHand } from '../../parts/graph-text.ts';
import { friendly, pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** Outputs whose square is easy. */
const OUTPUTS = [0.5, 0.6, 0.8, 0.9, 0.3, 0.2];

/** The gradient through a tanh. */
export default {
  number: 7,
  version: 1,
  name: 'tanh-slope',
  title: 'slope of tanh',
  topic: 'activation',
  levels: [4, 5],
  generate(random, level) {
    const out = pick(random, OUTPUTS) * pick(random, [1, -1]);
    const values = new Map([['n', Math.atanh(out)]]);
    if (level === 5) for (const [name, value] of friendly(random, ['v', 'c'])) values.set(name, value);
    const { graph } = build({
      statements: level === 4 ? ['o = tanh(n)'] : ['h = tanh(n)', 'q = v*h', 'o = q + c'],
      values,
    });
    const target = graph.byName.get('n');
    if (target === undefined || !isEasyByHand(graph)) return undefined;
    return graphGradient(random, graph, target, {
      first: pick(random, ['tanh-slope-of-input', 'tanh-slope-linear', 'activation-slope-dropped']),
      hint: [paragraph(say`The slope of tanh can be had from its output alone: no need to compute tanh again.`)],
    });
  },
} satisfies QuestionType;
