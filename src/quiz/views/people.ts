import { stringify } from 'csv-stringify/sync';
import { buttons, heading, paragraph, say, table } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import { safeCell } from '../export-csv.ts';
import type { PeopleView } from '../session/report-data.ts';
import { nameOf, points } from './parts.ts';

/** So that a line of a table has at most 42 columns, and a phone does not wrap it. */
const MAX_NAME = 12;
const QUESTIONS = 7;
/** So that all tables fit one message. */
const MOST_LINES = 75;

/** In place of a mark, of a question that the host skipped. */
const SKIPPED = 's';

type Row = PeopleView['people'][number];

/** For the host alone: a table of who got which question right, and the same as CSV. */
export function peopleReply(view: PeopleView): Reply {
  const { people, questions, session, startedAt } = view;
  if (people.length === 0) return { nodes: [paragraph(say`Nobody has answered a question that counts yet.`)] };
  const parts = Array.from({ length: Math.ceil(questions.length / QUESTIONS) }, (_, i) => i * QUESTIONS);
  const shown = people.slice(0, Math.max(1, Math.floor(MOST_LINES / parts.length)));
  const skipped = questions.some((one) => one.skipped) ? `; ${SKIPPED} skipped` : '';
  const marked = people.some(({ late }) => late) ? '; * late' : '';
  return {
    nodes: [
      heading(`${counted(people.length, 'person', 'people')}, ${counted(questions.length, 'question')}`),
      paragraph(
        say`✔ right; ½ right in part; ✘ wrong; ? "I don't know yet"; – no answer${skipped}${marked}. Keep it to yourself.`,
      ),
      ...parts.map((from) => {
        const some = questions.slice(from, from + QUESTIONS);
        const rows = shown.map((row) => [
          nameOf({ user: '', name: row.name }, MAX_NAME),
          ...some.map((one, i) => (one.skipped ? SKIPPED : markOf(row.answers[from + i]))),
          ...(from === 0 ? [points(row.points)] : []),
        ]);
        return table(['', ...some.map(({ n }) => String(n)), ...(from === 0 ? ['points'] : [])], rows);
      }),
      ...(people.length > shown.length ? [paragraph(say`and ${people.length - shown.length} more in the file`)] : []),
      { kind: 'file', name: `people-${new Date(startedAt).toISOString().slice(0, 10)}.csv`, text: csvOf(view) },
      buttons({ label: 'Report without names', command: `/quiz report ${session} --detail full` }),
    ],
  };
}

function markOf(answer: Row['answers'][number]): string {
  if (answer === undefined) return '–';
  const late = answer.late ? '*' : '';
  if (answer.unknown) return `?${late}`;
  return `${answer.right ? '✔' : answer.points > 0 ? '½' : '✘'}${late}`;
}

function cellOf({ skipped }: PeopleView['questions'][number], answer: Row['answers'][number]): string {
  if (skipped) return 'skipped';
  return answer === undefined ? '' : points(answer.points);
}

/** One line a person, one column a question with its points. */
function csvOf({ people, questions }: PeopleView): string {
  const head = ['name', ...questions.map(({ n }) => `question ${n}`), 'points', 'late'];
  const rows = people.map(({ name, answers, points: sum, late }) =>
    [name, ...questions.map((one, i) => cellOf(one, answers[i])), points(sum), late ? 'yes' : 'no'].map(safeCell),
  );
  return stringify([head, ...rows], { bom: true, record_delimiter: 'windows' });
}
