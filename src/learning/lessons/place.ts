import { UserError } from '../../errors.ts';
import { counted, nearest, shorten } from '../../text.ts';
import type { Lesson, Page } from './lesson.ts';

/** A page of a lesson, from 1. */
export interface Place {
  readonly lesson: Lesson;
  readonly page: number;
}

/** `3`, `3.2`, `lesson 3, page 2`, and the same with the name of a lesson. */
const PLACE = /^(?:lesson\s+)?(?:(\d{1,2})|([a-z][a-z0-9-]*?))(?:(?:\s*[.,:/]\s*|\s+)(?:page\s+)?(\d{1,2}))?$/;

/** What a lesson is called in a command line. */
export const referenceOf = ({ number, name }: Lesson): string => (number === undefined ? name : String(number));

/** The command line that shows a page. */
export const lineOf = ({ lesson, page }: Place): string => `/lesson ${referenceOf(lesson)}.${page}`;

/** What a page is kept under, and what an imported one is called: `one-hop.2`. */
export const keyOf = ({ lesson, page }: Place): string => `${lesson.name}.${page}`;

export const pageAt = ({ lesson, page }: Place): Page => {
  const found = lesson.pages[page - 1];
  if (found === undefined) throw new Error(`lesson ${lesson.name} has no page ${page}`);
  return found;
};

/** Every page of some lessons, in their order. */
export const placesOf = (lessons: readonly Lesson[]): Place[] =>
  lessons.flatMap((lesson) => lesson.pages.map((_, i) => ({ lesson, page: i + 1 })));

/** The page behind one, in the next lesson behind the last of one; lessons that were brought do not follow each other. */
export function nextOf({ lesson, page }: Place, lessons: readonly Lesson[]): Place | undefined {
  if (page < lesson.pages.length) return { lesson, page: page + 1 };
  const next =
    lesson.number === undefined ? undefined : lessons.find(({ number }) => number === Number(lesson.number) + 1);
  return next && { lesson: next, page: 1 };
}

export function backOf({ lesson, page }: Place, lessons: readonly Lesson[]): Place | undefined {
  if (page > 1) return { lesson, page: page - 1 };
  const before =
    lesson.number === undefined ? undefined : lessons.find(({ number }) => number === Number(lesson.number) - 1);
  return before && { lesson: before, page: before.pages.length };
}

/**
 * The page that somebody names; of a lesson alone its first.
 *
 * @param first which page of a lesson is meant where none is named
 * @throws UserError for what is none
 */
export function readPlace(
  typed: string,
  lessons: readonly Lesson[],
  first: (lesson: Lesson) => number = () => 1,
): Place {
  const said = typed
    .trim()
    .toLowerCase()
    .replace(/^["'“]|["'”]$/g, '');
  const titled = lessons.find(({ title }) => title.toLowerCase() === said);
  const [, number, name, page] = PLACE.exec(said) ?? [];
  const lesson =
    titled ??
    lessons.find((one) => (number === undefined ? one.name === name : String(one.number) === String(Number(number))));
  if (lesson === undefined) throw unknownLesson(typed, number, lessons);
  if (page === undefined || titled !== undefined) return { lesson, page: first(lesson) };
  if (Number(page) >= 1 && Number(page) <= lesson.pages.length) return { lesson, page: Number(page) };
  throw new UserError(`Lesson ${referenceOf(lesson)} has no page ${page}.`, {
    code: 'E_NO_PAGE',
    hint: `It has ${counted(lesson.pages.length, 'page')}.`,
    remedies: [lineOf({ lesson, page: Math.min(lesson.pages.length, Math.max(1, Number(page))) })],
  });
}

function unknownLesson(typed: string, number: string | undefined, lessons: readonly Lesson[]): UserError {
  const ours = lessons.filter((lesson) => lesson.number !== undefined).length;
  const said = typed.trim().toLowerCase();
  const near = nearest(
    said,
    lessons.flatMap(({ name, title }) => [name, title]),
  );
  const meant =
    lessons.find(({ name, title }) => near === name || near === title) ??
    lessons.find(({ title }) =>
      title
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(said),
    );
  return new UserError(`There is no lesson \`${shorten(typed)}\`.`, {
    code: 'E_NO_LESSON',
    hint: meant
      ? `Did you mean \`${meant.title}\`?`
      : number === undefined
        ? '`/lesson` lists the lessons; `/lesson 3.2` is page 2 of lesson 3.'
        : `The lessons are 1 to ${ours}.`,
    remedies: [meant === undefined ? '/lesson' : `/lesson ${referenceOf(meant)}`],
  });
}
