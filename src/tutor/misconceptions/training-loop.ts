import { MLP, Random, squaredError, type Value, withTape } from '../../engine/index.ts';

/** What a line of a training loop does. */
export type LoopLine = 'forward' | 'loss' | 'zero' | 'backward' | 'step';

/** The lines of the loop as they are written in Python, one for each thing to do. */
export const LOOP_LINES: Readonly<Record<LoopLine, string>> = {
  forward: 'outs = [net(x) for x in xs]',
  loss: 'loss = squared_errors(outs, ys)',
  zero: 'for p in params: p.grad = 0',
  backward: 'loss.backward()',
  step: 'for p in params: p.data -= lr * p.grad',
};

const NAMES = Object.keys(LOOP_LINES) as LoopLine[];

/** The line that is written so; undefined for one that is not among {@link LOOP_LINES}. */
export const loopLine = (text: string): LoopLine | undefined => NAMES.find((name) => LOOP_LINES[name] === text.trim());

/** A small network on two samples, and as many rounds of the loop as show what the order of its lines does. */
const SEED = 3;
const SIZES = [2, 1];
const XS = [
  [0.5, -1],
  [1, 0.5],
];
const YS = [1, -1];
const LEARNING_RATE = 0.1;
const ROUNDS = 3;

/** What happens when a loop with these lines runs. */
export interface LoopRun {
  readonly order: readonly LoopLine[];
  /** All parameters after each round; those of the rounds that were reached. */
  readonly weights: readonly (readonly number[])[];
  /** The line that needs what is not there yet; the loop stops at it. */
  readonly stoppedAt: LoopLine | undefined;
}

/** Runs a training loop, its lines in the given order, on a real network. */
export function runLoop(order: readonly LoopLine[]): LoopRun {
  return withTape(() => {
    const net = new MLP(2, SIZES, { random: new Random(SEED) });
    const parameters = net.parameters();
    let outputs: Value[] | undefined;
    let loss: Value | undefined;
    const execute: Readonly<Record<LoopLine, () => boolean>> = {
      forward: () => {
        outputs = XS.map((x) => net.forward(x)[0] as Value);
        return true;
      },
      loss: () => {
        loss = outputs?.map((output, i) => squaredError(output, YS[i] as number)).reduce((sum, part) => sum.add(part));
        return loss !== undefined;
      },
      zero: () => {
        for (const parameter of parameters) parameter.grad = 0;
        return true;
      },
      backward: () => {
        loss?.backward();
        return loss !== undefined;
      },
      step: () => {
        for (const parameter of parameters) parameter.data -= LEARNING_RATE * parameter.grad;
        return true;
      },
    };
    const weights: number[][] = [parameters.map(({ data }) => data)];
    for (let round = 0; round < ROUNDS; round++) {
      const stoppedAt = order.find((line) => !execute[line]());
      if (stoppedAt !== undefined) return { order, weights, stoppedAt };
      weights.push(parameters.map(({ data }) => data));
    }
    return { order, weights, stoppedAt: undefined };
  });
}

/** Does a loop do the same as another: the same weights in every round? */
export function sameRun(one: LoopRun, other: LoopRun): boolean {
  return (
    one.stoppedAt === other.stoppedAt &&
    one.weights.every((round, i) => round.every((weight, k) => weight === other.weights[i]?.[k]))
  );
}

/** Has a weight moved after all rounds? */
export const learns = ({ weights }: LoopRun): boolean => hasMoved(weights, weights.length - 1);

const hasMoved = (weights: LoopRun['weights'], round: number): boolean =>
  weights[round]?.some((weight, i) => weight !== weights[0]?.[i]) ?? false;

/** What is seen when the loop runs, in a sentence with code in backticks. */
export function loopStory({ weights, stoppedAt }: LoopRun): string {
  const opening = 'I ran it in this order on a small network:';
  if (stoppedAt === 'loss') return `${opening} it stops at once, as there are no \`outs\` yet.`;
  if (stoppedAt !== undefined) return `${opening} it stops at once, as there is no \`loss\` yet.`;
  if (!hasMoved(weights, ROUNDS)) return `${opening} after ${ROUNDS} rounds no weight has moved.`;
  if (!hasMoved(weights, 1)) return `${opening} the first step moves no weight, and each later one comes a round late.`;
  return `${opening} it learns, but with other gradients than this iteration's.`;
}
