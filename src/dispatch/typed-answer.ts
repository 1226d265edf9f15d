import { withInput } from '../command/format.ts';
import { firstWords, startOf } from '../command/start.ts';
import type { Asks } from '../reply/asked.ts';
import type { Bot } from './bot.ts';
import type { ParsedCall } from './parsed-call.ts';

/** What the one who does not know says, on a button or of their own accord. */
const UNKNOWN = /^(i (don['’]?t|do not) know( yet)?|idk|dunno)[.!]*$/i;
const LETTER = /^(?:(?:option|answer)\s+)?\(?([a-z])[).:]?$/i;
/** Letters apart, or run together. */
const LETTERS = /^[a-z](?:[\s,;>→&+-]+(?:and\s+)?[a-z])*$|^[a-z]{2,8}$/i;
const PAIRS = /^(?:\d+\s*[-–:=→]*\s*[a-z][\s,;]*)+$/i;
/** Of an answer that is a number, the words that are no names. */
const NUMBER_WORDS = /sqrt|exp|log|ln|tanh|pi|e/gi;

type Parser = Pick<Bot, 'parse' | 'commands'>;

/**
 * The call that a typed line means while a question stands open: its answer, `?` for the hint, nothing but Enter for the
 * next one; undefined where the line means what it always means.
 *
 * @param asks the question that was shown last to whoever typed
 */
export function callToAnswer(bot: Parser, typed: string, asks: Asks | undefined): ParsedCall | undefined {
  const text = typed.trim();
  if (asks === undefined) return undefined;
  const pressed = lineOfKey(text, asks) ?? practised(bot, text, asks);
  if (pressed !== undefined) return bot.parse(pressed);
  const { answer } = asks;
  if (answer === undefined || text === '' || firstWords(text).slash) return undefined;
  const otherwise = bot.parse(text);
  if (!isAnswer(bot, text, asks, otherwise)) return undefined;
  const call = bot.parse(withInput(answer, text));
  const asFormula = otherwise.error === undefined && isNoNumber(text) ? otherwise.readAs : undefined;
  return asFormula === undefined ? call : { ...call, instead: asFormula };
}

function lineOfKey(text: string, { answer, hint, next, unknown }: Asks): string | undefined {
  if (text === '') return next;
  if (text === '?') return hint;
  return answer !== undefined && UNKNOWN.test(text) ? unknown : undefined;
}

/** `/quiz answer B` without the name of a question, while one practises. */
function practised({ commands }: Parser, text: string, { answer }: Asks): string | undefined {
  const { command, rest = '' } = startOf(text, commands) ?? {};
  if (command?.name !== 'quiz answer' || answer?.startsWith('/quiz practice') !== true) return undefined;
  const given = rest.trim();
  // What names a question of a quiz, or says something else, is for the quiz.
  return given === '' || given.startsWith('-') || /^s[A-Za-z0-9]{3,20}\.\d/.test(given)
    ? undefined
    : withInput(answer, given);
}

/** Whoever could mean both answers the question; what it cannot take is read as it always is. */
function isAnswer(bot: Parser, text: string, { letters, texts, typed }: Asks, otherwise: ParsedCall): boolean {
  const [, letter = ''] = LETTER.exec(text) ?? [];
  if (letters.includes(letter.toUpperCase())) return true;
  if (texts?.some((option) => plain(option) === plain(text))) return true;
  const named = startOf(text, bot.commands) !== undefined;
  if (named) return typed === 'words' && otherwise.error !== undefined;
  const isMistyped = (otherwise.error?.remedies.length ?? 0) > 0;
  switch (typed) {
    case 'words':
      return true;
    case 'expression':
      return !isMistyped && otherwise.command?.name !== 'help';
    case 'sequence':
      return LETTERS.test(text);
    case 'pairs':
      return PAIRS.test(text);
    default:
      return (typed === undefined && areLetters(text, letters)) || !isNoNumber(text);
  }
}

/** Without what makes no difference between the text of an option and what somebody types of it. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[−–—]/g, '-')
    .replaceAll(/[`\s]+/g, '')
    .toLowerCase();

/** Letters of several options, such as `A, C and D`. */
function areLetters(text: string, letters: readonly string[]): boolean {
  const chosen =
    text
      .toUpperCase()
      .replaceAll(/\bAND\b/g, '')
      .match(/[A-Z]/g) ?? [];
  return LETTERS.test(text) && chosen.length <= letters.length && chosen.every((letter) => letters.includes(letter));
}

/** Are there letters in it that are part of no number, or no digit at all? A name with `=` may stand in front. */
function isNoNumber(text: string): boolean {
  const number = text
    .replace(/^[\p{L}\d/_']{1,12}\s*[=≈]/u, '')
    .replaceAll(NUMBER_WORDS, '')
    .replaceAll('π', '3');
  return !/\d|pi/i.test(text.replaceAll('π', '3')) || /\p{L}/u.test(number);
}
