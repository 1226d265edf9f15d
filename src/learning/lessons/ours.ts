import { readdirSync, readFileSync } from 'node:fs';
import { type Lesson, MalformedLesson } from './lesson.ts';
import { parseLesson } from './parse.ts';

/** Where the lessons of the course live: one file each. */
const LESSONS = new URL('../../../lessons/', import.meta.url);

/** `03-one-hop.md`: the number orders the files in their folder. */
const FILE = /^(\d+)-([a-z][a-z0-9-]*)\.md$/;

/**
 * The lessons of the course, in their order. Read at once, for commands that compute; it takes a tenth of a second.
 *
 * @throws Error that names file and line, for one that is malformed: the start stops there
 */
export function loadLessons(folder = LESSONS): Lesson[] {
  const lessons = filesIn(folder).map((file) => loadFile(file, folder));
  const sorted = lessons.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  for (const [i, { number, name }] of sorted.entries()) {
    if (number !== i + 1)
      throw new Error(`lessons: they are numbered from 1 without a gap, and "${name}" is ${number}, not ${i + 1}`);
  }
  return sorted;
}

/** How many lessons the course has. */
export const countLessons = (): number => filesIn(LESSONS).length;

const filesIn = (folder: URL): string[] => readdirSync(folder).filter((file) => file.endsWith('.md'));

function loadFile(file: string, folder: URL): Lesson {
  const [, number, name] = FILE.exec(file) ?? [];
  const fail = (what: string): never => {
    throw new Error(`lessons/${file}${what}`);
  };
  if (name === undefined) return fail(': a lesson is named like 03-one-hop.md');
  try {
    const lesson = parseLesson(readFileSync(new URL(file, folder), 'utf8'), name);
    if (lesson.number !== Number(number)) fail(`, line 1: its \`number\` is not ${Number(number)}, as its name says`);
    return lesson;
  } catch (error) {
    if (!(error instanceof MalformedLesson)) throw error;
    const [first] = error.mistakes;
    return fail(`, line ${first?.line}: ${first?.what}`);
  }
}
