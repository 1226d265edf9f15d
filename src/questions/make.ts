import { Random } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { questionGraph } from '../figures/graph/question.ts';
import type { ReplyNode } from '../reply/document.ts';
import { toText } from '../reply/text.ts';
import { nearest } from '../text.ts';
import { hash } from './hash.ts';
import { chooseOptions } from './options.ts';
import { pick } from './parts/random.ts';
import type { Level, Question } from './question.ts';
import { type Problem, type QuestionType, TOPICS } from './type.ts';
import { FIRST_TYPES } from './types/files.ts';
import { QUESTION_TYPES } from './types/index.ts';
import { has, type Operation } from './without.ts';

/** What a question is to be; everything but the seed may be left to the seed. */
export interface Wanted {
  readonly type?: string | undefined;
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  /** How many types the seed draws from, the first that joined; {@link FIRST_TYPES} if left out. */
  readonly types?: number | undefined;
  /** Kinds of operations that it does not have: those are not taught yet. */
  readonly without?: readonly Operation[] | undefined;
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
}

/** A draw is accepted more often than one time in twenty, so this many in a row never fail. */
const MAX_DRAWS = 1000;
/** A graph of fewer operations is seen in the formulas. */
const DRAWN_OPERATIONS = 3;
/** Prompt and options together, without pictures, so that they fit one message on every platform. */
const MAX_TEXT = 1800;

/**
 * Makes a question. The same type, level and seed give the same question on every machine for as long as the type has
 * the same version; so do the same topic, number of types and seed, where type or level are left to the seed.
 *
 * @throws UserError for a type or topic that does not exist, or not at this level
 */
export function makeQuestion({ seed, without = [], ...wanted }: Wanted): Question {
  const random = new Random(seed);
  const type = pick(random, typesFor(wanted));
  const level = wanted.level ?? pick(random, type.levels);
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const question = drawQuestion(type, level, seed, draw);
    if (question !== undefined && !without.some((operation) => has(question, operation))) return question;
  }
  throw new Error(`no question of type ${type.name} at level ${level} from seed ${seed}`);
}

/** One draw; undefined when it makes no good question. */
export function drawQuestion(type: QuestionType, level: Level, seed: number, draw: number): Question | undefined {
  const random = new Random(hash(`${type.name}/${level}/${seed}/${draw}`));
  const problem = type.generate(random, level);
  const options = problem && chooseOptions(problem, random);
  if (problem === undefined || options === undefined || lengthOf(problem, options) > MAX_TEXT) return undefined;
  const { typed, hint, explanation } = problem;
  return {
    type: type.name,
    level,
    seed,
    prompt: promptOf(type, level, problem),
    options,
    ...(typed && { typed }),
    hint: [...hint],
    explanation: [...explanation],
  };
}

/** What is asked, with the picture of its graph before the question itself. */
function promptOf({ drawn }: QuestionType, level: Level, { prompt, graph }: Problem): ReplyNode[] {
  const operations = graph?.graph.nodes.filter(({ kind }) => kind === 'operation').length ?? 0;
  if (graph === undefined || !drawn?.includes(level) || operations < DRAWN_OPERATIONS) return [...prompt];
  return [...prompt.slice(0, -1), questionGraph(graph), ...prompt.slice(-1)];
}

const lengthOf = ({ prompt }: Problem, options: Question['options']): number =>
  options.reduce(
    (sum, { text }) => sum + text.length,
    toText({ nodes: prompt.filter(({ kind }) => kind !== 'picture') }).length,
  );

/** @throws UserError for a type that does not exist */
export function questionType(name: string): QuestionType {
  const found = QUESTION_TYPES.find((type) => type.name === name);
  return found ?? unknownName('question type', name, names(QUESTION_TYPES));
}

/** The types that the seed draws from; at least one. */
function typesFor({
  type,
  topic,
  level,
  types = FIRST_TYPES,
}: Omit<Wanted, 'seed' | 'without'>): readonly QuestionType[] {
  if (topic !== undefined && !TOPICS.some((known) => known === topic)) unknownName('topic', topic, TOPICS);
  const named = (type === undefined ? QUESTION_TYPES : [questionType(type)]).filter(
    (known) => topic === undefined || known.topic === topic,
  );
  if (named.length === 0) {
    throw new UserError(`\`${type}\` is not about ${topic}.`, {
      code: 'E_TYPE_NOT_OF_TOPIC',
      hint: 'Leave the topic out, or the type.',
    });
  }
  const fitting = named.filter(({ levels }) => level === undefined || levels.includes(level));
  // Where none of the first types fits, the one with which a line like this could first be typed.
  const joined = fitting.filter(({ number }) => number <= types);
  if (fitting.length > 0) return joined.length > 0 ? joined : fitting.slice(0, 1);
  const levels = [...new Set(named.flatMap((known) => known.levels))].sort();
  throw new UserError(`There is no question about \`${type ?? topic}\` at level ${level}.`, {
    code: 'E_NO_QUESTION_AT_LEVEL',
    hint: `It has level ${levels.join(', ')}.`,
  });
}

const names = (types: readonly QuestionType[]): string[] => types.map(({ name }) => name);

function unknownName(what: string, given: string, known: readonly string[]): never {
  const near = nearest(given, known);
  throw new UserError(`There is no ${what} \`${given.slice(0, 40).replaceAll('`', "'")}\`.`, {
    code: 'E_UNKNOWN_TYPE_OR_TOPIC',
    hint: near ? `Did you mean \`${near}\`?` : `There is ${known.map((name) => `\`${name}\``).join(', ')}.`,
  });
}
