import { misconceptionPicture } from '../../figures/misconceptions.ts';
import { partOf, type Shares, sharesPicture } from '../../figures/shares.ts';
import { letterOf } from '../../questions/letters.ts';
import { fromNodes } from '../../questions/markup.ts';
import { buttons, code, heading, list, paragraph, say, strong, withCode } from '../../reply/build.ts';
import type { Button, Reply, ReplyNode, Span } from '../../reply/document.ts';
import { capitalize, counted } from '../../text.ts';
import { seasonOf } from '../season.ts';
import type { ReportView } from '../session/report-data.ts';
import { countOf, typedByWorth } from './distribution.ts';
import { bugSpans, bugsOf, bugTitle, cut } from './parts.ts';

const MAX_ROWS = 8;
const MAX_TITLE = 90;
const MAX_EXPLAINED = 3;
/** Questions of a page in full. */
const A_PAGE = 8;
/** Of what a question asks, in a list of questions. */
const MAX_PROMPT = 120;
const MAX_CODE = 60;

type Counted = ReportView['misconceptions'][number];
type Asked = ReportView['questions'][number];

/**
 * For the host: what the group got wrong, as a finding, a picture and what the most frequent mistakes are; in full with
 * each question, and the share of each answer to it. Nobody is named.
 */
export function reportReply(view: ReportView, detail: 'brief' | 'full' = 'brief', page = 1): Reply {
  const { misconceptions, questions, people, session, startedAt } = view;
  const answers = questions.reduce((sum, one) => sum + one.answers, 0);
  const right = questions.reduce((sum, one) => sum + one.right, 0);
  if (answers === 0) return { nodes: [heading('Report'), paragraph(say`There are no answers to report on yet.`)] };
  const skipped = questions.filter((one) => one.skipped).length;
  const more = skipped === 0 ? '' : ` ${counted(skipped, 'question')} ${skipped === 1 ? 'was' : 'were'} skipped.`;
  const summary = `${counted(people, 'person', 'people')} gave ${counted(answers, 'answer')} to ${counted(questions.length - skipped, 'question')}; ${right} ${right === 1 ? 'was' : 'were'} right.${more}`;
  const full = detail === 'full';
  const pages = Math.ceil(questions.length / A_PAGE);
  const at = Math.min(page, pages);
  const line = `/quiz report ${session}`;
  const further: Button[] = full
    ? [
        { label: 'Short answer', command: line },
        ...(at < pages ? [{ label: 'Further questions', command: `${line} --detail full --page ${at + 1}` }] : []),
      ]
    : [{ label: 'All details', command: `${line} --detail full` }];
  const shown = questions.slice((at - 1) * A_PAGE, at * A_PAGE);
  return {
    nodes: [
      heading(finding(misconceptions, answers)),
      ...(full ? [paragraph(say`${summary}`)] : []),
      ...(at === 1 ? picture(misconceptions, answers) : []),
      ...(full && at === 1 ? misconceptionList(misconceptions) : []),
      ...(at === 1 ? explanations(misconceptions) : []),
      ...(full ? questionNodes(shown) : [paragraph(say`${summary}`)]),
      buttons(
        ...further,
        { label: 'Person by person', command: `${line} --people` },
        { label: 'Over the month', command: `/quiz report --season ${seasonOf(startedAt)}` },
        { label: 'Answers as CSV', command: `/quiz export ${session}` },
        { label: 'Questions as GIFT', command: `/quiz export ${session} --as gift` },
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

/** Every misconception with its whole name. */
function misconceptionList(found: readonly Counted[]): ReplyNode[] {
  if (found.length === 0) return [];
  const items = found.slice(0, MAX_ROWS).map(({ note, answers, people }) => {
    const counts = `${counted(answers, 'answer')} of ${counted(people, 'person', 'people')}`;
    return say`${cut(titleOf(note), MAX_TITLE)}: ${counts}`;
  });
  const more = found.length > MAX_ROWS ? [say`and ${found.length - MAX_ROWS} rarer ones`] : [];
  return [list([...items, ...more])];
}

/** What the most frequent mistakes are. */
function explanations(found: readonly Counted[]): ReplyNode[] {
  const explained = found.slice(0, MAX_EXPLAINED).flatMap(({ note }) => bugsOf(note).slice(0, 1));
  return explained.length === 0 ? [] : [list(explained.map(bugSpans))];
}

/** The share of each answer as a picture, and what each question asked. */
function questionNodes(questions: readonly Asked[]): ReplyNode[] {
  const [first, last] = [questions[0], questions.at(-1)];
  if (first === undefined || last === undefined) return [];
  const counting = questions.filter(({ skipped }) => !skipped);
  const which =
    first.n === last.n
      ? `question ${first.n}`
      : `questions ${first.n} ${last.n - first.n > 1 ? 'to' : 'and'} ${last.n}`;
  return [
    ...(counting.length === 0 ? [] : [sharesPicture(counting.map(sharesOf), `The answers to ${which}`)]),
    list(questions.map(questionLine)),
  ];
}

/**
 * The options with their letters, what was typed by what it is worth, and "I don't know yet". Where several are chosen, the
 * share of an option is of the people: all of them may have chosen it.
 */
function sharesOf({ n, question, answers, distribution }: Asked): Shares {
  const { options, typed, unknown } = distribution;
  const { right, partly, wrong } = typedByWorth(typed);
  const all = question.several ? answers : countOf(typed) + unknown + options.reduce((sum, count) => sum + count, 0);
  return {
    n,
    several: question.several ?? false,
    parts: [
      ...question.options.map((option, i) =>
        partOf(`${letterOf(i)} ${option.right ? '✔' : '✘'}`, options[i] ?? 0, all, option.right ? 'right' : 'wrong'),
      ),
      partOf('typed ✔', countOf(right), all, 'right'),
      partOf('typed ½', countOf(partly), all, 'neither'),
      partOf('typed ✘', countOf(wrong), all, 'wrong'),
      partOf('?', unknown, all, 'neither'),
    ].filter(({ count }) => count > 0),
  };
}

/** What it asked, how many were right and took the hint, and what was most often wrong, with its whole name. */
function questionLine({ n, question, answers, right, hints, notes, skipped }: Asked): Span[] {
  const wrong = notes.filter(({ note }) => bugsOf(note).length > 0);
  const worst = wrong.reduce<(typeof wrong)[number] | undefined>(
    (most, next) => (most === undefined || next.count > most.count ? next : most),
    undefined,
  );
  const asked = promptSpans(question.prompt);
  if (skipped) return say`${strong(String(n))} ${asked} – skipped: it counts for nobody.`;
  const took = hints === 0 ? '' : ` ${counted(hints, 'hint')}.`;
  const most = worst === undefined ? '' : ` Most often wrong: ${cut(titleOf(worst.note), MAX_TITLE)} (${worst.count}).`;
  return say`${strong(String(n))} ${asked} – ${right} of ${answers} right.${took}${most}`;
}

/** What is asked, in a line: its sentences, and behind them its lines of code as far as there is room. */
function promptSpans(prompt: readonly ReplyNode[]): Span[] {
  const blocks = prompt.flatMap((node) =>
    node.kind === 'code' ? [node.text.trim().replaceAll(/\s*\n\s*/g, '; ')] : [],
  );
  const lines = blocks.join('; ').replaceAll(/[`\s]+/g, ' ');
  const sentences = fromNodes(prompt.filter(({ kind }) => kind !== 'code' && kind !== 'picture'));
  const text = cut(sentences.replaceAll(/\s+/g, ' ').trim(), MAX_PROMPT);
  const told = (text.match(/`/g) ?? []).length % 2 === 0 ? withCode(text) : say`${text.replaceAll('`', '')}`;
  return lines === '' ? told : say`${told}${text === '' ? '' : ' '}${code(cut(lines, MAX_CODE))}`;
}
