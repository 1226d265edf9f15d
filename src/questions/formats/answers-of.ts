import { hash } from '../hash.ts';
import { fromNodes } from '../markup.ts';
import type { Option, Question, Typed } from '../question.ts';
import { isOwnOrder } from './arrange.ts';
import { asTyped } from './gift/wildcards.ts';

/** An answer as Moodle has them, the same for all its formats. */
export interface WeighedAnswer {
  readonly text: string;
  /** From -1 to 1. */
  readonly weight: number;
  readonly tolerance?: number | undefined;
  readonly feedback?: string | undefined;
  readonly bugs: readonly string[];
}

type TypedOf<K extends Typed['kind']> = Extract<Typed, { kind: K }>;

/** What a question is in Moodle. */
export type Answers =
  | { readonly kind: 'truth'; readonly options: readonly Option[] }
  | {
      readonly kind: 'choice';
      readonly answers: readonly WeighedAnswer[];
      readonly several: boolean;
      readonly number?: TypedOf<'number'>;
    }
  /** `shown` has the places of answers that are options as well. */
  | { readonly kind: 'number' | 'words'; readonly answers: readonly WeighedAnswer[]; readonly shown: readonly number[] }
  | {
      readonly kind: 'pairs';
      readonly pairs: readonly { readonly left: string | undefined; readonly right: string }[];
    };

export const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text);

export function answersOf({ options, several = false, typed }: Question): Answers {
  if (typed?.kind === 'pairs') return { kind: 'pairs', pairs: pairsOf(typed) };
  if (typed?.kind === 'number') {
    const { traps } = typed;
    // A number's known answers can stand beside it only if each is a number too.
    if (traps.every(({ text }) => isDecimal(text) || text === '*')) return numbers(typed, options);
    return { kind: 'choice', answers: choices(options, false), several: false, number: typed };
  }
  if (typed?.kind === 'words') return words(typed, options);
  const isPlain = options.every(({ weight }) => weight === undefined);
  if (isPlain && options.length === 2 && options[0]?.text === 'True' && options[1]?.text === 'False')
    return { kind: 'truth', options };
  return { kind: 'choice', answers: choices(options, several), several };
}

const wrongOf = (options: readonly Option[]): readonly Option[] => options.filter(({ right }) => !right);

/** With the weights that they have if none is told. */
function choices(options: readonly Option[], several: boolean): WeighedAnswer[] {
  const share = several ? 1 / options.filter(({ right }) => right).length : 1;
  return options.map(({ right, weight, ...option }) => ({
    ...option,
    weight: weight ?? (right ? share : several ? -share : 0),
  }));
}

function numbers({ value, tolerance, traps }: TypedOf<'number'>, options: readonly Option[]): Answers {
  const [first] = traps;
  // What is said to who is right stands at the right answer itself.
  const isSaid = first !== undefined && first.text === String(value) && (first.weight ?? 0) >= 1;
  const known = (isSaid ? traps.slice(1) : traps).map(({ weight = 0, ...trap }) => ({
    tolerance,
    ...trap,
    weight,
  }));
  return {
    kind: 'number',
    answers: [
      { text: String(value), tolerance, weight: 1, bugs: [], feedback: isSaid ? first.feedback : undefined },
      ...known,
    ],
    shown: shownOf(options, ['', ...known.map(({ text }) => text)]),
  };
}

function words({ accepted, traps, wildcards }: TypedOf<'words'>, options: readonly Option[]): Answers {
  // A star of a text without wildcards is a star.
  const starred = (text: string): string => (wildcards ? text : text.replaceAll('*', '\\*'));
  const said = new Map(traps.filter(({ weight = 0 }) => weight >= 1).map((trap) => [trap.text, trap.feedback]));
  const known = traps.filter(({ weight = 0 }) => weight < 1);
  return {
    kind: 'words',
    answers: [
      ...accepted.map((text) => ({ text: starred(text), weight: 1, bugs: [], feedback: said.get(text) })),
      ...known.map(({ text, weight = 0, feedback, bugs }) => ({ text: starred(text), weight, feedback, bugs })),
    ],
    shown: shownOf(options, [...accepted.map(() => ''), ...known.map(({ text }) => text)]),
  };
}

/** Which of the answers are wrong options, too. */
function shownOf(options: readonly Option[], texts: readonly string[]): number[] {
  const wrong = wrongOf(options).map(({ text }) => text);
  return texts.flatMap((text, i) => (text !== '' && wrong.includes(text) && texts.indexOf(text) === i ? [i] : []));
}

function pairsOf({ left, right, key }: TypedOf<'pairs'>): { left: string | undefined; right: string }[] {
  const others = right.filter((_, i) => !key.includes(i));
  return [
    ...left.map((text, i) => ({ left: text, right: right[key[i] ?? -1] ?? '' })),
    ...others.map((text) => ({ left: undefined, right: text })),
  ];
}

/** Do the options stand in an order that they would not be given? */
export const keepsOrder = ({ prompt, options, typed }: Question): boolean =>
  options.length > 0 &&
  (typed === undefined
    ? isOwnOrder(
        options.map(({ text }) => text),
        hash(fromNodes(prompt)),
      )
    : options[0]?.right === true &&
      isOwnOrder(
        options.map(({ text }) => text),
        hash(fromNodes(prompt)),
      ));

/** Would a star of the answers be taken for a sign of multiplication, though it stands for any text? */
export function needsWildcards({ typed }: Question): boolean {
  if (typed?.kind !== 'words' || !typed.wildcards) return false;
  const texts = [...typed.accepted, ...typed.traps.map(({ text }) => text)];
  const read = asTyped(texts);
  return !read.wildcards || read.texts.some((text, i) => text !== texts[i]);
}
