import { code, paragraph, say } from '../../../reply/build.ts';
import { gradientDiagnoses } from '../../../tutor/misconceptions/diagnose.ts';
import { misconception } from '../../../tutor/misconceptions/index.ts';
import { graphGradient } from '../../parts/graph-number.ts';
import { gradientExplanation, isEasyByHand } from '../../parts/graph-text.ts';
import { pick } from '../../parts/random.ts';
import { build } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** Outputs of tanh that are far from saturation, and such that let next to nothing through. */
const LIVELY = [0.5, -0.5, 0.6, -0.6, 0.4, -0.4, 0.3, -0.3, 0.2, -0.2];
const SATURATED = [0.99, -0.99, 0.999, -0.999, 0.98, -0.98, 0.995, -0.995];
/** The slope of a saturated one is below this. */
const FLAT = 0.05;
const WEIGHTS = [2, -2, 3, -3, 4, -4, 5, -5, 10, -10];

/** What is left of a gradient behind neurons in a row, of which one is saturated. */
export default {
  number: 20,
  version: 2,
  name: 'saturated-chain',
  title: 'gradient through a saturated chain',
  topic: 'activation',
  levels: [4, 5],
  drawn: [4, 5],
  generate(random, level) {
    const outputs = random.shuffled([
      pick(random, SATURATED),
      ...Array.from({ length: level === 5 ? 2 : 1 }, () => pick(random, LIVELY)),
    ]);
    const weight = pick(random, WEIGHTS);
    const statements = [
      'h = tanh(n)',
      'm = w*h',
      's = m + b',
      ...(level === 5 ? ['k = tanh(s)', 't = k + c', 'o = tanh(t)'] : ['o = tanh(s)']),
    ];
    const [first, second, third] = outputs as [number, number, number?];
    const values = new Map([
      ['n', Math.atanh(first)],
      ['w', weight],
      ['b', Math.atanh(second) - weight * first],
    ]);
    if (third !== undefined) values.set('c', Math.atanh(third) - second);
    const { graph } = build({ statements, values });
    const target = graph.byName.get('n');
    if (target === undefined || !isEasyByHand(graph)) return undefined;
    const diagnoses = gradientDiagnoses(graph, target);
    const blind = outputs
      .filter((out) => LIVELY.includes(out))
      .reduce((product, out) => product * (1 - out * out), weight);
    const step = [...graph.tape.steps(graph.output.id)].find(
      ({ node, local }) => graph.tape.operationOf(node) === 'tanh' && local < FLAT,
    );
    const saturated = graph.byId.get(step?.node ?? -1);
    if (saturated === undefined) return undefined;
    const where = `1 - ${saturated.name}^2 = ${Number(step?.local.toPrecision(2))}`;
    diagnoses.push({ ...misconception('saturation-unseen'), name: 'saturation-unseen', value: blind, where });
    diagnoses.push({
      ...misconception('saturation-taken-for-zero'),
      name: 'saturation-taken-for-zero',
      value: 0,
      where,
    });
    return graphGradient(random, graph, target, {
      diagnoses,
      first: pick(random, ['saturation-unseen', 'saturation-taken-for-zero']),
      hint: [
        paragraph(
          say`Each tanh on the way multiplies by one minus its output squared. What is that for an output near ±1?`,
        ),
      ],
      explanation: [
        ...gradientExplanation(graph, target),
        paragraph(say`${code(saturated.name)} is saturated: ${code(where)}, so hardly anything comes through.`),
      ],
    });
  },
} satisfies QuestionType;
