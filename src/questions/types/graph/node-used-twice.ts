import { contributions, stepsOf } from '../../../derivation/steps.ts';
import { code, paragraph, say } from '../../../reply/build.ts';
import { pathsAddSentence } from '../../../tutor/meaning.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { gradientExplanation, isEasyByHand } from '../../parts/graph-text.ts';
import { pick } from '../../parts/random.ts';
import { build, randomSource, twoNeurons } from '../../parts/random-graph.ts';
import { survivesRounding } from '../../parts/rounding.ts';
import type { QuestionType } from '../../type.ts';

/** A contribution that is smaller beside the largest could be left out and nobody would see it. */
const LEAST = 0.1;

/** The gradient of a value that is used twice, whose contributions add up. */
export default {
  number: 5,
  version: 2,
  name: 'node-used-twice',
  title: 'gradient of a value used twice',
  topic: 'graph',
  levels: [3, 5],
  drawn: [3, 5],
  generate(random, level) {
    const { graph } = build(level === 5 ? twoNeurons(random) : randomSource(random, level));
    if (!isEasyByHand(graph)) return undefined;
    const targets = stepsOf(graph).map(({ target }) => target);
    const twice = graph.nodes.filter(({ id }) => targets.indexOf(id) !== targets.lastIndexOf(id));
    if (twice.length === 0) return undefined;
    const target = pick(random, twice);
    const sizes = contributions(graph, target).map(Math.abs);
    if (!survivesRounding(graph, target)) return undefined;
    if (Math.min(...sizes) <= LEAST * Math.max(...sizes)) return undefined;
    const name = code(target.name);
    const sentence = pathsAddSentence(graph, target);
    return graphGradient(random, graph, target, {
      first: 'accumulate-overwrites',
      hint: [paragraph(say`Find every place that uses ${name}. Each of them hands something back.`)],
      explanation: [...gradientExplanation(graph, target).slice(0, 1), ...(sentence ? [paragraph(sentence)] : [])],
    });
  },
} satisfies QuestionType;
