import type { Kysely, Transaction } from 'kysely';
import {
  type Change,
  type GradeRow,
  LASTING_LANE,
  type NewAnswer,
  type NewEffect,
  type NewQuiz,
  type PersonRow,
} from './quiz-store.ts';
import type { Tables } from './schema.ts';

/** More effects than one change ever has, so that numbers grow from version to version. */
const SEQS_PER_VERSION = 100_000;
/** PostgreSQL takes 65,535 values in one statement. */
const ROWS_AT_ONCE = 500;

/** Undoes a transaction and says why. */
class Undone extends Error {
  readonly outcome: 'conflict' | 'lost';

  constructor(outcome: 'conflict' | 'lost') {
    super(outcome);
    this.outcome = outcome;
  }
}

export const createQuiz = (db: Kysely<Tables>, quiz: NewQuiz): Promise<boolean> =>
  db.transaction().execute((tx) => insertQuiz(tx, quiz));

/** Begins a quiz within a transaction; false where there is a live one, or one of this key. */
export async function insertQuiz(tx: Transaction<Tables>, quiz: NewQuiz): Promise<boolean> {
  const { key, tenant, channel, settings, state, due, now, kind = 'quiz' } = quiz;
  // No channel is named like these, so that tasks, questions of the day and quizzes do not meet.
  const live_in = { quiz: channel, task: `task ${key}`, daily: `daily ${channel}` }[kind];
  const session = { key, tenant, channel, kind, live_in, settings, state, due };
  const result = await tx
    .insertInto('quiz_session')
    .values({ ...session, version: 1, attended: now, revealed: 0, started_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (result.numInsertedOrUpdatedRows !== 1n) return false;
  const questions = quiz.questions.map((content, i) => ({ session: key, n: i + 1, content }));
  await tx.insertInto('quiz_question').values(questions).execute();
  if (quiz.host) await savePerson(tx, key, quiz.host);
  await addEffects(tx, key, 1, quiz.effects, now);
  return true;
}

export async function commitChange(db: Kysely<Tables>, change: Change): Promise<'done' | 'conflict' | 'lost'> {
  try {
    await db.transaction().execute((tx) => write(tx, change));
    return 'done';
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

/** The versioned row comes first: it is the lock. */
async function write(tx: Transaction<Tables>, change: Change): Promise<void> {
  const { key, version, state, due, revealed, now } = change;
  const result = await tx
    .updateTable('quiz_session')
    .set({ state, revealed, due: due ?? null, version: version + 1, attended: now })
    .$if(due === undefined, (query) => query.set({ live_in: null }))
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Undone('conflict');
  if (change.done) await finish(tx, key, change.done);
  if (change.person) await savePerson(tx, key, change.person);
  if (change.answer) await saveAnswer(tx, key, change.answer);
  if (change.hint) await saveHint(tx, key, change.hint);
  if (change.skip !== undefined) await skipQuestion(tx, key, change.skip);
  for (const grade of change.grades ?? []) await saveGrade(tx, key, grade);
  if (change.forget) await forget(tx, key, revealed, change.forget);
  if (change.clear) await clear(tx, key);
  if (change.wake) await wake(tx, key, now);
  await addEffects(tx, key, version + 1, change.effects, now);
}

async function clear(tx: Transaction<Tables>, session: string): Promise<void> {
  const effects = tx.deleteFrom('quiz_effect').where('session', '=', session);
  await effects.where('lane', '!=', LASTING_LANE).execute();
}

async function wake(tx: Transaction<Tables>, session: string, now: number): Promise<void> {
  const free = { not_before: now, claimed_until: 0, claimed_by: null };
  await tx.updateTable('quiz_effect').set(free).where('session', '=', session).execute();
}

async function finish(tx: Transaction<Tables>, session: string, done: { seq: number; token: string }): Promise<void> {
  const result = await tx
    .deleteFrom('quiz_effect')
    .where('session', '=', session)
    .where('seq', '=', done.seq)
    .where('claimed_by', '=', done.token)
    .executeTakeFirst();
  if (result.numDeletedRows !== 1n) throw new Undone('lost');
}

async function savePerson(tx: Transaction<Tables>, session: string, { user, name, seenAt }: PersonRow): Promise<void> {
  await tx
    .insertInto('quiz_person')
    .values({ session, user, name, seen_at: seenAt })
    .onConflict((conflict) =>
      conflict
        .columns(['session', 'user'])
        .doUpdateSet({ name, seen_at: seenAt })
        .where('quiz_person.seen_at', '<=', seenAt),
    )
    .execute();
}

async function saveAnswer(tx: Transaction<Tables>, session: string, { n, user, ...given }: NewAnswer): Promise<void> {
  const { answer, at, grade } = given;
  const { score = null, note = null, feedback = null } = grade ?? {};
  const content = { at, answer, score, note, feedback };
  await tx
    .insertInto('quiz_answer')
    .values({ session, n, user, hints: 0, ...content })
    .onConflict((conflict) =>
      conflict
        .columns(['session', 'n', 'user'])
        .doUpdateSet(content)
        .where(({ eb, or }) => or([eb('quiz_answer.at', 'is', null), eb('quiz_answer.at', '<=', at)])),
    )
    .execute();
}

async function saveHint(tx: Transaction<Tables>, session: string, hint: { n: number; user: string }): Promise<void> {
  await tx
    .insertInto('quiz_answer')
    .values({ session, n: hint.n, user: hint.user, hints: 1 })
    .onConflict((conflict) => conflict.columns(['session', 'n', 'user']).doUpdateSet({ hints: 1 }))
    .execute();
}

async function skipQuestion(tx: Transaction<Tables>, session: string, n: number): Promise<void> {
  await tx.deleteFrom('quiz_answer').where('session', '=', session).where('n', '=', n).execute();
}

async function saveGrade(tx: Transaction<Tables>, session: string, grade: GradeRow): Promise<void> {
  const { n, user, score, note, feedback, answer } = grade;
  await tx
    .updateTable('quiz_answer')
    .set({ score, note, feedback })
    .where('session', '=', session)
    .where('n', '=', n)
    .where('user', '=', user)
    .$if(answer !== undefined, (query) => query.where('answer', '=', answer as string))
    .execute();
}

/** What is revealed stays as a note and a score under a name of nobody's; the rest goes. */
async function forget(
  tx: Transaction<Tables>,
  session: string,
  revealed: number,
  { user, as }: NonNullable<Change['forget']>,
): Promise<void> {
  const answers = tx.deleteFrom('quiz_answer').where('session', '=', session).where('user', '=', user);
  if (as === undefined) await answers.execute();
  else {
    await answers.where(({ eb, or }) => or([eb('n', '>', revealed), eb('at', 'is', null)])).execute();
    await tx
      .updateTable('quiz_answer')
      .set({ user: as, answer: null, feedback: null })
      .where('session', '=', session)
      .where('user', '=', user)
      .execute();
  }
  await tx.deleteFrom('quiz_person').where('session', '=', session).where('user', '=', user).execute();
  await tx.deleteFrom('quiz_effect').where('session', '=', session).where('lane', '=', user).execute();
}

/** An effect takes the place of the ones of the same name that nobody has begun. */
async function addEffects(
  tx: Transaction<Tables>,
  session: string,
  version: number,
  effects: readonly NewEffect[],
  now: number,
): Promise<void> {
  for (const { lane, name } of effects.filter((effect) => effect.name !== '')) {
    const replaced = tx.deleteFrom('quiz_effect').where('session', '=', session).where('lane', '=', lane);
    await replaced.where('name', '=', name).where('claimed_until', '<=', now).execute();
  }
  const rows = effects.map(({ lane, name, effect, from }, i) => ({
    session,
    seq: version * SEQS_PER_VERSION + i,
    lane,
    name,
    effect,
    not_before: from,
    attempts: 0,
    created_at: now,
    claimed_until: 0,
  }));
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    await tx
      .insertInto('quiz_effect')
      .values(rows.slice(i, i + ROWS_AT_ONCE))
      .execute();
  }
}
