import { bracketed, stepsOf } from '../../../derivation/steps.ts';
import type { Graph, GraphNode } from '../../../expression/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { code, codeBlock, paragraph, say } from '../../../reply/build.ts';
import { type Diagnosis, gradientDiagnoses } from '../../../tutor/misconceptions/diagnose.ts';
import { type MisconceptionName, misconception } from '../../../tutor/misconceptions/index.ts';
import { graphNumber } from '../../parts/graph-number.ts';
import { graphLines, isEasyByHand, shownValue } from '../../parts/graph-text.ts';
import { pick } from '../../parts/random.ts';
import { anyInput, build, randomSource } from '../../parts/random-graph.ts';
import type { QuestionType } from '../../type.ts';

/** `.grad` of an input after several backward passes without a reset. */
export default {
  number: 6,
  version: 2,
  name: 'backward-twice',
  title: 'backward twice without a reset',
  topic: 'graph',
  levels: [1, 2, 3],
  drawn: [3],
  generate(random, level) {
    const { graph } = build(randomSource(random, level));
    if (!isEasyByHand(graph)) return undefined;
    const target = anyInput(random, graph);
    const once = graph.tape.grad[target.id] as number;
    if (once === 0) return undefined;
    const passes = pick(random, [2, 2, 3]);
    const right = passes * once;
    const grad = `${target.name}.grad`;
    const where = `${grad} = ${passes} × ${bracketed(once)} = ${formatNumber(right)}`;
    const known = (name: MisconceptionName, value: number): Diagnosis => ({
      name,
      ...misconception(name),
      value,
      where,
    });
    const call = `${graph.output.name}.backward()`;
    return graphNumber(random, {
      prompt: [
        codeBlock([...graphLines(graph, true), ...Array.from({ length: passes }, () => call)].join('\n')),
        paragraph(
          say`No ${code('.grad')} of an input is set to 0 in between${level === 1 ? '' : '; inner values start from 0 in each pass'}. What is ${code(grad)} at the end?`,
        ),
      ],
      right,
      diagnoses: [
        known('second-pass-replaces', once),
        known('passes-multiply', once ** passes),
        known('passes-cancel', 0),
        known('pass-counted-once-more', (passes + 1) * once),
        known('inner-gradients-kept', keepingInner(graph, target, passes)),
        // A mistake within one pass is made in each of them.
        ...gradientDiagnoses(graph, target)
          .filter(({ name }) => name !== 'gradients-not-zeroed')
          .map((diagnosis) => ({ ...diagnosis, value: passes * diagnosis.value })),
      ].filter(({ value }) => value !== right),
      rounded: false,
      graph: { graph, given: shownValue(graph, true) },
      first: 'second-pass-replaces',
      hint: [paragraph(say`First find ${code(grad)} after one pass. Does ${code('backward()')} set it or add to it?`)],
      explanation: [
        codeBlock(where),
        paragraph(
          say`Each ${code('backward()')} adds ${formatNumber(once)} to what ${code(grad)} holds: that is why gradients are reset before the next pass.`,
        ),
      ],
    });
  },
} satisfies QuestionType;

/** The gradient when the inner values, too, keep what earlier passes left in them. */
function keepingInner(graph: Graph, target: GraphNode, passes: number): number {
  const steps = stepsOf(graph);
  const kept = new Map<number, number>();
  for (let pass = 0; pass < passes; pass++) {
    kept.set(graph.output.id, 1);
    for (const { node, target: to, local } of steps)
      kept.set(to, (kept.get(to) ?? 0) + (kept.get(node) as number) * local);
  }
  return kept.get(target.id) as number;
}
