/** The table of first weights: between which bounds they are drawn, uniformly. */
export interface Init {
  /** What reports call it. */
  readonly title: string;
  /** Weights of a neuron with so many inputs, in a layer with so many outputs, lie between minus this and this. */
  readonly weight: (inputs: number, outputs: number) => number;
  /** The same as text in `inputs` and `outputs`. */
  readonly formula: string;
  /** The same for its bias; 0 where biases begin at 0 and none is drawn. */
  readonly bias: number;
  /** What a teacher would say of it. */
  readonly sentence: string;
  /** The function of `torch.nn.init` that this is. */
  readonly torch: string;
}

const table = {
  /** The article's. */
  uniform: {
    title: 'uniform',
    weight: () => 1,
    formula: '1',
    bias: 1,
    sentence: 'Weights and biases are drawn uniformly between -1 and 1, whatever the size of the layer.',
    torch: 'uniform_(a=-1, b=1)',
  },
  /** Glorot and Bengio 2010, with gain 1. */
  xavier: {
    title: 'Xavier',
    weight: (inputs, outputs) => Math.sqrt(6 / (inputs + outputs)),
    formula: 'sqrt(6/(inputs+outputs))',
    bias: 0,
    sentence:
      'Biases begin at 0, and Xavier initialization draws weights uniformly between ±√(6/(inputs + outputs)) of their layer, so that signals keep their size.',
    torch: 'xavier_uniform_',
  },
  /** He et al. 2015, for relu. */
  he: {
    title: 'He',
    weight: (inputs) => Math.sqrt(6 / inputs),
    formula: 'sqrt(6/inputs)',
    bias: 0,
    sentence:
      'Biases begin at 0, and He initialization draws weights uniformly between ±√(6/inputs) of their layer, larger than Xavier because relu stops half of a signal.',
    torch: "kaiming_uniform_(nonlinearity='relu')",
  },
  /** For the mistake that it is. */
  zero: {
    title: 'zero',
    weight: () => 0,
    formula: '0',
    bias: 0,
    sentence:
      'All weights begin at 0, so that all neurons of a layer are alike. They get the same gradients and stay alike: a start has to be drawn at random.',
    torch: 'zeros_',
  },
} satisfies Record<string, Init>;

/** The name of an entry of the table, which is how a person writes it. */
export type InitName = keyof typeof table;

/** The entry of a way to draw first weights. */
export const initNamed = (name: InitName): Init => table[name];

/** All names in the order of the table. */
export const initNames = Object.keys(table) as InitName[];
