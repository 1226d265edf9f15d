import { buttons, heading, list, paragraph, say, strong } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { ReportView } from '../session/report-data.ts';
import type { TaskView } from '../session/view-data.ts';
import { boardNodes, bugsOf, bugTitle } from '../views/parts.ts';
import { aboutTask, day, dueSpans, feedbackLine, isClosed, isLateTime, taskCounts } from './replies.ts';

/** Of misconceptions, the most frequent ones are named. */
const NAMED = 3;

/** The task is given: until when, in which zone, and what its host can do. */
export function createdReply(view: TaskView, zoneFrom: 'named' | 'before' | 'default'): Reply {
  const { task, session } = view;
  const zone = {
    named: '',
    before: ` The time zone is the one that was used here last.`,
    default: ' The time is in UTC: say yours with `--zone`, such as `--zone Europe/Berlin`.',
  }[zoneFrom];
  return {
    nodes: [
      paragraph(
        say`The task is given: ${aboutTask(view)}, until ${day(task.end, task.zone)}.${zone.replaceAll('`', '')}`,
      ),
      paragraph(
        say`${feedbackLine(view)} You see counts until then, and after that the points of each person by name; they are told so before they begin.`,
      ),
      buttons(
        { label: 'How far is it?', command: `/quiz assign ${session} --show` },
        { label: 'End it now', command: `/quiz assign ${session} --end` },
      ),
    ],
  };
}

/** For the host: counts, what goes wrong, and after the end the points by name. */
export function hostReply({
  what,
  view,
  report,
}: {
  what: 'show' | 'end' | 'again';
  view: TaskView;
  report: ReportView;
}): Reply {
  const { task, session, revealed } = view;
  const said = {
    show: [],
    end: [paragraph(say`${strong('The task is ended.')} Everybody can see what their answers were worth.`)],
    again: [paragraph(say`The task is posted again.`)],
  }[what];
  const until = isClosed(view)
    ? say`It is over.`
    : isLateTime(view)
      ? say`It was due ${day(task.end, task.zone)}. Late answers are taken.`
      : say`It is due ${day(task.end, task.zone)}.`;
  return {
    nodes: [
      ...said,
      heading(`Task: ${aboutTask(view)}`),
      paragraph(say`${until} ${taskCounts(view)}`),
      ...questionLines(report),
      ...mistakes(report),
      ...(revealed > 0 ? boardNodes(view.board) : [paragraph(say`Names and points come after the end.`)]),
      buttons(
        { label: 'Report', command: `/quiz report ${session} --detail full` },
        ...(revealed > 0 ? [{ label: 'Person by person', command: `/quiz report ${session} --people` }] : []),
        ...(isClosed(view)
          ? []
          : [
              { label: 'Post it again', command: `/quiz assign ${session} --again` },
              { label: 'End it now', command: `/quiz assign ${session} --end` },
            ]),
      ),
    ],
  };
}

/** How many were right, question by question. */
function questionLines({ questions }: ReportView): ReplyNode[] {
  const answered = questions.filter(({ answers }) => answers > 0);
  if (answered.length === 0) return [];
  const parts = answered.map(({ n, right, answers }) => `${n}: ${right} of ${answers}`);
  return [paragraph(say`Right answers by question: ${parts.join('; ')}.`)];
}

function mistakes({ misconceptions }: ReportView): ReplyNode[] {
  const known = misconceptions.slice(0, NAMED);
  if (known.length === 0) return [];
  return [
    paragraph(say`What the wrong answers suggest:`),
    list(
      known.map(
        ({ note, answers, people }) =>
          say`${bugsOf(note).map(bugTitle).join(' or ').replaceAll('`', '')}: ${counted(answers, 'answer')} of ${counted(people, 'person', 'people')}`,
      ),
    ),
  ];
}

/** Which task is meant, where there are several. */
export const listReply = (views: readonly TaskView[]): Reply => ({
  nodes: [
    paragraph(say`There is more than one task here. Which one?`),
    list(views.map((view) => say`${aboutTask(view)}, ${dueSpans(view)}. ${taskCounts(view)}`)),
    buttons(
      ...views.map((view, i) => ({
        label: `${i + 1}: ${aboutTask(view)}`,
        command: `/quiz assign ${view.session} --show`,
      })),
    ),
  ],
});
