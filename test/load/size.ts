/**
 * What a learner takes in the database:
 *   node src/app/launch.js test/load/size.ts [--learners 100] [--answers 150]
 * It wants TEST_DATABASE_URL. Each learner answers so many questions over half a year, three quarters of them right.
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
const TABLES = ['review', 'card', 'course', 'practice'] as const;

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

const client = new Client({ connectionString: database.options.databaseUrl });
await client.connect();
await client.query('vacuum full analyze');
let sum = 0;
for (const table of TABLES) {
  const { rows } = await client.query(
    `select pg_total_relation_size('${table}') as size, count(*) as rows from ${table}`,
  );
  const [{ size, rows: count }] = rows as [{ size: string; rows: string }];
  sum += Number(size);
  console.log(`${table}: ${Number(count) / learners} rows and ${Math.round(Number(size) / learners)} bytes a learner`);
}
console.log(`${Math.round(sum / learners)} bytes a learner with ${answers} answers, indexes included`);
await client.end();
await store.close();
await database.remove();

/** Half of the course is done. */
function courseState(): string {
  return JSON.stringify({
    passed: Array.from({ length: 20 }, (_, i) => `a-graph-of-values.${i}`),
    skipped: [],
    at: 'slope.3',
  });
}
