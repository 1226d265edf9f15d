import { z } from 'zod';
import { hash } from '../../questions/hash.ts';
import type { Graded } from '../../reply/asked.ts';
import type { Lesson } from './lesson.ts';
import { keyOf, type Place, placesOf } from './place.ts';

/** Pages that are kept for one person; of more, those that were passed first are forgotten. */
const MOST_PAGES = 600;
/** What a seed of ours is below: short enough to type. */
export const SEEDS = 1_000_000;

export const progressSchema = z.object({
  /** Of the questions of this person. */
  seed: z.int().nonnegative(),
  /** The page that was shown last, as `keyOf` has it. */
  at: z.string().optional(),
  /** Pages without a check that were shown, and those whose check was answered right. */
  passed: z.array(z.string()),
  /** Pages whose check was passed over. */
  skipped: z.array(z.string()),
  /** The question that was shown last: where, and which one. For a walk in steps `asked` is {@link WALK}, and `seed` its last step. */
  open: z
    .object({
      at: z.string(),
      seed: z.int(),
      asked: z.string(),
      /** Was its answer shown? Then it counts no more. */
      seen: z.boolean(),
    })
    .optional(),
});

/** How far somebody is in the course. */
export type Progress = z.infer<typeof progressSchema>;

export const beginning = (seed: number): Progress => ({ seed, passed: [], skipped: [] });

/** How a page is for somebody. */
export function stateOf(progress: Progress | undefined, place: Place): 'done' | 'skipped' | 'open' {
  const key = keyOf(place);
  if (progress?.passed.includes(key)) return 'done';
  return progress?.skipped.includes(key) ? 'skipped' : 'open';
}

/** The same of a whole lesson: skipped where none of its pages is open, and one was skipped. */
export function lessonStateOf(progress: Progress | undefined, lesson: Lesson): 'done' | 'skipped' | 'open' {
  const states = placesOf([lesson]).map((place) => stateOf(progress, place));
  if (states.includes('open')) return 'open';
  return states.includes('skipped') ? 'skipped' : 'done';
}

const withKey = (keys: readonly string[], key: string): string[] =>
  [...keys.filter((one) => one !== key), key].slice(-MOST_PAGES);

export const withPassed = (progress: Progress, place: Place): Progress => passing(progress, keyOf(place));

const passing = (progress: Progress, key: string): Progress => ({
  ...progress,
  passed: withKey(progress.passed, key),
  skipped: progress.skipped.filter((one) => one !== key),
});

/** In place of a question where one walks through a formula with `/step`. */
export const WALK = 'step';

/** Where the last step of a walk that stands open was answered right, its page is passed. */
export function withWalk(progress: Progress, graded: readonly Graded[]): Progress {
  const { open } = progress;
  if (open?.asked !== WALK) return progress;
  const isLast = ({ key, score }: Graded): boolean =>
    score === 1 && key.startsWith(`${WALK}.`) && key.endsWith(`.${open.seed}`);
  return graded.some(isLast) ? { ...passing(progress, open.at), open: undefined } : progress;
}

export const withSkipped = (progress: Progress, place: Place): Progress =>
  stateOf(progress, place) === 'done' ? progress : { ...progress, skipped: withKey(progress.skipped, keyOf(place)) };

/** The page to go on with: the one that was shown last, or else the first that is open; undefined at the end of all. */
export function placeToGoOn(progress: Progress | undefined, lessons: readonly Lesson[]): Place | undefined {
  const places = placesOf(lessons);
  const last = places.findIndex((place) => keyOf(place) === progress?.at);
  const isOpen = (place: Place): boolean => stateOf(progress, place) === 'open';
  const here = places[last];
  if (here !== undefined && isOpen(here)) return here;
  const ours = places.filter(({ lesson }) => lesson.number !== undefined || lesson === here?.lesson);
  return (
    places
      .slice(last + 1)
      .filter((place) => ours.includes(place))
      .find(isOpen) ?? ours.find(isOpen)
  );
}

/** The page of a lesson to go on with: the first that is open. */
export const pageToGoOn = (progress: Progress | undefined, lesson: Lesson): number =>
  placesOf([lesson]).find((place) => stateOf(progress, place) === 'open')?.page ?? 1;

/** Of the first question of a page; the same for the same person. */
export const seedOf = ({ seed }: Pick<Progress, 'seed'>, place: Place): number => derived(`${seed}/${keyOf(place)}`);

/** Of the next question of its kind. */
export const nextSeed = (seed: number): number => derived(`${seed}/again`);

const derived = (text: string): number => 1 + (hash(text) % (SEEDS - 1));
