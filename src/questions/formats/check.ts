import type { ReplyNode, Span } from '../../reply/document.ts';
import { hash } from '../hash.ts';
import type { WrittenPicture } from '../markup/rich.ts';
import { lineAsCode, plainLine, trimmed } from '../markup/spans.ts';
import { cleanLine, fromNodes } from '../markup.ts';
import { OWN } from '../own.ts';
import {
  LEVELS,
  type Level,
  MAX_OPTION_TEXT,
  MAX_OPTIONS,
  type Option,
  type Question,
  questionSchema,
} from '../question.ts';
import { arranged, staysInOrder } from './arrange.ts';
import { checkTyped, shownOptions } from './check-typed.ts';
import { atMost, readRemarks } from './remarks.ts';
import { lineOf, richOf } from './texts.ts';
import type { Mistakes, WrittenOption, WrittenQuestion, WrittenText } from './written.ts';

/** With eight options, all that belongs to a question fits one message on every platform. */
const MAX_PROMPT = 1000;
const MAX_EXPLANATION = 1000;
const MAX_HINT = 500;
const MAX_NAME = 100;
/** Two weights this near are one: Moodle writes a third as 33.33333. */
const SAME_WEIGHT = 1e-3;

/** A question that passed, and what of it could not be taken as it is. */
export interface Checked {
  readonly question: Question;
  /** Pictures that are shown by their descriptions alone. */
  readonly pictures: readonly WrittenPicture[];
}

/** What a question says, as a question; undefined if something is wrong with it, which stands in its `mistakes` then. */
export function checkWritten(written: WrittenQuestion): Checked | undefined {
  const { mistakes, line } = written;
  if (written.broken) return undefined;
  const pictures: WrittenPicture[] = [];
  const nodesOf = (text: WrittenText | undefined, limit: number, what: string): readonly ReplyNode[] => {
    if (text === undefined) return [];
    const rich = richOf(text);
    pictures.push(...rich.pictures);
    atMost(fromNodes(rich.nodes), limit, what, line, mistakes);
    return rich.nodes;
  };
  const asked = nodesOf(written.prompt, MAX_PROMPT, 'The text of this question');
  const { prompt, picture } = withPicture(asked, written.picture, pictures);
  if (prompt.length === 0) mistakes.add(line, 'This question has no text.');
  const hint = nodesOf(written.hint, MAX_HINT, 'The hint');
  const explanation = nodesOf(written.explanation, MAX_EXPLANATION, 'The explanation');
  const level = readLevel(written);
  const isTyped = written.number !== undefined || written.accept !== undefined;
  const options = written.options
    .map((option) => readOption(option, mistakes, pictures))
    // Beside an answer to type, an option is one that could be typed.
    .map((option) => (isTyped ? { ...option, text: lineAsCode(option.text) } : option));
  const seed = hash(fromNodes(prompt));
  const typed = checkTyped(written, options, seed);
  const all = typed === undefined ? options : shownOptions(typed, options);
  checkOptions(written, options, all);
  if (mistakes.count > 0) return undefined;
  const several = typed === undefined && options.filter(({ right }) => right).length > 1;
  const ordered = written.ordered || staysInOrder(all.map(({ text }) => plainLine(text)));
  const title = shortened(written.title);
  const topic = shortened(written.topic);
  const question: Question = {
    type: OWN,
    level,
    seed,
    ...(title !== undefined && { title }),
    ...(topic !== undefined && { topic }),
    prompt: [...prompt],
    ...(picture && { picture }),
    options: (ordered ? all : arranged(all, ({ text }) => text, seed)).map((option) =>
      weighed(option, several, options),
    ),
    ...(several && { several: true }),
    ...(typed && { typed }),
    hint: [...hint],
    explanation: [...explanation],
  };
  return { question: questionSchema.parse(question), pictures };
}

function shortened(written: string | undefined): string | undefined {
  const text = cleanLine(written ?? '');
  if (text === '') return undefined;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1).toWellFormed()}…` : text;
}

/** A picture at an address of https stands beside the text, not in it; others are their descriptions. */
function withPicture(
  nodes: readonly ReplyNode[],
  given: WrittenQuestion['picture'],
  pictures: WrittenPicture[],
): { readonly prompt: readonly ReplyNode[]; readonly picture: Question['picture'] } {
  const first = pictures.findIndex(({ url }) => /^https:\/\/[^\s<>"]{1,980}$/.test(url));
  if (given !== undefined || first < 0) return { prompt: nodes, picture: given };
  const [{ url, alt } = { url: '', alt: '' }] = pictures.splice(first, 1);
  const mark = alt === '' ? '[picture]' : `[picture: ${alt.replaceAll('`', "'")}]`;
  const rest = withoutMark(nodes, mark);
  return {
    prompt: rest.length === 0 ? nodes : rest,
    picture: { url, alt: (alt || 'a picture without a description').slice(0, 1000) },
  };
}

/** Nodes without a text that stands in them once. */
function withoutMark(nodes: readonly ReplyNode[], mark: string): ReplyNode[] {
  let found = false;
  const cut = (spans: readonly Span[]): Span[] =>
    trimmed(
      spans.map((span) => {
        if (found || !span.text.includes(mark)) return span;
        found = true;
        return { ...span, text: span.text.replace(mark, () => ' ') };
      }),
    );
  return nodes.flatMap((node): ReplyNode[] => {
    if (node.kind === 'list') return [{ ...node, items: node.items.map(cut) }];
    if (node.kind !== 'paragraph') return [node];
    const spans = cut(node.spans);
    return spans.length === 0 ? [] : [{ ...node, spans }];
  });
}

function readLevel({ level: written, line, levelLine = line, mistakes }: WrittenQuestion): Level {
  if (written === undefined || written.trim() === '') return 1;
  const level = LEVELS.find((one) => String(one) === written.trim());
  if (level === undefined)
    mistakes.add(levelLine, `The level is 1, 2, 3, 4 or 5, not \`${cleanLine(written).slice(0, 20)}\`.`);
  return level ?? 1;
}

function readOption(
  { text: written, right, ...about }: WrittenOption,
  mistakes: Mistakes,
  pictures: WrittenPicture[],
): Option {
  const { text, pictures: shown } = lineOf(written);
  pictures.push(...shown);
  if (text === '') mistakes.add(about.line, 'This option is empty.');
  atMost(text, MAX_OPTION_TEXT, 'This option', about.line, mistakes);
  const { bugs, feedback, weight } = readRemarks(about, right, mistakes);
  return { text, right, bugs, ...(weight !== undefined && { weight }), ...(feedback && { feedback }) };
}

/** An option without the weight that it has anyhow. */
function weighed(option: Option, several: boolean, options: readonly Option[]): Option {
  const { weight, ...rest } = option;
  if (weight === undefined) return option;
  // The one right option is worth the whole point.
  if (option.right && !several) return rest;
  const share = 1 / options.filter(({ right }) => right).length;
  const usual = several ? (option.right ? share : -share) : Number(option.right);
  return Math.abs(weight - usual) < SAME_WEIGHT ? rest : option;
}

function checkOptions(
  { line, number, accept, pairs, mistakes }: WrittenQuestion,
  options: readonly Option[],
  shown: readonly Option[],
): void {
  const typed = number !== undefined || accept !== undefined || pairs !== undefined;
  const right = options.filter((option) => option.right).length;
  if (number !== undefined && accept !== undefined)
    mistakes.add(line, 'The answer is either a number or a text: give one of `number` and `accept`.');
  if (pairs !== undefined && (number !== undefined || accept !== undefined || options.length > 0))
    mistakes.add(line, 'A question with `pairs` has no other answers.');
  if (typed && right > 0)
    mistakes.add(line, 'The right answer is given twice: beside it, only wrong options can stand.');
  if (!typed && options.length < 2) mistakes.add(line, 'A question needs two options at least, one of them right.');
  if (shown.length > MAX_OPTIONS) mistakes.add(line, `There are ${shown.length} options; ${MAX_OPTIONS} fit.`);
  if (!typed && options.length >= 2 && right === 0) mistakes.add(line, 'None of the options is marked as right.');
  const several = !typed && right > 1;
  const heavy = options.find((option) => !option.right && (option.weight ?? 0) >= (several ? Number.MIN_VALUE : 1));
  if (heavy !== undefined)
    mistakes.add(
      line,
      several
        ? 'Where several options are right, a wrong one is worth nothing or less.'
        : 'A wrong option is worth less than the whole point.',
    );
  if (several && options.some((option) => option.right && (option.weight ?? 1) <= 0))
    mistakes.add(line, 'A right option is worth nothing.');
  const texts = shown.map(({ text }) => plainLine(text));
  const twice = texts.find((text, i) => text !== '' && texts.indexOf(text) < i);
  if (twice !== undefined) mistakes.add(line, `Two options are \`${twice}\`.`);
}
