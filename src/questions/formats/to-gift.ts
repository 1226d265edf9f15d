import { fromNodes } from '../markup.ts';
import type { Option, Question, Typed } from '../question.ts';

/**
 * Questions in Moodle's GIFT format, to be imported there or here again. What does not exist in GIFT is left out:
 * hints, and the order of lines, of which the options stay.
 */
export const toGift = (questions: readonly Question[]): string =>
  questions.map((question, i) => giftOf(question, i + 1)).join('\n');

function giftOf({ type, level, prompt, options, typed, explanation }: Question, n: number): string {
  const general = fromNodes(explanation);
  // In Moodle's Markdown, backticks are code as they are here.
  return [
    `// [tag:${type}] [tag:level-${level}]`,
    `::${escaped(`Q${n} ${type}`)}::[markdown]${escaped(fromNodes(prompt))} {`,
    ...answerLines(options, typed),
    ...(general === '' ? [] : [`####${escaped(general)}`]),
    '}',
    '',
  ].join('\n');
}

function answerLines(options: readonly Option[], typed: Typed | undefined): string[] {
  if (isTrueOrFalse(options)) return trueOrFalse(options);
  const wrong = options.filter(({ right }) => !right);
  if (typed?.kind === 'words' && options.length === 0) return typed.accepted.map(shortAnswer);
  // A number's wrong answers can stand beside it only if each is a number too.
  if (typed?.kind === 'number' && wrong.every(({ text }) => isDecimal(text))) {
    return ['#', `=${rightNumber(typed, options)}`, ...wrong.map(choice)];
  }
  return options.map(choice);
}

/**
 * The right number with its tolerance, which is wider where the number is rounded: what is right here is right there.
 * As the button shows it, unless that is too far off.
 */
function rightNumber({ value, tolerance }: Extract<Typed, { kind: 'number' }>, options: readonly Option[]): string {
  const shown = options.find((option) => option.right)?.text ?? '';
  const wrong = options.filter(({ right }) => !right).map(({ text }) => Number(text));
  for (const number of [...(isDecimal(shown) ? [Number(shown)] : []), Number(value.toPrecision(3))]) {
    const off = Math.abs(number - value);
    const within = off === 0 ? tolerance : Number(((tolerance + off) * (1 + 1e-6)).toPrecision(8));
    if (off <= tolerance && wrong.every((other) => Math.abs(other - number) > within)) return `${number}:${within}`;
  }
  return `${value}:${tolerance}`;
}

/** An arrow of two characters would make it a matching question. */
const shortAnswer = (text: string): string => `=${weight(text, true)}${escaped(text.replaceAll('->', '→'))}`;

const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);

const choice = ({ text, right, feedback }: Option): string =>
  `${right ? '=' : '~'}${weight(text, right)}${escaped(text)}${feedback ? `#${escaped(feedback)}` : ''}`;

/** A text that looks like a weight or a format needs one of its own before it. */
const weight = (text: string, right: boolean): string =>
  (text.startsWith('%') ? `%${right ? 100 : 0}%` : '') + (text.startsWith('[') ? '[markdown]' : '');

const isTrueOrFalse = (options: readonly Option[]): boolean =>
  options.length === 2 && options[0]?.text === 'True' && options[1]?.text === 'False';

function trueOrFalse(options: readonly Option[]): string[] {
  const [isTrue] = options;
  const wrong = options.find(({ right }) => !right);
  const right = options.find((option) => option.right);
  const feedback = wrong?.feedback || right?.feedback ? [wrong?.feedback ?? '', right?.feedback ?? ''] : [];
  return [[isTrue?.right ? 'TRUE' : 'FALSE', ...feedback.map(escaped)].join('#')];
}

/** Text in which nothing has a meaning to GIFT. */
const escaped = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
