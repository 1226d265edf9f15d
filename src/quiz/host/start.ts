import { z } from 'zod';
import type { Requester } from '../../command/requester.ts';
import { Random } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import { OWN } from '../../questions/own.ts';
import { LEVELS, type Level, type Question, questionSchema } from '../../questions/question.ts';
import { TYPE_FILES } from '../../questions/types/files.ts';
import type { NewQuiz } from '../../store/quiz-store.ts';
import { open } from '../session/stages.ts';
import type { State } from '../session/state.ts';
import { LONGEST_SECONDS, MOST_ROUNDS, paceOf, SHORTEST_SECONDS } from '../session/times.ts';
import type { QuizSettings } from '../session/view-data.ts';
import { toRows } from './change.ts';
import type { QuizzesOptions } from './options.ts';

/** Draws for one round, so that two rounds of a quiz do not ask the same. */
const DRAWS = 6;
/** Seeds of the questions of one quiz lie in a stretch of their own. */
const SEEDS_PER_QUIZ = MOST_ROUNDS * DRAWS + 8;
const LARGEST_QUIZ_SEED = Math.floor(Number.MAX_SAFE_INTEGER / SEEDS_PER_QUIZ) - 1;
/** What a seed of ours is below: short enough to type. */
const SEEDS = 1_000_000;

const setSchema = z.array(questionSchema).min(1);

export interface StartOptions {
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  readonly rounds: number;
  readonly seconds: number;
  readonly seed?: number | undefined;
}

/** Everything about a new quiz but its key. */
export type QuizDraft = Omit<NewQuiz, 'key'>;

/** Makes the questions and the first state. @throws UserError for options that cannot be */
export async function draftQuiz(options: QuizzesOptions, who: Requester, wanted: StartOptions): Promise<QuizDraft> {
  const { clock, transports } = options;
  const solo = transports.get(platformOf(who.tenant))?.solo ?? false;
  const settings = settingsOf(options, wanted, solo);
  // A seed that was given always draws from the first types, one of ours from all that there are.
  const types = wanted.seed === undefined ? TYPE_FILES.length : undefined;
  const make: QuizzesOptions['make'] = (question) => options.make({ ...question, types });
  const questions = await questionsFor({ ...options, make }, who, settings);
  const now = clock.now();
  const { state, effects } = open(firstState(settings, questions, who, solo, now), now);
  return {
    tenant: who.tenant,
    channel: who.channel,
    settings: JSON.stringify(settings),
    state: JSON.stringify(state),
    due: 'due' in state.stage ? state.stage.due : now,
    now,
    questions: questions.map((question) => JSON.stringify(question)),
    host: { user: who.user, name: who.name, seenAt: now },
    effects: toRows(effects, now),
  };
}

export const platformOf = (tenant: string): string => tenant.split(':', 1)[0] ?? '';

function settingsOf({ random }: QuizzesOptions, wanted: StartOptions, solo: boolean): QuizSettings {
  const { topic, level, rounds, seconds, seed = Math.floor(random() * SEEDS) } = wanted;
  inRange('rounds', rounds, 1, MOST_ROUNDS);
  inRange('seconds', seconds, 1, LONGEST_SECONDS);
  inRange('seed', seed, 0, LARGEST_QUIZ_SEED);
  return { topic, level, rounds, seconds: solo ? seconds : Math.max(SHORTEST_SECONDS, seconds), seed };
}

function inRange(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new UserError(`\`--${name}\` is a whole number from ${low} to ${high}.`, { code: 'E_OPTION_VALUE' });
}

function firstState(
  { seconds }: QuizSettings,
  questions: readonly Question[],
  { user }: Requester,
  solo: boolean,
  now: number,
): State {
  return {
    solo,
    thinkMs: seconds * 1000,
    paces: questions.map(paceOf),
    n: 0,
    revealed: 0,
    stage: { at: 'lobby', due: now, shown: false, since: now },
    hosts: [user],
    hostSeen: now,
    people: solo ? [user] : [],
    answered: [],
    choosing: [],
    extra: 0,
    skipped: [],
    idle: 0,
    editFrom: now,
    messages: {},
  };
}

async function questionsFor(options: QuizzesOptions, who: Requester, settings: QuizSettings): Promise<Question[]> {
  if (settings.topic === OWN) return ownQuestions(options, who, settings);
  const questions: Question[] = [];
  for (let round = 0; round < settings.rounds; round++) questions.push(await draw(options, settings, round, questions));
  return questions;
}

/** A question of a type that was not asked yet, if that can be had; never the same one twice. */
async function draw(
  { make }: QuizzesOptions,
  settings: QuizSettings,
  round: number,
  before: readonly Question[],
): Promise<Question> {
  let fresh: Question | undefined;
  for (let i = 0; i < DRAWS; i++) {
    const seed = settings.seed * SEEDS_PER_QUIZ + round * DRAWS + i;
    const question = await make({ topic: settings.topic, level: levelOf(settings, round), seed });
    if (before.every(({ type }) => type !== question.type)) return question;
    if (before.every(({ prompt }) => JSON.stringify(prompt) !== JSON.stringify(question.prompt))) fresh ??= question;
    if (i === DRAWS - 1) return fresh ?? question;
  }
  throw new Error('no question');
}

/** Without a level, a quiz about everything climbs from the first to the last; one about a topic takes what there is. */
function levelOf({ level, topic, rounds }: QuizSettings, round: number): Level | undefined {
  if (level !== undefined || topic !== undefined) return level;
  return LEVELS[Math.floor((round * LEVELS.length) / rounds)];
}

async function ownQuestions({ store }: QuizzesOptions, who: Requester, settings: QuizSettings): Promise<Question[]> {
  const content = await store.set(who.tenant, who.user);
  if (content === undefined) {
    throw new UserError('You have not brought any questions yet.', {
      code: 'E_NO_QUESTIONS_OF_OWN',
      hint: 'Bring some with `/quiz import`.',
    });
  }
  const set = setSchema.parse(JSON.parse(content));
  return new Random(settings.seed).shuffled(set).slice(0, settings.rounds);
}
