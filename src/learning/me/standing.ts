import type { MasteryCell } from '../../figures/mastery.ts';
import { LEVELS } from '../../questions/question.ts';
import { TOPICS } from '../../questions/type.ts';
import { QUESTION_TYPES } from '../../questions/types/index.ts';
import type { MasteryDrawing } from '../../reply/document.ts';
import { SURE } from '../../reply/mastery-mark.ts';
import type { KeptCard } from '../reviews/record.ts';
import { dayOf, recallOf } from '../reviews/schedule.ts';
import { bugOf, SKILLS, skillOf } from '../reviews/skills.ts';

/** A mistake is gone after so many days in a row on which it was not made. */
const GONE_DAYS = 2;

/** How a mistake of somebody stands. */
export interface Mistake {
  readonly card: KeptCard;
  readonly name: string;
  /** `gone`: not made again on two days; `back`: made again after a right answer; else it was made, and is open. */
  readonly is: 'gone' | 'back' | 'open';
}

export const mistakesOf = (cards: readonly KeptCard[]): Mistake[] =>
  cards.flatMap((card): Mistake[] => {
    const name = bugOf(card.card);
    if (name === undefined) return [];
    const { days, returns } = card.state;
    return [{ card, name, is: days >= GONE_DAYS ? 'gone' : returns > 0 && days === 0 ? 'back' : 'open' }];
  });

/** A skill of somebody, with the probability that it is known at a time. */
export interface Known {
  readonly card: KeptCard;
  readonly sure: number;
}

/** The explanation of a wrong answer is fresh in mind at first, which says little: until it is right, half of it counts. */
const sureOf = ({ state }: KeptCard, now: number): number => recallOf(state, now) * (state.days === 0 ? 0.5 : 1);

export const skillsOf = (cards: readonly KeptCard[], now: number): Known[] =>
  cards
    .filter(({ card }) => skillOf(card) !== undefined)
    .map((card) => ({ card, sure: sureOf(card, now) }))
    .sort((one, other) => other.sure - one.sure || (one.card.card < other.card.card ? -1 : 1));

/** Topics and levels with how sure what was tried is. */
export function masteryOf(cards: readonly KeptCard[], now: number): MasteryDrawing['rows'] {
  const sure = new Map(skillsOf(cards, now).map((known) => [known.card.card, known.sure]));
  return TOPICS.map((topic) => {
    const names = new Set(QUESTION_TYPES.filter((type) => type.topic === topic).map(({ name }) => name));
    const cells = LEVELS.map((level): MasteryCell => {
      const all = SKILLS.filter((skill) => skill.level === level && names.has(skill.type));
      const tried = all.flatMap(({ card }) => sure.get(card) ?? []);
      const mean = tried.reduce((sum, one) => sum + one, 0) / tried.length;
      return { tried: tried.length, all: all.length, ...(tried.length > 0 && { sure: mean }) };
    });
    return { name: topic, cells };
  });
}

export const isSure = ({ sure }: Known): boolean => sure >= SURE;

/** On how many days of the month something was answered; days and months are those of UTC. */
export function daysThisMonth(times: readonly number[], now: number): number {
  const month = new Date(now).toISOString().slice(0, 7);
  return new Set(times.filter((at) => new Date(at).toISOString().startsWith(month)).map(dayOf)).size;
}
