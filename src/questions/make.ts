import { Random } from '../engine/index.ts';
import { UserError } from '../errors.ts';
import { toText } from '../reply/text.ts';
import { nearest } from '../text.ts';
import { chooseOptions } from './options.ts';
import type { Level, Question } from './question.ts';
import { type Draft, type QuestionType, TOPICS } from './type.ts';
import { QUESTION_TYPES } from './types/index.ts';

/** What a question is to be; everything but the seed may be left to the seed. */
export interface Wanted {
  readonly type?: string | undefined;
  readonly topic?: string | undefined;
  readonly level?: Level | undefined;
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
}

/** A draw is accepted more often than one time in twenty, so this many in a row never fail. */
const MAX_DRAWS = 1000;
/** Prompt and options together, so that they fit one message on every platform. */
const MAX_TEXT = 1800;

/**
 * Makes a question. The same type, level and seed give the same question on every machine; so does the same topic
 * and seed, where type or level are left to the seed.
 *
 * @throws UserError for a type or topic that does not exist, or not at this level
 */
export function makeQuestion({ seed, ...wanted }: Wanted): Question {
  const random = new Random(seed);
  const type = pick(random, typesFor(wanted));
  const level = wanted.level ?? pick(random, type.levels);
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const question = drawQuestion(type, level, seed, draw);
    if (question !== undefined) return question;
  }
  throw new Error(`no question of type ${type.name} at level ${level} from seed ${seed}`);
}

/** One draw; undefined when it makes no good question. */
export function drawQuestion(type: QuestionType, level: Level, seed: number, draw: number): Question | undefined {
  const random = new Random(hash(`${type.name}/${level}/${seed}/${draw}`));
  const draft = type.make(random, level);
  const options = draft && chooseOptions(draft, random);
  if (options === undefined || lengthOf(draft as Draft, options) > MAX_TEXT) return undefined;
  const { prompt, typed, hint, explanation } = draft as Draft;
  return {
    type: type.name,
    level,
    seed,
    prompt: [...prompt],
    options,
    ...(typed && { typed }),
    hint: [...hint],
    explanation: [...explanation],
  };
}

const lengthOf = (draft: Draft, options: Question['options']): number =>
  options.reduce((sum, { text }) => sum + text.length, toText({ nodes: [...draft.prompt] }).length);

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random.random() * items.length)] as T;

/** The types that fit; at least one. */
function typesFor({ type, topic, level }: Omit<Wanted, 'seed'>): QuestionType[] {
  checkName('question type', type, names(QUESTION_TYPES));
  checkName('topic', topic, TOPICS);
  const named = QUESTION_TYPES.filter(
    (known) => (type === undefined || known.name === type) && (topic === undefined || known.topic === topic),
  );
  if (named.length === 0) {
    throw new UserError(`\`${type}\` is not about ${topic}.`, { hint: 'Leave the topic out, or the type.' });
  }
  const fitting = named.filter(({ levels }) => level === undefined || levels.includes(level));
  if (fitting.length > 0) return fitting;
  const levels = [...new Set(named.flatMap((known) => known.levels))].sort();
  throw new UserError(`There is no question about \`${type ?? topic}\` at level ${level}.`, {
    hint: `It has level ${levels.join(', ')}.`,
  });
}

const names = (types: readonly QuestionType[]): string[] => types.map(({ name }) => name);

function checkName(what: string, given: string | undefined, known: readonly string[]): void {
  if (given === undefined || known.includes(given)) return;
  const near = nearest(given, known);
  throw new UserError(`There is no ${what} \`${given.slice(0, 40).replaceAll('`', "'")}\`.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There is ${known.map((name) => `\`${name}\``).join(', ')}.`,
  });
}

/** FNV-1a over the UTF-16 units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): spreads neighbouring seeds. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}
