import { misconceptionPicture } from '../../figures/misconceptions.ts';
import { buttons, heading, list, paragraph, say, table } from '../../reply/build.ts';
import type { Reply, ReplyNode } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import type { ReportView } from '../session/view-data.ts';
import { bugSpans, bugsOf, bugTitle, cut } from './parts.ts';

/** Columns of a table line, so that a phone does not wrap it. */
const MAX_TITLE = 22;
const MAX_MISTAKE = 18;
const MAX_ROWS = 12;
const MAX_EXPLAINED = 3;

type Counted = ReportView['misconceptions'][number];

/**
 * For the host: what the group got wrong, as a finding, a picture and what the most frequent mistakes are; in full with a
 * line for each mistake and each question. Nobody is named.
 */
export function reportReply(view: ReportView, detail: 'brief' | 'full' = 'brief'): Reply {
  const { misconceptions, questions, people } = view;
  const answers = questions.reduce((sum, one) => sum + one.answers, 0);
  const right = questions.reduce((sum, one) => sum + one.right, 0);
  if (answers === 0) return { nodes: [heading('Report'), paragraph(say`There are no answers to report on yet.`)] };
  const summary = `${counted(people, 'person').replace('persons', 'people')} gave ${counted(answers, 'answer')} to ${counted(questions.length, 'question')}; ${right} ${right === 1 ? 'was' : 'were'} right.`;
  const full = detail === 'full';
  const more = full
    ? { label: 'Short answer', command: '/quiz report' }
    : { label: 'All details', command: '/quiz report --detail full' };
  return {
    nodes: [
      heading(finding(misconceptions, answers)),
      ...(full ? [paragraph(say`${summary}`)] : []),
      ...picture(misconceptions, answers),
      ...(full ? misconceptionTable(misconceptions) : []),
      ...explanations(misconceptions),
      ...(full ? questionTable(questions) : [paragraph(say`${summary}`)]),
      buttons(
        more,
        { label: 'Answers as CSV', command: '/quiz export' },
        { label: 'Questions as GIFT', command: '/quiz export --as gift' },
      ),
    ],
  };
}

const titleOf = (note: string): string => bugsOf(note).map(bugTitle).join(' or ').replaceAll('`', '');

function finding([first, second]: readonly Counted[], answers: number): string {
  if (first === undefined) return 'No answer shows a misconception that I know';
  const shared = second?.answers === first.answers;
  const most = `${capitalize(cut(titleOf(first.note), 60))}: ${first.answers} of ${counted(answers, 'answer')}`;
  return shared ? `${most}, and others as often` : most;
}

/** One bar has nothing to be compared with. */
function picture(found: readonly Counted[], answers: number): ReplyNode[] {
  if (found.length < 2) return [];
  const bars = found.map(({ note, answers: n }) => ({ label: cut(titleOf(note), 60), count: n }));
  return [misconceptionPicture(bars, finding(found, answers), 'Answers that show a misconception')];
}

function misconceptionTable(found: readonly Counted[]): ReplyNode[] {
  if (found.length === 0) return [];
  const rows = found
    .slice(0, MAX_ROWS)
    .map((one) => [cut(titleOf(one.note), MAX_TITLE), String(one.answers), String(one.people)]);
  return [
    table(['misconception', 'answers', 'people'], rows),
    ...(found.length > MAX_ROWS ? [paragraph(say`and ${found.length - MAX_ROWS} rarer ones`)] : []),
  ];
}

/** What the most frequent mistakes are. */
function explanations(found: readonly Counted[]): ReplyNode[] {
  const explained = found.slice(0, MAX_EXPLAINED).flatMap(({ note }) => bugsOf(note).slice(0, 1));
  return explained.length === 0 ? [] : [list(explained.map(bugSpans))];
}

/** One line a question: how many were right, how many took the hint, and what was most often wrong. */
function questionTable(questions: ReportView['questions']): ReplyNode[] {
  const rows = questions.map(({ n, question, answers, right, hints, notes }) => {
    const wrong = notes.filter(({ note }) => bugsOf(note).length > 0);
    const worst = wrong.reduce<(typeof wrong)[number] | undefined>(
      (most, next) => (most === undefined || next.count > most.count ? next : most),
      undefined,
    );
    const what = worst === undefined ? '' : `${cut(titleOf(worst.note), MAX_MISTAKE)} ${worst.count}`;
    return [String(n), String(question.level), `${right}/${answers}`, String(hints), what];
  });
  return [table(['', 'lvl', 'right', 'hints', 'most often wrong'], rows)];
}
