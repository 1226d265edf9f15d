import { MLP, Random, squaredError, withTape } from '../../engine/index.ts';
import { presetData } from '../../training/data.ts';
import { DEFAULT_SEED } from '../../training/index.ts';

/** Of the article's experiment. */
const SIZES = [4, 4, 1];
export const LEARNING_RATE = 0.4;

/** One iteration, as far as it is asked: all about the last neuron and its bias `b`. */
export interface Iteration {
  /** What goes into the tanh of the last neuron, and what comes out, a number a sample. */
  readonly sums: readonly number[];
  readonly outs: readonly number[];
  readonly loss: number;
  /** `b`, its `.grad` before the backward pass, what the pass adds, and `b` after the update. */
  readonly bias: number;
  readonly held: number;
  readonly added: number;
  readonly next: number;
}

/** The first two iterations of the article's network. */
export function iterations(zeroGrad: boolean): {
  readonly ys: readonly number[];
  readonly runs: readonly [Iteration, Iteration];
} {
  const data = presetData('article');
  if (data === undefined) throw new Error('the article has its data');
  const ys = data.ys.map(([y]) => y as number);
  return withTape(() => {
    const net = new MLP((data.xs[0] as readonly number[]).length, SIZES, { random: new Random(DEFAULT_SEED) });
    const parameters = net.parameters();
    const b = net.layers.at(-1)?.neurons[0]?.b;
    if (b === undefined) throw new Error('the network has an output');
    const iterate = (): Iteration => {
      const outputs = data.xs.map((x) => net.forward(x)[0] as ReturnType<typeof squaredError>);
      const loss = outputs.map((out, i) => squaredError(out, ys[i] as number)).reduce((sum, part) => sum.add(part));
      if (zeroGrad) for (const parameter of parameters) parameter.grad = 0;
      const [bias, held] = [b.data, b.grad];
      loss.backward();
      const added = b.grad - held;
      for (const parameter of parameters) parameter.data -= LEARNING_RATE * parameter.grad;
      return {
        sums: outputs.map(({ data: out }) => Math.atanh(out)),
        outs: outputs.map(({ data: out }) => out),
        loss: loss.data,
        bias,
        held,
        added,
        next: b.data,
      };
    };
    return { ys, runs: [iterate(), iterate()] };
  });
}
