import { misconceptionChangePicture } from '../../figures/misconception-change.ts';
import { buttons, heading, list, paragraph, say } from '../../reply/build.ts';
import type { Reply, ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { seasonBefore } from '../season.ts';
import type { Met, SeasonReportView } from '../session/report-data.ts';
import { bugTitle } from './parts.ts';

type Change = SeasonReportView['misconceptions'][number];

/** Of each group so many are named. */
const MOST = 8;

const titleOf = ({ name }: Change): string => bugTitle(name).replaceAll('`', '');
const wentAway = ({ first, last }: Change): boolean => last.at > first.at && last.count === 0;
const isAskedAgain = ({ first, last }: Change): boolean => last.at > first.at;

/** Which misconceptions went away over a season; nobody is named. */
export function seasonReply({ season, sessions, misconceptions }: SeasonReportView): Reply {
  const again = misconceptions.filter(isAskedAgain);
  const [gone, here] = [again.filter(wentAway), again.filter((one) => !wentAway(one))];
  const once = misconceptions.filter((one) => !isAskedAgain(one));
  const title =
    again.length === 0
      ? `Season ${season}: nothing to compare yet`
      : `Season ${season}: ${counted(gone.length, 'misconception')} went away, ${here.length === 0 ? 'none is' : here.length === 1 ? '1 is' : `${here.length} are`} still there`;
  const summary = `From ${counted(sessions, 'quiz or task', 'quizzes and tasks')} here. Each share is of the answers to questions in which the misconception can show.`;
  const before = { label: 'The month before', command: `/quiz report --season ${seasonBefore(season)}` };
  return {
    nodes: [
      heading(title),
      paragraph(say`${summary}`),
      ...(again.length < 2
        ? []
        : [
            misconceptionChangePicture(
              again.map((one) => ({ label: titleOf(one), before: share(one.first), after: share(one.last) })),
              title,
            ),
          ]),
      ...group('Went away:', gone, fromTo),
      ...group('Still there:', here, fromTo),
      ...group(
        'Met, and not asked about since:',
        once,
        (one) => say`${titleOf(one)}: ${of(one.first, `on ${day(one.first.at)}`)}`,
      ),
      buttons(before, { label: 'Report of the last quiz', command: '/quiz report' }),
    ],
  };
}

const share = ({ count, answers }: Met): number => (100 * count) / answers;

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

const time = (at: number): string => `${new Date(at).toISOString().slice(11, 16)} UTC`;

const of = ({ count, answers }: Met, when: string): string => `${count} of ${counted(answers, 'answer')} ${when}`;

/** The days, or where both are of one day the times. */
function fromTo(one: Change): Span[] {
  const { first, last } = one;
  if (day(first.at) !== day(last.at))
    return say`${titleOf(one)}: ${of(first, `on ${day(first.at)}`)}, ${of(last, `on ${day(last.at)}`)}`;
  return say`${titleOf(one)}: ${of(first, `on ${day(first.at)} at ${time(first.at)}`)}, ${of(last, `at ${time(last.at)}`)}`;
}

function group(title: string, changes: readonly Change[], line: (one: Change) => Span[]): ReplyNode[] {
  if (changes.length === 0) return [];
  const more = changes.length > MOST ? [say`and ${changes.length - MOST} more`] : [];
  return [paragraph(say`${title}`), list([...changes.slice(0, MOST).map(line), ...more])];
}
