import { letterOf } from '../../questions/letters.ts';
import { isFormula, keptSpans } from '../../questions/markup/spans.ts';
import type { Question } from '../../questions/question.ts';
import { list, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, ReplyNode, Span } from '../../reply/document.ts';
import { questionKey } from '../session/question-key.ts';
import type { OwnView, ShownQuestion } from '../session/view-data.ts';
import { optionSpans } from './parts.ts';

/** What is needed of a question to ask it. */
type Asked = Pick<ShownQuestion, 'prompt' | 'picture' | 'options' | 'several' | 'pairs' | 'type'>;

/** In front of a letter on a button: a press takes the option up, and another takes it back. Alone: that is all. */
export const TOGGLE_SIGN = '±';

/** What is needed of a question to ask it, and nothing that tells the answer. */
export const askedOf = ({ prompt, picture, options, several, typed, type }: Question): Asked => ({
  prompt,
  picture,
  options: options.map(({ text }) => text),
  several,
  pairs: typed?.kind === 'pairs' ? { left: typed.left, right: typed.right } : undefined,
  type,
});

/** What is asked: the prompt with its picture, the lists of pairs, and the options. @param onButtons do buttons below show the options, too? */
export function askedNodes(question: Asked, onButtons: boolean): ReplyNode[] {
  const { prompt, picture, options, several, pairs, type } = question;
  const listed = (texts: readonly string[], markOf: (index: number) => string): ReplyNode =>
    list(marked(texts, type, markOf));
  return [
    ...prompt,
    ...(picture === undefined ? [] : [pictureNode(picture)]),
    ...(pairs === undefined
      ? []
      : [
          listed(pairs.left, (i) => String(i + 1)),
          paragraph(say`Which letter belongs to each number?`),
          listed(pairs.right, letterOf),
        ]),
    ...(several ? [paragraph(say`${strong('Choose all that are right.')}`)] : []),
    ...(options.length === 0 ? [] : [{ ...listed(options, letterOf), ...(onButtons && { onButtons }) } as ReplyNode]),
  ];
}

const marked = (texts: readonly string[], type: string, markOf: (index: number) => string): Span[][] =>
  texts.map((text, i) => say`${strong(markOf(i))}  ${optionSpans(text, type)}`);

/** The two lists of pairs: numbers on the left, letters on the right. */
export const pairColumns = (
  { left, right }: NonNullable<Asked['pairs']>,
  type: string,
): readonly [Span[][], Span[][]] => [marked(left, type, (i) => String(i + 1)), marked(right, type, letterOf)];

/** How large a picture of a question is at most. */
const PICTURE = { width: 800, height: 600 };

const pictureNode = ({ url, alt }: NonNullable<Asked['picture']>): ReplyNode => ({
  kind: 'picture',
  name: 'question',
  alt,
  ...PICTURE,
  drawing: { type: 'remote', url },
});

/**
 * A button for each option: its letter and its text, or the letter alone where that has no room.
 *
 * @param lineOf the command line for a letter
 * @param chosen have a mark
 */
export const optionButtons = (
  options: readonly string[],
  lineOf: (letter: string) => string,
  chosen: readonly number[] = [],
): Button[] =>
  options.map((option, i) => {
    const letter = `${chosen.includes(i) ? '✓ ' : ''}${letterOf(i)}`;
    const spans = keptSpans(option);
    const text = spans.map((span) => span.text).join('');
    return {
      label: letter,
      whole: `${letter}  ${text}`,
      ...(spans.some(isFormula) && { spans: say`${`${letter}  `}${spans}` }),
      command: lineOf(letterOf(i)),
    };
  });

const doneLine = (key: string): string => `/quiz answer ${key} ${TOGGLE_SIGN}`;

/** Says that what is chosen is all. @param key of the question */
export const doneButton = (key: string): Button => ({ label: 'Done', command: doneLine(key) });

/** What a button for an option does: it answers, or where several are chosen it takes the option up or puts it back. */
export const optionLine = (key: string, letter: string, several = false): string =>
  `/quiz answer ${key} ${several ? TOGGLE_SIGN : ''}${letter}`;

/** Says that somebody has no answer yet. @param key of the question */
export const unknownLine = (key: string): string => `/quiz answer ${key} --unknown`;

/** The lines of the buttons that stand for what somebody has answered. */
export function chosenLines({ session, n, question: { several }, own: { answer }, choosing }: OwnView): string[] {
  const key = questionKey(session, n);
  if (answer.kind === 'unknown') return [unknownLine(key)];
  const indices = answer.kind === 'option' ? [answer.index] : answer.kind === 'options' ? answer.indices : [];
  const done = several && !choosing && indices.length > 0 ? [doneLine(key)] : [];
  return [...indices.map((index) => optionLine(key, letterOf(index), several)), ...done];
}
