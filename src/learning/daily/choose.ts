import { Random } from '../../engine/index.ts';
import { LEVELS, type Level } from '../../questions/question.ts';
import type { QuestionType } from '../../questions/type.ts';

/** A question to be made: of which type, at which level. */
export interface Choice {
  readonly type: string;
  readonly level: Level;
}

/** What is known of a group. */
export interface Known {
  /** Skills of its people by name, such as `whole-path.3`: when each is due, in ms since 1970, and how likely it is known now. */
  readonly skills: readonly { readonly skill: string; readonly due: number; readonly recall: number }[];
  /** What it answered, the newest first. */
  readonly answered: readonly (Choice & { readonly answers: number; readonly right: number })[];
  /** The types of the questions of the day so far, the last first. */
  readonly types: readonly string[];
}

/** What the questions are to be about. */
interface Wish {
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
}

/** So many questions in a row are of different types, where there are as many. */
const VARIED = 4;
/** With at least this share of right answers a level is mastered, and the next one comes. */
const MASTERED = 0.7;
/** With less than this share it was too hard. */
const TOO_HARD = 0.4;

/**
 * What a group needs most, best first: of what is due, what most of its people are likely to have forgotten; where nothing is, the type of which the
 * least was right, at a level that rises with what was right. Types of the last days come last.
 *
 * @param types there are, at least one that fits
 * @param seed decides between those that are as good
 */
export function choicesFor(
  types: readonly QuestionType[],
  known: Known,
  wish: Wish,
  now: number,
  seed: number,
): Choice[] {
  const fitting = types.flatMap(({ name, topic, levels }) => {
    const wanted = levels.filter((level) => wish.level === undefined || level === wish.level);
    const fits = wanted.length > 0 && (wish.topic === undefined || topic === wish.topic);
    return fits ? [{ name, levels: wanted }] : [];
  });
  const shuffled = new Random(seed).shuffled(fitting);
  const general = levelReached(known.answered);
  const rest = shuffled
    .map(({ name, levels }) => ({ ...standing(name, levels, known.answered, general), type: name }))
    .toSorted((a, b) => a.above - b.above || a.share - b.share || a.times - b.times);
  const all: Choice[] = [...dueChoices(shuffled, known.skills, now), ...rest].map(({ type, level }) => ({
    type,
    level,
  }));
  const recent = new Set(known.types.slice(0, Math.min(VARIED, shuffled.length) - 1));
  const isRecent = ({ type }: Choice): boolean => recent.has(type);
  const sorted = [...all.filter((one) => !isRecent(one)), ...all.filter(isRecent)];
  return sorted.filter(
    ({ type, level }, i) => sorted.findIndex((one) => one.type === type && one.level === level) === i,
  );
}

/** What is due, that which the most people have forgotten first, as far as can be told, then what has waited longest. */
function dueChoices(
  types: readonly { readonly name: string; readonly levels: readonly Level[] }[],
  skills: Known['skills'],
  now: number,
): Choice[] {
  const due = Map.groupBy(
    skills.filter((one) => one.due <= now),
    ({ skill }) => skill,
  );
  const choices = types.flatMap(({ name, levels }) =>
    levels.flatMap((level) => {
      const people = due.get(`${name}.${level}`);
      return people === undefined
        ? []
        : [{ type: name, level, forgotten: forgottenBy(people), since: Math.min(...people.map((one) => one.due)) }];
    }),
  );
  return choices.toSorted((a, b) => b.forgotten - a.forgotten || a.since - b.since);
}

/** How many people of a group are likely to have forgotten something. */
const forgottenBy = (people: readonly { readonly recall: number }[]): number =>
  people.reduce((sum, { recall }) => sum + 1 - recall, 0);

/** How good a group is at a type, and the level that it should be asked at. */
function standing(type: string, levels: readonly Level[], answered: Known['answered'], general: Level) {
  const own = answered.filter((one) => one.type === type);
  const last = own[0]?.level;
  const share = shareOf(own);
  if (last === undefined) {
    const level = nearest(levels, general);
    // What is new waits until the group is as far.
    return { level, share, times: 0, above: Math.max(0, level - general) };
  }
  const there = shareOf(own.filter(({ level }) => level === last));
  const higher = levels.find((level) => level > last);
  const lower = levels.findLast((level) => level < last);
  const level = there >= MASTERED ? (higher ?? last) : there < TOO_HARD ? (lower ?? last) : last;
  return { level, share, times: own.length, above: 0 };
}

/** The share of right answers; one half where there are none, and near it where there are few. */
function shareOf(rows: readonly { readonly answers: number; readonly right: number }[]): number {
  const sum = (of: 'answers' | 'right'): number => rows.reduce((total, row) => total + row[of], 0);
  return (sum('right') + 1) / (sum('answers') + 2);
}

/** The first level that the group has not mastered. */
function levelReached(answered: Known['answered']): Level {
  const open = LEVELS.find((level) => shareOf(answered.filter((one) => one.level === level)) < MASTERED);
  return open ?? (LEVELS.at(-1) as Level);
}

/** The highest level that is not above the wanted one, or the lowest that there is. */
const nearest = (levels: readonly Level[], wanted: Level): Level =>
  levels.findLast((level) => level <= wanted) ?? (levels[0] as Level);
