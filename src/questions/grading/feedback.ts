import { code, list, paragraph, say, withCode } from '../../reply/build.ts';
import type { ReplyNode, Span } from '../../reply/document.ts';
import { isMisconception, misconception } from '../../tutor/misconceptions/index.ts';
import { keptSpans } from '../markup/spans.ts';
import type { Grade } from '../question.ts';

/** What an answer comes to: nothing wrong, or the misconceptions that lead to it. */
export interface Verdict {
  readonly right: boolean;
  /** Right size and wrong sign. */
  readonly wrongSign?: boolean;
  readonly bugs: readonly string[];
  /** What its teacher says it is worth, in place of our rules; below 1 it is not right. */
  readonly weight?: number | undefined;
  /** How the answer was understood, or a simpler way to write it; a sentence with code in backticks. */
  readonly remark?: string | undefined;
  /** The step of the derivation that goes wrong, as the equation that is right. */
  readonly where?: string | undefined;
  /** The share of it that is right, where it has parts; above 0 and below 1. */
  readonly share?: number | undefined;
  /** What the question itself has to say to this answer. */
  readonly own?: string | undefined;
}

const RIGHT = 1;
const WRONG_SIGN = 0.5;
const NAMED = 0.25;

/** Answer notes beside the names of misconceptions. */
const NOTE = { right: 'right', unknown: 'unknown', other: 'other' } as const;

/** The names in the order of the alphabet: the same mistake always has the same note. */
export const noteOf = (bugs: readonly string[]): string =>
  bugs.length === 0 ? NOTE.other : [...new Set(bugs)].sort().join('+');

/** Score, note and words for a verdict. */
export function gradeOf(verdict: Verdict): Grade {
  const { wrongSign = false, bugs, weight, share = 0 } = verdict;
  const right = weight === undefined ? verdict.right : weight === RIGHT;
  if (right) return { score: RIGHT, note: NOTE.right, feedback: [paragraph(praise(verdict))] };
  const named = bugs.length > 0 || !wrongSign ? bugs : ['sign-flipped'];
  const score = weight ?? (share > 0 ? share : wrongSign ? WRONG_SIGN : named.length > 0 ? NAMED : 0);
  return { score: Math.max(0, score), note: noteOf(named), feedback: correction(named, verdict) };
}

const praise = ({ remark, own }: Verdict): Span[] => keptSpans(['✔ Right.', remark, own].filter(Boolean).join(' '));

function correction(bugs: readonly string[], { remark, own, where, weight, share }: Verdict): ReplyNode[] {
  const sentences = bugs.map(sentenceOf);
  const before = [(weight ?? share ?? 0) > 0 ? 'Partly right.' : '✘ Not this one.', remark].filter(Boolean).join(' ');
  const behind = [
    ...(own === undefined ? [] : [paragraph(keptSpans(own))]),
    ...(where === undefined ? [] : [paragraph(say`Look again at ${code(unsolved(where))}.`)]),
  ];
  const [only, second] = sentences;
  if (only === undefined) {
    const none =
      own === undefined && weight === undefined && share === undefined
        ? ' None of the mistakes I know leads here.'
        : '';
    return [paragraph(withCode(before + none)), ...behind];
  }
  if (second === undefined) return [paragraph(withCode(`${before} ${only}`)), ...behind];
  const several = sentences.length === 2 ? 'Two mistakes lead here' : 'Several mistakes lead here';
  return [paragraph(say`${withCode(before)} ${several}:`), list(sentences.map(withCode)), ...behind];
}

/** The step without what it comes to, which may be the answer: there is always another try. */
const unsolved = (equation: string): string => equation.replace(/\s*=\s*[^=]*$/, '');

/** A teacher's own name for a mistake says what it is. */
const sentenceOf = (bug: string): string =>
  isMisconception(bug) ? misconception(bug).sentence : `This is the mistake "${bug}".`;

/** "I don't know yet" is an answer like any other: no loss, and the hint comes. */
export function unknownGrade(hint: readonly ReplyNode[]): Grade {
  const opening = hint.length > 0 ? say`Good to know where you are. A first step:` : say`Good to know where you are.`;
  return { score: 0, note: NOTE.unknown, feedback: [paragraph(opening), ...hint] };
}
