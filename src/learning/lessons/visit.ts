import { UserError } from '../../errors.ts';
import { questionType, type Wanted } from '../../questions/make.ts';
import type { Grade, Question } from '../../questions/question.ts';
import { acts, answerOf, type Doing } from '../../quiz/exercise.ts';
import type { Check, Lesson } from './lesson.ts';
import { keyOf, lineOf, nextOf, type Place, pageAt, readPlace } from './place.ts';
import { type Progress, pageToGoOn, placeToGoOn, seedOf, stateOf, WALK, withPassed, withSkipped } from './progress.ts';

/** What somebody asks of the course. */
export interface Given extends Doing {
  /** A lesson and its page, as `readPlace` has it. */
  readonly which?: string | undefined;
  /** Goes on to the next page, whatever is asked on this one. */
  readonly skip?: boolean | undefined;
  /** Of the question. */
  readonly seed?: number | undefined;
  /** The question that was shown, as {@link nameOf} has it: no answer is graded against another one. */
  readonly asked?: string | undefined;
}

/** A page that somebody is at, and what they do there. Without progress nothing is kept. */
export interface Visit {
  readonly given: Given;
  readonly lessons: readonly Lesson[];
  readonly progress: Progress | undefined;
  readonly place: Place;
  /** The page whose check was passed over on the way here. */
  readonly left?: Place | undefined;
  /** What is asked, if anything is: which question, and from which seed. */
  readonly check?: (Check & { readonly seed: number; readonly asked: string }) | undefined;
  /** How many steps there are, where one walks through a formula. */
  readonly steps?: number | undefined;
  /** Was another question shown than there is now? Then nothing is graded. */
  readonly reworked: boolean;
}

/** Of the questions where nothing is kept. */
const NOBODYS_SEED = 1;

/** `one-hop.1.1`, or `one-hop.1.1.powers.quotients`. */
export const ASKED = /^[a-z-]+\.[1-5]\.\d{1,6}(?:\.[a-z]+)*$/;

/** A check as buttons name it: type, level, version of the generator, and what it is without. */
const nameOf = ({ type, level, without }: Check): string =>
  [type, level, questionType(type).version, ...without].join('.');

/**
 * Where a line leads.
 *
 * @throws UserError for a page that there is not, and for an answer where nothing is asked
 */
export function visit(given: Given, lessons: readonly Lesson[], progress: Progress | undefined): Visit {
  const meant =
    given.which === undefined
      ? (placeToGoOn(progress, lessons) ?? readPlace('1', lessons))
      : readPlace(given.which, lessons, (lesson) => pageToGoOn(progress, lesson));
  const behind = given.skip ? nextOf(meant, lessons) : undefined;
  if (behind !== undefined) return at({ which: given.which }, lessons, progress, behind, meant);
  return at(given, lessons, progress, meant);
}

function at(
  given: Given,
  lessons: readonly Lesson[],
  progress: Progress | undefined,
  place: Place,
  left?: Place,
): Visit {
  const visited = { given, lessons, progress, place, left };
  const { check } = pageAt(place);
  if (check === undefined) {
    if (acts(given)) throw notAsked(place);
    return { ...visited, reworked: false };
  }
  const open = progress?.open?.at === keyOf(place) ? progress.open : undefined;
  if (acts(given) && given.seed === undefined && progress !== undefined && open === undefined) throw notAsked(place);
  const seed = given.seed ?? open?.seed ?? seedOf(progress ?? { seed: NOBODYS_SEED }, place);
  const asked = nameOf(check);
  const shown = given.asked ?? (given.seed === undefined ? open?.asked : undefined) ?? asked;
  return { ...visited, check: { ...check, seed, asked }, reworked: shown !== asked };
}

const notAsked = (place: Place): UserError =>
  new UserError('No question of this page is open.', {
    code: 'E_NO_QUESTION_OPEN',
    hint: `\`${lineOf(place)}\` shows the page.`,
    remedies: [lineOf(place)],
  });

/** The question to be made; undefined where none is asked. */
export const wantedOf = ({ check }: Visit): Wanted | undefined =>
  check && { type: check.type, level: check.level, without: check.without, seed: check.seed };

/** What is answered, if anything is. @throws UserError for an option that there is not */
export const answerTo = ({ given, reworked }: Visit, question: Question) =>
  reworked ? undefined : answerOf(given, question);

/** Was this very question shown with its answer? */
export const isSeen = ({ progress, place, check }: Visit): boolean =>
  progress?.open?.seen === true && progress.open.at === keyOf(place) && progress.open.seed === check?.seed;

/** What becomes of the progress of whoever was here. */
export function progressAfter(visited: Visit, before: Progress, graded: Grade | undefined): Progress {
  const { given, place, left, check, reworked } = visited;
  const gone = left === undefined ? before : withSkipped(before, left);
  const progress = { ...gone, at: keyOf(place) };
  if (pageAt(place).walk !== undefined) {
    const open = { at: keyOf(place), seed: visited.steps ?? 0, asked: WALK, seen: false };
    return given.skip ? withSkipped(progress, place) : { ...progress, open };
  }
  if (check === undefined) return withPassed(progress, place);
  const same = before.open?.at === keyOf(place) && before.open.seed === check.seed && before.open.asked === check.asked;
  const seen = (same && before.open?.seen === true) || (given.solution === true && !reworked);
  const open = { at: keyOf(place), seed: check.seed, asked: check.asked, seen };
  if (given.skip) return { ...withSkipped(progress, place), open };
  return graded?.score === 1 && !seen ? { ...withPassed(progress, place), open: undefined } : { ...progress, open };
}

/** May one go on from here? */
export const isPassed = (visited: Visit): boolean =>
  (visited.check === undefined && pageAt(visited.place).walk === undefined) ||
  stateOf(visited.progress, visited.place) === 'done';
