import type { Level } from '../../questions/question.ts';
import { QUESTION_TYPES } from '../../questions/types/index.ts';
import { SURE } from '../../reply/mastery-mark.ts';
import { isMisconception, misconception } from '../../tutor/misconceptions/index.ts';
import { skillCard } from './marks.ts';
import { type CardState, recallOf } from './schedule.ts';

/** A type of question at a level. */
export interface Skill {
  /** `skill:whole-path.2`. */
  readonly card: string;
  readonly type: string;
  readonly level: Level;
}

/** All that can be known, from the first level on, and in the order of the article. */
export const SKILLS: readonly Skill[] = QUESTION_TYPES.flatMap(({ name, levels }) =>
  levels.map((level): Skill => ({ card: skillCard(`${name}.${level}`), type: name, level })),
).sort((one, other) => one.level - other.level);

const BY_CARD = new Map(SKILLS.map((skill) => [skill.card, skill]));

/** The skill of a card; undefined for a card of something else, or of a type that there is not. */
export const skillOf = (card: string): Skill | undefined => BY_CARD.get(card);

/** The name of the misconception of a card; undefined for a card of something else. */
export function bugOf(card: string): string | undefined {
  const name = /^bug:(.+)$/.exec(card)?.[1] ?? '';
  return isMisconception(name) ? name : undefined;
}

const typeTitle = (name: string): string => QUESTION_TYPES.find((type) => type.name === name)?.title ?? name;

/** `gradient along a whole path, level 2`, or what a misconception is called. */
export function titleOf(card: string): string {
  const skill = skillOf(card);
  if (skill !== undefined) return `${typeTitle(skill.type)}, level ${skill.level}`;
  const name = bugOf(card) ?? '';
  return isMisconception(name) ? misconception(name).title : card;
}

const isKnown = (state: CardState | undefined, now: number): boolean =>
  state !== undefined && state.days > 0 && recallOf(state, now) >= SURE;

/**
 * A skill that is new to somebody and that follows on what they know: the next level of a type, or a type of which they
 * know nothing, about as hard as the hardest that they know; the easiest first, and those in the order of the article.
 *
 * @param states of the cards that they have
 */
export function nextSkill(states: ReadonlyMap<string, CardState>, now: number): Skill | undefined {
  const known = SKILLS.filter(({ card }) => isKnown(states.get(card), now));
  const reached = Math.max(0, ...known.map(({ level }) => level));
  const steps = QUESTION_TYPES.flatMap(({ name }) => {
    const own = SKILLS.filter(({ type }) => type === name);
    const top = Math.max(0, ...own.filter((skill) => known.includes(skill)).map(({ level }) => level));
    const fresh = own.filter(({ card, level }) => !states.has(card) && level > top);
    const isBegun = own.some(({ card }) => states.has(card));
    // What was tried and is not known yet comes before its next level.
    if (isBegun && top === 0) return [];
    return (isBegun ? fresh[0] : (fresh.find(({ level }) => level >= reached - 1) ?? fresh.at(-1))) ?? [];
  });
  return steps.toSorted((one, other) => one.level - other.level)[0];
}
