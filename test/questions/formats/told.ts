import { leftOutSentences, type QuestionFile } from '../../../src/questions/formats/formats.ts';
import type { Question } from '../../../src/questions/question.ts';
import { toText } from '../../../src/reply/text.ts';

/** What was read of a file, as lines to compare: the options in the order of their texts, the right one with a star. */
export const told = ({ questions, leftOut, notes }: QuestionFile): string[] => [
  ...questions.flatMap(questionTold),
  ...leftOutSentences(leftOut).map((line) => `left out: ${line}`),
  ...notes.map((note) => `note: ${note}`),
];

function questionTold(question: Question): string[] {
  const { title, topic, prompt, picture, options, several, typed, hint, explanation, level } = question;
  const text = (nodes: Question['prompt']): string => toText({ nodes });
  return [
    `${title === undefined ? '' : `(${title}) `}${topic === undefined ? '' : `<${topic}> `}${several ? 'all of: ' : ''}${text(prompt)}`,
    ...(picture === undefined ? [] : [`picture ${picture.url}: ${picture.alt}`]),
    ...options.map(({ right, text: option, ...about }) => `${right ? '*' : '-'} ${option}${remarks(about)}`).sort(),
    ...(typed === undefined ? [] : typedTold(typed)),
    ...(level > 1 ? [`level ${level}`] : []),
    ...(hint.length > 0 ? [`hint: ${text(hint)}`] : []),
    ...(explanation.length > 0 ? [`because: ${text(explanation)}`] : []),
  ];
}

function typedTold(typed: NonNullable<Question['typed']>): string[] {
  switch (typed.kind) {
    case 'pairs':
      return typed.left.map((left, i) => `${left} -> ${typed.right[typed.key[i] ?? -1]}`).sort();
    case 'number':
    case 'words': {
      const right = typed.kind === 'number' ? `${typed.value} ± ${typed.tolerance}` : typed.accepted.join(' or ');
      const wild = typed.kind === 'words' && typed.wildcards ? ' with wildcards' : '';
      const traps = typed.traps.map(
        ({ text, tolerance, ...about }) =>
          `${text}${tolerance === undefined ? '' : ` ± ${tolerance}`}${remarks(about)}`,
      );
      return [`typed${wild}: ${[right, ...traps].join('; ')}`];
    }
    default:
      return [`typed: ${typed.kind}`];
  }
}

const remarks = ({
  weight,
  feedback,
  bugs = [],
}: {
  weight?: number | undefined;
  feedback?: string | undefined;
  bugs?: readonly string[];
}): string =>
  [
    weight === undefined ? '' : ` (${weight})`,
    feedback === undefined ? '' : ` # ${feedback}`,
    ...bugs.map((bug) => ` !${bug}`),
  ].join('');
