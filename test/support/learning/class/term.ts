import { questionSchema } from '../../../../src/questions/question.ts';
import { saidDate } from '../../../../src/quiz/calendar/wall.ts';
import { OnDiscord, OnSlack, type Sight } from './client.ts';
import type { Pupil } from './pupil.ts';
import type { School } from './school.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** The first day of the term, a Monday, and the Sunday on which Berlin goes from UTC+2 to UTC+1. */
const FIRST = Date.UTC(2030, 8, 30);
const CLOCKS_CHANGE = Date.UTC(2030, 9, 27);
const AT_ONCE = 8;

/** An hour of a day of the term as the clocks in Berlin show it, in ms since 1970. */
export const berlin = (day: number, hours: number): number => {
  const date = FIRST + day * DAY_MS;
  return date + (hours - (date < CLOCKS_CHANGE ? 2 : 1)) * HOUR_MS;
};

export const dateOf = (day: number): string => new Date(FIRST + day * DAY_MS).toISOString().slice(0, 10);
export const isSchoolDay = (day: number): boolean => day % 7 < 5;

/** What happens to the program when the question of a day is due. */
export type Trouble = 'none' | 'killed as it asks' | 'an hour late' | 'three hours late';

/** One channel on each platform, by what can be read there. */
export class Channels {
  private readonly school: School;
  private readonly discord: OnDiscord;
  private readonly slack: OnSlack;

  constructor(school: School) {
    this.school = school;
    this.discord = new OnDiscord(school, 'teacher', '900000000000009999', true);
    this.slack = new OnSlack(school, 'teacher');
  }

  /** Everything that everybody can read: each message in all its states on Discord, in its last one on Slack. */
  async public(): Promise<readonly (readonly Sight[])[]> {
    const { discord, slack } = this.school;
    const states = discord.channels.posted.map(({ states }) =>
      Promise.all(states.map((one) => this.discord.sight(one))),
    );
    const shown = slack.messages.filter(({ onlyFor }) => onlyFor === undefined);
    return [
      ...(await Promise.all(states)),
      ...(await Promise.all(shown.map(async (one) => [await this.slack.sight(one)]))),
    ];
  }

  /** How often a heading stands in each channel. */
  async count(heading: string): Promise<readonly [discord: number, slack: number]> {
    const [discord, slack] = [await this.onDiscord(heading), await this.onSlack(heading)];
    return [discord.length, slack.length];
  }

  /** The question of a day in each channel, once it is there. */
  async question(day: number): Promise<readonly [discord: Sight, slack: Sight]> {
    const heading = `Question of the day: ${saidDate(dateOf(day))}`;
    return this.school.until(async () => {
      const [discord, slack] = [(await this.onDiscord(heading)).at(-1), (await this.onSlack(heading)).at(-1)];
      return discord && slack && ([discord, slack] as const);
    }, heading);
  }

  async turn(line: string): Promise<readonly [discord: Sight, slack: Sight]> {
    return [await this.discord.ask(line), await this.slack.ask(line)];
  }

  private onDiscord(heading: string): Promise<Sight[]> {
    const last = this.school.discord.channels.posted.flatMap(({ states, deleted }) =>
      deleted ? [] : states.slice(-1),
    );
    return sightsWith(
      heading,
      last.map((one) => this.discord.sight(one)),
    );
  }

  private onSlack(heading: string): Promise<Sight[]> {
    const all = this.school.slack.visible.filter(({ onlyFor }) => onlyFor === undefined);
    return sightsWith(
      heading,
      all.map((one) => this.slack.sight(one)),
    );
  }
}

const sightsWith = async (heading: string, sights: readonly Promise<Sight>[]): Promise<Sight[]> =>
  (await Promise.all(sights)).filter(({ text }) => text.includes(heading));

/** Does something for each, a few at once. */
export async function forAll<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** Lets the time come at which a question is due, with what goes wrong then. */
export async function askDaily(school: School, day: number, trouble: Trouble): Promise<void> {
  if (trouble === 'none') return school.passTo(berlin(day, 18) + 5_000);
  if (trouble === 'killed as it asks') {
    school.killAfter(1);
    const asked = school.passTo(berlin(day, 18) + 5_000);
    school.acted();
    await asked;
    return school.settled();
  }
  await school.kill();
  await school.passTo(berlin(day, trouble === 'an hour late' ? 19 : 21), false);
  await school.start();
  await school.sweep();
}

/** The question of an evening with its key, and everybody's answers to it. */
export async function answerDaily({
  on,
  pupils,
  question,
}: {
  on: 'discord' | 'slack';
  pupils: readonly Pupil[];
  question: Sight;
}): Promise<string> {
  const [, key = ''] = /^\/quiz answer (\S+\.1)/.exec(question.buttons.map(({ line }) => line).join('\n')) ?? [];
  if (key === '') throw new Error(`a question without a key: ${question.text}`);
  const options = question.buttons.filter(({ label }) => /^[A-H]( {2}|$)/.test(label));
  const own = pupils.filter(({ client }) => client.tenant.startsWith(on));
  await forAll(
    own.filter((pupil) => pupil.chance(0.85)),
    (pupil) => pupil.daily(key, options),
  );
  return key;
}

/** Waits until an answer is kept of everybody who gave one, and counts it. */
export async function closeDaily(school: School, key: string, pupils: readonly Pupil[]): Promise<void> {
  const [text = ''] = await school.store.quizzes.questions(key.replace(/\.1$/, ''));
  const question = questionSchema.parse(JSON.parse(text));
  for (const pupil of pupils.filter(({ dailies }) => dailies.has(key))) {
    const { tenant, user } = pupil.client;
    await school.until(
      () => school.store.learning.review(tenant, user, key),
      `the answer of ${pupil.client.name} to ${key}`,
    );
    pupil.closed(key, question);
  }
}
