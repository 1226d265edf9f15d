import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { day } from '../assign/replies.ts';
import { saidDate } from '../calendar/wall.ts';
import { questionKey } from '../session/question-key.ts';
import type { DailyRevealView, DailyView } from '../session/view-data.ts';
import { askedNodes } from '../views/answering.ts';
import { distributionNodes, mistakeNodes } from '../views/distribution.ts';
import { ended, namesOf, rightNodes } from '../views/parts.ts';
import { answerButtons, asksOf } from '../views/question.ts';
import { ENOUGH, type Streak } from './streak.ts';

/** The question of a day, with its buttons while it takes answers. Nothing in it tells which answer is right. */
export function dailyReply(view: DailyView): Reply {
  const { daily, question, open, session } = view;
  return {
    nodes: [
      heading(`Question of the day: ${saidDate(daily.date)}`),
      ...missedNodes(daily.missed),
      ...(open
        ? [...askedNodes(question, true), ...untilNodes(view), ...answerButtons({ session, question, solo: true })]
        : [...askedNodes(question, false), ...(view.solo ? [] : [closedNode(view)])]),
    ],
    ...(open && { asks: asksOf(view) }),
  };
}

const closedNode = ({ count }: DailyView): ReplyNode => paragraph(say`${strong('Closed.')} ${answered(count, false)}`);

/** Until when it can be answered, who will see what of it, and how many have. */
function untilNodes({ solo, deadline, daily, count }: DailyView): ReplyNode[] {
  if (solo) return [paragraph(say`You see what is right as soon as you have answered.`)];
  const until = deadline === undefined ? '' : say`Answer until ${day(deadline, daily.zone)}. `;
  const named = daily.names
    ? 'After that, whoever was right is named here. Nothing else of your answer is shown with your name.'
    : 'After that, only counts are shown: nobody is named.';
  return [paragraph(say`${until}${named}`), paragraph(say`${answered(count, true)}`)];
}

const answered = (count: number, open: boolean): string => {
  if (count === 0) return open ? 'Nobody has answered yet.' : 'Nobody answered.';
  const people = counted(count, 'person', 'people');
  return open ? `${people} ${count === 1 ? 'has' : 'have'} answered.` : `${people} answered.`;
};

/** That the bot was down when a question was due. */
export function missedNodes(missed: readonly string[]): ReplyNode[] {
  const [first, ...more] = missed;
  if (first === undefined) return [];
  const days =
    more.length === 0 ? saidDate(first) : `${missed.length} days, the last on ${saidDate(more.at(-1) ?? '')}`;
  return [paragraph(say`There was no question on ${days}: I was not running at the time.`)];
}

/** What was right and why, the shares of the answers, who was right as far as that is said, and the group's streak. */
export function dailyRevealReply(view: DailyRevealView): Reply {
  const { daily, question, distribution, session, solo, count } = view;
  const practise = `/quiz practice --type ${question.type} --level ${question.level}`;
  const more: Button[] = [
    ...(count === 0 || solo ? [] : [{ label: 'My answer', command: `/quiz mine ${questionKey(session, 1)}` }]),
    { label: 'Another like it', command: practise },
  ];
  return {
    nodes: [
      heading(`Answer to the question of ${saidDate(daily.date)}`),
      ...question.prompt.filter(({ kind }) => kind !== 'picture'),
      ...rightNodes(question),
      ...question.explanation,
      // Of one answer everybody might know whose it is.
      ...(solo || count === 1
        ? []
        : [...distributionNodes(question, distribution), ...mistakeNodes(question, distribution)]),
      ...(solo ? [] : [...rightLine(view), ...streakNodes(view.streak, count)]),
      buttons(...more),
    ],
  };
}

function rightLine({ count, right, named }: DailyRevealView): ReplyNode[] {
  if (count === 0) return [];
  if (named.length > 0) return [paragraph(say`${ended(`Right: ${namesOf(named)}`)}`)];
  if (count === 1) return [paragraph(say`One person answered.`)];
  const people = `${right === 0 ? 'None' : right} of ${counted(count, 'person', 'people')} who answered`;
  return [paragraph(say`${people} ${right === 1 ? 'was' : 'were'} right.`)];
}

/** The streak in words; nothing where there is none: nobody broke anything. */
function streakNodes({ days }: Streak, count: number): ReplyNode[] {
  if (days === 0) return [];
  if (count < ENOUGH)
    return [paragraph(say`The group's streak stays at ${counted(days, 'day')}: one day a week is free.`)];
  return days === 1
    ? [paragraph(say`At least ${ENOUGH} people answered: a streak of the group begins.`)]
    : [paragraph(say`The group's streak: at least ${ENOUGH} people answered, ${days} times in a row.`)];
}

/** To whoever turned it on: it cannot go on here. */
export const dailyLostReply = ({ ended: why }: DailyView): Reply => ({
  nodes:
    why === 'not-allowed'
      ? [
          paragraph(
            say`I may not write in this channel any more, so the question of the day waits. Invite me or allow me to, then turn it on again.`,
          ),
          buttons({ label: 'Turn it on again', command: '/daily on' }),
        ]
      : [paragraph(say`Its channel is gone, or I am not in it any more: the question of the day is off.`)],
});
