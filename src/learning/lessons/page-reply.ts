import { withOption } from '../../command/format.ts';
import { UserError } from '../../errors.ts';
import { letterOf } from '../../questions/letters.ts';
import type { Grade, Question } from '../../questions/question.ts';
import { askedNodes, askedOf, optionButtons } from '../../quiz/views/answering.ts';
import { bugsOf, rightNodes } from '../../quiz/views/parts.ts';
import { TYPED } from '../../quiz/views/question.ts';
import type { Asks, Graded } from '../../reply/asked.ts';
import { buttons, heading, paragraph, say, strong } from '../../reply/build.ts';
import type { Included } from '../../reply/course.ts';
import type { Button, Reply, ReplyNode } from '../../reply/document.ts';
import { contentsOf } from './contents.ts';
import type { Lesson } from './lesson.ts';
import { backOf, lineOf, nextOf, type Place, pageAt, referenceOf } from './place.ts';
import { nextSeed } from './progress.ts';
import { isPassed, isSeen, type Visit } from './visit.ts';

/** Words that are explained at a press, on one page. */
const MOST_WORDS = 2;

/** A visit with its question, and the grade of an answer to it. */
export interface Asked {
  readonly question?: Question | undefined;
  readonly graded?: Grade | undefined;
}

/** What somebody sees of a page, or what their answer is worth. Pure. */
export function visitReply(visited: Visit, { question, graded }: Asked): Reply {
  const contents = contentsOf(visited);
  if (question === undefined || visited.check === undefined) return { ...plainPage(visited), contents };
  if (!visited.reworked && visited.given.solution) return { ...solution(visited, question), contents };
  if (!visited.reworked && graded) return { ...feedback(visited, question, graded), contents };
  return { ...askingPage(visited, question), contents };
}

/** `Lesson 3 of 10, One hop: page 2 of 4.` */
function whereLine({ place: { lesson, page }, lessons }: Visit): string {
  const ours = lessons.filter(({ number }) => number !== undefined).length;
  const which = lesson.number === undefined ? lesson.title : `Lesson ${lesson.number} of ${ours}, ${lesson.title}`;
  return `${which}: page ${page} of ${lesson.pages.length}.`;
}

/** What stands at the top of a page: its title, where one is, and what was passed over on the way. */
function top({ place, left, reworked }: Visit, where: string): ReplyNode[] {
  const { title } = pageAt(place);
  return [
    heading(place.lesson.number === undefined ? title : `${place.lesson.number}.${place.page} ${title}`),
    ...(left === undefined
      ? []
      : [paragraph(say`You skipped page ${left.page} of ${said(left.lesson)}. The list of lessons keeps a note of it.`)]),
    ...(reworked
      ? [paragraph(say`This page was changed since its question was shown, so nothing is graded. Here it is as it is now.`)]
      : []),
    paragraph(say`${where}`),
  ];
}

const said = ({ number, title }: Lesson): string => (number === undefined ? `“${title}”` : `lesson ${number}`);

/** The page itself: its texts, and where the answers of its commands belong. */
function body(visited: Visit): { readonly nodes: ReplyNode[]; readonly included: Included[] } {
  const nodes = top(visited, whereLine(visited));
  const included: Included[] = [];
  for (const part of pageAt(visited.place).parts) {
    if (part.kind === 'text') nodes.push(...part.nodes);
    else {
      included.push({ at: nodes.length, line: part.command, kinds: [...part.kinds] });
      nodes.push(buttons({ label: part.command, command: part.command }));
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

/** The page with its question; the question alone for whoever has the page above it, and wants a hint or other numbers. */
function askingPage(visited: Visit, question: Question): Reply {
  const { given, reworked, place } = visited;
  const alone = !reworked && (given.seed !== undefined || given.hint === true);
  const { nodes, included } = alone ? { nodes: top(visited, whereLine(visited)), included: [] } : body(visited);
  const passed = isPassed(visited);
  const asks = alone || !passed;
  return {
    nodes: [
      ...nodes,
      ...(asks
        ? questionNodes(visited, question)
        : [
            paragraph(say`✔ You have answered the question of this page.`),
            buttons({ label: 'Ask me another one', command: againLine(visited) }),
          ]),
      ...(alone ? [] : wordNodes(visited)),
      buttons(...(alone ? [{ label: 'Back to the page', command: lineOf(place) }] : []), ...steps(visited, passed)),
    ],
    ...(included.length > 0 && { included }),
    asks: asks ? takes(visited, question) : { letters: [], next: nextLine(visited) },
  };
}

function questionNodes(visited: Visit, question: Question): ReplyNode[] {
  const { options, typed, hint } = question;
  const letters = optionButtons(
    options.map(({ text }) => text),
    (letter) => answerLine(visited, `--answer ${letter}`),
  );
  const showsHint = visited.given.hint === true;
  return [
    paragraph(say`${strong('Your turn.')}`),
    ...askedNodes(askedOf(question), options.length > 0),
    ...(showsHint && hint.length > 0 ? [paragraph(say`${strong('Hint')}`), ...hint] : []),
    ...(letters.length > 0 ? [buttons(...letters)] : []),
    buttons(
      ...(typed ? [{ label: 'Type my answer', command: answerLine(visited, '--text'), input: TYPED[typed.kind] }] : []),
      ...(showsHint || hint.length === 0 ? [] : [{ label: 'Hint', command: lineHere(visited, '--hint') }]),
      { label: "I don't know yet", command: answerLine(visited, '--unknown') },
    ),
  ];
}

function feedback(visited: Visit, question: Question, graded: Grade): Reply {
  const nodes = [...top(visited, whereLine(visited)), ...graded.feedback];
  const common = { graded: [gradedOf(visited, graded)] };
  if (graded.score === 1) {
    const seen = isSeen(visited);
    const note = seen ? [paragraph(say`You have seen this answer before you gave it. Answer another one to go on.`)] : [];
    const another = { label: 'Ask me another one', command: againLine(visited) };
    return {
      ...common,
      nodes: [...nodes, ...question.explanation, ...note, buttons(...(seen ? [another, ...steps(visited, false)] : [...steps(visited, true), another]))],
      asks: { letters: [], next: seen ? another.command : nextLine(visited) },
    };
  }
  const isUnknown = graded.note === 'unknown';
  const explained = explainedAt(visited, graded);
  return {
    ...common,
    nodes: [
      ...nodes,
      ...(explained === undefined ? [] : [paragraph(readAgain(visited, explained))]),
      buttons(
        { label: isUnknown ? 'Back to the question' : 'Try again', command: lineHere(visited) },
        ...(explained === undefined ? [] : [{ label: `Read ${referenceOf(explained.lesson)}.${explained.page} again`, command: lineOf(explained) }]),
        ...(isUnknown || question.hint.length === 0 ? [] : [{ label: 'Hint', command: lineHere(visited, '--hint') }]),
        { label: 'Show the answer', command: lineHere(visited, '--solution') },
        skip(visited),
      ),
    ],
    asks: takes(visited, question),
  };
}

function solution(visited: Visit, question: Question): Reply {
  const another = { label: 'Ask me another one', command: againLine(visited) };
  return {
    nodes: [
      ...top(visited, whereLine(visited)),
      ...rightNodes(question),
      ...question.explanation,
      paragraph(say`Now one with other numbers: then the next page opens.`),
      buttons(another, { label: 'Back to the page', command: lineOf(visited.place) }, skip(visited)),
    ],
    asks: { letters: [], next: another.command },
  };
}

const readAgain = ({ place }: Visit, { lesson, page }: Place) =>
  lesson === place.lesson && page === place.page
    ? say`This page explains it: ${strong(pageAt({ lesson, page }).title)}.`
    : say`Read page ${page} of ${said(lesson)} again: ${strong(pageAt({ lesson, page }).title)}.`;

/**
 * The page that explains what an answer got wrong: of this lesson if it has one, else of the first lesson that does; for a
 * mistake without a name the page itself.
 */
function explainedAt({ place, lessons }: Visit, { note }: Grade): Place | undefined {
  const bugs = bugsOf(note);
  for (const lesson of [place.lesson, ...lessons]) {
    const page = bugs.map((bug) => lesson.explains.get(bug)).find((found) => found !== undefined);
    if (page !== undefined) return { lesson, page };
  }
  return place;
}

const gradedOf = ({ given, check }: Visit, { score, note }: Grade): Graded => ({
  key: `${check?.asked}#${check?.seed}`,
  skill: `${check?.type}.${check?.level}`,
  score,
  note,
  ...(given.hint && { hint: true }),
});

/** What a line that is typed next may be to the open question. */
const takes = (visited: Visit, { options, several, typed, hint }: Question): Asks => ({
  answer: answerLine(visited, '--text'),
  letters: options.map((_, i) => letterOf(i)),
  ...(several && { several }),
  typed: typed?.kind,
  unknown: answerLine(visited, '--unknown'),
  ...(hint.length > 0 && { hint: lineHere(visited, '--hint') }),
});

/** The line that does something with the very question that is shown. */
const lineHere = ({ place, check }: Visit, doing = ''): string =>
  `${lineOf(place)} --seed ${check?.seed} --asked ${check?.asked} ${doing}`.trim();

/** The same for an answer; a hint that was shown is noted with it. */
const answerLine = (visited: Visit, doing: string): string =>
  lineHere(visited, `${visited.given.hint ? '--hint ' : ''}${doing}`);

const againLine = ({ place, check }: Visit): string => `${lineOf(place)} --seed ${nextSeed(check?.seed ?? 0)}`;

/**
 * Where what was typed may mean one thing or another, each is a line that answers the question with it; else it stands in
 * a form, to be put right.
 */
export function withLines(error: unknown, visited: Visit, { typed }: Question): unknown {
  if (!(error instanceof UserError)) return error;
  const command = answerLine(visited, '').trim();
  if (error.choices.length > 0)
    return error.with({ choices: [], remedies: error.choices.map((text) => withOption(command, 'text', text)) });
  const { text } = visited.given;
  if (text === undefined || typed === undefined || error.again !== undefined) return error;
  const form = { label: 'Change my answer', command: answerLine(visited, '--text'), input: TYPED[typed.kind], long: false };
  return error.with({ again: { ...form, filled: text } });
}

const skip = ({ place }: Visit): Button => ({ label: 'Skip', command: `${lineOf(place)} --skip` });

const LIST = '/lesson';

const nextLine = ({ place, lessons }: Visit): string => {
  const next = nextOf(place, lessons);
  return next === undefined ? LIST : lineOf(next);
};

/** Next where the way is open, else Skip; Back, and the list. */
function steps(visited: Visit, open: boolean): Button[] {
  const { place, lessons } = visited;
  const [back, next] = [backOf(place, lessons), nextOf(place, lessons)];
  const on = next === undefined ? 'All lessons' : next.lesson === place.lesson ? `Next: ${pageAt(next).title}` : `Next: lesson ${referenceOf(next.lesson)}, ${next.lesson.title}`;
  return [
    ...(open ? [{ label: on, command: nextLine(visited) }] : []),
    ...(back === undefined ? [] : [{ label: 'Back', command: lineOf(back) }]),
    ...(open ? [] : [skip(visited)]),
    ...(open && next === undefined ? [] : [{ label: 'All lessons', command: LIST }]),
  ];
}

/** Words of the page that the glossary explains. */
function wordNodes({ place }: Visit): ReplyNode[] {
  const words = pageAt(place).words.slice(0, MOST_WORDS);
  return words.length === 0 ? [] : [buttons(...words.map((term) => ({ label: `What is “${term}”?`, command: `/help ${term}` })))];
}
