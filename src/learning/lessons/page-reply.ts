import { UserError } from '../../errors.ts';
import { gradedOf } from '../../questions/grading/graded.ts';
import type { Grade, Question } from '../../questions/question.ts';
import { type Exercise, exerciseReply, withLines } from '../../quiz/exercise.ts';
import { bugsOf } from '../../quiz/views/parts.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Included } from '../../reply/course.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import { contentsOf } from './contents.ts';
import type { Lesson } from './lesson.ts';
import { backOf, lineOf, nextOf, type Place, pageAt, referenceOf } from './place.ts';
import { nextSeed, stateOf } from './progress.ts';
import { isPassed, isSeen, type Visit } from './visit.ts';

/** Words that are explained at a press, on one page. */
const MOST_WORDS = 2;
const LIST = '/lesson';
/** Whoever has the answer shown before giving one does not know it. */
const SHOWN = { score: 0, note: 'unknown' } as const;

/** A visit with its question, and the grade of an answer to it. */
interface Asked {
  readonly question?: Question | undefined;
  readonly graded?: Grade | undefined;
}

/** What somebody sees of a page, or what their answer is worth. Pure. */
export function visitReply(visited: Visit, { question, graded }: Asked): Reply {
  const { given, check, reworked } = visited;
  const contents = contentsOf(visited);
  const { walk } = pageAt(visited.place);
  if (walk !== undefined) return { ...walkingPage(visited, walk), contents };
  if (question === undefined || check === undefined) return { ...plainPage(visited), contents };
  if (!reworked && given.solution) return { ...solution(visited, question), contents };
  if (!reworked && graded) return { ...feedback(visited, question, graded), contents };
  return { ...askingPage(visited, question), contents };
}

/** What cannot be read as an answer, with lines that can. */
export const refusalOf = (error: unknown, visited: Visit, question: Question): unknown =>
  error instanceof UserError ? withLines(error, exerciseAt(visited), question, visited.given) : error;

const said = ({ number, title }: Lesson): string => (number === undefined ? `“${title}”` : `lesson ${number}`);

const titleOf = ({ place }: Visit): string => {
  const { title } = pageAt(place);
  return place.lesson.number === undefined ? title : `${place.lesson.number}.${place.page} ${title}`;
};

/** Below the title: where one is, what was passed over on the way, and what has changed. */
function standing({ place: { lesson, page }, lessons, left, reworked, progress }: Visit): ReplyNode[] {
  const ours = lessons.filter(({ number }) => number !== undefined).length;
  const which = lesson.number === undefined ? lesson.title : `Lesson ${lesson.number} of ${ours}, ${lesson.title}`;
  const note = progress === undefined ? '' : ' The list of lessons keeps a note of it.';
  const skipped =
    left && stateOf(progress, left) !== 'done'
      ? say`You skipped page ${left.page} of ${said(left.lesson)}.${note}`
      : undefined;
  const changed = say`This page was changed since its question was shown, so nothing is graded. Here it is as it is now.`;
  return [
    ...(skipped ? [paragraph(skipped)] : []),
    ...(reworked ? [paragraph(changed)] : []),
    paragraph(say`${which}: page ${page} of ${lesson.pages.length}.`),
  ];
}

/** The page itself: its texts, and where the answers of its commands belong. */
function body(visited: Visit): { readonly nodes: ReplyNode[]; readonly included: Included[] } {
  const nodes = [heading(titleOf(visited)), ...standing(visited)];
  const included: Included[] = [];
  for (const part of pageAt(visited.place).parts) {
    if (part.kind === 'text') nodes.push(...part.nodes);
    else {
      nodes.push(buttons({ label: part.command, command: part.command }));
      included.push({ at: nodes.length, line: part.command, kinds: [...part.kinds] });
    }
  }
  return { nodes, included };
}

function plainPage(visited: Visit): Reply {
  const { nodes, included } = body(visited);
  return {
    nodes: [...nodes, ...wordNodes(visited), buttons(...steps(visited, true))],
    ...(included.length > 0 && { included }),
    asks: { letters: [], next: nextLine(visited) },
  };
}

/** The page with a walk through a formula, which is made with `/step`. */
function walkingPage(visited: Visit, walk: string): Reply {
  const { nodes, included } = body(visited);
  const passed = isPassed(visited);
  const turn = passed
    ? say`✔ You have found every gradient of this page.`
    : say`${strong('Your turn.')} Find every gradient. When you have the last one, come back here.`;
  return {
    nodes: [
      ...nodes,
      paragraph(turn),
      buttons(
        { label: passed ? 'Once more' : 'Step through it', command: walk },
        ...(passed ? [] : [{ label: 'I am back', command: lineOf(visited.place) }]),
      ),
      ...wordNodes(visited),
      buttons(...steps(visited, passed)),
    ],
    ...(included.length > 0 && { included }),
    asks: { letters: [], next: passed ? nextLine(visited) : walk },
  };
}

/** The page with its question; the question alone for whoever has the page above it, and wants a hint or other numbers. */
function askingPage(visited: Visit, question: Question): Reply {
  const { given, reworked, place } = visited;
  const alone = !reworked && (given.seed !== undefined || given.hint === true);
  const { nodes, included } = alone
    ? { nodes: [heading(titleOf(visited)), ...standing(visited)], included: [] }
    : body(visited);
  const passed = isPassed(visited);
  const { nodes: asked, asks } = exerciseReply(exerciseAt(visited), question, given, undefined);
  return {
    nodes: [
      ...nodes,
      ...(alone || !passed
        ? [paragraph(say`${strong('Your turn.')}`), ...asked.slice(1)]
        : [paragraph(say`✔ You have answered the question of this page.`), buttons(another(visited))]),
      ...(alone ? [] : wordNodes(visited)),
      buttons(...(alone ? [{ label: 'Back to the page', command: lineOf(place) }] : []), ...steps(visited, passed)),
    ],
    ...(included.length > 0 && { included }),
    asks: alone || !passed ? asks : { letters: [], next: nextLine(visited) },
  };
}

function feedback(visited: Visit, question: Question, graded: Grade): Reply {
  if (graded.score === 1) {
    const seen = isSeen(visited);
    const next = seen ? another(visited) : steps(visited, true)[0];
    const note = say`You have seen this answer before you gave it. Answer another one to go on.`;
    const right = exerciseReply(
      exerciseAt(visited, seen ? [paragraph(note)] : [], next),
      question,
      visited.given,
      graded,
    );
    const more = seen ? steps(visited, false) : [...steps(visited, true).slice(1), another(visited)];
    return { ...right, nodes: [...right.nodes, buttons(...more)], ...gradedFor(visited, question, graded) };
  }
  const explained = explainedAt(visited, graded);
  const wrong = exerciseReply(
    exerciseAt(visited, [paragraph(readAgain(visited, explained))]),
    question,
    visited.given,
    graded,
  );
  const again = { label: `Read ${referenceOf(explained.lesson)}.${explained.page} again`, command: lineOf(explained) };
  return {
    ...wrong,
    nodes: [...wrong.nodes, buttons(again, skip(visited))],
    ...gradedFor(visited, question, graded),
  };
}

function solution(visited: Visit, question: Question): Reply {
  const note = say`Now one with other numbers: it opens the next page.`;
  const shown = exerciseReply(
    exerciseAt(visited, [paragraph(note)], another(visited)),
    question,
    visited.given,
    undefined,
  );
  return {
    ...shown,
    nodes: [...shown.nodes, buttons({ label: 'Back to the page', command: lineOf(visited.place) }, skip(visited))],
    ...gradedFor(visited, question, SHOWN),
  };
}

const gradedFor = (
  { given, check }: Visit,
  question: Question,
  grade: Pick<Grade, 'score' | 'note'>,
): Pick<Reply, 'graded'> => ({
  graded: [
    gradedOf(question, grade, {
      // Without some operations a seed asks something else than with them.
      ...(check && check.without.length > 0 && { key: `${check.asked}.${check.seed}` }),
      ...(given.hint && { hint: true }),
    }),
  ],
});

const readAgain = ({ place }: Visit, { lesson, page }: Place) => {
  const title = strong(pageAt({ lesson, page }).title);
  if (lesson !== place.lesson) return say`Read page ${page} of ${said(lesson)} again: ${title}.`;
  return page === place.page ? say`This page explains it: ${title}.` : say`Read page ${page} again: ${title}.`;
};

/**
 * The page that explains what an answer got wrong: of this lesson if it has one, else of the first lesson that does; for a
 * mistake without a name the page itself.
 */
function explainedAt({ place, lessons }: Visit, { note }: Pick<Grade, 'note'>): Place {
  const bugs = bugsOf(note);
  for (const lesson of [place.lesson, ...lessons]) {
    const page = bugs.map((bug) => lesson.explains.get(bug)).find((found) => found !== undefined);
    if (page !== undefined) return { lesson, page };
  }
  return place;
}

/** The question as one that is asked of one person, with what stands beside it here. */
const exerciseAt = (visited: Visit, notes: readonly ReplyNode[] = [], next?: Button): Exercise => ({
  title: titleOf(visited),
  solutionTitle: titleOf(visited),
  line: (doing) =>
    `${lineOf(visited.place)} --seed ${visited.check?.seed} --asked ${visited.check?.asked} ${doing}`.trim(),
  next,
  standing: notes,
});

const another = ({ place, check }: Visit): Button => ({
  label: 'Ask me another one',
  command: `${lineOf(place)} --seed ${nextSeed(check?.seed ?? 0)}`,
});

const skip = ({ place }: Visit): Button => ({ label: 'Skip', command: `${lineOf(place)} --skip` });

const nextLine = ({ place, lessons }: Visit): string => {
  const next = nextOf(place, lessons);
  return next === undefined ? LIST : lineOf(next);
};

/** Next where the way is open, else Skip; Back, and the list. */
function steps(visited: Visit, open: boolean): Button[] {
  const { place, lessons } = visited;
  const [back, next] = [backOf(place, lessons), nextOf(place, lessons)];
  const list = { label: 'All lessons', command: LIST };
  const here = next?.lesson === place.lesson;
  const on = next && {
    label: here ? `Next: ${pageAt(next).title}` : `Next: ${said(next.lesson)}`,
    command: lineOf(next),
  };
  return [
    ...(open ? [on ?? list] : []),
    ...(back === undefined ? [] : [{ label: 'Back', command: lineOf(back) }]),
    ...(open ? [] : [skip(visited)]),
    ...(open && on === undefined ? [] : [list]),
  ];
}

/** Words of the page that the glossary explains. */
function wordNodes({ place }: Visit): ReplyNode[] {
  const words = pageAt(place).words.slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  return [buttons(...words.map((term) => ({ label: `What is “${term}”?`, command: `/help ${term}` })))];
}
