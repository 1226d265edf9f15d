import { letterOf } from '../../questions/letters.ts';
import { keptSpans, plainLine } from '../../questions/markup/spans.ts';
import type { Question } from '../../questions/question.ts';
import { codeBlock, list, paragraph, say, strong } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { counted } from '../../text.ts';
import type { Distribution } from '../session/view-data.ts';
import { bugSpans, bugsOf, cut } from './parts.ts';

const BAR = 10;
/** Of a text behind its bar, so that a line has at most 42 columns. */
const MAX_BESIDE_BAR = 20;
/** Of wrong answers that were typed, so many have a bar each. */
const MAX_TYPED = 3;
/** Of wrong answers, so many are explained to all, the most frequent first. */
const MAX_EXPLAINED = 3;

/** How many gave an answer: a letter with a mark, the number, and the text behind. */
export interface Row {
  readonly label: string;
  readonly n: number;
  readonly text: string;
  /** The same with its formulas, of an option. */
  readonly spans?: readonly Span[];
  /** Of how many, where that is another number for others. */
  readonly of?: number;
  /** Is it left out where nobody gave it? */
  readonly ifAny?: boolean;
}

/** How many gave each answer, and how many a whole bar stands for; 0 where nobody answered. */
export function distributionRows(question: Question, given: Distribution): { rows: Row[]; most: number } {
  const rows: Row[] = [
    ...(given.pairs === undefined ? optionRows(question, given) : pairRows(question, given.pairs)),
    { label: '?', n: given.unknown, text: "I don't know yet", ifAny: true },
  ].filter(({ n, ifAny }) => n > 0 || !ifAny);
  return { rows, most: Math.max(...rows.map(({ n }) => n), given.pairs?.answers ?? 0) };
}

/** The same as bars: a letter and a mark tell them apart. */
export function distributionNodes(question: Question, given: Distribution): ReplyNode[] {
  const { rows, most } = distributionRows(question, given);
  if (most === 0) return [paragraph(say`Nobody answered.`)];
  const digits = String(most).length;
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, n, of, text }) => {
    const bar = '█'.repeat(n === 0 ? 0 : Math.max(1, Math.round((BAR * n) / most))).padEnd(BAR, '·');
    return `${label.padEnd(width)} ${bar} ${String(n).padStart(digits)}  ${cut(`${of === undefined ? '' : `of ${of}  `}${text}`, MAX_BESIDE_BAR)}`;
  });
  return [codeBlock(lines.join('\n'))];
}

/** How many answers these are. */
export const countOf = (groups: Distribution['typed']): number => groups.reduce((sum, { count }) => sum + count, 0);

/** What was typed by what it is: right, right in part (pairs, or what its teacher gives a share for), wrong. */
export function typedByWorth(
  typed: Distribution['typed'],
): Readonly<Record<'right' | 'partly' | 'wrong', Distribution['typed']>> {
  const [right, others] = [typed.filter(({ score }) => score === 1), typed.filter(({ score }) => score < 1)];
  // A mistake with a name is a mistake, whatever it is worth.
  const isPart = ({ score, note }: (typeof typed)[number]): boolean => score > 0 && bugsOf(note).length === 0;
  return { right, partly: others.filter(isPart), wrong: others.filter((group) => !isPart(group)) };
}

/** The options, then what was typed: all that is right together, and wrong answers one by one as far as there is room. */
function optionRows({ options }: Question, { options: chosen, typed }: Distribution): Row[] {
  const { right, partly, wrong } = typedByWorth(typed);
  const told = wrong.filter(({ text }) => text !== undefined).slice(0, MAX_TYPED);
  const others = countOf(wrong) - countOf(told);
  return [
    ...options.map((option, i) => ({
      label: `${letterOf(i)} ${option.right ? '✔' : '✘'}`,
      n: chosen[i] ?? 0,
      text: plainLine(option.text),
      spans: keptSpans(option.text),
    })),
    { label: '… ✔', n: countOf(right), text: 'typed', ifAny: true },
    { label: '… ½', n: countOf(partly), text: 'typed, right in part', ifAny: true },
    ...told.map(({ text = '', count }) => ({ label: '… ✘', n: count, text: `typed ${text.replaceAll('`', '')}` })),
    { label: '… ✘', n: others, text: told.length > 0 ? 'typed otherwise' : 'typed', ifAny: true },
  ];
}

/** How many had each pair right. */
function pairRows({ typed }: Question, { right, answers }: NonNullable<Distribution['pairs']>): Row[] {
  if (typed?.kind !== 'pairs') return [];
  return typed.left.map((text, i) => ({
    label: `${i + 1}${letterOf(typed.key[i] ?? 0)} ✔`,
    n: right[i] ?? 0,
    of: answers,
    text: plainLine(text),
    spans: keptSpans(text),
  }));
}

interface Wrong {
  readonly what: string;
  readonly n: number;
  readonly bugs: readonly string[];
}

/** What the most frequent wrong answers suggest; of nobody by name. */
export function mistakeNodes({ options }: Question, { options: chosen, typed }: Distribution): ReplyNode[] {
  const pressed = options.map(({ bugs }, i): Wrong => ({ what: letterOf(i), n: chosen[i] ?? 0, bugs }));
  const notes = Map.groupBy(typed, ({ note }) => note);
  const written = [...notes].map(
    ([note, groups]): Wrong => ({ what: 'Typed', n: countOf(groups), bugs: bugsOf(note) }),
  );
  const wrong = [...pressed, ...written]
    .filter(({ n, bugs }) => n > 0 && bugs.length > 0)
    .sort((a, b) => b.n - a.n)
    .slice(0, MAX_EXPLAINED);
  if (wrong.length === 0) return [];
  const items = wrong.map(({ what, n, bugs }) => {
    const [first = '', ...others] = bugs;
    const or = others.slice(0, 2).flatMap((bug) => say` Or ${bugSpans(bug)}`);
    return say`${strong(what)} (${counted(n, 'answer')}) suggests ${bugSpans(first)}${or}`;
  });
  return [list(items)];
}
