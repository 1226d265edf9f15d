import { letterOf } from '../../questions/letters.ts';
import type { Question } from '../../questions/question.ts';
import { buttons, codeBlock, heading, list, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { questionKey } from '../session/question-key.ts';
import type { Distribution, QuestionView, RevealView, ShownQuestion } from '../session/view-data.ts';
import {
  boardNodes,
  bugSpans,
  bugsOf,
  countLine,
  cut,
  ended,
  lettered,
  moment,
  namesOf,
  rightAnswer,
} from './parts.ts';

const BAR = 10;
/** Of an option's text behind its bar, so that a line has at most 42 columns. */
const MAX_BESIDE_BAR = 20;
/** Of wrong answers, so many are explained to all, the most frequent first. */
const MAX_EXPLAINED = 3;

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
      ...question.prompt,
      ...optionList(question.options, question.type),
      paragraph(open ? openLine(view) : say`${strong('Closed.')} ${countLine(view)}`),
      ...(open ? answerButtons(view) : []),
    ],
  };
}

/** A question to be answered by one person alone, with its buttons. */
export const askNodes = (session: string, question: ShownQuestion): ReplyNode[] => [
  ...question.prompt,
  ...optionList(question.options, question.type),
  ...answerButtons({ session, solo: true, question }),
];

const optionList = (options: readonly string[], type: string): ReplyNode[] =>
  options.length === 0 ? [] : [list(options.map((text, i) => lettered(i, text, type)))];

function openLine(view: QuestionView): Span[] {
  const { deadline, now } = view;
  return say`${deadline === undefined ? '' : say`Closes ${moment(deadline, now)}. `}${countLine(view)}`;
}

function answerButtons({
  session,
  solo,
  question: { n, options, typed },
}: Pick<QuestionView, 'session' | 'solo' | 'question'>): ReplyNode[] {
  const at = questionKey(session, n);
  const letters = options.map((_, i): Button => ({ label: letterOf(i), command: `/quiz answer ${at} ${letterOf(i)}` }));
  const type: Button[] =
    typed === undefined ? [] : [{ label: 'Type my answer', command: `/quiz answer ${at}`, input: TYPED[typed] }];
  const help: Button[] = [
    { label: "I don't know yet", command: `/quiz answer ${at} --unknown` },
    { label: 'Hint', command: `/quiz hint ${at}` },
    // Whoever else presses it learns how far the quiz is.
    ...(solo ? [] : [{ label: 'For the host', command: '/quiz status' }]),
  ];
  return [...(letters.length === 0 ? [] : [buttons(...letters)]), buttons(...type, ...help)];
}

/** What was right and why, who answered what in numbers, and the board so far. */
export function revealReply(view: RevealView): Reply {
  const { question, n, settings, right, board, deadline, now, phase, session, solo } = view;
  const next = n < settings.rounds ? 'The next question' : 'The final board';
  return {
    nodes: [
      heading(`Answer to question ${n} of ${settings.rounds}`),
      paragraph(say`✔ ${rightAnswer(question)}`),
      ...question.explanation,
      ...answersNodes(view),
      ...(right.length > 0 ? [paragraph(say`${ended(`Right: ${namesOf(right)}`)}`)] : []),
      ...(board.length > 0 ? [paragraph(say`${strong('The board so far')}`)] : []),
      ...boardNodes(board),
      ...(phase === 'reveal' && deadline !== undefined
        ? [paragraph(say`${next} comes ${moment(deadline, now)}.`)]
        : []),
      buttons(
        ...(isSkipped(view) ? [] : [{ label: 'My answer', command: `/quiz mine ${questionKey(session, n)}` }]),
        ...(phase === 'reveal' ? [{ label: solo ? 'Go on now' : 'Host: go on now', command: '/quiz begin' }] : []),
      ),
    ],
  };
}

const isSkipped = ({ skipped, n }: RevealView): boolean => skipped.includes(n);

/** Who answered what in numbers, and what the mistakes suggest; of a question that was skipped, that it counts for nobody. */
function answersNodes(view: RevealView): ReplyNode[] {
  const { question, distribution } = view;
  if (isSkipped(view))
    return [
      paragraph(say`${strong('This question was skipped.')} It gives no points, and counts as wrong for nobody.`),
    ];
  return [...distributionNodes(question, distribution), ...mistakeNodes(question, distribution)];
}

/** How many gave each answer, as bars: a letter and a mark tell them apart. */
function distributionNodes({ options }: Question, { options: chosen, typed, unknown }: Distribution): ReplyNode[] {
  const worth = (right: boolean): number =>
    typed.filter(({ score }) => (score === 1) === right).reduce((sum, one) => sum + one.count, 0);
  const rows = [
    ...options.map(({ text, right }, i) => ({
      label: `${letterOf(i)} ${right ? '✔' : '✘'}`,
      n: chosen[i] ?? 0,
      text: cut(text.replaceAll('`', ''), MAX_BESIDE_BAR),
    })),
    { label: '… ✔', n: worth(true), text: 'typed' },
    { label: '… ✘', n: worth(false), text: 'typed' },
    { label: '?  ', n: unknown, text: "I don't know yet" },
  ].filter(({ n }, i) => i < options.length || n > 0);
  const most = Math.max(...rows.map(({ n }) => n), 0);
  if (most === 0) return [paragraph(say`Nobody answered.`)];
  const digits = String(most).length;
  const lines = rows.map(({ label, n, text }) => {
    const bar = '█'.repeat(n === 0 ? 0 : Math.max(1, Math.round((BAR * n) / most))).padEnd(BAR, '·');
    return `${label} ${bar} ${String(n).padStart(digits)}  ${text}`;
  });
  return [codeBlock(lines.join('\n'))];
}

interface Wrong {
  readonly what: string;
  readonly n: number;
  readonly bugs: readonly string[];
}

/** What the most frequent wrong answers suggest; of nobody by name. */
function mistakeNodes({ options }: Question, { options: chosen, typed }: Distribution): ReplyNode[] {
  const pressed = options.map(({ bugs }, i): Wrong => ({ what: letterOf(i), n: chosen[i] ?? 0, bugs }));
  const written = typed.map(({ note, count: n }): Wrong => ({ what: 'Typed', n, bugs: bugsOf(note) }));
  const wrong = [...pressed, ...written]
    .filter(({ n, bugs }) => n > 0 && bugs.length > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MAX_EXPLAINED);
  if (wrong.length === 0) return [];
  const items = wrong.map(({ what, n, bugs }) => {
    const [first = '', ...others] = bugs;
    const or = others.slice(0, 2).flatMap((bug) => say` Or ${bugSpans(bug)}`);
    return say`${strong(what)} (${counted(n, 'answer')}) suggests ${bugSpans(first)}${or}`;
  });
  return [list(items)];
}
