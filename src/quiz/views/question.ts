import { letterOf } from '../../questions/letters.ts';
import type { Asks } from '../../reply/asked.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { questionKey } from '../session/question-key.ts';
import type { QuestionView, RevealView, ShownQuestion } from '../session/view-data.ts';
import { askedNodes, doneButton, optionButtons, optionLine, unknownLine } from './answering.ts';
import { distributionNodes, mistakeNodes } from './distribution.ts';
import { boardNodes, countLine, ended, moment, namesOf, rightNodes } from './parts.ts';

const GO_ON = '/quiz begin';

const AGAIN = {
  outage: 'I was out of order for a while, so this question gets its time anew. What you answered still counts.',
  resumed: 'The quiz goes on, and this question gets its time anew. What you answered still counts.',
  lost: 'The message with this question was lost. Here it is again, with its time anew.',
} as const;

/** What a typed answer looks like, by its kind. */
export const TYPED = {
  number: 'Your number, such as -3 or 1/4',
  expression: 'Your formula, such as 2*a + b',
  sequence: 'The letters in order, such as C A B D',
  pairs: 'A letter for each number, such as 1B 2A',
  words: 'Your answer in a few words',
} as const;

/** A question for all, with its buttons while it takes answers. Nothing in it tells which answer is right. */
export function questionReply(view: QuestionView): Reply {
  const { question, open, settings, again, solo } = view;
  return {
    nodes: [
      heading(`Question ${question.n} of ${settings.rounds}`),
      ...(again === undefined || !open ? [] : [paragraph(say`${AGAIN[again]}`)]),
      ...askedNodes(question, open),
      ...(open ? [paragraph(openLine(view))] : solo ? [] : [paragraph(say`${strong('Closed.')} ${countLine(view)}`)]),
      ...(open ? answerButtons(view) : []),
    ],
    ...(open && { asks: asksOf(view) }),
  };
}

/** A question to be answered by one person alone, with its buttons. @param chosen of several options so far */
export const askNodes = (session: string, question: ShownQuestion, chosen: readonly number[] = []): ReplyNode[] => [
  ...askedNodes(question, true),
  ...answerButtons({ session, solo: true, question }, chosen),
];

function openLine(view: QuestionView): Span[] {
  const { deadline, now } = view;
  return say`${deadline === undefined ? '' : say`Closes ${moment(deadline, now)}. `}${countLine(view)}`;
}

/** The buttons under a question. @param chosen of several options so far */
export function answerButtons(
  {
    session,
    solo,
    question: { n, options, several, typed, hintless },
  }: Pick<QuestionView, 'session' | 'solo' | 'question'>,
  chosen: readonly number[] = [],
): ReplyNode[] {
  const at = questionKey(session, n);
  const letters = optionButtons(options, (letter) => optionLine(at, letter, several), chosen);
  const all = several ? [doneButton(at)] : [];
  const type: Button[] =
    typed === undefined ? [] : [{ label: 'Type my answer', command: `/quiz answer ${at}`, input: TYPED[typed] }];
  const help: Button[] = [
    { label: "I don't know yet", command: unknownLine(at) },
    ...(hintless ? [] : [{ label: 'Hint', command: `/quiz hint ${at}` }]),
    // Whoever else presses it learns how far the quiz is.
    ...(solo ? [] : [{ label: 'For the host', command: '/quiz status' }]),
  ];
  return [...(letters.length === 0 ? [] : [buttons(...letters)]), buttons(...all, ...type, ...help)];
}

/** What was right and why, who answered what in numbers, and the board so far. */
export function revealReply(view: RevealView): Reply {
  const { question, n, settings, deadline, now, phase, session, solo } = view;
  const next = n < settings.rounds ? 'The next question' : 'The final board';
  return {
    nodes: [
      heading(`Answer to question ${n} of ${settings.rounds}`),
      ...rightNodes(question),
      ...question.explanation,
      ...answersNodes(view),
      // Alone one is told what one's own answer was worth, and nothing else is to be known.
      ...(solo ? [] : groupNodes(view)),
      ...(phase === 'reveal' && deadline !== undefined
        ? [paragraph(say`${next} comes ${moment(deadline, now)}.`)]
        : []),
      buttons(
        ...(isSkipped(view) || solo ? [] : [{ label: 'My answer', command: `/quiz mine ${questionKey(session, n)}` }]),
        ...(phase === 'reveal' ? [{ label: solo ? 'Go on now' : 'Host: go on now', command: GO_ON }] : []),
      ),
    ],
    ...(solo && phase === 'reveal' && { asks: { letters: [], next: GO_ON } }),
  };
}

/** Who was right, and the board. */
const groupNodes = ({ right, board }: RevealView): ReplyNode[] => [
  ...(right.length > 0 ? [paragraph(say`${ended(`Right: ${namesOf(right)}`)}`)] : []),
  ...(board.length > 0 ? [paragraph(say`${strong('The board so far')}`)] : []),
  ...boardNodes(board),
];

const isSkipped = ({ skipped, n }: RevealView): boolean => skipped.includes(n);

/** Who answered what in numbers, and what the mistakes suggest; of a question that was skipped, that it counts for nobody. */
function answersNodes(view: RevealView): ReplyNode[] {
  const { question, distribution, solo } = view;
  if (isSkipped(view))
    return [
      paragraph(say`${strong('This question was skipped.')} It gives no points, and counts as wrong for nobody.`),
    ];
  return solo ? [] : [...distributionNodes(question, distribution), ...mistakeNodes(question, distribution)];
}

/** What a line that is typed next may be. A hint takes points away: alone one may ask for it with a single key. */
export function asksOf({
  session,
  solo,
  question: { n, options, several, typed, hintless },
}: Pick<QuestionView, 'session' | 'solo' | 'question'>): Asks {
  const at = questionKey(session, n);
  return {
    answer: `/quiz answer ${at}`,
    letters: options.map((_, i) => letterOf(i)),
    texts: [...options],
    ...(several && { several }),
    typed,
    unknown: unknownLine(at),
    ...(solo && !hintless && { hint: `/quiz hint ${at}` }),
  };
}
