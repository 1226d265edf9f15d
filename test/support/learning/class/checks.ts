import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Client as Postgres } from 'pg';
import type { StoreOptions } from '../../../../src/store/open.ts';
import type { Store } from '../../../../src/store/store.ts';
import { misconception } from '../../../../src/tutor/misconceptions/index.ts';
import type { Counted, Counts } from './learned.ts';
import type { Pupil } from './pupil.ts';

const NAMED = 3;

/** What is kept of somebody and is not what they did. */
export async function compare(
  store: Store,
  { client, learned, passed, skipped, at, dailies }: Pupil,
): Promise<string[]> {
  const { tenant, user, name } = client;
  const problems: string[] = [];
  const same = (what: string, kept: unknown, wanted: unknown): void => {
    const [one, other] = [JSON.stringify(kept), JSON.stringify(wanted)];
    if (one !== other) problems.push(`${name}, ${what}: kept ${one}, wanted ${other}`);
  };
  const course = JSON.parse((await store.learning.course(tenant, user)) ?? '{"passed":[],"skipped":[]}');
  same('at', course.at, at);
  same('passed', course.passed.toSorted(), [...passed].sort());
  same('skipped', course.skipped.toSorted(), [...skipped].sort());
  const reviews = await store.learning.reviews(tenant, user);
  same('answers', reviews.map(({ key }) => key).sort(), [...learned.counted.keys()].sort());
  let ratings = 0;
  for (const { key, content, at: when } of reviews) {
    const { score, note, hint = false, ratings: all } = JSON.parse(content);
    ratings += Object.values(all).filter((rating) => rating !== 'seen').length;
    const { from, to, ...wanted }: Counted = learned.counted.get(key) ?? { score: -1, note: '', hint, from: 0, to: 0 };
    same(key, { score, note, hint }, wanted);
    if (when < from || when > to) problems.push(`${name}, ${key}: kept at ${when}, given from ${from} to ${to}`);
  }
  const cards = await store.learning.cards(tenant, user);
  const counts = ({ reps, lapses, days, returns }: Counts): Counts => ({ reps, lapses, days, returns });
  const kept = new Map(cards.map(({ card, state }): [string, Counts] => [card, counts(JSON.parse(state))]));
  same('names of cards', [...kept.keys()].sort(), [...learned.cards.keys()].sort());
  for (const [card, wanted] of learned.cards) same(card, kept.get(card), counts(wanted));
  // What counts twice would be in the sum of the cards, and not in the answers.
  same(
    'ratings',
    [...kept.values()].reduce((sum, { reps }) => sum + reps, 0),
    ratings,
  );
  for (const [key, { letter }] of dailies) {
    const [session = ''] = key.split('.');
    const row = (await store.quizzes.answers(session)).find((one) => one.user === user);
    same(`the answer to ${key}`, row?.answer, JSON.stringify({ kind: 'option', index: 'ABCDEFGH'.indexOf(letter) }));
  }
  return problems;
}

/** What `/me` says of somebody and is not so. */
export function compareMe(text: string, { client, learned }: Pupil, now: number): string[] {
  const cards = [...learned.cards];
  const tried = cards.filter(([card]) => card.startsWith('skill:')).length;
  const days = learned.daysOf(new Date(now).toISOString().slice(0, 7));
  const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
  const wanted = [
    ...(tried === 0 ? [] : [`You have tried ${counted(tried, 'skill')},`]),
    `You answered something on ${counted(days, 'day')} of this month.`,
  ];
  const unwanted: string[] = [];
  const mistakes = cards.flatMap(([card, { days, returns }]) => {
    const [kind, bug = ''] = card.split(':');
    const is = days >= 2 ? 'gone' : returns > 0 && days === 0 ? 'back' : 'open';
    return kind === 'bug' ? [{ is, title: misconception(bug as 'sign-flipped').title.replaceAll(/[`*\\]/g, '') }] : [];
  });
  for (const [is, words] of [
    ['gone', 'Mistakes that are gone'],
    ['back', 'Mistakes that came back'],
    ['open', 'Mistakes to look at'],
  ]) {
    const own = mistakes.filter((one) => one.is === is);
    if (own.length === 0) unwanted.push(`${words}`);
    else if (own.length > NAMED) wanted.push(`${words}: `, `, and ${own.length - NAMED} more.`);
    else wanted.push(`${words}: `, ...own.map(({ title }) => title));
  }
  const said = text.replaceAll(/\s+/g, ' ');
  return [
    ...wanted.filter((words) => !said.includes(words.replaceAll(/\s+/g, ' '))).map((words) => `misses "${words}"`),
    ...unwanted.filter((words) => said.includes(words)).map((words) => `has "${words}"`),
  ].map((what) => `/me of ${client.name} ${what}:\n${text}`);
}

/** Tables of a database in which a word stands. */
export async function tablesWith(word: string, { dataDir, databaseUrl }: StoreOptions): Promise<string[]> {
  const has = (row: object): boolean => Object.values(row).some((value) => String(value).includes(word));
  if (databaseUrl === undefined) {
    const db = new Database(join(dataDir, 'chainrule.db'), { readonly: true });
    const names = db.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
    const found = names.filter((name) => (db.prepare(`select * from "${name}"`).all() as object[]).some(has));
    db.close();
    return found;
  }
  const client = new Postgres({ connectionString: databaseUrl });
  await client.connect();
  const all = 'select table_name as name from information_schema.tables where table_schema = current_schema()';
  const found: string[] = [];
  for (const { name } of (await client.query<{ name: string }>(all)).rows)
    if ((await client.query<object>(`select * from "${name}"`)).rows.some(has)) found.push(name);
  await client.end();
  return found;
}
