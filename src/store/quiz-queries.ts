import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { practiceQueries } from './practice-queries.ts';
import { commitChange, createQuiz } from './quiz-commit.ts';
import { effectQueries } from './quiz-effects.ts';
import { FULL_SCORE, HINT_COST, type QuizStore, type SessionRow } from './quiz-store.ts';
import type { Tables } from './schema.ts';

/** What is kept of quizzes, on an open database. */
export function createQuizStore(db: Kysely<Tables>): QuizStore {
  return {
    create: (quiz) => createQuiz(db, quiz),
    commit: (change) => commitChange(db, change),
    ...sessionQueries(db),
    ...contentQueries(db),
    ...effectQueries(db),
    ...setQueries(db),
    ...practiceQueries(db),
    season: (tenant, from, to) => season(db, tenant, from, to),
    forgetQuizzes: (before) => forgetQuizzes(db, before),
  };
}

type Sessions = SelectQueryBuilder<Tables, 'quiz_session', object>;

async function readSession(query: Sessions): Promise<SessionRow | undefined> {
  const row = await query.selectAll().limit(1).executeTakeFirst();
  return row && toRow(row);
}

function toRow(row: Tables['quiz_session']): SessionRow {
  const { key, tenant, channel, live_in, version, settings, state, started_at } = row;
  return { key, tenant, channel, live: live_in !== null, version, settings, state, startedAt: started_at };
}

function sessionQueries(db: Kysely<Tables>) {
  const sessions = (): Sessions => db.selectFrom('quiz_session');
  return {
    session: (key) => readSession(sessions().where('key', '=', key)),
    live: (tenant, channel) => readSession(sessions().where('tenant', '=', tenant).where('live_in', '=', channel)),
    latest: (tenant, channel) =>
      readSession(
        sessions()
          .where('kind', '=', 'quiz')
          .where('tenant', '=', tenant)
          .where('channel', '=', channel)
          .orderBy('started_at', 'desc')
          .orderBy('key'),
      ),
    async tasks(tenant, channel, most) {
      const here = sessions().where('kind', '=', 'task').where('tenant', '=', tenant).where('channel', '=', channel);
      const rows = await here.orderBy('started_at', 'desc').orderBy('key').selectAll().limit(most).execute();
      return rows.map(toRow);
    },
    async sessionsIn(tenant, channel, from, to) {
      const here = sessions().where('tenant', '=', tenant).where('channel', '=', channel);
      const within = here.where('started_at', '>=', from).where('started_at', '<', to);
      return (await within.orderBy('started_at').orderBy('key').selectAll().execute()).map(toRow);
    },
    async asking(tenant, question, part) {
      const live = sessions().where('tenant', '=', tenant).where('live_in', 'is not', null);
      const rows = await live
        .innerJoin('quiz_question', 'quiz_question.session', 'quiz_session.key')
        .where(({ eb, or }) =>
          or([
            eb('quiz_question.content', '=', question),
            // Both databases know this, and no sign in it has a meaning.
            sql<boolean>`replace(quiz_question.content, ${part}, '') <> quiz_question.content`,
          ]),
        )
        .whereRef('quiz_question.n', '>', 'quiz_session.revealed')
        .selectAll('quiz_session')
        .orderBy('key')
        .execute();
      return rows.map(toRow);
    },
    async allLive(platforms) {
      const rows = await sessions()
        .where('live_in', 'is not', null)
        .where(({ eb, or }) => or(platforms.map((name) => eb('tenant', 'like', `${name}:%`))))
        .select(['key', 'due', 'attended'])
        .execute();
      return rows.map(({ key, due, attended }) => ({ key, due: due ?? 0, attended }));
    },
    async attend(keys, now) {
      if (keys.length === 0) return;
      await db.updateTable('quiz_session').set({ attended: now }).where('key', 'in', keys).execute();
    },
    async sessionsOf(tenant, user) {
      const rows = await db
        .selectFrom('quiz_person')
        .innerJoin('quiz_session', 'quiz_session.key', 'quiz_person.session')
        .where('quiz_person.user', '=', user)
        .where('quiz_session.tenant', '=', tenant)
        .select('key')
        .orderBy('key')
        .execute();
      return rows.map(({ key }) => key);
    },
  } satisfies Partial<QuizStore>;
}

function contentQueries(db: Kysely<Tables>) {
  return {
    async questions(session) {
      const rows = await db
        .selectFrom('quiz_question')
        .where('session', '=', session)
        .select('content')
        .orderBy('n')
        .execute();
      return rows.map(({ content }) => content);
    },
    async answers(session) {
      const rows = await db
        .selectFrom('quiz_answer')
        .where('session', '=', session)
        .selectAll()
        .orderBy('n')
        .orderBy('user')
        .execute();
      return rows.map(({ n, user, hints, at, answer, score, note, feedback }) => ({
        n,
        user,
        hints,
        at: at ?? undefined,
        answer: answer ?? undefined,
        score: score ?? undefined,
        note: note ?? undefined,
        feedback: feedback ?? undefined,
      }));
    },
    async people(session) {
      const rows = await db
        .selectFrom('quiz_person')
        .where('session', '=', session)
        .selectAll()
        .orderBy('user')
        .execute();
      return rows.map(({ user, name, seen_at }) => ({ user, name, seenAt: seen_at }));
    },
  } satisfies Partial<QuizStore>;
}

function setQueries(db: Kysely<Tables>) {
  return {
    async saveSet(tenant, user, content, now) {
      await db
        .insertInto('quiz_set')
        .values({ tenant, user, content, saved_at: now })
        .onConflict((conflict) => conflict.columns(['tenant', 'user']).doUpdateSet({ content, saved_at: now }))
        .execute();
    },
    async set(tenant, user) {
      const query = db.selectFrom('quiz_set').where('tenant', '=', tenant).where('user', '=', user);
      return (await query.select('content').executeTakeFirst())?.content;
    },
    async deleteSet(tenant, user) {
      await db.deleteFrom('quiz_set').where('tenant', '=', tenant).where('user', '=', user).execute();
    },
  } satisfies Partial<QuizStore>;
}

/** Names are the last that each person was seen with. */
async function season(db: Kysely<Tables>, tenant: string, from: number, to: number) {
  const points = sql<number>`case when score > hints * ${HINT_COST} then score - hints * ${HINT_COST} else 0 end`;
  const right = sql<number>`case when score = ${FULL_SCORE} then 1 else 0 end`;
  const sessions = db
    .selectFrom('quiz_session')
    .where('kind', '=', 'quiz')
    .where('tenant', '=', tenant)
    .where('started_at', '>=', from)
    .where('started_at', '<', to);
  const sums = await sessions
    .innerJoin('quiz_answer', 'quiz_answer.session', 'quiz_session.key')
    .whereRef('quiz_answer.n', '<=', 'quiz_session.revealed')
    .where('quiz_answer.at', 'is not', null)
    .groupBy('quiz_answer.user')
    .select(({ fn }) => ['quiz_answer.user', fn.sum(points).as('points'), fn.sum(right).as('right')])
    .select(({ fn }) => fn.countAll().as('answered'))
    .execute();
  const people = await sessions
    .innerJoin('quiz_person', 'quiz_person.session', 'quiz_session.key')
    .select(['quiz_person.user', 'quiz_person.name'])
    .orderBy('quiz_person.seen_at')
    .execute();
  const names = new Map(people.map(({ user, name }) => [user, name]));
  return sums.flatMap(({ user, points, right, answered }) => {
    const name = names.get(user);
    if (name === undefined) return [];
    return [{ user, name, points: Number(points), right: Number(right), answered: Number(answered) }];
  });
}

async function forgetQuizzes(db: Kysely<Tables>, before: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const old = tx
      .selectFrom('quiz_session')
      .where('live_in', 'is', null)
      .where('started_at', '<', before)
      .select('key');
    for (const table of ['quiz_question', 'quiz_person', 'quiz_answer', 'quiz_effect'] as const) {
      await tx.deleteFrom(table).where('session', 'in', old).execute();
    }
    await tx.deleteFrom('quiz_session').where('live_in', 'is', null).where('started_at', '<', before).execute();
    for (const table of ['quiz_set', 'practice'] as const)
      await tx.deleteFrom(table).where('saved_at', '<', before).execute();
  });
}
