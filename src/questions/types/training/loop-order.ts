import type { Random } from '../../../engine/index.ts';
import { loopDiagnoses } from '../../../tutor/misconceptions/diagnose.ts';
import { LOOP_LINES, type LoopLine, runLoop, sameRun } from '../../../tutor/misconceptions/training-loop.ts';
import { letterOf } from '../../letters.ts';
import { lines, sentence } from '../../parts/number.ts';
import { pick } from '../../parts/random.ts';
import type { QuestionType, WrongAnswer } from '../../type.ts';

const RIGHT: readonly LoopLine[] = ['forward', 'loss', 'zero', 'backward', 'step'];

function orders<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => orders(items.filter((_, k) => k !== i)).map((rest) => [item, ...rest]));
}

interface Judged {
  readonly right: readonly (readonly LoopLine[])[];
  readonly wrong: readonly { readonly order: readonly LoopLine[]; readonly bugs: WrongAnswer['bugs'] }[];
}

/** So many orders of each mistake are to choose from. */
const EACH = 3;

let judged: Judged | undefined;

/** Every order of the loop's lines, run once: those that do what they should, and what goes wrong in the others. */
function judgedOrders(): Judged {
  if (judged !== undefined) return judged;
  const wanted = runLoop(RIGHT);
  const all = orders(RIGHT).map((order) => ({ order, run: runLoop(order) }));
  judged = {
    right: all.filter(({ run }) => sameRun(run, wanted)).map(({ order }) => order),
    wrong: all
      .filter(({ run }) => !sameRun(run, wanted))
      .map(({ order, run }) => ({ order, bugs: loopDiagnoses(run) })),
  };
  return judged;
}

/** Those that a learner may well write: the others are told apart too easily. */
const isTempting = (order: readonly LoopLine[]): boolean => order.filter((line, i) => line !== RIGHT[i]).length <= 3;

/** The lines of the training loop in an order that learns. */
export default {
  number: 17,
  version: 2,
  name: 'loop-order',
  title: 'order of the lines of the loop',
  topic: 'training',
  levels: [3, 4, 5],
  generate(random, level) {
    const { right, wrong } = judgedOrders();
    const shown = random.shuffled(RIGHT);
    const lettersOf = (order: readonly LoopLine[]): string[] => order.map((line) => letterOf(shown.indexOf(line)));
    const answer = level === 3 ? RIGHT : pick(random, right);
    return {
      prompt: [
        lines('xs, ys: data; params: of net', '', ...shown.map((line, i) => `${letterOf(i)}  ${LOOP_LINES[line]}`)),
        sentence(
          'The loop runs these lines over and over, and every `.grad` is 0 at first. Which order learns as it should, from the first round on?',
        ),
      ],
      right: lettersOf(answer).join(' '),
      wrong: options(
        random,
        wrong.filter(({ order }) => level === 5 || isTempting(order)),
      ).map(({ order, bugs }) => ({
        text: lettersOf(order).join(' '),
        bugs,
      })),
      typed: { kind: 'sequence', lines: shown.map((line) => LOOP_LINES[line]), right: lettersOf(answer) },
      hint: [sentence('Begin with what needs nothing from the others. What does each line need to be there already?')],
      explanation: [
        lines(...answer.map((line) => LOOP_LINES[line])),
        sentence(
          'The loss needs outputs, `backward()` needs the loss, the step needs fresh gradients. The reset may stand anywhere but between `backward()` and the step.',
        ),
      ],
    };
  },
} satisfies QuestionType;

/** Some orders for each mistake, one about the reset first. */
function options(random: Random, wrong: Judged['wrong']): Judged['wrong'] {
  const single = Map.groupBy(
    random.shuffled(wrong.filter(({ bugs }) => bugs.length === 1)),
    ({ bugs }) => bugs[0] as string,
  );
  const [first, ...reset] = (single.get('loop-zero-after-backward') ?? []).slice(0, EACH);
  if (first === undefined) return [];
  single.delete('loop-zero-after-backward');
  return [first, ...reset, ...[...single.values()].flatMap((orders) => orders.slice(0, EACH))];
}
