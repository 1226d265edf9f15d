import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { LEVELS, type Question, questionSchema } from '../../questions/question.ts';
import type { AnswerRow, PersonRow, QuizStore, SessionRow } from '../../store/quiz-store.ts';
import { type State, stateSchema } from '../session/state.ts';
import { ORDERS } from '../session/view-data.ts';

const dailySchema = z.object({
  date: z.string(),
  zone: z.string(),
  names: z.boolean(),
  streak: z.object({ days: z.int(), free: z.string().optional() }),
  missed: z.array(z.string()),
});

const settingsSchema = z.object({
  topic: z.string().optional(),
  from: z.string().optional(),
  order: z.enum(ORDERS).optional(),
  steps: z.string().optional(),
  level: z.literal(LEVELS).optional(),
  rounds: z.int(),
  seconds: z.number(),
  seed: z.number(),
  task: z.object({ end: z.number(), zone: z.string(), feedback: z.enum(['after', 'now']) }).optional(),
  daily: dailySchema.optional(),
});

/** A quiz as it is kept. */
export interface Loaded {
  readonly row: SessionRow;
  readonly state: State;
}

/** A quiz with its questions, answers and people. */
export interface Whole extends Loaded {
  readonly settings: z.infer<typeof settingsSchema>;
  readonly questions: readonly Question[];
  readonly answers: readonly AnswerRow[];
  readonly people: readonly PersonRow[];
}

/** Reads what is kept, and checks that it still is what we take it for. */
export const loaded = (row: SessionRow): Loaded => ({ row, state: stateSchema.parse(JSON.parse(row.state)) });

/** Reads a quiz as a whole. The state comes first: what is read after it is at least as new. */
export async function loadWhole(store: QuizStore, row: SessionRow): Promise<Whole> {
  const [questions, answers, people] = await Promise.all([
    loadQuestions(store, row.key),
    store.answers(row.key),
    store.people(row.key),
  ]);
  return { ...loaded(row), settings: settingsSchema.parse(JSON.parse(row.settings)), questions, answers, people };
}

/** The size of the cache of questions, in quizzes: questions never change, and every answer needs one. */
const CACHED_QUIZZES = 200;
const caches = new WeakMap<QuizStore, LRUCache<string, readonly Question[]>>();

export async function loadQuestions(store: QuizStore, key: string): Promise<readonly Question[]> {
  const cache = caches.get(store) ?? new LRUCache({ max: CACHED_QUIZZES });
  caches.set(store, cache);
  const before = cache.get(key);
  if (before !== undefined) return before;
  const questions = (await store.questions(key)).map((content) => questionSchema.parse(JSON.parse(content)));
  cache.set(key, questions);
  return questions;
}

/** Question `n` of a quiz, from 1. */
export async function loadQuestion(store: QuizStore, { row }: Loaded, n: number): Promise<Question> {
  return questionOf({ row, questions: await loadQuestions(store, row.key) }, n);
}

/** Question `n` of a quiz, from 1. @throws Error where there is none */
export function questionOf({ row, questions }: Pick<Whole, 'row' | 'questions'>, n: number): Question {
  const question = questions[n - 1];
  if (question === undefined) throw new Error(`quiz ${row.key} has no question ${n}`);
  return question;
}
