import { answerSchema, type Question } from '../../questions/question.ts';
import { type AnswerRow, FULL_SCORE } from '../../store/quiz-store.ts';
import { worth } from '../scoring.ts';
import type {
  AskedQuestion,
  ExportView,
  Met,
  PeopleView,
  ReportView,
  SeasonReportView,
} from '../session/report-data.ts';
import { roundsOf } from '../session/state.ts';
import { distributionOf } from './distribution.ts';
import { questionOf, type Whole } from './load.ts';

/** Notes that name no misconception. */
const PLAIN_NOTES = new Set(['right', 'unknown', 'other']);

/** Answers that count, with a note even where the grading failed. */
type Counted = AnswerRow & { readonly note: string; readonly at: number };

/** Questions that may be told of: those that are revealed, and to the host of a task all. */
const lastOf = ({ state }: Whole): number => (state.stage.at === 'task' ? roundsOf(state) : state.revealed);

const counted = (quiz: Whole): Counted[] =>
  quiz.answers.flatMap((row) =>
    row.at === undefined || row.n > lastOf(quiz) ? [] : [{ ...row, at: row.at, note: row.note ?? 'other' }],
  );

const asked = (quiz: Whole): AskedQuestion[] =>
  numbers(quiz).map((n) => ({ n, question: questionOf(quiz, n), skipped: quiz.state.skipped.includes(n) }));

const numbers = (quiz: Whole): number[] => Array.from({ length: lastOf(quiz) }, (_, i) => i + 1);

/** What the group got wrong in a quiz, of the questions that are revealed. */
export function reportView(quiz: Whole): ReportView {
  const answers = counted(quiz);
  const wrong = answers.filter(({ note }) => !PLAIN_NOTES.has(note));
  const misconceptions = countNotes(wrong).map(({ note, count }) => {
    const people = new Set(wrong.filter((answer) => answer.note === note).map(({ user }) => user)).size;
    return { note, answers: count, people };
  });
  return {
    session: quiz.row.key,
    startedAt: quiz.row.startedAt,
    people: new Set(answers.map(({ user }) => user)).size,
    misconceptions,
    questions: asked(quiz).map((one) => {
      const { n, question } = one;
      const own = answers.filter((answer) => answer.n === n);
      return {
        ...one,
        answers: own.length,
        right: own.filter(({ score }) => score === FULL_SCORE).length,
        hints: own.filter(({ hints }) => hints > 0).length,
        notes: countNotes(own),
        distribution: distributionOf(question, own),
      };
    }),
  };
}

/** The most frequent first. */
function countNotes(answers: readonly Counted[]): { note: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { note } of answers) counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts]
    .map(([note, count]) => ({ note, count }))
    .sort((a, b) => b.count - a.count || a.note.localeCompare(b.note, 'en'));
}

/** All that may be exported about a quiz. */
export function exportView(quiz: Whole): ExportView {
  const names = new Map(quiz.people.map(({ user, name }) => [user, name]));
  const { task } = quiz.settings;
  const answers = counted(quiz).map((row) => ({
    n: row.n,
    name: names.get(row.user) ?? '',
    answer: row.answer === undefined ? undefined : answerSchema.parse(JSON.parse(row.answer)),
    score: (row.score ?? 0) / FULL_SCORE,
    hints: row.hints,
    points: worth(row) / FULL_SCORE,
    note: row.note,
    at: row.at,
    late: task && row.at > task.end,
  }));
  return {
    session: quiz.row.key,
    kind: task === undefined ? 'quiz' : 'task',
    startedAt: quiz.row.startedAt,
    questions: asked(quiz),
    answers: answers.sort((a, b) => a.n - b.n || a.name.localeCompare(b.name, 'en')),
  };
}

/** Who got which question right, of those who are still known by name. */
export function peopleView(quiz: Whole): PeopleView {
  const end = quiz.settings.task?.end ?? Number.POSITIVE_INFINITY;
  const all = counted(quiz);
  const people = quiz.people
    .map(({ user, name }) => {
      const own = all.filter((row) => row.user === user);
      const answers = numbers(quiz).map((n) => {
        const row = own.find((one) => one.n === n);
        if (row === undefined) return undefined;
        const right = row.score === FULL_SCORE;
        return { points: worth(row) / FULL_SCORE, right, unknown: row.note === 'unknown', late: row.at > end };
      });
      const points = answers.reduce((sum, answer) => sum + (answer?.points ?? 0), 0);
      return { name, points, late: answers.some((answer) => answer?.late), answers };
    })
    .filter(({ answers }) => answers.some((answer) => answer !== undefined))
    .sort((a, b) => b.points - a.points || a.name.localeCompare(b.name, 'en'));
  return { session: quiz.row.key, startedAt: quiz.row.startedAt, questions: asked(quiz), people };
}

/** Every misconception that an answer to a question can show. */
const bugsIn = ({ options, typed }: Question): Set<string> => {
  const traps = typed !== undefined && 'traps' in typed ? typed.traps : [];
  return new Set([...options, ...traps].flatMap(({ bugs }) => bugs));
};

/** What became of each misconception. @param sessions in the order of time */
export function seasonReportView(season: string, sessions: readonly Whole[]): SeasonReportView {
  const met = new Map<string, Met[]>();
  for (const quiz of sessions) {
    const answers = counted(quiz);
    const here = new Map<string, { count: number; answers: number }>();
    for (const { n, note } of answers) {
      const shown = PLAIN_NOTES.has(note) ? [] : note.split('+');
      for (const name of new Set([...bugsIn(questionOf(quiz, n)), ...shown])) {
        const before = here.get(name) ?? { count: 0, answers: 0 };
        here.set(name, { count: before.count + (shown.includes(name) ? 1 : 0), answers: before.answers + 1 });
      }
    }
    for (const [name, counts] of here) met.set(name, [...(met.get(name) ?? []), { at: quiz.row.startedAt, ...counts }]);
  }
  const misconceptions = [...met].flatMap(([name, times]) => {
    const [first, last] = [times.find(({ count }) => count > 0), times.at(-1)];
    return first === undefined || last === undefined ? [] : [{ name, first, last }];
  });
  const share = ({ count, answers }: Met): number => count / answers;
  const sorted = misconceptions.sort((a, b) => share(b.first) - share(a.first) || a.name.localeCompare(b.name, 'en'));
  return { season, sessions: sessions.length, misconceptions: sorted };
}
