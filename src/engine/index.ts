export {
  type Activation,
  type ActivationChoice,
  type ActivationName,
  activationChoices,
  activationNamed,
  activationNames,
  saturates,
} from './activations.ts';
export { Kernel } from './compile/kernel.ts';
export type { Sample } from './compile/plan.ts';
export { type Init, type InitName, initNamed, initNames } from './inits.ts';
export { lengthOf } from './length.ts';
export {
  binaryCrossEntropy,
  hinge,
  type Loss,
  type LossName,
  lossNamed,
  lossNames,
  lossOf,
  predictionsOf,
  squaredError,
} from './losses.ts';
export { Layer, MLP, type MLPOptions, Neuron } from './nn.ts';
export type { Divide, LocalDerivative, Operation } from './operation.ts';
export { arity, type OperationName, operation, operationNames, ruleOf } from './operations.ts';
export { type Optimiser, type OptimiserName, optimiserNamed, optimiserNames } from './optimisers.ts';
export { Random } from './random.ts';
export { type Node as RuleNode, readRule } from './rule-text.ts';
export { type Schedule, type ScheduleName, scheduleNamed, scheduleNames } from './schedules.ts';
export { Stepper } from './stepper.ts';
export { type BackwardStep, Tape } from './tape.ts';
export { type Descent, rateOf } from './update.ts';
export { scratch, Value, value, withTape } from './value.ts';
