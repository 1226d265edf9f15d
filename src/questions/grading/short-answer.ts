import { UserError } from '../../errors.ts';
import type { Grade, Typed } from '../question.ts';
import { gradeOf } from './feedback.ts';
import { sameMeaning } from './meaning.ts';
import { gradeTraps, type Trap } from './traps.ts';
import { almostSameWords, patternOf, sameWords, withoutEscapes } from './words.ts';

type TypedWords = Extract<Typed, { kind: 'words' }>;

/** One text of a question: a right one, or what a trap is for. */
interface Foreseen {
  readonly text: string;
  /** Left out for a right one. */
  readonly trap?: Trap;
}

/**
 * Grades a short answer by what it means: a number by its value, a formula by equivalence, words as `sameWords` has it.
 * What was foreseen exactly comes before patterns, of these the most particular first, and before typing mistakes; what
 * a typing mistake makes of a right text counts as right, since the spelling is not what was asked.
 */
export function gradeWords({ accepted, traps, wildcards = false }: TypedWords, text: string): Grade {
  if (text.trim() === '')
    throw new UserError('There is no answer here.', { code: 'E_NO_ANSWER', hint: 'Type a word or two.' });
  // What is said to who types a right text stands at a trap of its own.
  const said = traps.filter((trap) => trap.weight === 1 && accepted.includes(trap.text));
  const foreseen: Foreseen[] = [
    ...accepted.map((one): Foreseen => {
      const trap = said.find((other) => other.text === one);
      return { text: one, ...(trap && { trap }) };
    }),
    ...traps.filter((trap) => !said.includes(trap)).map((trap) => ({ text: trap.text, trap })),
  ];
  const patterns = foreseen.flatMap((one) => {
    const pattern = wildcards || one.text.trim() === '*' ? patternOf(one.text) : undefined;
    return pattern === undefined ? [] : [{ one, pattern }];
  });
  const texts = foreseen
    .filter((one) => patterns.every((pattern) => pattern.one !== one))
    .map((one) => (wildcards ? { ...one, text: withoutEscapes(one.text) } : one));
  const exact = texts.find((one) => sameWords(one.text, text)) ?? texts.find((one) => sameMeaning(one.text, text));
  if (exact !== undefined) return gradeForeseen(exact);
  const matching = patterns
    .filter(({ pattern }) => pattern.matches(text))
    .sort((a, b) => b.pattern.literal - a.pattern.literal);
  const particular = matching.find(({ pattern }) => pattern.literal > 0);
  if (particular !== undefined) return gradeForeseen(particular.one);
  const almost = texts.filter((one) => almostSameWords(one.text, text));
  const [only] = almost;
  // Near a right text and near a wrong one: nobody can tell.
  if (only !== undefined && almost.every((one) => isRight(one) === isRight(only)))
    return gradeForeseen(only, `Almost: it is written \`${only.text.replaceAll('`', '')}\`.`);
  return matching[0] === undefined ? gradeTraps([]) : gradeForeseen(matching[0].one);
}

const isRight = ({ trap }: Foreseen): boolean => trap === undefined || trap.weight === 1;

const gradeForeseen = ({ trap }: Foreseen, remark?: string): Grade =>
  trap === undefined
    ? gradeOf({ right: true, bugs: [], remark })
    : gradeTraps([trap], trap.weight === 1 ? { remark } : {});
