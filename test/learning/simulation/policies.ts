import { Random } from '../../../src/engine/index.ts';
import { type CardState, rated, recallOf, type Scheduled } from '../../../src/learning/reviews/schedule.ts';
import { nextSkill, SKILLS } from '../../../src/learning/reviews/skills.ts';
import { createMemory, type Memory, type Traits } from './memory.ts';

const DAY_MS = 24 * 60 * 60_000;
const START = Date.UTC(2026, 8, 7, 18);

/** What is asked next: the place of a skill in {@link SKILLS}. */
interface Policy {
  next(day: number): number;
  /** Is told how it was answered. */
  note?(skill: number, right: boolean, day: number): void;
}

/** How many questions there are, and when: five in a row on four evenings of a week. */
export const WEEKS = 10;
const EVENINGS = [0, 2, 4, 5];
const IN_A_ROW = 5;
export const QUESTIONS = WEEKS * EVENINGS.length * IN_A_ROW;

/** Ours: what is due, the least certain first, else something new; and what is new no more is what is due next. */
function reviews(): Policy {
  const cards = new Map<string, Scheduled>();
  const at = (day: number): number => START + day * DAY_MS;
  return {
    next(day) {
      const now = at(day);
      const due = [...cards].filter(([, card]) => card.due <= now);
      const [least] = due.toSorted(([, a], [, b]) => recallOf(a.state, now) - recallOf(b.state, now));
      const states = new Map([...cards].map(([card, { state }]): [string, CardState] => [card, state]));
      const soonest = [...cards].toSorted(([, a], [, b]) => a.due - b.due)[0];
      const card = least?.[0] ?? nextSkill(states, now)?.card ?? soonest?.[0];
      return SKILLS.findIndex((skill) => skill.card === card);
    },
    note(skill, right, day) {
      const card = SKILLS[skill]?.card ?? '';
      cards.set(card, rated(cards.get(card), right ? 'good' : 'again', false, at(day)));
    },
  };
}

/** Any skill, each as often as the others. */
const random = (seed: number): Policy => {
  const numbers = new Random(seed);
  return { next: () => Math.floor(numbers.random() * SKILLS.length) };
};

/** One skill after the other, each for as long as there is time for it: what a course does that never looks back. */
const newest = (): Policy => {
  let asked = 0;
  return { next: () => Math.floor((asked++ * SKILLS.length) / QUESTIONS) };
};

/** The mean probability, over all skills, that they are known at the end; 0 for those that were never met. */
function play(policy: Policy, memory: Memory): number {
  for (let week = 0; week < WEEKS; week++) {
    for (const evening of EVENINGS) {
      const day = 7 * week + evening;
      for (let i = 0; i < IN_A_ROW; i++) {
        const skill = policy.next(day);
        const right = memory.answer(skill, day);
        policy.note?.(skill, right, day);
      }
    }
  }
  const end = 7 * WEEKS;
  return SKILLS.reduce((sum, _, skill) => sum + memory.recall(skill, end), 0) / SKILLS.length;
}

/** Mean recall at the end, of so many learners, by policy. The same learners meet each of them. */
export function simulate(
  learners: number,
  traits?: Traits,
): { readonly reviews: number; readonly random: number; readonly newest: number } {
  const sums = { reviews: 0, random: 0, newest: 0 };
  for (let seed = 1; seed <= learners; seed++) {
    const policies = { reviews: reviews(), random: random(seed), newest: newest() };
    for (const name of ['reviews', 'random', 'newest'] as const)
      sums[name] += play(policies[name], createMemory(SKILLS.length, seed, traits));
  }
  const mean = (sum: number): number => sum / learners;
  return { reviews: mean(sums.reviews), random: mean(sums.random), newest: mean(sums.newest) };
}
