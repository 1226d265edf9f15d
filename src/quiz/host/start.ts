import type { Requester } from '../../command/requester.ts';
import { UserError } from '../../errors.ts';
import { OWN } from '../../questions/own.ts';
import type { Question } from '../../questions/question.ts';
import { TYPE_FILES } from '../../questions/types/files.ts';
import type { NewQuiz } from '../../store/quiz-store.ts';
import type { Bank } from '../bank/bank.ts';
import { open } from '../session/stages.ts';
import type { State } from '../session/state.ts';
import { LONGEST_SECONDS, MOST_ROUNDS, paceOf, SHORTEST_SECONDS } from '../session/times.ts';
import type { QuizSettings } from '../session/view-data.ts';
import { toRows } from './change.ts';
import { broughtQuestions, LARGEST_QUIZ_SEED, madeQuestions } from './choose.ts';
import type { QuizzesOptions } from './options.ts';
import { type Again, DEFAULTS, type StartOptions, startLine } from './start-line.ts';

/** What a seed of ours is below: short enough to type. */
const SEEDS = 1_000_000;

/** Questions that people brought are asked all, but at most so many. */
const MOST_BROUGHT = 100;

/** Everything about a new quiz but its key. */
export type QuizDraft = Omit<NewQuiz, 'key'>;

/**
 * Makes the questions and the first state.
 *
 * @param command what was typed, as far as it is not about the questions, for remedies
 * @throws UserError for options that cannot be
 */
export async function draftQuiz(
  options: QuizzesOptions,
  bank: Bank,
  who: Requester,
  wanted: StartOptions,
  command = '/quiz start',
): Promise<QuizDraft> {
  const { clock, transports } = options;
  const solo = transports.get(platformOf(who.tenant))?.solo ?? false;
  const again: Again = (change) => startLine(command, { ...wanted, ...change });
  const hasOwn = async (): Promise<boolean> => (await bank.topics()).length > 0;
  const settings = await settingsOf(options, wanted, solo, { again, hasOwn });
  // A seed that was given always draws from the first types, one of ours from all that there are.
  const types = wanted.seed === undefined ? TYPE_FILES.length : undefined;
  const make: QuizzesOptions['make'] = (question) => options.make({ ...question, types });
  const questions = await questionsFor({ ...options, make }, bank, settings, again, wanted.rounds === 'all');
  const asked = settings.steps === undefined ? settings : { ...settings, rounds: questions.length };
  const now = clock.now();
  const { state, effects } = open(firstState(settings, questions, who, solo, now), now);
  return {
    tenant: who.tenant,
    channel: who.channel,
    settings: JSON.stringify(asked),
    state: JSON.stringify(state),
    due: 'due' in state.stage ? state.stage.due : now,
    now,
    questions: questions.map((question) => JSON.stringify(question)),
    host: { user: who.user, name: who.name, seenAt: now },
    effects: toRows(effects, now),
  };
}

export const platformOf = (tenant: string): string => tenant.split(':', 1)[0] ?? '';

/** What the remedies of a refusal are made from. */
interface Remedies {
  readonly again: Again;
  /** Are there questions that people brought? */
  readonly hasOwn: () => Promise<boolean>;
}

async function settingsOf(
  { random }: QuizzesOptions,
  wanted: StartOptions,
  solo: boolean,
  remedies: Remedies,
): Promise<QuizSettings> {
  const { from, steps, level, seconds = SHORTEST_SECONDS, order, seed = Math.floor(random() * SEEDS) } = wanted;
  const topic = from === undefined ? wanted.topic : OWN;
  const brought = topic === OWN;
  const { again } = remedies;
  if (steps !== undefined && [topic, level, order].some((one) => one !== undefined)) throw onlySteps(again);
  if (from !== undefined && wanted.topic !== undefined && wanted.topic !== OWN) throw bothSources(wanted, again);
  if (!brought && order !== undefined) throw await onlyBrought('order', { order: undefined }, remedies);
  if (!brought && wanted.rounds === 'all') throw await onlyBrought('rounds all', { rounds: DEFAULTS.rounds }, remedies);
  const rounds = wanted.rounds === 'all' ? MOST_BROUGHT : wanted.rounds;
  inRange('rounds', rounds, 1, brought ? MOST_BROUGHT : MOST_ROUNDS, again);
  inRange('seconds', seconds, 1, LONGEST_SECONDS, again);
  inRange('seed', seed, 0, LARGEST_QUIZ_SEED, again);
  return {
    topic,
    from,
    steps,
    order,
    level,
    rounds,
    seconds: solo ? seconds : Math.max(SHORTEST_SECONDS, seconds),
    seed,
  };
}

const onlySteps = (again: Again): UserError =>
  new UserError('`--steps` asks the steps of one formula, so there is nothing else to choose.', {
    code: 'E_TWO_SOURCES',
    hint: 'Leave out `--topic`, `--from`, `--level` and `--order`.',
    remedies: [
      again({ topic: undefined, from: undefined, level: undefined, order: undefined, rounds: DEFAULTS.rounds }),
      again({ steps: undefined }),
    ],
  });

function bothSources({ topic, rounds }: StartOptions, again: Again): UserError {
  const mine = { from: undefined, order: undefined, rounds: rounds === 'all' ? DEFAULTS.rounds : rounds };
  return new UserError(`\`--topic ${topic}\` asks questions of mine, and \`--from\` asks yours.`, {
    code: 'E_TWO_SOURCES',
    hint: 'Leave one of the two out.',
    remedies: [again(mine), again({ topic: undefined })],
  });
}

async function onlyBrought(option: string, without: Partial<StartOptions>, remedies: Remedies): Promise<UserError> {
  const { again, hasOwn } = remedies;
  return new UserError(`\`--${option}\` is for questions that people brought.`, {
    code: 'E_ONLY_BROUGHT',
    hint: 'Leave it out, name a topic of theirs with `--from`, or take all with `--topic own`.',
    remedies: [
      again({ order: undefined, rounds: DEFAULTS.rounds, ...without }),
      ...((await hasOwn()) ? [again({ topic: OWN, level: undefined })] : []),
    ],
  });
}

function inRange(name: 'rounds' | 'seconds' | 'seed', value: number, low: number, high: number, again: Again): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new UserError(`\`--${name}\` is a whole number from ${low} to ${high}.`, {
    code: 'E_OPTION_VALUE',
    remedies: [again({ [name]: value < low ? low : high })],
  });
}

function firstState(
  { seconds }: QuizSettings,
  questions: readonly Question[],
  { user, bank, manages }: Requester,
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
    // Where banks are of people, rooms are, too.
    ...(bank !== undefined && manages && { owned: true }),
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

const questionsFor = (
  options: QuizzesOptions,
  bank: Bank,
  settings: QuizSettings,
  again: Again,
  all: boolean,
): Promise<Question[]> =>
  settings.steps !== undefined
    ? options.stepQuestions(settings.steps)
    : settings.topic === OWN
      ? broughtQuestions(bank, settings, again, all)
      : madeQuestions(options.make, settings);
