import { z } from 'zod';
import { defineCommand } from '../src/command/define.ts';
import { UserError } from '../src/errors.ts';
import { FORMATS } from '../src/questions/formats/formats.ts';
import { OWN } from '../src/questions/own.ts';
import type { Answer, Level } from '../src/questions/question.ts';
import { TOPICS } from '../src/questions/type.ts';
import { QUESTION_TYPES } from '../src/questions/types/index.ts';
import { MAX_NUMBER, practice } from '../src/quiz/practice.ts';
import { LONGEST_SECONDS, MOST_ROUNDS, SHORTEST_SECONDS } from '../src/quiz/session/times.ts';
import { importForm } from '../src/quiz/views/files.ts';

const LARGEST_SEED = 2 ** 32 - 1;
/** A question of a quiz as buttons name it, and what stands behind it: `s7Kq2mPa.3 B`. */
const KEYED = /^(s[A-Za-z0-9]{3,20}\.\d{1,3})(?:\s+([\s\S]*))?$/;

const TYPES = QUESTION_TYPES.map(({ name }) => name);

const nothing = z.strictObject({});
const level = z.int().min(1).max(5).optional();
const seed = z.int().min(0).max(LARGEST_SEED).optional();
const question = z.string().max(40).optional().describe('which question, as its button says; the open one if left out');

const start = defineCommand({
  name: 'quiz start',
  summary: 'Start a quiz here: everybody answers alone, and each round ends with the answer and why',
  private: true,
  options: z.strictObject({
    topic: z
      .enum([...TOPICS, OWN])
      .optional()
      .describe('what it is about; own asks the questions you imported; all topics if left out'),
    level: level.describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks; rises if left out'),
    rounds: z.int().min(1).max(MOST_ROUNDS).default(5).describe('how many questions').meta({ short: 'n' }),
    seconds: z
      .int()
      .min(SHORTEST_SECONDS)
      .max(LONGEST_SECONDS)
      .default(60)
      .describe('to answer; time to read is added'),
    seed: seed.describe('the same seed asks the same questions').meta({ short: 's' }),
  }),
  examples: [
    ['/quiz start', 'five questions that get harder, 60 seconds each'],
    ['/quiz start --topic graph --level 3', 'gradients of values that are used twice'],
    ['/quiz start --rounds 10 --seconds 90 --seed 7', 'a longer one that another group can repeat'],
    ['/quiz start --topic own', 'the questions that you imported'],
  ],
  act: ({ level: wanted, ...values }, { quizzes, who }) =>
    quizzes.start(who, { ...values, level: wanted as Level | undefined }),
});

const begin = defineCommand({
  name: 'quiz begin',
  summary: 'Host: begin now, or go on to the next question',
  private: true,
  options: nothing,
  examples: [['/quiz begin', 'when all are there']],
  act: (_, { quizzes, who }) => quizzes.begin(who),
});

const join = defineCommand({
  name: 'quiz join',
  summary: 'Join the quiz here; answering a question joins it too',
  private: true,
  options: nothing,
  examples: [['/quiz join', 'at any time, also in the middle']],
  act: (_, { quizzes, who }) => quizzes.join(who),
});

const answer = defineCommand({
  name: 'quiz answer',
  summary: 'Answer the open question; the last answer before time is up counts',
  text: 'answer',
  private: true,
  options: z.strictObject({
    answer: z
      .string()
      .max(450)
      .optional()
      .describe('a letter, or what the question asks for: a number, a formula, letters in order'),
    unknown: z.boolean().default(false).describe('"I do not know yet": costs nothing and brings the hint'),
  }),
  examples: [
    ['/quiz answer B', 'by its letter'],
    ['/quiz answer -3', 'a number'],
    ['/quiz answer b*(1 - t^2)', 'a formula'],
    ['/quiz answer --unknown', 'no idea yet, and the first step of the way'],
    ['/quiz answer s7Kq2mPa.3 B', 'what a button does: question 3 of this quiz'],
  ],
  act: async ({ answer: typed = '', unknown }, { quizzes, who }) => {
    const [, key, behind] = KEYED.exec(typed.trim()) ?? [];
    const text = key === undefined ? typed.trim() : (behind ?? '').trim();
    return quizzes.answer(who, readAnswer(text, unknown, key !== undefined), key);
  },
});

/** A capital letter behind a question's key comes from a button; whatever people type is read by the grading. */
function readAnswer(text: string, unknown: boolean, keyed: boolean): Answer {
  if (unknown && text === '') return { kind: 'unknown' };
  if (unknown) {
    throw new UserError('This is an answer, and `--unknown` says that there is none.', {
      hint: 'Give one of the two.',
    });
  }
  if (text === '') {
    throw new UserError('There is no answer.', { hint: 'For example `/quiz answer B`, or `/quiz answer --unknown`.' });
  }
  if (keyed && /^[A-F]$/.test(text)) return { kind: 'option', index: text.charCodeAt(0) - 'A'.charCodeAt(0) };
  return { kind: 'text', text: text.slice(0, 400) };
}

const hint = defineCommand({
  name: 'quiz hint',
  summary: 'A first step towards the answer of the open question; a right answer is worth 0.9 then',
  text: 'question',
  private: true,
  options: z.strictObject({ question }),
  examples: [['/quiz hint', 'seen by nobody else']],
  act: (values, { quizzes, who }) => quizzes.hint(who, values.question),
});

const mine = defineCommand({
  name: 'quiz mine',
  summary: 'What your own answer was worth, and which mistake it suggests',
  text: 'question',
  private: true,
  options: z.strictObject({ question }),
  examples: [['/quiz mine', 'after the answer was shown']],
  act: (values, { quizzes, who }) => quizzes.mine(who, values.question),
});

const stop = defineCommand({
  name: 'quiz stop',
  summary: 'Host: end the quiz now; what was asked so far counts',
  private: true,
  options: nothing,
  examples: [['/quiz stop', 'with the board as it is']],
  act: (_, { quizzes, who }) => quizzes.stop(who),
});

const resume = defineCommand({
  name: 'quiz resume',
  summary: 'Host: go on with a paused quiz',
  private: true,
  options: nothing,
  examples: [['/quiz resume', 'where it stopped']],
  act: (_, { quizzes, who }) => quizzes.resume(who),
});

const lead = defineCommand({
  name: 'quiz lead',
  summary: 'Lead the quiz in place of a host who has been away for a minute',
  private: true,
  options: nothing,
  examples: [['/quiz lead', 'to begin, stop or resume it yourself']],
  act: (_, { quizzes, who }) => quizzes.lead(who),
});

const status = defineCommand({
  name: 'quiz status',
  summary: 'How far the quiz here is, who takes part, and the board',
  private: true,
  options: nothing,
  examples: [['/quiz status', 'also when a message got lost in the talk']],
  act: (_, { quizzes, who }) => quizzes.status(who),
});

const scores = defineCommand({
  name: 'quiz scores',
  summary: 'The board of a month, over all quizzes here',
  options: z.strictObject({
    season: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month is written 2026-10.')
      .optional()
      .describe('a calendar month such as 2026-10; this one if left out')
      .meta({ suggestions: ['2026-10'] }),
  }),
  examples: [
    ['/quiz scores', 'this month'],
    ['/quiz scores --season 2026-10', 'another one'],
  ],
  act: ({ season }, { quizzes, who }) => quizzes.scores(who, season),
});

const practising = defineCommand({
  name: 'quiz practice',
  summary: 'Practise alone, without a clock: a question, and what your answer says about how you think',
  private: true,
  options: z.strictObject({
    topic: z.enum(TOPICS).optional().describe('what it is about; all topics if left out'),
    level: level.describe('1 one operation, 2 two or three, 3 reuse, 4 activations, 5 networks'),
    type: z.string().max(40).optional().describe('one type of question only').meta({ suggestions: TYPES }),
    seed: z.int().min(0).max(LARGEST_SEED).default(1).describe('of the series of questions').meta({ short: 's' }),
    number: z.int().min(1).max(MAX_NUMBER).default(1).describe('which question of the series').meta({ short: 'n' }),
    answer: z
      .string()
      .max(10)
      .optional()
      .describe('the letter of an option')
      .meta({ suggestions: ['A', 'B', 'C', 'D'] }),
    text: z.string().max(400).optional().describe('an answer of your own: a number, a formula, letters in order'),
    unknown: z.boolean().default(false).describe('"I do not know yet" brings the hint'),
    hint: z.boolean().default(false).describe('the question with a first step'),
    solution: z.boolean().default(false).describe('the right answer and why'),
  }),
  examples: [
    ['/quiz practice', 'a first question, and the next behind each answer'],
    ['/quiz practice --topic graph --level 3 --seed 5', 'gradients of values that are used twice'],
    ['/quiz practice --seed 5 --number 2 --answer B', 'an answer to the second question of a series'],
    ['/quiz practice --seed 5 --number 2 --hint', 'its first step'],
    ['/quiz practice --seed 5 --number 2 --solution', 'its answer, and why'],
  ],
  run: ({ level: wanted, ...values }) => practice({ ...values, level: wanted as Level | undefined }),
});

const report = defineCommand({
  name: 'quiz report',
  summary: 'Host: which mistakes the group makes, as a picture and tables, without names',
  private: true,
  options: nothing,
  examples: [['/quiz report', 'of the last quiz here']],
  act: (_, { quizzes, who }) => quizzes.report(who),
});

const exporting = defineCommand({
  name: 'quiz export',
  summary: 'Host: the answers and scores of the last quiz as CSV, or its questions for Moodle',
  private: true,
  options: z.strictObject({
    as: z.enum(['csv', 'gift']).default('csv').describe('csv: answers with names; gift: questions for Moodle'),
  }),
  examples: [
    ['/quiz export', 'a table for a spreadsheet'],
    ['/quiz export --as gift', "questions in Moodle's GIFT format"],
  ],
  act: ({ as }, { quizzes, who }) => quizzes.export(who, as),
});

const importing = defineCommand({
  name: 'quiz import',
  summary: 'Bring your own questions, in YAML, CSV or GIFT; ask them with /quiz start --topic own',
  text: 'paste',
  private: true,
  options: z.strictObject({
    paste: z
      .string()
      .max(6000)
      .optional()
      .describe('the questions themselves, in place of a file')
      .meta({ verbatim: true }),
    file: z.string().max(400).optional().describe('a file with up to 500 questions').meta({ attachment: true }),
    format: z.enum(FORMATS).optional().describe('found out from the text if left out'),
  }),
  examples: [
    ['/quiz import --file questions.yaml', 'a file; every mistake in it is named with its line'],
    ['/quiz import What is 2*3? {=6 ~5 ~8}', 'a question in GIFT'],
  ],
  act: async ({ paste, file, format }, { quizzes, who, files }) => {
    if (paste === undefined && file === undefined) return importForm(format);
    if (paste !== undefined && file !== undefined) {
      throw new UserError('There is both a file and a text with questions.', { hint: 'Bring one after the other.' });
    }
    return quizzes.import(who, paste ?? files[file ?? ''] ?? '', format);
  },
});

const forget = defineCommand({
  name: 'quiz forget-me',
  summary: 'Delete your name and your answers from every quiz here, for good',
  private: true,
  options: nothing,
  examples: [['/quiz forget-me', 'boards are counted anew without you']],
  act: (_, { quizzes, who }) => quizzes.forgetMe(who),
});

export default [
  practising,
  start,
  join,
  begin,
  answer,
  hint,
  mine,
  status,
  scores,
  report,
  importing,
  exporting,
  stop,
  resume,
  lead,
  forget,
];
