import { withOption } from '../../command/format.ts';
import { OWN } from '../../questions/own.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { seasonOf } from '../season.ts';
import { questionKey } from '../session/question-key.ts';
import type { EndReason, PauseReason, SessionView } from '../session/view-data.ts';
import { boardNodes, ended, moment, nameOf, namesOf, points } from './parts.ts';

export const JOIN: Button = { label: 'Join', command: '/quiz join' };
export const BEGIN: Button = { label: 'Begin', command: '/quiz begin' };
export const RESUME: Button = { label: 'Resume', command: '/quiz resume' };
export const STOP: Button = { label: 'Stop', command: '/quiz stop' };
export const REPORT: Button = { label: 'Report', command: '/quiz report' };

/** What a host may do with the open question, on buttons that mean this question and no later one. */
export function hostButtons({ session, n }: SessionView): Button[] {
  const at = questionKey(session, n);
  return [
    { label: 'Reveal now', command: `/quiz reveal ${at}` },
    { label: 'Skip', command: `/quiz skip ${at}` },
    { label: 'One minute more', command: `/quiz extend ${at}` },
  ];
}

/** A sentence, and what may follow it. */
export const one = (spans: Span[], ...rest: ReplyNode[]): Reply => ({ nodes: [paragraph(spans), ...rest] });

/** What a quiz was started with, in a few words. */
export const aboutSettings = ({ settings }: SessionView): string => {
  const { topic, from, steps, level, rounds, seconds } = settings;
  if (steps !== undefined) return `the ${counted(rounds, 'step')} of “${steps}”, ${seconds} s each and time to read`;
  const isBrought = topic === OWN;
  const what = isBrought && from === undefined ? 'imported question' : 'question';
  const about = from !== undefined ? ` from “${from}”` : topic === undefined || isBrought ? '' : ` about ${topic}`;
  const levels = level !== undefined ? `level ${level}, ` : isBrought ? '' : 'rising in difficulty, ';
  return `${counted(rounds, what)}${about}, ${levels}${seconds} s each and time to read`;
};

/** Who joined. */
export const peopleLine = (people: SessionView['people']): Span[] =>
  people.length === 0
    ? say`Nobody has joined yet.`
    : say`${strong(String(people.length))} joined: ${ended(namesOf(people))}`;

/** Before the first question: who joined, and what is to come. */
export function lobbyReply(view: SessionView): Reply {
  const { hosts, people, phase, deadline, now, settings } = view;
  const [host] = hosts;
  const open = phase === 'lobby';
  const starts =
    deadline === undefined || deadline <= now
      ? ''
      : say` It begins ${moment(deadline, now)}, once somebody has joined.`;
  return {
    nodes: [
      heading('A quiz begins'),
      paragraph(
        say`${host ? `${nameOf(host)} asks` : `There ${settings.rounds === 1 ? 'is' : 'are'}`} ${aboutSettings(view)}.${open ? starts : ''}`,
      ),
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

/** Why it waits, as a sentence. */
export const whyPaused = ({ paused, n }: SessionView): string => {
  if (paused === undefined) return 'The quiz waits.';
  return paused === 'nobody' && n === 0 ? 'Nobody has joined, so the quiz waits.' : PAUSES[paused];
};

/** Where it waits. */
export const pausedAt = ({ n, settings }: SessionView): string =>
  `The quiz is paused ${n === 0 ? 'before its first question' : `at question ${n} of ${settings.rounds}`}`;

/** The quiz waits; for all, and for its host. */
export function pausedReply(view: SessionView): Reply {
  return {
    nodes: [
      heading(pausedAt(view)),
      paragraph(say`${whyPaused(view)} Nothing is lost. After a day without anyone it ends.`),
      buttons(RESUME, STOP),
    ],
  };
}

const ENDS: Readonly<Record<Exclude<EndReason, 'played' | 'not-allowed'>, string>> = {
  stopped: 'It was stopped. The questions asked so far count.',
  'channel-gone': 'Its channel is gone, or I am not in it. The scores are kept.',
  abandoned: 'Nobody went on with it. The scores are kept.',
};

/** The final board. */
export function endReply(view: SessionView): Reply {
  const { board, ended: reason, startedAt, settings, solo } = view;
  const why =
    reason === undefined || reason === 'played' || reason === 'not-allowed' ? [] : [paragraph(say`${ENDS[reason]}`)];
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
        REPORT,
      ),
    ],
  };
}

/** The same again with other questions. */
export function startLine({ topic, from, steps, order, level, rounds, seconds }: SessionView['settings']): string {
  if (steps !== undefined) return `${withOption('/quiz start', 'steps', steps)} --seconds ${seconds}`;
  const options = [
    ...(from === undefined ? [] : [withOption('', 'from', from).trim()]),
    ...(topic === undefined || from !== undefined ? [] : [`--topic ${topic}`]),
    ...(order === undefined ? [] : [`--order ${order}`]),
    ...(level === undefined ? [] : [`--level ${level}`]),
    `--rounds ${rounds} --seconds ${seconds}`,
  ];
  return `/quiz start ${options.join(' ')}`;
}

function winners({ board, revealed, skipped, solo }: SessionView): Span[] {
  const first = board.filter(({ rank }) => rank === 1);
  const [best] = first;
  if (best === undefined || best.points === 0) return say`Nobody scored this time.`;
  const of = `${points(best.points)} of ${counted(revealed - skipped.length, 'point')}`;
  if (solo) return say`You have ${strong(of)}.`;
  if (first.length === 1) return say`${strong(nameOf(best))} wins with ${of}.`;
  return say`${strong(namesOf(first))} share the first place with ${of}.`;
}

/** Said in place of the next question behind the last one. */
export const LAST = say`That was the last question: the board comes next.`;
