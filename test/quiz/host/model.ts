import { deepStrictEqual, ok } from 'node:assert/strict';
import { Random } from '../../../src/engine/index.ts';
import type { QuizStore } from '../../../src/store/quiz-store.ts';
import { type Dangers, NO_DANGER } from './faults.ts';
import { memoryStore } from './memory-store.ts';
import { dataOf } from './rig.ts';
import { FRED, World } from './world.ts';

const STEPS = 28;

/** What the marked answers are worth, apart from the code under test. */
const scoreOf = (answer: string): number => (answer === '{"kind":"option","index":0}' ? 100 : 0);

/**
 * Plays one quiz with two processes on one store, in which by chance everything goes wrong, and then nothing any more.
 * Throws where something is lost, counted twice, told too early, or does not end.
 */
export async function playSeed(seed: number, store: QuizStore = memoryStore(), turns = 1): Promise<void> {
  const source = new Random(seed);
  const random = (): number => source.random();
  const calm = random() < 0.2;
  const dangers: Dangers = calm
    ? { ...NO_DANGER }
    : {
        crash: random() < 0.5 ? 0.004 : 0,
        store: random() < 0.5 ? 0.03 : 0,
        transport: random() < 0.6 ? 0.25 : 0,
        slow: random() < 0.4 ? 0.1 : 0,
        grading: random() < 0.5 ? 0.2 : 0,
      };
  const world = new World(store, random, dangers, turns);
  await world.begin();
  for (let i = 0; i < STEPS; i++) {
    await world.act(calm);
    await world.pass(Math.floor(random() ** 3 * 9_000));
  }
  Object.assign(dangers, NO_DANGER);
  await world.heal();
  await check(world, calm);
}

async function check(world: World, calm: boolean): Promise<void> {
  const { store, key } = world;
  const { revealed, skipped } = await world.state();
  ok(!(await store.answers(key)).some(({ n }) => skipped.includes(n)), 'an answer to a skipped question is kept');
  const answers = await store.answers(key);
  for (const { n, user, at } of world.given.filter(({ acknowledged }) => acknowledged)) {
    if (world.forgotten.has(user) || skipped.includes(n)) continue;
    const row = answers.find((one) => one.n === n && one.user === user);
    ok(row?.at !== undefined && row.at >= at, `the answer of ${user} to ${n} is lost`);
    const possible = world.given.filter((one) => one.n === n && one.user === user && one.at === row.at);
    ok(
      possible.some(({ answer }) => answer === row.answer),
      `${row.answer} is not what ${user} said last to ${n}`,
    );
    const last = Math.max(
      ...world.given.filter((one) => one.acknowledged && one.n === n && one.user === user).map((one) => one.at),
    );
    ok(row.at >= last, 'an older answer counts');
    if (n <= revealed)
      ok(row.score !== undefined || world.gradingFailed, `the answer of ${user} to ${n} is not graded`);
    if (row.score !== undefined) deepStrictEqual(row.score, scoreOf(row.answer ?? ''));
  }
  await checkBoards(world, revealed);
  if (world.forgotten.has(FRED)) await checkForgotten(world);
  if (calm) checkCalm(world, revealed, skipped);
}

/** Points are what the answers say, each question once. */
async function checkBoards(world: World, revealed: number): Promise<void> {
  const { store, key } = world;
  const answers = await store.answers(key);
  const people = await store.people(key);
  const points = new Map<string, number>();
  for (const { n, user, at, score = 0, hints } of answers) {
    if (n > revealed || at === undefined || !people.some((one) => one.user === user)) continue;
    points.set(user, (points.get(user) ?? 0) + Math.max(0, score - 10 * hints));
  }
  const { quizzes } = world.quizzes();
  const scores = dataOf(await quizzes.scores(world.who('ada'))).data.board as { user: string; points: number }[];
  const told = new Map(scores.map((row) => [row.user, Math.round(row.points * 100)]));
  deepStrictEqual([...told].sort(), [...points].sort());
  const status = dataOf(await quizzes.status(world.who('ada'))).data.board as typeof scores;
  for (const row of status) deepStrictEqual(Math.round(row.points * 100), points.get(row.user) ?? 0);
}

async function checkForgotten(world: World): Promise<void> {
  const { store, key } = world;
  const kept = [await store.session(key), await store.people(key), await store.answers(key)];
  ok(!JSON.stringify(kept).includes(FRED), 'somebody forgotten is remembered');
}

/** Two processes and no trouble: everything is said once, and nobody is hurried. */
function checkCalm(world: World, revealed: number, skipped: readonly number[]): void {
  const { channel } = world;
  for (const [message, times] of channel.posts) deepStrictEqual(times, 1, `${message} was sent ${times} times`);
  for (let n = 1; n <= revealed; n++) {
    const time = (name: string): number =>
      channel.messages.find((message) => message.key === `${world.key}.${name}${n}`)?.time ?? Number.NaN;
    // At the soonest when what was pressed in time has arrived, unless the host skips it.
    const hurried = time('r') - time('q') < 2_500 && !skipped.includes(n);
    ok(!hurried, `question ${n} was over after ${time('r') - time('q')} ms`);
  }
}
