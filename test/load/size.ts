/**
 * What a learner and a quiz take in the database:
 *   node src/app/launch.js test/load/size.ts [--learners 100] [--answers 150]
 * It wants TEST_DATABASE_URL. Each learner answers so many questions over half a year, three quarters of them right; each quiz
 * has ten questions, which ten people answer.
 */
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { Random } from '../../src/engine/index.ts';
import { createLearning } from '../../src/learning/create.ts';
import { grade } from '../../src/questions/grading/grade.ts';
import { gradedOf } from '../../src/questions/grading/graded.ts';
import { makeQuestion } from '../../src/questions/make.ts';
import { openStore } from '../../src/store/open.ts';
import { NO_POSTGRES, newSchema, TEST_DATABASE_URL } from '../store/places.ts';

const HALF_A_YEAR_MS = 182 * 24 * 60 * 60_000;
const RIGHT = 0.75;
const OF_LEARNERS = ['review', 'card', 'course', 'practice'];
const OF_QUIZZES = ['quiz_session', 'quiz_question', 'quiz_answer', 'quiz_person', 'quiz_effect'];
const QUIZZES = 100;
const TEN = 10;

const { values } = parseArgs({
  options: { learners: { type: 'string', default: '100' }, answers: { type: 'string', default: '150' } },
});
const [learners, answers] = [Number(values.learners), Number(values.answers)];
if (TEST_DATABASE_URL === undefined) {
  console.error(NO_POSTGRES);
  process.exit(2);
}
const database = await newSchema(TEST_DATABASE_URL);
const store = await openStore(database.options);
const began = Date.now() - HALF_A_YEAR_MS;
let now = began;
const random = new Random(1);
const { keepGrades } = createLearning({
  store: store.learning,
  make: async (wanted) => makeQuestion(wanted),
  grade: async (question, answer) => grade(question, answer),
  compute: async () => ({ nodes: [] }),
  personal: async () => ({ quizzes: [] }),
  forgetEverything: async () => ({ nodes: [] }),
  clock: { now: () => now, sleep: async () => {} },
  random: () => random.uniform(0, 1),
  onError: (error) => {
    throw error;
  },
});

for (let learner = 0; learner < learners; learner++) {
  // As long as those of Discord.
  const who = { tenant: 'discord:900000000000000001', user: String(900_000_000_000_000_000n + BigInt(learner)) };
  for (let i = 0; i < answers; i++) {
    now = began + (i / answers) * HALF_A_YEAR_MS;
    const question = makeQuestion({ seed: Math.floor(random.uniform(1, 2 ** 40)) });
    const wanted = random.uniform(0, 1) < RIGHT;
    const index = question.options.findIndex(({ right }) => right === wanted);
    await keepGrades([gradedOf(question, grade(question, { kind: 'option', index }))], who);
  }
  await store.learning.saveCourse({ ...who, before: undefined, state: courseState(), now });
}

for (let quiz = 0; quiz < QUIZZES; quiz++) {
  const key = `s${String(quiz).padStart(8, '0')}`;
  const questions = Array.from({ length: TEN }, (_, n) => JSON.stringify(makeQuestion({ seed: quiz * TEN + n + 1 })));
  const place = { tenant: `discord:${900_000_000_000_000_000n + BigInt(quiz)}`, channel: '900000000000000002' };
  // As long as a real one's.
  const state = JSON.stringify({ stage: 'asking', notes: 'x'.repeat(800) });
  await store.quizzes.create({ ...place, key, settings: '{}', state, due: now, now, questions, effects: [] });
  for (let n = 1, version = 1; n <= TEN; n++)
    for (let person = 0; person < TEN; person++, version++) {
      const user = String(900_000_000_000_000_000n + BigInt(person));
      const answer = { n, user, answer: '{"kind":"option","index":1}', at: now };
      const who = { user, name: `Somebody ${person}`, seenAt: now };
      await store.quizzes.commit({ key, version, state, due: now, revealed: n, now, person: who, answer, effects: [] });
    }
}

const client = new Client({ connectionString: database.options.databaseUrl });
await client.connect();
await client.query('vacuum full analyze');
await tell(`a learner with ${answers} answers`, OF_LEARNERS, learners);
await tell(`a quiz of ${TEN} questions and ${TEN} people`, OF_QUIZZES, QUIZZES);
await client.end();
await store.close();
await database.remove();

/** What tables take for each of so many, indexes included. */
async function tell(what: string, tables: readonly string[], among: number): Promise<void> {
  let sum = 0;
  for (const table of tables) {
    const { rows } = await client.query(
      `select pg_total_relation_size('${table}') as size, count(*) as rows from ${table}`,
    );
    const [{ size, rows: count }] = rows as [{ size: string; rows: string }];
    sum += Number(size);
    console.log(`${table}: ${Number(count) / among} rows and ${Math.round(Number(size) / among)} bytes`);
  }
  console.log(`${Math.round(sum / among)} bytes for ${what}`);
}

/** Half of the course is done. */
function courseState(): string {
  return JSON.stringify({
    passed: Array.from({ length: 20 }, (_, i) => `a-graph-of-values.${i}`),
    skipped: [],
    at: 'slope.3',
  });
}
