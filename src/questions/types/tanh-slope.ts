import { code, codeBlock, paragraph, say } from '../../reply/build.ts';
import { gradientName } from '../../tutor/derivation.ts';
import { gradientDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { gradientExplanation, graphLines, isHandy, whatIs } from '../graph-words.ts';
import { numberDraft } from '../number-draft.ts';
import { friendly, pick } from '../random.ts';
import { draw } from '../sketch.ts';
import type { QuestionType } from '../type.ts';

/** Outputs whose square is easy. */
const OUTPUTS = [0.5, 0.6, 0.8, 0.9, 0.3, 0.2];

/** 7: the gradient through a tanh. */
export const tanhSlope: QuestionType = {
  name: 'tanh-slope',
  title: 'slope of tanh',
  topic: 'activation',
  levels: [4, 5],
  make(random, level) {
    const out = pick(random, OUTPUTS) * pick(random, [1, -1]);
    const values = new Map([['n', Math.atanh(out)]]);
    if (level === 5) for (const [name, value] of friendly(random, ['v', 'c'])) values.set(name, value);
    const { graph } = draw({
      statements: level === 4 ? ['o = tanh(n)'] : ['h = tanh(n)', 'q = v*h', 'o = q + c'],
      values,
    });
    const target = graph.byName.get('n');
    if (target === undefined || !isHandy(graph)) return undefined;
    return numberDraft(random, {
      prompt: [
        codeBlock(graphLines(graph, true).join('\n')),
        paragraph(whatIs([code(gradientName(graph, target))], true)),
      ],
      right: graph.tape.grad[target.id] as number,
      diagnoses: gradientDiagnoses(graph, target),
      rough: true,
      first: pick(random, ['tanh-slope-of-input', 'tanh-slope-linear', 'activation-slope-dropped']),
      hint: [paragraph(say`The slope of tanh can be had from its output alone: no need to compute tanh again.`)],
      explanation: gradientExplanation(graph, target),
    });
  },
};
