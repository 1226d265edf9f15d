import { UserError } from '../errors.ts';
import { gradedOf } from '../questions/grading/graded.ts';
import { OWN } from '../questions/own.ts';
import type { Grade } from '../questions/question.ts';
import { TYPE_FILES } from '../questions/types/files.ts';
import type { Graded } from '../reply/asked.ts';
import { buttons, heading, paragraph, say } from '../reply/build.ts';
import type { Reply } from '../reply/document.ts';
import { StoreUnavailable } from '../store/outage.ts';
import { acts, answerOf } from './exercise.ts';
import type { VerbContext } from './host/context.ts';
import { isReworked, nameOf, type Practice, practiceReply, wantedOf, withPracticeLines } from './practice.ts';
import { broughtQuestion, type Named } from './practice-own.ts';
import {
  answered,
  keptKey,
  keyOf,
  type PracticeState,
  practiceSchema,
  progress,
  type Series,
  seriesFor,
  seriesOfSeed,
  standing,
  withSeries,
} from './practice-series.ts';

/** What a seed of ours is below: short enough to type, and seldom one that somebody types. */
const SEEDS = 1_000_000;
const MOST_TRIES = 20;

/** The series of somebody that a line belongs to, with what was chosen for it. */
interface Mine {
  readonly key: string;
  readonly series: Series;
  readonly choice: Practice;
}

const isOwn = ({ topic, from }: Practice): boolean => topic === OWN || from !== undefined;

/**
 * Practice where the place is kept: a line without a seed goes on where it was left, and the first answer to the open
 * question of a series counts. A line with another seed says all itself, and nothing is kept of it.
 *
 * @throws UserError as `practice` does
 */
export async function keepPracticing(given: Practice, context: VerbContext): Promise<Reply> {
  const state = await loadState(context).catch((error: unknown) => {
    if (error instanceof StoreUnavailable && !isOwn(given)) return undefined;
    throw error;
  });
  const mine = state && mineOf(given, state, context);
  const place = mine ? placeOf(given, mine) : state ? given : withoutStore(given, context);
  const own = isOwn(place);
  const found = own ? await broughtQuestion(context, place) : await generated(context, place);
  if (found === undefined) return changed(place, mine);
  const { question } = found;
  const at = own ? { ...place, asked: found.asked } : place;
  const reworked = isReworked(at, question);
  const answer = reworked ? undefined : answerOf(at, question);
  const grade =
    answer &&
    (await context.options.grade(question, answer).catch((error: unknown) => {
      throw error instanceof UserError ? withPracticeLines(error, at, question) : error;
    }));
  const worth = grade ?? (at.solution && !reworked ? SHOWN : undefined);
  if (mine === undefined) return withGrade(practiceReply(at, question, grade), worth && gradedAt(at, found, worth));
  const outcome = reworked
    ? undefined
    : grade
      ? grade.score === 1
        ? 'right'
        : 'wrong'
      : at.solution
        ? 'seen'
        : undefined;
  const [before, after] = await keep(context, mine, (series) => {
    if (series.seed !== at.seed || series.number !== at.number) return series;
    if (outcome !== undefined) return answered(series, mine.choice, outcome, freshSeed(context));
    return series.shown === found.asked ? series : { ...series, shown: found.asked };
  });
  const next = `/quiz practice ${mine.key}`.trim();
  const moved = before.number !== after.number;
  const isOpen = before.number === at.number && outcome === undefined;
  const leveled = !own && mine.choice.level === undefined;
  const line = moved ? progress(before, after) : isOpen ? standing(after, leveled) : undefined;
  const shownAt = before.shown === found.asked ? before.at : undefined;
  const seconds = shownAt === undefined ? undefined : Math.max(0, context.options.clock.now() - shownAt) / 1000;
  return withGrade(
    practiceReply(at, question, grade, { progress: line, next }),
    moved && worth ? gradedAt(at, found, worth, seconds) : undefined,
  );
}

/** Whoever has the answer shown before giving one does not know it. */
const SHOWN = { score: 0, note: 'unknown' } satisfies Partial<Grade>;

/** What is to be kept of an answer; a question that somebody brought is another one each time it comes. */
const gradedAt = (
  { seed, number, hint }: Practice,
  { asked, question }: Named,
  worth: Pick<Grade, 'score' | 'note'>,
  seconds?: number,
): Graded =>
  gradedOf(question, worth, {
    ...(question.type === OWN && { key: `${asked}.${seed}.${number}` }),
    ...(hint && { hint }),
    ...(seconds !== undefined && { seconds }),
  });

const withGrade = (reply: Reply, graded: Graded | undefined): Reply =>
  graded === undefined ? reply : { ...reply, graded: [graded] };

async function generated({ options }: VerbContext, place: Practice): Promise<Named> {
  const question = await options.make(wantedOf(place));
  return { asked: nameOf(question.type), question };
}

/** Keeps what becomes of a series: of the one that is there by then, which another line may have changed. */
async function keep(
  context: VerbContext,
  { key, series }: Mine,
  step: (series: Series) => Series,
): Promise<readonly [before: Series, after: Series]> {
  const { tenant, user } = context.who;
  const { store, clock } = context.options;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const text = await store.practice(tenant, user);
    const state = readState(text);
    const before = state[key] ?? series;
    const after = step(before);
    if (after === before && state[key] !== undefined) return [before, after];
    const now = clock.now();
    const kept = JSON.stringify(withSeries(state, key, after, now));
    if (await store.savePractice({ tenant, user, before: text, state: kept, now })) return [before, after];
  }
  throw new Error(`the practice of one person changed ${MOST_TRIES} times in a row and could not be written`);
}

/** What can be practised while nothing can be kept: the lines of a series with a seed say all themselves. */
function withoutStore(given: Practice, context: VerbContext): Practice {
  if (given.seed !== undefined) return given;
  if (acts(given)) throw new StoreUnavailable('the series is not known');
  return { ...given, seed: freshSeed(context), types: TYPE_FILES.length };
}

/** What is said where the question is not what it was; nothing is graded then. */
const changed = (place: Practice, mine: Mine | undefined): Reply => ({
  nodes: [
    heading(`Practice: question ${place.number ?? 1}`),
    paragraph(say`This question was changed or deleted since it was shown, so nothing is graded. Take a fresh one.`),
    buttons({ label: 'Fresh question', command: `/quiz practice ${mine?.key ?? keyOf(place)}`.trim() }),
  ],
});

const freshSeed = ({ options }: VerbContext): number => 1 + Math.floor(options.random() * (SEEDS - 1));

const readState = (text: string | undefined): PracticeState =>
  text === undefined ? {} : practiceSchema.parse(JSON.parse(text));

const loadState = async ({ options, who }: VerbContext): Promise<PracticeState> =>
  readState(await options.store.practice(who.tenant, who.user));

/** The series that a line means; undefined for a line that says all itself. */
function mineOf(given: Practice, state: PracticeState, context: VerbContext): Mine | undefined {
  const { seed, topic, from, type, level } = given;
  const choice = { topic, from, type, level };
  if (seed === undefined) {
    if (given.number !== undefined || given.types !== undefined) return undefined;
    const series = seriesFor(state, choice, freshSeed(context), context.options.clock.now());
    return { key: keptKey(state, choice), series, choice };
  }
  const [key, series] = seriesOfSeed(state, seed) ?? [];
  if (key === undefined || series === undefined) return undefined;
  // The level that a button names is the one that was chosen, or that of the series then.
  const chosen = [choice, { ...choice, level: undefined }].find((one) => keptKey(state, one) === key);
  return chosen && { key, series, choice: chosen };
}

/** The line with all that its series knows. @throws UserError for an answer to a question that was not shown */
function placeOf(given: Practice, { series, choice }: Mine): Practice {
  const level = given.level ?? (isOwn(choice) ? undefined : series.level);
  if (given.seed !== undefined) return { ...given, level };
  if (acts(given) && series.shown === undefined) {
    throw new UserError('No question is open in your practice.', {
      code: 'E_NO_QUESTION_OPEN',
      hint: `Take one with \`${`/quiz practice ${keyOf(choice)}`.trim()}\`.`,
    });
  }
  const asked = given.asked ?? (acts(given) ? series.shown : undefined);
  return { ...given, level, seed: series.seed, number: series.number, types: TYPE_FILES.length, asked };
}
