import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { questionKey } from '../session/question-key.ts';
import type { QuestionView, RevealView, SessionView, ShownQuestion } from '../session/view-data.ts';
import { askedNodes, doneButton, optionButtons, TOGGLE_SIGN } from './answering.ts';
import { distributionNodes, mistakeNodes } from './distribution.ts';
import { boardNodes, clock, ended, namesOf, rightNodes } from './parts.ts';

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
  const { question, open, settings, again } = view;
  return {
    nodes: [
      heading(`Question ${question.n} of ${settings.rounds}`),
      ...(again === undefined || !open ? [] : [paragraph(say`${AGAIN[again]}`)]),
      ...askedNodes(question, open),
      paragraph(open ? openLine(view) : say`${strong('Time is up.')} ${countLine(view)}`),
      ...(open ? answerButtons(view.session, question) : []),
    ],
  };
}

function openLine(view: QuestionView): Span[] {
  const { allowed, deadline } = view;
  const until = deadline === undefined ? '' : `, until ${clock(deadline)}`;
  return say`${strong(`${Math.round(allowed)} s`)}${until}. ${countLine(view)}`;
}

function countLine({ answered, people, solo }: SessionView): string {
  if (solo) return '';
  if (answered.length === 0) return 'Nobody has answered yet.';
  const all = Math.max(people.length, answered.length);
  return `${answered.length} of ${all} ${answered.length === 1 ? 'has' : 'have'} answered.`;
}

function answerButtons(session: string, { n, options, several, typed }: ShownQuestion): ReplyNode[] {
  const at = questionKey(session, n);
  const sign = several ? TOGGLE_SIGN : '';
  const letters = optionButtons(options, (letter) => `/quiz answer ${at} ${sign}${letter}`);
  const all = several ? [doneButton(at)] : [];
  const type: Button[] =
    typed === undefined ? [] : [{ label: 'Type my answer', command: `/quiz answer ${at}`, input: TYPED[typed] }];
  const help: Button[] = [
    { label: "I don't know yet", command: `/quiz answer ${at} --unknown` },
    { label: 'Hint', command: `/quiz hint ${at}` },
  ];
  return [...(letters.length === 0 ? [] : [buttons(...letters)]), buttons(...all, ...type, ...help)];
}

/** What was right and why, who answered what in numbers, and the board so far. */
export function revealReply(view: RevealView): Reply {
  const { question, n, settings, distribution, right, board, deadline, phase, session, solo } = view;
  const next = n < settings.rounds ? 'The next question' : 'The final board';
  return {
    nodes: [
      heading(`Answer to question ${n} of ${settings.rounds}`),
      ...rightNodes(question),
      ...question.explanation,
      ...distributionNodes(question, distribution),
      ...mistakeNodes(question, distribution),
      ...(right.length > 0 ? [paragraph(say`${ended(`Right: ${namesOf(right)}`)}`)] : []),
      ...(board.length > 0 ? [paragraph(say`${strong('The board so far')}`)] : []),
      ...boardNodes(board),
      ...(phase === 'reveal' && deadline !== undefined ? [paragraph(say`${next} comes at ${clock(deadline)}.`)] : []),
      buttons(
        { label: 'My answer', command: `/quiz mine ${questionKey(session, n)}` },
        ...(phase === 'reveal' ? [{ label: solo ? 'Go on now' : 'Host: go on now', command: '/quiz begin' }] : []),
      ),
    ],
  };
}
