import type { Kysely } from 'kysely';
import type { Claim, EffectRow, QuizStore } from './quiz-store.ts';
import type { Tables } from './schema.ts';

/** Effects that are still to be done, with a lease for whoever does one. */
export function effectQueries(db: Kysely<Tables>) {
  return {
    claim: (claim) => claimEffects(db, claim),
    async renew({ session, seq }, token, until) {
      const query = db.updateTable('quiz_effect').set({ claimed_until: until }).where('session', '=', session);
      await query.where('seq', '=', seq).where('claimed_by', '=', token).execute();
    },
    async postpone({ session, seq }, token, from) {
      await db
        .updateTable('quiz_effect')
        .set(({ eb }) => ({ not_before: from, claimed_until: 0, claimed_by: null, attempts: eb('attempts', '+', 1) }))
        .where('session', '=', session)
        .where('seq', '=', seq)
        .where('claimed_by', '=', token)
        .execute();
    },
    async drop({ session, seq }, token) {
      const one = db.deleteFrom('quiz_effect').where('session', '=', session).where('seq', '=', seq);
      await one.where('claimed_by', '=', token).execute();
    },
    async release(token) {
      const free = { claimed_until: 0, claimed_by: null };
      await db.updateTable('quiz_effect').set(free).where('claimed_by', '=', token).execute();
    },
  } satisfies Partial<QuizStore>;
}

async function claimEffects(
  db: Kysely<Tables>,
  { token, now, until, most, platforms, session }: Claim,
): Promise<EffectRow[]> {
  const heads = await db
    .selectFrom('quiz_effect as head')
    .where('not_before', '<=', now)
    .where('claimed_until', '<=', now)
    .$if(session !== undefined, (query) => query.where('session', '=', session as string))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('quiz_session')
          .whereRef('quiz_session.key', '=', 'head.session')
          .where(({ eb, or }) => or(platforms.map((name) => eb('quiz_session.tenant', 'like', `${name}:%`))))
          .select('quiz_session.key'),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('quiz_effect as earlier')
            .whereRef('earlier.session', '=', 'head.session')
            .whereRef('earlier.lane', '=', 'head.lane')
            .whereRef('earlier.seq', '<', 'head.seq')
            .select('earlier.seq'),
        ),
      ),
    )
    .orderBy('not_before')
    .select(['session', 'seq'])
    .limit(most)
    .execute();
  const claimed: EffectRow[] = [];
  for (const head of heads) {
    // Another process may have been faster.
    const row = await db
      .updateTable('quiz_effect')
      .set({ claimed_until: until, claimed_by: token })
      .where('session', '=', head.session)
      .where('seq', '=', head.seq)
      .where('claimed_until', '<=', now)
      .returning(['session', 'seq', 'effect', 'attempts', 'created_at'])
      .executeTakeFirst();
    if (row) {
      const { session: of, seq, effect, attempts, created_at } = row;
      claimed.push({ session: of, seq, effect, attempts, createdAt: created_at });
    }
  }
  return claimed;
}
