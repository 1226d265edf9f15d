import { Random } from '../../engine/index.ts';
import { UserError } from '../../errors.ts';
import type { Wanted } from '../../questions/make.ts';
import { LEVELS, type Level, type Question } from '../../questions/question.ts';
import { counted } from '../../text.ts';
import { type Bank, beingAsked } from '../bank/bank.ts';
import type { Entry } from '../bank/entry.ts';
import { MOST_ROUNDS } from '../session/times.ts';
import type { QuizSettings } from '../session/view-data.ts';
import type { Again } from './start-line.ts';

/** Draws for one round, so that two rounds of a quiz do not ask the same. */
const DRAWS = 6;
/** Seeds of the questions of one quiz lie in a stretch of their own. */
const SEEDS_PER_QUIZ = MOST_ROUNDS * DRAWS + 8;
export const LARGEST_QUIZ_SEED = Math.floor(Number.MAX_SAFE_INTEGER / SEEDS_PER_QUIZ) - 1;

type Make = (wanted: Wanted) => Promise<Question>;

/** The questions of a quiz that are made of its seed. */
export async function madeQuestions(make: Make, settings: QuizSettings): Promise<Question[]> {
  const questions: Question[] = [];
  for (let round = 0; round < settings.rounds; round++) questions.push(await draw(make, settings, round, questions));
  return questions;
}

/** A question of a type that was not asked yet, if that can be had; never the same one twice. */
async function draw(make: Make, settings: QuizSettings, round: number, before: readonly Question[]): Promise<Question> {
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

/**
 * The questions of a quiz that people brought.
 *
 * @param all is nothing to be left out?
 * @throws UserError where there are none or too many, or a task is asking them
 */
export async function broughtQuestions(
  bank: Bank,
  settings: QuizSettings,
  again: Again,
  all: boolean,
): Promise<Question[]> {
  const { from, level, order, rounds, seed } = settings;
  const ids = await bank.ids({ from, own: from === undefined }, (topic) => again({ topic: undefined, from: topic }));
  const inOrder = (all: readonly string[]): readonly string[] =>
    order === 'mine' ? all : new Random(seed).shuffled([...all]);
  const entries = await bank.entries(level === undefined && !all ? inOrder(ids).slice(0, rounds) : inOrder(ids));
  const leveled = entries.filter(({ question }) => level === undefined || question.level === level);
  if (all && leveled.length > rounds)
    throw new UserError(`There are ${leveled.length} questions; ${rounds} fit.`, {
      code: 'E_TOO_MANY_QUESTIONS',
      hint: `Take ${rounds} of them, or one topic with \`--from\`; \`/quiz bank\` has the topics.`,
      remedies: [again({ rounds })],
    });
  const fitting = leveled.slice(0, rounds);
  for (const entry of fitting) if (await bank.withheld(entry, 'channel')) throw beingAsked();
  if (fitting.length > 0 || level === undefined) return fitting.map(questionOf);
  throw new UserError(`None of ${counted(ids.length, 'question')} has level ${level}.`, {
    code: 'E_NO_QUESTION_AT_LEVEL',
    hint: 'Leave `--level` out.',
    remedies: [again({ level: undefined })],
  });
}

const questionOf = ({ question }: Entry): Question => question;
