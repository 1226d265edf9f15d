export { checkBudget } from './budget.ts';
export { presets } from './data.ts';
export {
  countsWrongTargets,
  failureName,
  firstStale,
  longestPlateau,
  lossFromTo,
  type Plateau,
  plateaus,
} from './facts.ts';
export { type Odds, oddsOf, type Tally } from './odds.ts';
export type { Failure, TrainingRecord } from './record.ts';
export { train } from './run.ts';
export {
  DEFAULT_SEED,
  parameterCount,
  type TrainingOptions,
  type TrainingSettings,
  toSettings,
} from './settings.ts';
