import { fileURLToPath } from 'node:url';
import { loadLessons } from '../../src/learning/lessons/ours.ts';
import { placesOf } from '../../src/learning/lessons/place.ts';
import { saidDate } from '../../src/quiz/calendar/wall.ts';
import type { StoreOptions } from '../../src/store/open.ts';
import { newFolder, newSchema } from '../store/places.ts';
import { compare, compareMe, tablesWith } from '../support/learning/class/checks.ts';
import { OnDiscord, OnSlack } from '../support/learning/class/client.ts';
import { Pupil } from '../support/learning/class/pupil.ts';
import { School } from '../support/learning/class/school.ts';
import {
  answerDaily,
  askDaily,
  berlin,
  Channels,
  closeDaily,
  dateOf,
  forAll,
  isSchoolDay,
  type Trouble,
} from '../support/learning/class/term.ts';

export interface Term {
  readonly pupils: number;
  readonly days: number;
  /** Pages of the course that a pupil takes at a time. */
  readonly pages: number;
  /** Questions of a review. */
  readonly questions: number;
  /** How often in a week of seven days a pupil studies and reviews. */
  readonly often: number;
  /** What happens when the question of a day is due, by its day. */
  readonly troubles: ReadonlyMap<number, Trouble>;
  /** Days on which the program is killed while pupils study, and while they answer the question of the day. */
  readonly kills: ReadonlySet<number>;
}

export interface Outcome {
  readonly kills: number;
  readonly actions: number;
  /** What a pupil had to do once more, because the program died. */
  readonly again: number;
  readonly pages: number;
  readonly through: number;
  readonly dailyQuestions: number;
  readonly missed: number;
  readonly dailyAnswers: number;
  readonly reviews: number;
  /** Questions of reviews with the words of another one of the same day, with other numbers or not. */
  readonly sameWords: number;
  readonly answers: number;
  readonly warnings: number;
  readonly problems: readonly string[];
}

/** What stands in public, and nothing else. */
const PUBLIC = /^\W*(A question of the day|Question of the day: |Answer to the question of )/;

/** A class on both platforms takes a term: the course, reviews, and the question of the day, while the program is killed. */
export async function takeTerm(term: Term, options: StoreOptions): Promise<Outcome> {
  const school = await School.open(options, berlin(0, 8));
  const places = placesOf(await loadLessons());
  const pupils = Array.from({ length: term.pupils }, (_, i): Pupil => {
    const name = `p${String(i + 10)}`;
    const client = i % 2 === 0 ? new OnDiscord(school, name, `9000000000000010${i + 10}`) : new OnSlack(school, name);
    return new Pupil(client, places, () => school.now(), i + 1);
  });
  const channels = new Channels(school);
  const problems: string[] = [];
  const missed: number[] = [];
  const asked: number[] = [];
  let open: string[] = [];

  const close = async (): Promise<void> => {
    for (const key of open) await closeDaily(school, key, pupils);
    open = [];
  };
  const evening = async (day: number): Promise<void> => {
    const trouble = term.troubles.get(day) ?? 'none';
    await school.passTo(berlin(day, 18) - 10_000);
    const early = await channels.count(`Question of the day: ${saidDate(dateOf(day))}`);
    if (early.some((count) => count > 0)) problems.push(`the question of ${dateOf(day)} comes before its time`);
    await askDaily(school, day, trouble);
    if (trouble === 'three hours late') {
      // The question before is closed all the same.
      await close();
      missed.push(day);
      return;
    }
    const [discord, slack] = await channels.question(day);
    const since = missed.filter((one) => one > (asked.at(-1) ?? -1));
    const said = since.map((one) => `There was no question on ${saidDate(dateOf(one))}`).at(-1);
    for (const { text } of [discord, slack])
      if (said === undefined ? text.includes('There was no question') : !text.includes(said))
        problems.push(`of what was missed (${said}) it says: ${text}`);
    asked.push(day);
    await close();
    await school.passTo(berlin(day, 20));
    if (term.kills.has(day)) school.killAfter(Math.floor(pupils.length / 3));
    open = [
      await answerDaily({ on: 'discord', pupils, question: discord }),
      await answerDaily({ on: 'slack', pupils, question: slack }),
    ];
    await school.settled();
  };

  for (const sight of await channels.turn('/daily on --time 18:00 --zone Europe/Berlin --days mon-fri'))
    if (!/18:00/.test(sight.text)) problems.push(`the question of the day is not on: ${sight.text}`);
  for (let day = 0; day < term.days; day++) {
    await school.passTo(berlin(day, 15));
    const here = pupils.filter((_, i) => ((day + 3 * i) * term.often) % 7 < term.often);
    if (term.kills.has(day)) school.killAfter(1 + 4 * here.length);
    await forAll(here, async (pupil) => {
      await pupil.study(term.pages);
      await pupil.review(term.questions);
    });
    await school.settled();
    if (isSchoolDay(day)) await evening(day);
  }
  await school.passTo(berlin(term.days, 10));
  await channels.turn('/daily off');
  await close();
  const last = `Answer to the question of ${saidDate(dateOf(asked.at(-1) ?? 0))}`;
  await school.until(async () => (await channels.count(last)).every((count) => count > 0) || undefined, last);

  for (const day of asked)
    for (const heading of [
      `Question of the day: ${saidDate(dateOf(day))}`,
      `Answer to the question of ${saidDate(dateOf(day))}`,
    ]) {
      const counts = await channels.count(heading);
      if (counts.some((count) => count !== 1)) problems.push(`"${heading}" stands there ${counts.join(' and ')} times`);
    }
  const days = Array.from({ length: term.days }, (_, day) => day).filter(isSchoolDay);
  if (days.length !== asked.length + missed.length) problems.push('a day is left out');
  for (const { text } of (await channels.public()).flat())
    if (!PUBLIC.test(text) || /\bp\d\d\b/.test(text)) problems.push(`all can read: ${text}`);
  for (const pupil of pupils) problems.push(...pupil.problems, ...(await compare(school.store, pupil)));
  await forAll(pupils, async (pupil) => {
    const { text } = await pupil.client.ask('/me');
    problems.push(...compareMe(text, pupil, school.now()));
  });
  for (const pupil of pupils.slice(0, 2)) problems.push(...(await forget(pupil, school, options)));
  problems.push(...school.slack.problems);
  const outcome = {
    kills: school.kills,
    actions: school.actions,
    again: sum(pupils, ({ client }) => client.again),
    pages: sum(pupils, ({ passed, skipped }) => passed.size + skipped.size),
    through: pupils.filter((pupil) => pupil.next() === undefined).length,
    dailyQuestions: asked.length,
    missed: missed.length,
    dailyAnswers: sum(pupils, ({ dailies }) => dailies.size),
    reviews: sum(pupils, ({ reviews }) => reviews),
    sameWords: sum(pupils, ({ sameWords }) => sameWords),
    answers: sum(pupils, ({ learned }) => learned.counted.size),
    warnings: school.logged
      .join('')
      .split('\n')
      .filter((line) => line.includes('"level":')).length,
    problems,
  };
  await school.close();
  return outcome;
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0);

/** Somebody wants to be forgotten, and is. */
async function forget({ client }: Pupil, school: School, options: StoreOptions): Promise<string[]> {
  const before = await tablesWith(client.user, options);
  const me = await client.ask('/me forget');
  const button = me.buttons.find(({ label }) => label === 'Delete everything');
  if (before.length === 0 || button === undefined) return [`${client.name} cannot be forgotten: ${me.text}`];
  await client.press(button);
  // An answer is promised until it has been shown, which takes a moment longer than showing it.
  const promised = async () => (await tablesWith(client.user, options)).includes('delivery');
  await school.until(async () => !(await promised()) || undefined, 'nothing is promised any more');
  const left = await tablesWith(client.user, options);
  const { text } = await client.ask('/me');
  return [
    ...left.map((table) => `${client.name} is still in ${table}`),
    ...(/Nothing is known of you yet/.test(text) ? [] : [`after forgetting: ${text}`]),
  ];
}

/** Six weeks with a kill at least twice a week. */
const LONG: Omit<Term, 'pupils' | 'days'> = {
  pages: 3,
  questions: 3,
  often: 3,
  troubles: new Map<number, Trouble>([
    [3, 'killed as it asks'],
    [8, 'an hour late'],
    [11, 'three hours late'],
    [17, 'killed as it asks'],
    [24, 'an hour late'],
    [28, 'killed as it asks'],
    [30, 'three hours late'],
    [36, 'killed as it asks'],
  ]),
  kills: new Set([1, 4, 9, 14, 18, 22, 26, 28, 33, 38]),
};

// node test/learning/class.ts [30] [42]: so many pupils, so many days, on SQLite, and on PostgreSQL where TEST_DATABASE_URL is set.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [pupils = 30, days = 42] = process.argv.slice(2).map(Number);
  const { TEST_DATABASE_URL } = process.env;
  const places = [await newFolder(), ...(TEST_DATABASE_URL ? [await newSchema(TEST_DATABASE_URL)] : [])];
  for (const place of places) {
    const started = performance.now();
    const { problems, ...figures } = await takeTerm({ ...LONG, pupils, days }, place.options);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(place.options.databaseUrl ? 'PostgreSQL' : 'SQLite', { pupils, days, ...figures, seconds });
    for (const problem of problems) console.error(problem);
    if (problems.length > 0) process.exitCode = 1;
    await place.remove();
  }
}
