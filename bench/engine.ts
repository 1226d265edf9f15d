import { Kernel, Stepper, scratch, squaredError, type Value, value, withTape } from '../src/engine/index.ts';
import { type TrainingRecord, type TrainingSettings, train } from '../src/training/index.ts';
import { CHECK_STEPS, type Contender, inProcess, type Job, type Run } from './contender.ts';
import { type Graph, newModel, point, type Training } from './workloads.ts';

/** `Value` as an engine user writes it: the graph is new in each step. */
const rebuilt = (make: () => Job): Contender => inProcess('Value, rebuilt', 1e-9, make, withTape);
/** The graph is recorded once; a step puts new numbers into its leaves and replays it. */
const replayed = (make: () => Job): Contender => inProcess('Value, replayed', 1e-9, make, withTape);

export const trainingContenders = (training: Training): Contender[] => [
  rebuilt(() => {
    const model = newModel(training);
    const sgd = new Stepper(model.parameters(), { rate: training.rate });
    let loss = 0;
    const step = (): void => {
      const errors = training.samples.map(({ x, y }) => squaredError(model.forward(x)[0] as Value, y));
      const total = errors.reduce((sum, error) => sum.add(error));
      sgd.zeroGrad();
      total.backward();
      sgd.step();
      loss = total.data;
    };
    return { step: () => scratch(step), result: () => [loss] };
  }),
  replayed(() => replayedTraining(training)),
  compiled(training),
];

/** The training loop as WebAssembly: as in the odds, nothing is recorded, and the loss is taken on the tape. */
function compiled(training: Training): Contender {
  const run = (steps: number): Run =>
    withTape((tape) => {
      const model = newModel(training);
      const parameters = model.parameters();
      const [inputs, targets] = [Array.from({ length: training.inputs }, () => value(0)), [value(0)]];
      const first = tape.length;
      const outputs = model.forward(inputs);
      const loss = squaredError(outputs[0] as Value, targets[0] as Value);
      const sample = { tape, first, loss, parameters, inputs, targets, outputs };
      const kernel = Kernel.of(sample, { rate: training.rate }) as Kernel;
      kernel.start(parameters.map(({ data }) => data));
      const { samples } = training;
      const [xs, ys] = [samples.map(({ x }) => x), samples.map(({ y }) => [y])];
      kernel.load([samples.map((_, i) => i)], xs, ys, 1);
      kernel.run(CHECK_STEPS - 1);
      for (const [i, data] of kernel.parameters().entries()) (parameters[i] as Value).data = data;
      let total = 0;
      for (const { x, y } of samples) {
        for (const [i, input] of inputs.entries()) input.data = x[i] as number;
        (targets[0] as Value).data = y;
        tape.forward(first, loss.id);
        total += loss.data;
      }
      // Again and again from its start, as V8 takes the better code only when a function is called anew.
      for (let warm = 0; warm < 200; warm++) kernel.run(1);
      const start = performance.now();
      kernel.run(steps);
      return { result: [total], nanoseconds: ((performance.now() - start) * 1e6) / steps };
    });
  return { name: 'compiled', tolerance: 1e-12, run };
}

/** As many steps as a person may ask for. */
const LONGEST = 10_000;

/** What `/train` does: whole runs of {@link LONGEST} steps, with their compiling, and with all that they record. */
export function productContender(training: Training): Contender {
  const { inputs, hidden, rate, samples } = training;
  const settings: TrainingSettings = {
    data: { name: 'bench', xs: samples.map(({ x }) => x), ys: samples.map(({ y }) => [y]) },
    layers: [hidden, hidden, 1],
    activations: ['tanh', 'tanh', 'tanh'],
    loss: 'sse',
    learningRate: rate,
    optimiser: 'sgd',
    momentum: 0,
    decay: 0,
    clip: undefined,
    schedule: undefined,
    init: 'uniform',
    steps: CHECK_STEPS,
    batch: samples.length,
    seed: 18,
    zeroGrad: true,
    track: `layers[1].neurons[0].w[${inputs - 1}]`,
  };
  const recordOf = (steps: number): TrainingRecord => {
    const running = train({ ...settings, steps });
    for (;;) {
      const next = running.next();
      if (next.done) return next.value;
    }
  };
  const run = (steps: number): Run => {
    const result = [recordOf(CHECK_STEPS).iterations.at(-1)?.loss ?? Number.NaN];
    const runs = Math.ceil(steps / LONGEST);
    const start = performance.now();
    for (let i = 0; i < runs; i++) recordOf(LONGEST);
    return { result, nanoseconds: ((performance.now() - start) * 1e6) / (runs * LONGEST) };
  };
  return { name: 'train()', tolerance: 1e-12, run };
}

/**
 * How a library trains: one update for `all` samples; one after `each`; or one after each with the error itself as
 * the output neuron's delta, without the slope of its tanh (the gradient of another cost function).
 */
export type Scheme = 'all' | 'each' | 'each, no output slope';

/** The graph of one sample, run for all of them. */
export function replayedTraining(training: Training, scheme: Scheme = 'all'): Job {
  const model = newModel(training);
  const sgd = new Stepper(model.parameters(), { rate: training.rate });
  const inputs = Array.from({ length: training.inputs }, () => value(0));
  const target = value(0);
  const output = model.forward(inputs)[0] as Value;
  const error = squaredError(output, target);
  const beforeTanh = output.operands[0] as Value;
  const { tape } = error;
  let loss = 0;
  const step = (): void => {
    loss = 0;
    sgd.zeroGrad();
    for (const { x, y } of training.samples) {
      for (let i = 0; i < inputs.length; i++) (inputs[i] as Value).data = x[i] as number;
      target.data = y;
      tape.forward(target.id + 1, error.id);
      if (scheme === 'each, no output slope') beforeTanh.backward(2 * (output.data - y));
      else error.backward();
      loss += error.data;
      if (scheme === 'all') continue;
      sgd.step();
      sgd.zeroGrad();
    }
    if (scheme === 'all') sgd.step();
  };
  return { step, result: () => [loss] };
}

export const graphContenders = (graph: Graph): Contender[] => [
  rebuilt(() => {
    const leaves = graph.leaves.map((data) => value(data));
    const step = (): void => {
      for (const leaf of leaves) leaf.grad = 0;
      (build(graph, leaves).at(-1) as Value).backward();
    };
    return { step: () => scratch(step), result: () => leaves.map((leaf) => leaf.grad) };
  }),
  replayed(() => {
    const leaves = graph.leaves.map((data) => value(data));
    const root = build(graph, leaves).at(-1) as Value;
    const step = (): void => {
      for (const leaf of leaves) leaf.grad = 0;
      root.tape.forward(leaves.length, root.id);
      root.backward();
    };
    return { step, result: () => leaves.map((leaf) => leaf.grad) };
  }),
];

function build({ operations, first, second }: Graph, leaves: readonly Value[]): Value[] {
  const nodes = new Array<Value>(leaves.length + operations.length);
  for (let i = 0; i < leaves.length; i++) nodes[i] = leaves[i] as Value;
  for (let i = 0; i < operations.length; i++) {
    const a = nodes[first[i] as number] as Value;
    const b = nodes[second[i] as number] as Value;
    nodes[leaves.length + i] = apply(operations[i] as number, a, b);
  }
  return nodes;
}

function apply(operation: number, a: Value, b: Value): Value {
  switch (operation) {
    case 0:
      return a.add(b);
    case 1:
      return a.sub(b);
    case 2:
      return a.mul(b);
    default:
      return a.tanh();
  }
}

export const pointContenders = (): Contender[] => [
  rebuilt(() => pointJob((a, b, c) => () => scratch(() => a.mul(b).add(c).backward()))),
  replayed(() =>
    pointJob((a, b, c) => {
      const root = a.mul(b).add(c);
      return () => {
        root.tape.forward(c.id + 1, root.id);
        root.backward();
      };
    }),
  ),
];

function pointJob(differentiate: (a: Value, b: Value, c: Value) => () => void): Job {
  const [a, b, c] = point.map((data) => value(data)) as [Value, Value, Value];
  const work = differentiate(a, b, c);
  const step = (): void => {
    a.data = -a.data;
    a.grad = 0;
    b.grad = 0;
    c.grad = 0;
    work();
  };
  return { step, result: () => [a.grad, b.grad, c.grad] };
}
