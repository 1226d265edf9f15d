// What the lab of the page runs in the browser, in a worker: every file that this imports is served without its types.
// So nothing here may lead to zod or to a module of Node.
export { optimiserNamed } from '../../engine/index.ts';
export { UserError } from '../../errors.ts';
export { classesOf, largest, rightOf } from '../classes.ts';
export { unscaled } from '../data/prepare.ts';
export { presets } from '../data.ts';
export { failureName } from '../facts.ts';
export { isPlain } from '../optimisers/descent.ts';
export { predictor } from '../predict.ts';
export {
  parameterCount,
  parameterIndex,
  type TrainingOptions,
  type TrainingSettings,
  toSettings,
} from '../settings.ts';
export { subjectOf } from '../subject.ts';
export { type Changeable, StepwiseRun } from './stepwise.ts';
