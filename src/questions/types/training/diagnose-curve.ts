import type { Random } from '../../../engine/index.ts';
import { formatNumber } from '../../../expression/index.ts';
import { table } from '../../../reply/build.ts';
import type { TrainingRecord } from '../../../training/index.ts';
import type { MisconceptionName } from '../../../tutor/misconceptions/index.ts';
import { sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import { articleRun, jumps, lossesOf } from '../../parts/training-runs.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** One more than is shown: what is left over in it is what the one before has used. */
const STEPS = 21;
const LAST = 19;
const SHOWN = [0, 1, 2, 3, 4, 6, 8, 12, 16, 19];
const DIGITS = 3;
const SAMPLES = 4;
const NEURONS = 9;
/** So many runs are made for a cause before another draw; most causes take one or two. */
const RUNS = 12;
/** A gradient shorter than this moves nothing that can be seen. */
const VANISHED = 0.01;

/** What can be the matter with a run: how such runs are made, and how one is told from all others. */
interface Cause {
  readonly text: string;
  readonly bug: MisconceptionName;
  readonly neurons: number;
  readonly run: (random: Random) => TrainingRecord;
  /** Is it a clear case, which no other cause explains? */
  readonly isClear: (run: TrainingRecord) => boolean;
  readonly because: string;
}

/** The losses that are shown. */
const shownLosses = (run: TrainingRecord): number[] => SHOWN.map((i) => run.iterations[i]?.loss as number);

const lossEnds = (run: TrainingRecord): { first: number; last: number } => {
  const losses = shownLosses(run);
  return { first: losses[0] as number, last: losses.at(-1) as number };
};

/** The length of `.grad` as the step of an iteration uses it. */
const length = ({ zeroGrad, iterations }: TrainingRecord, i: number): number =>
  (zeroGrad ? iterations[i]?.freshNorm : iterations[i + 1]?.staleNorm) ?? 0;

const CAUSES: readonly Cause[] = [
  {
    text: 'gradients are never reset',
    bug: 'curve-zero-grad-forgotten',
    neurons: NEURONS,
    run: (random) => articleRun({ random, lr: pick(random, [0.1, 0.2, 0.3]), steps: STEPS, zeroGrad: false }),
    // The loss no longer moves, and yet what the step uses is as long as ever.
    isClear: (run) => {
      const { last } = lossEnds(run);
      const late = run.iterations.slice(12);
      return (
        last > 3 &&
        jumps(shownLosses(run)) >= 1 &&
        late.every(
          ({ freshNorm, staleNorm, loss }) => freshNorm < VANISHED * staleNorm && Math.abs(loss - last) < 0.1,
        ) &&
        length(run, LAST) > 1
      );
    },
    because:
      'The loss stands still, so a fresh gradient would be near 0; `.grad` is as long as ever, because old gradients are still in it and push the weights on and on.',
  },
  {
    text: 'the learning rate is too high',
    bug: 'curve-rate-too-high',
    neurons: NEURONS,
    run: (random) => articleRun({ random, lr: pick(random, [0.3, 0.4, 0.5]), steps: STEPS }),
    isClear: (run) => {
      const losses = lossesOf(run).slice(0, LAST + 1);
      const shown = shownLosses(run);
      return jumps(losses) >= 3 && jumps(losses.slice(6)) >= 1 && jumps(shown) >= 2 && jumps(shown.slice(4)) >= 1;
    },
    because: 'The loss jumps up again and again: each step goes far beyond the low point that it aims at.',
  },
  {
    text: 'the learning rate is too low',
    bug: 'curve-rate-too-low',
    neurons: NEURONS,
    run: (random) => articleRun({ random, lr: pick(random, [0.0002, 0.0005, 0.001]), steps: STEPS }),
    isClear: (run) => {
      const { first, last } = lossEnds(run);
      return (
        jumps(lossesOf(run)) === 0 && last > 0.7 * first && first - last > 0.005 * first && length(run, LAST) > 0.5
      );
    },
    because: 'The gradient is long and the loss falls in every step, but hardly: the steps are too short.',
  },
  {
    text: 'the neurons are saturated from the start',
    bug: 'curve-saturated',
    neurons: 1,
    // One neuron, and inputs so large that its tanh is flat for each of them.
    run: (random) => articleRun({ random, lr: pick(random, [0.05, 0.1, 0.2]), steps: STEPS, scale: 20, layers: '1' }),
    isClear: (run) => {
      const { first, last } = lossEnds(run);
      return (
        first > 3.5 && last > 0.99 * first && run.iterations.every((_, i) => length(run, Math.min(i, LAST)) < VANISHED)
      );
    },
    because:
      'The loss is large and yet the gradient is near 0 from the first iteration on: saturated neurons let nothing through.',
  },
  {
    text: 'nothing: it is a healthy run',
    bug: 'curve-healthy',
    neurons: NEURONS,
    run: (random) => articleRun({ random, lr: pick(random, [0.05, 0.1]), steps: STEPS }),
    isClear: (run) => {
      const { first, last } = lossEnds(run);
      return jumps(lossesOf(run)) === 0 && last < 0.1 * first;
    },
    because: 'The loss falls quickly at first, then ever more slowly towards 0, and the gradient with it.',
  },
];

/** What is the matter with a run, from its figures. */
export default {
  number: 16,
  version: 2,
  name: 'diagnose-curve',
  title: 'diagnosis of a curve',
  topic: 'training',
  levels: [4, 5],
  generate(random, level) {
    const cause = pick(random, CAUSES);
    for (let attempt = 0; attempt < RUNS; attempt++) {
      const run = cause.run(random);
      if (run.failure === undefined && cause.isClear(run)) return problemOf(cause, run, level);
    }
    return undefined;
  },
} satisfies QuestionType;

/** Level 4 sees how many outputs are saturated, level 5 does not. */
function problemOf(cause: Cause, run: TrainingRecord, level: number): Problem {
  const rows = SHOWN.flatMap((i) => {
    const iteration = run.iterations[i];
    if (iteration === undefined) return [];
    const cells = [String(i), formatNumber(iteration.loss, DIGITS), formatNumber(length(run, i), DIGITS)];
    return [
      level === 4 ? [...cells, `${Math.round((100 * iteration.saturated) / (cause.neurons * SAMPLES))} %`] : cells,
    ];
  });
  const wrong = CAUSES.filter((other) => other !== cause).map(({ text, bug }) => ({ text, bugs: [bug] }));
  return {
    prompt: [
      sentence('A network of tanh neurons, four samples. `|grad|` is the length of all `.grad` that the step uses.'),
      table(['iteration', 'loss', '|grad|', ...(level === 4 ? ['saturated'] : [])], rows),
      sentence('What is the matter with this run?'),
    ],
    right: cause.text,
    wrong,
    hint: [sentence('Look at both columns: does the loss move, and is there a gradient to move it?')],
    explanation: [sentence(cause.because)],
  };
}
