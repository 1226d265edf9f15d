import { QUESTIONS, simulate, WEEKS } from './policies.ts';

/**
 * Prints what reviews are worth to simulated learners, beside two other ways to choose as many questions, and how that
 * depends on the learners: `node src/app/launch.js test/learning/simulation/print.ts 500`.
 */
const learners = Number(process.argv[2] ?? 500);
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const more = (ours: number, others: number): string =>
  `${ours >= others ? '+' : ''}${(100 * (ours / others - 1)).toFixed(0)} %`;

const row = (name: string, { reviews, random, newest }: ReturnType<typeof simulate>): void => {
  const beside = `random ${percent(random)} (${more(reviews, random)}), newest ${percent(newest)} (${more(reviews, newest)})`;
  console.log(`${name}: reviews ${percent(reviews)}, ${beside}`);
};

console.log(`${learners} learners, ${QUESTIONS} questions in ${WEEKS} weeks; mean recall of all skills at the end`);
row('median half-life 1.4 days, gain 1.7', simulate(learners));
const few = Math.ceil(learners / 10);
for (const first of [0.7, 1.4, 2.8, 5.6])
  for (const gain of [0.8, 1.7, 3])
    row(`half-life ${first} days, gain ${gain} (${few} learners)`, simulate(few, { first, gain }));
