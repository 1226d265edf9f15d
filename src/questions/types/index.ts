import type { QuestionType } from '../type.ts';
import { backwardTwice } from './backward-twice.ts';
import { biasGradient } from './bias-gradient.ts';
import { diagnoseCurve } from './diagnose-curve.ts';
import { faultyBackward } from './faulty-backward.ts';
import { forwardValue } from './forward-value.ts';
import { gradientDirection } from './gradient-direction.ts';
import { localDerivativeType } from './local-derivative.ts';
import { loopOrder } from './loop-order.ts';
import { lossSlope } from './loss-slope.ts';
import { lossValue } from './loss-value.ts';
import { neuronOutput } from './neuron-output.ts';
import { nodeUsedTwice } from './node-used-twice.ts';
import { oneHop } from './one-hop.ts';
import { parameterCount } from './parameter-count.ts';
import { rateCurve } from './rate-curve.ts';
import { readyNext } from './ready-next.ts';
import { reluBelowZero } from './relu-below-zero.ts';
import { saturatedChain } from './saturated-chain.ts';
import { tanhSlope } from './tanh-slope.ts';
import { weightStep } from './weight-step.ts';
import { whatToZero } from './what-to-zero.ts';
import { wholePath } from './whole-path.ts';
import { wrongTargets } from './wrong-targets.ts';

/** Every type of question, in the order in which a course meets them. */
export const QUESTION_TYPES: readonly QuestionType[] = [
  forwardValue,
  localDerivativeType,
  oneHop,
  wholePath,
  nodeUsedTwice,
  backwardTwice,
  tanhSlope,
  reluBelowZero,
  biasGradient,
  neuronOutput,
  lossValue,
  lossSlope,
  gradientDirection,
  weightStep,
  rateCurve,
  diagnoseCurve,
  loopOrder,
  whatToZero,
  parameterCount,
  saturatedChain,
  wrongTargets,
  faultyBackward,
  readyNext,
];
