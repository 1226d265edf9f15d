/**
 * The one table of optimisers, with PyTorch's definitions and defaults. Training, compiled or on the tape, the options
 * of `/train` and its reports read it; adding an optimiser is adding one entry.
 */
export interface Optimiser {
  /** What reports call it, and pictures, where there is little room. */
  readonly title: string;
  readonly short: string;
  /**
   * One step of one parameter, in the language of `rule-text.ts`: from the parameter `w` and its gradient `g` the next
   * `w`. It may read the learning rate `lr`, the number of the step `t` (from 1), `momentum` and the constants. What it
   * says of these alone is worked out once a step.
   */
  readonly rule: string;
  /** The names in the rule that live from step to step, of each parameter its own; 0 before the first step. */
  readonly remembers: readonly string[];
  /** PyTorch's numbers by their names in the rule. */
  readonly constants: Readonly<Record<string, number>>;
  /** How much of the last step is kept unless somebody says otherwise; undefined where the rule does not ask for it. */
  readonly momentum?: number;
  /**
   * The learning rate it begins with unless somebody says otherwise: its own, or a share of what data suggest for SGD.
   * So it learns from nine of ten starts or more with nearly all data sets of `/train`, in as many steps as SGD.
   */
  readonly rate: number | { readonly share: number };
  /** The rate in PyTorch, where that is another one of its own: made for many thousands of steps. */
  readonly torchRate?: number;
  /** What a teacher would say of it. */
  readonly sentence: string;
  /** The class in PyTorch's `torch.optim` that this is. */
  readonly torch: string;
}

/** Polyak 1964, in PyTorch's form; with momentum 1 it steps by the sum of all gradients, as if none was ever reset. */
const HEAVY_BALL = { rule: 'v=momentum*v+g; w=w-lr*v', remembers: ['v'], constants: {}, torch: 'SGD' };

const table = {
  sgd: {
    ...HEAVY_BALL,
    title: 'SGD',
    short: 'SGD',
    momentum: 0,
    rate: { share: 1 },
    sentence: 'SGD takes away the learning rate times the gradient: a large gradient makes a large step.',
  },
  momentum: {
    ...HEAVY_BALL,
    title: 'SGD with momentum',
    short: 'momentum',
    momentum: 0.9,
    // Steps become up to ten times as long.
    rate: { share: 0.2 },
    sentence:
      'Momentum keeps a part of the last step and adds the gradient to it: steps in one direction become longer, and steps forward and back cancel each other.',
  },
  nesterov: {
    ...HEAVY_BALL,
    rule: 'v=momentum*v+g; w=w-lr*(g+momentum*v)',
    title: 'SGD with Nesterov momentum',
    short: 'Nesterov',
    momentum: 0.9,
    // Steps become up to ten times as long.
    rate: { share: 0.2 },
    sentence:
      'Nesterov momentum looks one step ahead: it adds the gradient once more to a part of the new velocity, and so it brakes earlier than momentum.',
  },
  adagrad: {
    title: 'Adagrad',
    short: 'Adagrad',
    rule: 's=s+g*g; w=w-lr*g/(sqrt(s)+eps)',
    remembers: ['s'],
    constants: { eps: 1e-10 },
    rate: 0.2,
    torchRate: 0.01,
    torch: 'Adagrad',
    sentence:
      'Adagrad divides each gradient by the root of the sum of all its squares so far: every parameter has its own step, and steps only become shorter.',
  },
  rmsprop: {
    title: 'RMSprop',
    short: 'RMSprop',
    rule: 's=alpha*s+(1-alpha)*(g*g); v=momentum*v+g/(sqrt(s)+eps); w=w-lr*v',
    remembers: ['s', 'v'],
    constants: { alpha: 0.99, eps: 1e-8 },
    rate: 0.03,
    torchRate: 0.01,
    momentum: 0,
    torch: 'RMSprop',
    sentence:
      'RMSprop divides each gradient by the root of a running mean of its squares: the step has about the length of the learning rate, however small the gradient is.',
  },
  adam: {
    title: 'Adam',
    short: 'Adam',
    rule: 'm=beta1*m+(1-beta1)*g; s=beta2*s+(1-beta2)*(g*g); w=w-lr*(m/(1-beta1^t))/(sqrt(s/(1-beta2^t))+eps)',
    remembers: ['m', 's'],
    constants: { beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    rate: 0.1,
    torchRate: 0.001,
    torch: 'Adam',
    sentence:
      'Adam divides a running mean of the gradients (momentum) by the root of a running mean of their squares (as RMSprop), and corrects both for their start at 0.',
  },
} satisfies Record<string, Optimiser>;

/** The name of an entry of the table, which is how a person writes it. */
export type OptimiserName = keyof typeof table;

/** The entry of an optimiser, with the optional fields in view. */
export const optimiserNamed = (name: OptimiserName): Optimiser => table[name];

/** All names in the order of the table. */
export const optimiserNames = Object.keys(table) as OptimiserName[];
