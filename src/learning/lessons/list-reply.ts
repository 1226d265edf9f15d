import { buttons, heading, list, paragraph, say, strong } from '../../reply/build.ts';
import type { Button, Reply, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { Lesson } from './lesson.ts';
import { lineOf, type Place, pageAt, placesOf, referenceOf } from './place.ts';
import { lessonStateOf, type Progress, placeToGoOn, stateOf } from './progress.ts';

/** All lessons, how far somebody is, and where it goes on. */
export function listReply(lessons: readonly Lesson[], progress: Progress | undefined): Reply {
  const ours = lessons.filter(({ number }) => number !== undefined);
  const brought = lessons.filter(({ number }) => number === undefined);
  const place = placeToGoOn(progress, lessons);
  const begun = progress !== undefined && progress.at !== undefined;
  const on: Button[] =
    place === undefined
      ? []
      : [{ label: begun ? `Go on: ${said(place)}` : 'Begin with lesson 1', command: lineOf(place) }];
  return {
    nodes: [
      heading('A course along the article'),
      paragraph(say`${standing(ours, progress, place)}`),
      list(ours.map((lesson) => item(lesson, progress))),
      ...(brought.length > 0
        ? [paragraph(say`${strong('More lessons')}`), list(brought.map((lesson) => item(lesson, progress)))]
        : []),
      ...(on.length > 0 ? [buttons(...on)] : [buttons({ label: 'Practise what you know', command: '/quiz practice' })]),
      buttons(...lessons.map((lesson) => ({ label: labelOf(lesson), command: `/lesson ${referenceOf(lesson)}` }))),
    ],
    asks: { letters: [], next: on[0]?.command ?? '/quiz practice' },
  };
}

const labelOf = ({ number, title }: Lesson): string => (number === undefined ? title : `Lesson ${number}`);

const said = ({ lesson, page }: Place): string =>
  lesson.number === undefined ? `${lesson.title}, page ${page}` : `lesson ${lesson.number}, page ${page}`;

/** Where one was, and what comes next, in one line. */
function standing(ours: readonly Lesson[], progress: Progress | undefined, next: Place | undefined): string {
  if (progress?.at === undefined)
    return `From a graph of values to a network that learns. A page has one idea, something to look at, and often a question.${progress === undefined ? '' : ' Stop when you like: I know where you were.'}`;
  const states = ours.map((lesson) => lessonStateOf(progress, lesson));
  const skipped = placesOf(ours).filter((place) => stateOf(progress, place) === 'skipped').length;
  const done = states.filter((state) => state !== 'open').length;
  const behind = `${done} of ${counted(ours.length, 'lesson')} done${skipped === 0 ? '' : `, ${counted(skipped, 'page')} skipped`}.`;
  if (next === undefined) return `${behind} You have been through the whole course.`;
  return `${behind} Next: ${said(next)}, “${pageAt(next).title}”.`;
}

const SIGNS = { done: '✔ ', skipped: '» ', open: '' } as const;

/** `✔ 3 One hop: …`; of one that is begun how far. */
function item(lesson: Lesson, progress: Progress | undefined): Span[] {
  const places = placesOf([lesson]);
  const states = places.map((place) => stateOf(progress, place));
  const open = states.filter((state) => state === 'open').length;
  const skipped = states.filter((state) => state === 'skipped').length;
  const far = open > 0 && open < places.length ? [`${places.length - open} of ${counted(places.length, 'page')}`] : [];
  const notes = [...far, ...(skipped > 0 ? [`${counted(skipped, 'page')} skipped`] : [])];
  const title = lesson.number === undefined ? lesson.title : `${lesson.number} ${lesson.title}`;
  return say`${SIGNS[lessonStateOf(progress, lesson)]}${strong(title)}: ${lesson.summary}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
