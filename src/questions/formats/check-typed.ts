import { sameWords } from '../grading/words.ts';
import { cleanLine } from '../markup.ts';
import { MAX_OPTION_TEXT, MAX_OPTIONS, type Option, type Typed } from '../question.ts';
import { arranged } from './arrange.ts';
import { atMost, readRemarks } from './remarks.ts';
import { lineOf } from './texts.ts';
import type { WrittenPair, WrittenQuestion, WrittenTrap } from './written.ts';

const MAX_ACCEPTED = 20;
const MAX_ACCEPTED_LENGTH = 200;

type TypedNumber = Extract<Typed, { kind: 'number' }>;
type Trap = TypedNumber['traps'][number];

/** How an answer is typed, as the question says; undefined where it has options alone. */
export function checkTyped(written: WrittenQuestion, options: readonly Option[], seed: number): Typed | undefined {
  const { number, accept, pairs } = written;
  const wrong = options
    .filter(({ right }) => !right)
    .map(
      ({ text, bugs, feedback, weight }): Trap => ({
        text,
        bugs,
        ...(weight && { weight }),
        ...(feedback && { feedback }),
      }),
    );
  const others = (written.traps ?? []).map((trap) => readTrap(trap, written));
  // What is said to who is right comes first, wrong options next.
  const isRight = ({ text, weight = 0 }: Trap): boolean =>
    weight >= 1 && (number === undefined || text === String(number.value));
  const traps = [...others.filter(isRight), ...wrong, ...others.filter((trap) => !isRight(trap))];
  if (number !== undefined) return checkNumber(written, number, traps, others);
  if (accept !== undefined) return checkWords(written, accept, traps, wrong.length > 0);
  return pairs === undefined ? undefined : checkPairs(written, pairs, seed);
}

function readTrap(trap: WrittenTrap, { number, mistakes }: WrittenQuestion): Trap {
  const { tolerance, weight } = trap;
  const text = cleanLine(trap.text);
  if (text === '') mistakes.add(trap.line, 'This answer is empty.');
  const { bugs, feedback } = readRemarks(trap, (weight ?? 0) >= 1, mistakes);
  return {
    text,
    bugs,
    ...(weight && { weight: Number(weight.toFixed(7)) }),
    ...(tolerance !== undefined && tolerance !== number?.tolerance && { tolerance }),
    ...(feedback && { feedback }),
  };
}

function checkNumber(
  { line, mistakes }: WrittenQuestion,
  { value, tolerance }: Pick<TypedNumber, 'value' | 'tolerance'>,
  traps: Trap[],
  others: readonly Trap[],
): Typed {
  const isNumber = ({ text }: Trap): boolean =>
    text === '*' || Number.isFinite(Number(text.replace('−', '-').replace(',', '.')));
  const isHidden = (trap: Trap): boolean =>
    (trap.weight ?? 0) < 1 &&
    (trap.tolerance ?? 0) <= tolerance &&
    Math.abs(Number(trap.text.replace('−', '-')) - value) <= tolerance;
  const word = others.find((trap) => !isNumber(trap));
  if (word !== undefined) mistakes.add(line, `\`${word.text.slice(0, 40).replaceAll('`', "'")}\` is no number.`);
  if (traps.some(isHidden)) mistakes.add(line, `A wrong option is within the tolerance of ${value}.`);
  return { kind: 'number', value, tolerance, traps };
}

function checkWords(
  { line, wildcards, mistakes }: WrittenQuestion,
  accept: readonly string[],
  traps: Trap[],
  isShown: boolean,
): Typed {
  const rights = traps.filter(({ weight = 0 }) => weight >= 1);
  const accepted = [...new Set([...accept.map(cleanLine), ...rights.map(({ text }) => text)])].filter(
    (text) => text !== '',
  );
  if (accepted.length === 0) mistakes.add(line, 'There is no right answer.');
  if (accepted.length > MAX_ACCEPTED)
    mistakes.add(line, `There are ${accepted.length} right texts; ${MAX_ACCEPTED} fit.`);
  for (const text of accepted) atMost(text, MAX_ACCEPTED_LENGTH, 'A right text', line, mistakes);
  if (isShown)
    atMost(accepted[0] ?? '', MAX_OPTION_TEXT, 'The first right text is shown as an option: it', line, mistakes);
  if (traps.some(({ text, weight = 0 }) => weight < 1 && accepted.some((right) => sameWords(text, right))))
    mistakes.add(line, 'A wrong option is one of the right texts.');
  const known = traps.filter(({ weight = 0, feedback }) => weight < 1 || feedback !== undefined);
  // In the order of the right texts.
  const said =
    rights.length < 2
      ? known
      : [
          ...accepted.flatMap((text) => known.find((trap) => trap.text === text && (trap.weight ?? 0) >= 1) ?? []),
          ...known.filter(({ weight = 0 }) => weight < 1),
        ];
  return { kind: 'words', accepted, traps: said, ...(wildcards && { wildcards }) };
}

function checkPairs({ line, mistakes }: WrittenQuestion, pairs: readonly WrittenPair[], seed: number): Typed {
  const read = pairs.map(({ left, right }) => ({ left: left && lineOf(left).text, right: lineOf(right).text }));
  const rights = arranged([...new Set(read.map(({ right }) => right))], (text) => text, seed);
  const full = read.filter(({ left }) => left);
  const lefts = arranged(full, ({ left = '' }) => left, seed + 1);
  const count = Math.max(lefts.length, rights.length);
  if (lefts.length < 2 || rights.length < 2)
    mistakes.add(line, 'A matching question needs two pairs at least, with different right sides.');
  if (count > MAX_OPTIONS) mistakes.add(line, `There are ${count} pairs; ${MAX_OPTIONS} fit.`);
  if (rights.includes('')) mistakes.add(line, 'A pair has no right side.');
  const twice = lefts.find(({ left }, i) => lefts.findIndex((other) => other.left === left) < i);
  if (twice !== undefined) mistakes.add(line, `Two pairs begin with \`${(twice.left ?? '').replaceAll('`', "'")}\`.`);
  for (const { left, right } of read) {
    atMost(left ?? '', MAX_OPTION_TEXT, 'The left side of a pair', line, mistakes);
    atMost(right, MAX_OPTION_TEXT, 'The right side of a pair', line, mistakes);
  }
  return {
    kind: 'pairs',
    left: lefts.map(({ left = '' }) => left),
    right: rights,
    key: lefts.map(({ right }) => rights.indexOf(right)),
  };
}

/** The options of a typed question: the wrong ones, with the right answer among them; none where it has none. */
export function shownOptions(typed: Typed, wrong: readonly Option[]): readonly Option[] {
  if (wrong.length === 0) return [];
  const text = typed.kind === 'number' ? String(typed.value) : typed.kind === 'words' ? (typed.accepted[0] ?? '') : '';
  return [{ text, right: true, bugs: [] }, ...wrong.filter(({ right }) => !right)];
}
