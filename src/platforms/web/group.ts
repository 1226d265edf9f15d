/** The platform, by the name that stands before its tenants. */
export const PLATFORM = 'web';
/** All that talk to one server through the page are one group, with one board of the season. */
export const TENANT = 'page';
/** Where somebody is who is in no room. */
export const NO_ROOM = 'page';
/** The group, as quizzes know it. */
export const GROUP = `${PLATFORM}:${TENANT}`;
/** Commands that begin something for a class: outside of a room they open one. */
const OPENING: ReadonlySet<string> = new Set(['quiz start', 'quiz assign', 'daily on']);
/** Options with which they are about what there is. */
const ABOUT = ['show', 'end', 'again'];

/** Does a command begin something for a class? */
export const begins = (name: string, values: Readonly<Record<string, unknown>>): boolean =>
  OPENING.has(name) && ABOUT.every((option) => values[option] !== true);
