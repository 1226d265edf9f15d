import { paragraph, say } from '../../../reply/build.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { isEasyByHand } from '../../parts/graph-text.ts';
import { friendly, pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** Outputs whose square is easy. */
const OUTPUTS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** What the input, the output and the result behind it are called. */
const NAMES = [
  ['n', 'o', 'L'],
  ['x', 'y', 'z'],
  ['u', 'h', 'q'],
  ['z', 'a', 'L'],
  ['s', 't', 'L'],
  ['a', 'out', 'L'],
] as const;

/** The gradient through a tanh. */
export default {
  number: 7,
  version: 2,
  name: 'tanh-slope',
  title: 'slope of tanh',
  topic: 'activation',
  levels: [4, 5],
  drawn: [5],
  generate(random, level) {
    const out = pick(random, OUTPUTS) * pick(random, [1, -1]);
    const [input, output, result] = pick(random, NAMES);
    const values = new Map([[input as string, Math.atanh(out)]]);
    if (level === 5) for (const [name, value] of friendly(random, ['v', 'c'])) values.set(name, value);
    const slope = `${output} = tanh(${input})`;
    const behind = pick(random, [
      [`p = v*${output}`, `${result} = p + c`],
      [`p = v*${output}`, `${result} = c - p`],
      [`p = ${output} + c`, `${result} = p*v`],
    ]);
    const { graph } = build({ statements: level === 4 ? [slope] : [slope, ...behind], values });
    const target = graph.byName.get(input);
    if (target === undefined || !isEasyByHand(graph)) return undefined;
    return graphGradient(random, graph, target, {
      first: pick(random, ['tanh-slope-of-input', 'tanh-slope-linear', 'activation-slope-dropped']),
      hint: [paragraph(say`The slope of tanh can be had from its output alone: no need to compute tanh again.`)],
    });
  },
} satisfies QuestionType;
