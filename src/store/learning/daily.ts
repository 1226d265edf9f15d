import type { Kysely } from 'kysely';
import { insertQuiz } from '../quiz-commit.ts';
import type { NewQuiz } from '../quiz-store.ts';
import { FULL_SCORE } from '../quiz-store.ts';
import type { Tables } from '../schema.ts';

/** The question of the day of each channel. Every method is one transaction; times are ms since 1970, JSON is text. */
export interface DailyStore {
  daily(tenant: string, channel: string): Promise<DailyRow | undefined>;
  /** Those on these platforms for which something is due, the first first; the first part of a tenant is the platform's name. */
  dailiesDue(platforms: readonly string[], now: number, most: number): Promise<readonly DailyRow[]>;
  /** Writes a change, or nothing: false if it has another version by now (optimistic locking). */
  saveDaily(change: DailyChange): Promise<boolean>;
  /** Writes a change and begins a session with its effects, all at once or nothing: false for another version, or where a session is live. */
  openDaily(change: DailyChange, session: NewQuiz): Promise<boolean>;
  /** The newest questions of a channel that were revealed, of quizzes, tasks and questions of the day: how many answered, and how many right. */
  askedIn(tenant: string, channel: string, most: number): Promise<readonly AskedRow[]>;
  /** The skills of those who have answered in a channel since a time. */
  skillsIn(tenant: string, channel: string, since: number): Promise<readonly SkillRow[]>;
}

interface DailyKey {
  readonly tenant: string;
  readonly channel: string;
}

export interface DailyRow extends DailyKey {
  readonly settings: string;
  readonly state: string;
  /** From 1. */
  readonly version: number;
  /** When something is due; undefined while it is off. */
  readonly due: number | undefined;
}

/** What is written, by the version that was read; 0 for a new row. */
export interface DailyChange extends DailyRow {
  readonly now: number;
}

interface AskedRow {
  readonly question: string;
  readonly answers: number;
  readonly right: number;
}

interface SkillRow {
  readonly user: string;
  /** `skill:whole-path.3` */
  readonly card: string;
  readonly state: string;
  readonly due: number;
}

/** Undoes a transaction. */
class Undone extends Error {}

export function dailyQueries(db: Kysely<Tables>): DailyStore {
  return {
    async daily(tenant, channel) {
      const here = db.selectFrom('daily').where('tenant', '=', tenant).where('channel', '=', channel);
      const row = await here.selectAll().executeTakeFirst();
      return row && toRow(row);
    },
    async dailiesDue(platforms, now, most) {
      if (platforms.length === 0) return [];
      const rows = await db
        .selectFrom('daily')
        .where('due', '<=', now)
        .where(({ eb, or }) => or(platforms.map((name) => eb('tenant', 'like', `${name}:%`))))
        .selectAll()
        .orderBy('due')
        .limit(most)
        .execute();
      return rows.map(toRow);
    },
    saveDaily: (change) => writeDaily(db, change),
    async openDaily(change, session) {
      try {
        await db.transaction().execute(async (tx) => {
          if (!(await writeDaily(tx, change))) throw new Undone();
          if (!(await insertQuiz(tx, session))) throw new Undone();
        });
        return true;
      } catch (error) {
        if (error instanceof Undone) return false;
        throw error;
      }
    },
    async askedIn(tenant, channel, most) {
      const rows = await db
        .selectFrom('quiz_answer')
        .innerJoin('quiz_session', 'quiz_session.key', 'quiz_answer.session')
        .innerJoin('quiz_question', (join) =>
          join
            .onRef('quiz_question.session', '=', 'quiz_answer.session')
            .onRef('quiz_question.n', '=', 'quiz_answer.n'),
        )
        .where('quiz_session.tenant', '=', tenant)
        .where('quiz_session.channel', '=', channel)
        .whereRef('quiz_answer.n', '<=', 'quiz_session.revealed')
        .where('quiz_answer.at', 'is not', null)
        .groupBy(['quiz_session.started_at', 'quiz_answer.session', 'quiz_answer.n', 'quiz_question.content'])
        .select(({ fn, eb }) => [
          'quiz_question.content',
          fn.countAll().as('answers'),
          fn.sum(eb.case().when('quiz_answer.score', '=', FULL_SCORE).then(1).else(0).end()).as('right'),
        ])
        .orderBy('quiz_session.started_at', 'desc')
        .orderBy('quiz_answer.session')
        .orderBy('quiz_answer.n')
        .limit(most)
        .execute();
      return rows.map(({ content, answers, right }) => ({
        question: content,
        answers: Number(answers),
        right: Number(right),
      }));
    },
    async skillsIn(tenant, channel, since) {
      const people = db
        .selectFrom('quiz_answer')
        .innerJoin('quiz_session', 'quiz_session.key', 'quiz_answer.session')
        .where('quiz_session.tenant', '=', tenant)
        .where('quiz_session.channel', '=', channel)
        .where('quiz_answer.at', '>=', since)
        .select('quiz_answer.user');
      return db
        .selectFrom('card')
        .where('tenant', '=', tenant)
        .where('user', 'in', people)
        .where('card', 'like', 'skill:%')
        .select(['user', 'card', 'state', 'due'])
        .orderBy('user')
        .orderBy('card')
        .execute();
    },
  };
}

/** Takes the name of somebody off what they turned on; says whether there was anything. It goes on. */
export async function forgetHost(tx: Kysely<Tables>, tenant: string, user: string): Promise<boolean> {
  const rows = await tx.selectFrom('daily').where('tenant', '=', tenant).selectAll().execute();
  let found = false;
  for (const { channel, settings, version } of rows) {
    const { by, ...rest } = JSON.parse(settings) as { readonly by?: { readonly user: string } };
    if (by?.user !== user) continue;
    found = true;
    await tx
      .updateTable('daily')
      .set({ settings: JSON.stringify(rest), version: version + 1 })
      .where('tenant', '=', tenant)
      .where('channel', '=', channel)
      .execute();
  }
  return found;
}

const toRow = ({ due, tenant, channel, settings, state, version }: Tables['daily']): DailyRow => ({
  tenant,
  channel,
  settings,
  state,
  version,
  due: due ?? undefined,
});

/** The row is the lock: whoever reads the same version later writes nothing. */
async function writeDaily(
  db: Kysely<Tables>,
  { tenant, channel, settings, state, version, due, now }: DailyChange,
): Promise<boolean> {
  const content = { settings, state, version: version + 1, due: due ?? null, saved_at: now };
  if (version === 0) {
    const made = await db
      .insertInto('daily')
      .values({ tenant, channel, ...content })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  }
  const here = db.updateTable('daily').set(content).where('tenant', '=', tenant).where('channel', '=', channel);
  return (await here.where('version', '=', version).executeTakeFirst()).numUpdatedRows === 1n;
}
