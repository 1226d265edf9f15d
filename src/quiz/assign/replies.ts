import { OWN } from '../../questions/own.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import { moment } from '../calendar/wall.ts';
import type { TaskView } from '../session/view-data.ts';
import { nameOf } from '../views/parts.ts';

/** A moment that is days away, with its zone. */
export const day = (at: number, zone: string): Span => ({ style: 'time', text: moment(at, zone), at, day: true });

export const isClosed = ({ phase }: TaskView): boolean => phase === 'ended' || phase === 'aborted';
/** Is the time over, and are late answers taken? */
export const isLateTime = ({ phase, revealed }: TaskView): boolean => phase === 'task' && revealed > 0;

/** `6 questions about graph, level 3`. */
export function aboutTask({ settings }: TaskView): string {
  const { topic, from, level, rounds } = settings;
  const about = from !== undefined ? ` from ${from}` : topic === undefined || topic === OWN ? '' : ` about ${topic}`;
  return `${counted(rounds, 'question')}${about}${level === undefined ? '' : `, level ${level}`}`;
}

const answerButton = (view: TaskView): Button => ({
  label: isClosed(view) ? 'My answers' : isLateTime(view) ? 'My answers, or answer late' : 'Answer',
  command: `/quiz task ${view.session}`,
});

const showButton = (view: TaskView): Button => ({
  label: 'For the host',
  command: `/quiz assign ${view.session} --show`,
});

/** Until when it is, or was, or that it is over. */
export const dueSpans = (view: TaskView): Span[] =>
  isClosed(view) ? say`over` : say`${isLateTime(view) ? 'was due' : 'due'} ${day(view.task.end, view.task.zone)}`;

/** How many work on it; nobody is named. */
export function taskCounts(view: TaskView): string {
  const { begun, finished, late } = view;
  if (begun === 0) {
    return isClosed(view)
      ? 'Nobody answered.'
      : isLateTime(view)
        ? 'Nobody has answered yet.'
        : 'Nobody has begun yet.';
  }
  const have = (count: number): string => (count === 1 ? 'has' : 'have');
  const done = finished === 0 ? 'nobody has finished' : `${finished} ${have(finished)} finished`;
  const after = late === 0 ? '' : ` ${counted(late, 'person', 'people')} answered late.`;
  return `${counted(begun, 'person', 'people')} ${have(begun)} begun, ${done}.${after}`;
}

/** What is shown of right answers, and when. */
export const feedbackLine = ({ task }: TaskView): string =>
  task.feedback === 'now'
    ? 'What is right is shown behind each answer, so no answer can be changed.'
    : 'You can change your answers until then. What is right is shown after that.';

/** The message of a task. */
export function taskReply(view: TaskView): Reply {
  const { hosts, task, phase } = view;
  const [host] = hosts;
  const over = isClosed(view) || isLateTime(view);
  const from = host === undefined ? '' : ` from ${nameOf(host)}`;
  return {
    nodes: [
      heading(`A task${from}: ${aboutTask(view)}`),
      ...(over
        ? [overLine(view)]
        : [
            paragraph(say`Answer alone, in your own time, until ${day(task.end, task.zone)}. ${feedbackLine(view)}`),
            paragraph(say`${whoSees(view)}`),
          ]),
      paragraph(say`${taskCounts(view)}`),
      ...(phase === 'aborted' ? [] : [buttons(answerButton(view), showButton(view))]),
    ],
  };
}

/** What the host sees: pupils are told before they begin. */
export const whoSees = (_: TaskView): string =>
  'The host sees counts until then, and after that the points of each person by name.';

const overLine = (view: TaskView): ReplyNode =>
  isClosed(view)
    ? paragraph(say`${strong('This task is over.')} It takes no more answers.`)
    : paragraph(say`${strong('The time is over.')} Who has not answered still can: such answers are marked as late.`);

/** Once, some time before the end. */
export function remindReply(view: TaskView): Reply {
  const { task } = view;
  if (isClosed(view) || isLateTime(view)) return taskReply(view);
  return {
    nodes: [
      heading(`Reminder: a task with ${aboutTask(view)}`),
      paragraph(say`It is due ${day(task.end, task.zone)}. ${taskCounts(view)}`),
      buttons(answerButton(view)),
    ],
  };
}

/** That it is over. */
export function taskEndReply(view: TaskView): Reply {
  const { begun, finished, ended } = view;
  const people = capitalize(counted(begun, 'person', 'people'));
  const counts =
    begun === 0
      ? 'Nobody answered.'
      : view.settings.rounds === 1
        ? `${people} answered.`
        : finished === begun
          ? `${people} answered all questions.`
          : `${people} answered, ${finished === 0 ? 'none' : finished} of them all questions.`;
  const why = ended === 'stopped' ? ' The host ended it.' : ended === 'channel-gone' ? ' Its channel is gone.' : '';
  return {
    nodes: [
      heading(`The task with ${aboutTask(view)} is over`),
      paragraph(say`${counts}${why}`),
      ...(isLateTime(view)
        ? [
            paragraph(
              say`${begun === 0 ? '' : 'Everybody can see now what their answers were worth. '}Late answers are taken, and marked as late.`,
            ),
          ]
        : []),
      ...(begun === 0 && isClosed(view) ? [] : [buttons(answerButton(view), showButton(view))]),
    ],
  };
}

/** To the host: nobody can see the message. */
export const unseenReply = (view: TaskView): Reply => ({
  nodes: [
    paragraph(
      say`I may not write in this channel, so nobody sees the task with ${aboutTask(view)}. Invite me or allow me to, then post it again.`,
    ),
    buttons({ label: 'Post it again', command: `/quiz assign ${view.session} --again` }, showButton(view)),
  ],
});
