export { checkBudget } from './budget.ts';
export { type Classes, type Confusion, classesOf, confusionOf, isRight, largest, rightOf } from './classes.ts';
export { unscaled } from './data/prepare.ts';
export { back } from './data/scale.ts';
export type { DataSet, Reading, Scaling, Step } from './data.ts';
export { heldOf } from './evaluation/held.ts';
export { meanAbsoluteError } from './evaluation/mean-absolute-error.ts';
export { constantLoss, leastLoss, lossOfAnswers, workOf } from './evaluation/measures.ts';
export { firstParameters, type LayerFacts, probe } from './evaluation/probe.ts';
export {
  failureName,
  failureOf,
  firstStale,
  fullyWrong,
  longestPlateaus,
  lossFromTo,
  type Plateau,
} from './facts.ts';
export { operationsPerSample } from './network.ts';
export { isPlain } from './optimisers/descent.ts';
export { DEFAULT_SEED, type TrainingValues, trainingOptions } from './options.ts';
export { predictor } from './predict.ts';
export { ratesOf } from './read/rates.ts';
export { checkSources } from './read/sources.ts';
export type { TrainingRecord } from './record.ts';
export { train } from './run.ts';
export {
  parameterCount,
  type TrainingOptions,
  type TrainingSettings,
  toAllSettings,
  toSettings,
} from './settings.ts';
export type { Snapshot } from './snapshots.ts';
export { type Odds, oddsOf, type Tally } from './starts/odds.ts';
export { type Ending, type RateResult, type Sweep, type SweptSide, sweep } from './starts/sweep.ts';
export { steadyUntil } from './steady.ts';
export { momentsToWatch, type Subject, subjectOf } from './subject.ts';
