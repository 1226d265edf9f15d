import { OWN } from '../../questions/own.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import type { EndReason, PauseReason, ScoresView, SessionView } from '../session/view-data.ts';
import { boardNodes, clock, count, ended, nameOf, namesOf, points, seasonOf } from './parts.ts';

const JOIN: Button = { label: 'Join', command: '/quiz join' };
const BEGIN: Button = { label: 'Begin', command: '/quiz begin' };
const RESUME: Button = { label: 'Resume', command: '/quiz resume' };
const STOP: Button = { label: 'Stop', command: '/quiz stop' };

const one = (spans: Span[], ...rest: ReplyNode[]): Reply => ({ nodes: [paragraph(spans), ...rest] });

const aboutSettings = ({ settings }: SessionView): string => {
  const { topic, level, rounds, seconds } = settings;
  const about = topic === undefined ? '' : topic === OWN ? ' of your own' : ` about ${topic}`;
  const levels = level !== undefined ? `level ${level}, ` : topic === OWN ? '' : 'rising in difficulty, ';
  return `${count(rounds, 'question')}${about}, ${levels}${seconds} s each and time to read`;
};

const peopleLine = (people: SessionView['people']): Span[] =>
  people.length === 0
    ? say`Nobody has joined yet.`
    : say`${strong(String(people.length))} joined: ${ended(namesOf(people))}`;

/** Before the first question: who joined, and what is to come. */
export function lobbyView(view: SessionView): Reply {
  const { hosts, people, phase, deadline, now } = view;
  const [host] = hosts;
  const open = phase === 'lobby';
  const starts =
    deadline === undefined || deadline <= now ? '' : ` It begins at ${clock(deadline)} once somebody has joined.`;
  return {
    nodes: [
      heading('A quiz begins'),
      paragraph(say`${host ? `${nameOf(host)} asks` : 'There are'} ${aboutSettings(view)}.${open ? starts : ''}`),
      paragraph(peopleLine(people)),
      ...(open ? [paragraph(say`Everybody answers alone, and may change the answer until time is up.`)] : []),
      ...(open ? [buttons(JOIN, BEGIN)] : []),
    ],
  };
}

const PAUSES: Readonly<Record<PauseReason, string>> = {
  nobody: 'Two questions in a row went by without an answer, so the quiz waits for you.',
  'not-allowed': 'I may not write in this channel. Invite me or allow me to, then resume.',
  unreachable: 'I could not reach the channel for a while, so the quiz waits.',
};

const whyPaused = ({ paused, n }: SessionView): string => {
  if (paused === undefined) return 'The quiz waits.';
  return paused === 'nobody' && n === 0 ? 'Nobody has joined, so the quiz waits.' : PAUSES[paused];
};

const pausedAt = ({ n, settings }: SessionView): string =>
  `The quiz is paused ${n === 0 ? 'before its first question' : `at question ${n} of ${settings.rounds}`}`;

/** The quiz waits; for all, and for its host. */
export function pausedView(view: SessionView): Reply {
  return {
    nodes: [
      heading(pausedAt(view)),
      paragraph(say`${whyPaused(view)} Nothing is lost. After a day without anyone it ends.`),
      buttons(RESUME, STOP),
    ],
  };
}

const ENDS: Readonly<Record<Exclude<EndReason, 'played'>, string>> = {
  stopped: 'It was stopped. The questions asked so far count.',
  'channel-gone': 'Its channel is gone, or I am not in it. The scores are kept.',
  abandoned: 'Nobody went on with it. The scores are kept.',
};

/** The final board. */
export function endView(view: SessionView): Reply {
  const { board, ended: reason, startedAt, settings, solo } = view;
  const why = reason === undefined || reason === 'played' ? [] : [paragraph(say`${ENDS[reason]}`)];
  return {
    nodes: [
      heading(reason === 'played' ? 'The final board' : 'The quiz is over'),
      ...why,
      paragraph(winners(view)),
      ...(solo ? [] : boardNodes(board)),
      paragraph(say`It counts for season ${seasonOf(startedAt)}.`),
      buttons(
        { label: 'Another one', command: startLine(settings) },
        { label: 'Scores of the season', command: '/quiz scores' },
        { label: 'Report', command: '/quiz report' },
      ),
    ],
  };
}

/** The same again with other questions. */
function startLine({ topic, level, rounds, seconds }: SessionView['settings']): string {
  const options = [
    ...(topic === undefined ? [] : [`--topic ${topic}`]),
    ...(level === undefined ? [] : [`--level ${level}`]),
    `--rounds ${rounds} --seconds ${seconds}`,
  ];
  return `/quiz start ${options.join(' ')}`;
}

function winners({ board, revealed, solo }: SessionView): Span[] {
  const first = board.filter(({ rank }) => rank === 1);
  const [best] = first;
  if (best === undefined || best.points === 0) return say`Nobody scored this time.`;
  const of = `${points(best.points)} of ${count(revealed, 'point')}`;
  if (solo) return say`You have ${strong(of)}.`;
  if (first.length === 1) return say`${strong(nameOf(best))} wins with ${of}.`;
  return say`${strong(namesOf(first))} share the first place with ${of}.`;
}

/** How far a quiz is, to one who asks. */
export function statusView(view: SessionView): Reply {
  const { phase, n, settings, answered, people, board, deadline } = view;
  const at = deadline === undefined ? '' : ` until ${clock(deadline)}`;
  const where: Readonly<Record<SessionView['phase'], string>> = {
    lobby: `The quiz is about to begin: ${aboutSettings(view)}.`,
    asking: `Question ${n} of ${settings.rounds} is open${at}. ${answered.length} of ${Math.max(people.length, answered.length)} have answered.`,
    grace: `Question ${n} of ${settings.rounds} has just been closed.`,
    reveal: `Question ${n} of ${settings.rounds} is over, and its answer is shown${at}.`,
    paused: `${pausedAt(view)}. ${whyPaused(view)}`,
    ended: 'The last quiz here is over.',
    aborted: 'The last quiz here ended before its time.',
  };
  const actions = { lobby: [JOIN, BEGIN], paused: [RESUME, STOP] } as Partial<Record<SessionView['phase'], Button[]>>;
  return {
    nodes: [
      paragraph(say`${where[phase].trim()}`),
      ...(people.length > 0 ? [paragraph(peopleLine(people))] : []),
      ...boardNodes(board),
      ...(actions[phase] ? [buttons(...actions[phase])] : []),
    ],
  };
}

/** The board of a calendar month. */
export function scoresView({ season, board }: ScoresView): Reply {
  if (board.length === 0) return one(say`Nobody has scored in season ${season} yet.`, START);
  return {
    nodes: [
      heading(`Scores of season ${season}`),
      ...boardNodes(board),
      paragraph(say`A season is a calendar month in UTC.`),
      buttons({ label: 'The month before', command: `/quiz scores --season ${monthBefore(season)}` }, START_BUTTON),
    ],
  };
}

const monthBefore = (season: string): string => seasonOf(Date.parse(`${season}-01T00:00:00Z`) - 1);

const START_BUTTON: Button = { label: 'Start a quiz', command: '/quiz start' };
const START = buttons(START_BUTTON);

// What one person hears about what they did.

/** To the one who started it. */
export const startedView = (view: SessionView): Reply =>
  view.solo
    ? one(say`Here come ${aboutSettings(view)}.`)
    : one(say`You host this quiz: ${aboutSettings(view)}. Begin when all are there.`, buttons(BEGIN, STOP));

const LAST = say`That was the last question: the board comes next.`;

export const begunView = ({ phase, n, settings }: SessionView): Reply =>
  phase === 'ended' ? one(LAST) : one(say`Here comes question ${n} of ${settings.rounds}.`, buttons(STOP));

export const joinedView = ({ phase, n, settings }: SessionView): Reply =>
  phase === 'lobby'
    ? one(say`You are in. The first question comes here: press a button or type, and only you see the reply.`)
    : one(say`You are in from question ${Math.max(1, n)} of ${settings.rounds} on.`);

export const stoppedView = (_: SessionView): Reply =>
  one(
    say`The quiz is stopped. The questions asked so far count.`,
    buttons({ label: 'Report', command: '/quiz report' }),
  );

export function resumedView({ phase, n, settings }: SessionView): Reply {
  if (phase === 'ended') return one(LAST);
  if (phase === 'lobby') return one(say`People can join again. Begin when all are there.`, buttons(BEGIN, STOP));
  return one(say`The quiz goes on with question ${n} of ${settings.rounds}.`, buttons(STOP));
}

export function leadingView({ phase, n, settings }: SessionView): Reply {
  const next = phase === 'paused' ? [RESUME] : phase === 'lobby' ? [BEGIN] : [];
  const at = n === 0 ? 'it has not begun yet' : `it is at question ${n} of ${settings.rounds}`;
  return one(say`You lead the quiz now; ${at}.`, buttons(...next, STOP));
}

/** @param sessions in how many quizzes there was something to forget */
export const forgottenView = ({ sessions }: { readonly sessions: number }): Reply =>
  sessions === 0
    ? one(say`There is nothing about you to forget.`)
    : one(
        say`Your name and answers are deleted from ${sessions === 1 ? 'one quiz' : `${sessions} quizzes`}, and the boards are counted anew without you. Nobody can bring that back.`,
      );
