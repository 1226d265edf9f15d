import type { ReplyNode } from '../../../reply/document.ts';
import { escapeHtml } from '../../markup/markdown.ts';
import { lineToMarkdown, toMarkdown } from '../../markup/to-markdown.ts';
import type { Question } from '../../question.ts';
import { type Answers, answersOf, keepsOrder, needsWildcards, type WeighedAnswer } from '../answers-of.ts';
import { categoryOf } from '../topic.ts';
import { noteLine } from './notes.ts';

/**
 * Questions in Moodle's GIFT format, to be imported there or here again. What GIFT has no place for stands in comments,
 * which Moodle passes over: hints, misconceptions, and which known answers of a typed question are options.
 */
export function toGift(questions: readonly Question[]): string {
  let topic: string | undefined;
  return questions
    .map((question) => {
      const category =
        question.topic === topic
          ? []
          : [`$CATEGORY: ${question.topic === undefined ? '$course$/top' : categoryOf(question.topic)}`, ''];
      topic = question.topic;
      return [...category, giftOf(question)].join('\n');
    })
    .join('\n');
}

function giftOf(question: Question): string {
  const { type, level, title, prompt, picture, hint, explanation } = question;
  const answers = answersOf(question);
  const shown =
    picture === undefined ? [] : [`<img src="${escapeHtml(picture.url)}" alt="${escapeHtml(picture.alt)}">`];
  return [
    `// [tag:${type}] [tag:level-${level}]`,
    ...(hint.length > 0 ? [noteLine('hint', toMarkdown(hint))] : []),
    ...notesOf(question, answers),
    `${title === undefined ? '' : `::${escaped(title)}::`}[markdown]${escaped([toMarkdown(prompt), ...shown].join('\n\n'))} {`,
    ...answerLines(answers),
    ...general(explanation),
    '}',
    '',
  ].join('\n');
}

const general = (explanation: readonly ReplyNode[]): string[] =>
  explanation.length === 0 ? [] : [`####${told(toMarkdown(explanation))}`];

function notesOf(question: Question, answers: Answers): string[] {
  const bugs: readonly (readonly string[])[] =
    answers.kind === 'pairs'
      ? []
      : (answers.kind === 'truth' ? answers.options : answers.answers).map((answer) => answer.bugs);
  return [
    ...(keepsOrder(question) ? [noteLine('order', 'as it stands')] : []),
    ...(answers.kind === 'choice' && answers.number !== undefined
      ? [noteLine('number', `${answers.number.value}:${answers.number.tolerance}`)]
      : []),
    ...(needsWildcards(question) ? [noteLine('wildcards', 'yes')] : []),
    ...('shown' in answers && answers.shown.length > 0
      ? [noteLine('options', answers.shown.map((i) => i + 1).join(' '))]
      : []),
    ...bugs.flatMap((names, i) => (names.length === 0 ? [] : [noteLine(`misconception ${i + 1}`, names.join(' | '))])),
  ];
}

function answerLines(answers: Answers): string[] {
  switch (answers.kind) {
    case 'truth': {
      const wrong = answers.options.find(({ right }) => !right)?.feedback;
      const right = answers.options.find((option) => option.right)?.feedback;
      const feedback = wrong || right ? [wrong ?? '', ...(right ? [right] : [])] : [];
      return [[answers.options[0]?.right ? 'TRUE' : 'FALSE', ...feedback.map(line)].join('#')];
    }
    case 'number':
      return ['#', ...answers.answers.map(numberLine)];
    case 'words':
      return answers.answers.map(
        (answer) => `=%${percent(answer)}%${wordOf(answer.text)}${feedbackOf(answer).replaceAll('->', '-&gt;')}`,
      );
    case 'pairs':
      return answers.pairs.map(({ left = '', right }) => `=${side(left)} -> ${side(right)}`);
    case 'choice':
      return answers.answers.map((answer) => choiceLine(answer, answers.several));
  }
}

function choiceLine(answer: WeighedAnswer, several: boolean): string {
  const { text, weight } = answer;
  const right = !several && weight === 1;
  const needed = several || (weight !== 0 && weight !== 1) || text.startsWith('%');
  return `${right ? '=' : '~'}${needed ? `%${percent(answer)}%` : ''}${line(text)}${feedbackOf(answer)}`;
}

function numberLine(answer: WeighedAnswer): string {
  const { text, tolerance = 0, weight } = answer;
  if (text === '*') return `=%${percent(answer)}%*${feedbackOf(answer)}`;
  return `=${weight === 1 ? '' : `%${percent(answer)}%`}${text}:${tolerance}${feedbackOf(answer)}`;
}

const percent = ({ weight }: WeighedAnswer): number => Number((weight * 100).toFixed(5));

const feedbackOf = ({ feedback }: WeighedAnswer): string => (feedback ? `#${line(feedback)}` : '');

/** An arrow of two characters would make it a matching question. */
const wordOf = (text: string): string =>
  text.includes('->')
    ? `[html]${escaped(escapeHtml(text))}`
    : `${text.startsWith('[') ? '[plain]' : ''}${escaped(text)}`;

const side = (text: string): string => line(text).replaceAll('->', '-&gt;');

const line = (text: string): string => told(lineToMarkdown(text));

/** Text in Markdown as the question is. What looks like the mark of a format needs one before it. */
const told = (text: string): string => `${text.startsWith('[') ? '[markdown]' : ''}${escaped(text)}`;

/** Text in which nothing has a meaning to GIFT. */
const escaped = (text: string): string => text.replaceAll(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');
