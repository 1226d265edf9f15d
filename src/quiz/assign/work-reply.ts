import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { questionKey } from '../session/question-key.ts';
import type { WorkView } from '../session/view-data.ts';
import { mineReply } from '../views/mine.ts';
import { answerSpans, points } from '../views/parts.ts';
import { askNodes } from '../views/question.ts';
import { aboutTask, day, feedbackLine, isClosed, isLateTime, whoSees } from './replies.ts';

/** Before somebody begins: what there is, until when, and who will see what of it. */
export function introReply(view: WorkView): Reply {
  const { task } = view;
  const late = isLateTime(view);
  return {
    nodes: [
      heading(`A task: ${aboutTask(view)}`),
      late
        ? paragraph(
            say`It was due ${day(task.end, task.zone)}. You can still answer, and it is marked as late. Each answer is final.`,
          )
        : paragraph(say`It is due ${day(task.end, task.zone)}. You can stop and go on later. ${feedbackLine(view)}`),
      paragraph(
        late
          ? say`The host sees your points with your name.`
          : say`${strong('Who sees what:')} ${whoSees(view)} Nobody else sees your answers.`,
      ),
      buttons({ label: 'Begin', command: `/quiz task ${questionKey(view.session, 1)}` }),
    ],
  };
}

/** The question that is asked now, behind what was just answered; else how far somebody is. */
export function workReply(view: WorkView): Reply {
  const { asked, noted } = view;
  const before = noted === undefined ? [] : notedNodes(view, noted);
  if (asked === undefined) return { nodes: [...before, ...overview(view)] };
  return { nodes: [...before, ...askedNodes(view, asked)] };
}

/** What was just answered: kept, and in a task that says at once what is right, graded. */
function notedNodes(view: WorkView, noted: NonNullable<WorkView['noted']>): ReplyNode[] {
  if (noted.revealed !== undefined) return [...mineReply(noted).nodes];
  const { answer } = noted.own;
  const given =
    answer.kind === 'unknown'
      ? say`you don't know yet`
      : answerSpans(answer, noted.question.options, noted.question.type);
  return [
    paragraph(say`Question ${noted.n} is noted: ${given}.`),
    ...(noted.hint !== undefined && noted.hint.length > 0 ? [paragraph(say`A first step:`), ...noted.hint] : []),
    ...(view.marks[noted.n - 1] === 'unknown' ? [buttons(backTo(view, noted.n))] : []),
  ];
}

const backTo = ({ session }: WorkView, n: number): Button => ({
  label: `Back to question ${n}`,
  command: `/quiz task ${questionKey(session, n)}`,
});

function askedNodes(view: WorkView, asked: NonNullable<WorkView['asked']>): ReplyNode[] {
  const { settings, session, own } = view;
  const late = isLateTime(view) ? [paragraph(say`The time is over: an answer is marked as late.`)] : [];
  const chosen = own?.choosing && own.own.answer.kind === 'options' ? own.own.answer.indices : [];
  return [
    heading(`Question ${asked.n} of ${settings.rounds}`),
    ...late,
    ...answerSoFar(own),
    ...askNodes(session, asked, chosen),
    buttons({ label: 'All questions', command: `/quiz task ${questionKey(session, 0)}` }),
  ];
}

function answerSoFar(own: WorkView['own']): ReplyNode[] {
  if (own === undefined || own.own.answer.kind === 'unknown') return [];
  const { own: kept, question, choosing } = own;
  const given = answerSpans(kept.answer, question.options, question.type);
  if (kept.answer.kind !== 'options' || !choosing)
    return [paragraph(say`Your answer so far: ${given}. Another one takes its place.`)];
  return kept.answer.indices.length === 0
    ? [paragraph(say`You have chosen nothing now.`)]
    : [paragraph(say`Chosen so far: ${given}. Press a letter again to take it back; “Done” says that these are all.`)];
}

const MARKS: Readonly<Record<WorkView['marks'][number], string>> = {
  open: '–',
  given: '●',
  unknown: '?',
  right: '✔',
  partly: '½',
  wrong: '✘',
};

/** How far somebody is, with a button for each question. */
function overview(view: WorkView): ReplyNode[] {
  const { marks, task, points: worth, session, isLate } = view;
  const open = marks.filter((mark) => mark === 'open').length;
  const done = marks.length - open;
  const late = isLate ? ' Some of your answers came late.' : '';
  const until = isClosed(view)
    ? say`The task is over.${late}`
    : isLateTime(view)
      ? say`The time is over. ${open > 0 ? 'What you answer now is marked as late.' : ''}${late}`
      : open === 0
        ? task.feedback === 'now'
          ? say`You are done.`
          : say`You are done. You can change your answers until ${day(task.end, task.zone)}.`
        : say`It is due ${day(task.end, task.zone)}.`;
  return [
    heading(
      worth === undefined
        ? `Your task: ${done} of ${counted(marks.length, 'question')} answered`
        : `Your task: ${points(worth)} of ${counted(marks.length, 'point')}`,
    ),
    paragraph(until),
    paragraph(say`${legend(marks, isClosed(view) ? 'not answered' : WORDS.open)}`),
    buttons(
      ...marks.flatMap((mark, i): Button[] => {
        const key = questionKey(session, i + 1);
        const label = `${i + 1} ${MARKS[mark]}`;
        // What was answered, with what is right, once that may be seen; the question again until then.
        const seen = worth !== undefined || task.feedback === 'now';
        if (mark === 'open') return isClosed(view) ? [] : [{ label, command: `/quiz task ${key}` }];
        return [{ label, command: seen ? `/quiz mine ${key}` : `/quiz task ${key}` }];
      }),
    ),
  ].filter((node) => node.kind !== 'buttons' || node.buttons.length > 0);
}

const WORDS: Readonly<Record<WorkView['marks'][number], string>> = {
  open: 'open',
  given: 'answered',
  unknown: "you don't know yet",
  right: 'right',
  partly: 'right in part',
  wrong: 'wrong',
};

const legend = (marks: WorkView['marks'], open: string): string => {
  const used = Object.keys(WORDS).filter((mark) => marks.includes(mark as 'open')) as (keyof typeof WORDS)[];
  return `${used.map((mark) => `${MARKS[mark]} ${mark === 'open' ? open : WORDS[mark]}: ${numbers(marks, mark)}`).join('; ')}.`;
};

const numbers = (marks: WorkView['marks'], wanted: string): string =>
  marks.flatMap((mark, i) => (mark === wanted ? [i + 1] : [])).join(', ');
