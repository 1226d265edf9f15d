import type { Contents } from '../../reply/course.ts';
import { keyOf, lineOf, pageAt, placesOf, referenceOf } from './place.ts';
import { lessonStateOf, stateOf } from './progress.ts';
import type { Visit } from './visit.ts';

/** All lessons, and the pages of the one that is open. */
export const contentsOf = ({ lessons, progress, place }: Visit): Contents => ({
  title: 'Lessons',
  entries: lessons.flatMap((lesson) => {
    const entry = {
      label: lesson.number === undefined ? lesson.title : `${lesson.number} ${lesson.title}`,
      command: `/lesson ${referenceOf(lesson)}`,
      depth: 1 as const,
      state: lessonStateOf(progress, lesson),
    };
    if (lesson !== place.lesson) return [entry];
    const pages = placesOf([lesson]).map((page) => ({
      label: pageAt(page).title,
      command: lineOf(page),
      depth: 2 as const,
      state: stateOf(progress, page),
      ...(keyOf(page) === keyOf(place) && { here: true }),
    }));
    return [entry, ...pages];
  }),
});
