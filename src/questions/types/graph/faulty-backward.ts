import { type OperationName, operation, type Random } from '../../../engine/index.ts';
import { code, codeBlock, paragraph, say, withCode } from '../../../reply/build.ts';
import { misconception } from '../../../tutor/misconceptions/index.ts';
import { BACKWARD_CODE, type BackwardCode } from '../../parts/backward-code.ts';
import { pick } from '../../parts/random.ts';
import type { Level } from '../../question.ts';
import type { Problem, QuestionType } from '../../type.ts';

/** The operations of each level; those of one level make four lines or more. */
const OPERATIONS: Partial<Record<Level, readonly (readonly OperationName[])[]>> = {
  1: [
    ['add', 'mul'],
    ['sub', 'mul'],
    ['add', 'sub', 'mul'],
  ],
  2: [
    ['mul', 'div', 'neg'],
    ['mul', 'pow', 'sub'],
    ['add', 'div', 'pow'],
    ['mul', 'sub', 'neg'],
    ['add', 'pow', 'neg', 'sub'],
  ],
  4: [
    ['mul', 'tanh', 'relu'],
    ['add', 'tanh', 'relu'],
    ['mul', 'tanh', 'exp'],
    ['add', 'mul', 'tanh'],
    ['add', 'mul', 'relu'],
  ],
};

/** One line of several `_backward` functions is wrong. */
export default {
  number: 22,
  version: 2,
  name: 'faulty-backward',
  title: 'find the faulty _backward line',
  topic: 'graph',
  levels: [1, 2, 4],
  generate(random, level) {
    const names = random.shuffled(pick(random, OPERATIONS[level] as readonly (readonly OperationName[])[]));
    return faultProblem(
      random,
      names.map((name) => ({ name, source: BACKWARD_CODE[name] as BackwardCode })),
    );
  },
} satisfies QuestionType;

function faultProblem(random: Random, chosen: readonly { name: OperationName; source: BackwardCode }[]): Problem {
  const lines = chosen.flatMap(({ name, source }) => source.lines.map((line) => ({ name, source, line })));
  const wrongAt = Math.floor(random.random() * lines.length);
  const faulty = lines[wrongAt] as (typeof lines)[number];
  const [text, bug] = pick(random, faulty.line.faults);
  const shown = lines.map(({ line }, i) => `${i + 1} ${i === wrongAt ? text : line.right}`);
  const block = lines.flatMap(({ source }, i) => [
    ...(source === lines[i - 1]?.source ? [] : [`# ${source.title}`]),
    shown[i] as string,
  ]);
  const [first, ...others] = random.shuffled(lines.map((_, i) => i).filter((i) => i !== wrongAt));
  return {
    prompt: [
      codeBlock(block.join('\n')),
      paragraph(
        say`These are ${code('_backward')} lines as in micrograd; ${code('out')} is the result of the operation above them. Exactly one line is wrong. Which?`,
      ),
    ],
    right: optionText(shown[wrongAt] as string),
    wrong: [first as number, ...others].map((i) => ({
      text: optionText(shown[i] as string),
      bugs: [(lines[i] as (typeof lines)[number]).source.suspicion],
    })),
    hint: [
      paragraph(
        say`Every line has to read ${code('+=')}, then the local derivative, then ${code('* out.grad')}. Go through them one by one.`,
      ),
    ],
    explanation: [
      codeBlock([`# ${faulty.source.title}`, faulty.line.right].join('\n')),
      paragraph(
        say`Line ${wrongAt + 1} is a case of “${withCode(misconception(bug).title)}”. ${operation(faulty.name).sentence}`,
      ),
    ],
  };
}

const optionText = (line: string): string => line.replace(' ', ': ');
