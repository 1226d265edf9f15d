import { Random } from '../../engine/index.ts';
import { hash } from '../../questions/hash.ts';
import { chooseOptions } from '../../questions/options.ts';
import { plainNumber } from '../../questions/parts/number.ts';
import type { Question } from '../../questions/question.ts';
import { code, paragraph, say, withCode } from '../../reply/build.ts';
import { LEAST_WRONG } from './ask-number.ts';
import { LEARNING_RATE } from './loop-run.ts';
import { DIGITS, type LoopStep, loopSteps } from './loop-steps.ts';
import type { Place, Walk } from './place.ts';

/**
 * Two iterations of the article's network, of which a few numbers are asked: forward pass, loss, backward pass, update, and
 * in the second iteration what the reset, or the missing reset, leaves in `.grad`.
 */
export function trainWalk(zeroGrad: boolean): Walk {
  const steps = loopSteps(zeroGrad);
  const plain = zeroGrad ? 'train' : 'train --no-zero-grad';
  return {
    title: zeroGrad ? 'Two iterations' : 'Two iterations without the reset',
    plain,
    notes: [
      say`The article's network, ${code('MLP 3-[4,4,1]')} of tanh with lr ${LEARNING_RATE}, learns from four samples. Numbers are rounded to ${DIGITS} digits. ${code('b')} is the bias of its last neuron.`,
    ],
    places: steps.map((step) => placeOf(step, plain)),
    derivation: steps.map(({ equation }) => equation),
    result: undefined,
    another: undefined,
    asQuiz: plain,
    withNumbers: undefined,
  };
}

function placeOf(step: LoopStep, plain: string): Place {
  const { name, skill, prompt, right, slips, rule, gap, equation, why } = step;
  return {
    name,
    ask() {
      const explanation = [paragraph(say`${code(equation)}. ${withCode(why)}`)];
      const hints = [paragraph(withCode(rule)), paragraph([code(gap)])];
      const problem = plainNumber({ prompt, right, slips, digits: DIGITS, hint: rule, explanation });
      if (problem === undefined) throw new Error(`no question for ${name}`);
      const question: Question = {
        ...skill,
        seed: 0,
        prompt: [...prompt],
        options: chooseOptions(problem, new Random(hash(`${plain} ${name}`)), LEAST_WRONG) ?? [],
        ...(problem.typed && { typed: problem.typed }),
        hint: hints.slice(0, 1),
        explanation,
      };
      return { question, hints, equation, why: withCode(why), mistakes: () => [] };
    },
    picture: () => undefined,
  };
}
