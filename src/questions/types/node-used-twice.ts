import { code, codeBlock, paragraph, say } from '../../reply/build.ts';
import { contributions, gradientName, stepsOf } from '../../tutor/derivation.ts';
import { pathsAddSentence } from '../../tutor/meaning.ts';
import { gradientDiagnoses } from '../../tutor/misconceptions/diagnose.ts';
import { isSteady } from '../given-values.ts';
import { gradientExplanation, graphLines, isHandy, isRough, whatIs } from '../graph-words.ts';
import { numberDraft } from '../number-draft.ts';
import { pick } from '../random.ts';
import { draw, sketch, twoNeurons } from '../sketch.ts';
import type { QuestionType } from '../type.ts';

/** A contribution that is smaller beside the largest could be left out and nobody would see it. */
const LEAST = 0.1;

/** 5: the gradient of a value that is used twice, whose contributions add up. */
export const nodeUsedTwice: QuestionType = {
  name: 'node-used-twice',
  title: 'gradient of a value used twice',
  topic: 'graph',
  levels: [3, 5],
  make(random, level) {
    const { graph } = draw(level === 5 ? twoNeurons(random) : sketch(random, level));
    if (!isHandy(graph)) return undefined;
    const targets = stepsOf(graph).map(({ target }) => target);
    const twice = graph.nodes.filter(({ id }) => targets.indexOf(id) !== targets.lastIndexOf(id));
    if (twice.length === 0) return undefined;
    const target = pick(random, twice);
    const sizes = contributions(graph, target).map(Math.abs);
    if (!isSteady(graph, target)) return undefined;
    if (Math.min(...sizes) <= LEAST * Math.max(...sizes)) return undefined;
    const rough = isRough(graph);
    const name = code(target.name);
    const sentence = pathsAddSentence(graph, target);
    return numberDraft(random, {
      prompt: [
        codeBlock(graphLines(graph, true).join('\n')),
        paragraph(whatIs([code(gradientName(graph, target))], rough)),
      ],
      right: graph.tape.grad[target.id] as number,
      diagnoses: gradientDiagnoses(graph, target),
      rough,
      first: 'accumulate-overwrites',
      hint: [paragraph(say`Find every place that uses ${name}. Each of them hands something back.`)],
      explanation: [...gradientExplanation(graph, target).slice(0, 1), ...(sentence ? [paragraph(sentence)] : [])],
    });
  },
};
