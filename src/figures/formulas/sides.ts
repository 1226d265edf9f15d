import { NO_VALUE } from '../../derivation/steps.ts';
import { type Expression, format, formatNumber } from '../../expression/index.ts';
import type { Equation } from '../../reply/document.ts';
import type { Chain, Factor } from './chain.ts';
import { numberIn, type Role, type Writing } from './writing.ts';

/** Letters of LaTeX: what is longer could not be taken in, and TeX has no room for much more. */
const MAX_SIDE = 2000;
/** Numbers that differ by less are the same but for what a computer cannot store. */
const SAME = 1e-12;

type Sign = '=' | '≈';

/** One side of an equation: in LaTeX and as it is read out, without the sign in front. */
export interface Side {
  readonly sign: Sign;
  readonly latex: string;
  readonly text: string;
}

export const side = (latex: string, text: string, sign: Sign = '='): Side => ({ sign, latex, text });

const SIGNS: Readonly<Record<Sign, string>> = { '=': '=', '≈': '\\approx' };
/** Sides with their signs in front. */
export const latexOf = ({ sign, latex }: Side): string => `${SIGNS[sign]} ${latex}`;
export const spokenOf = ({ sign, text }: Side): string => `${sign} ${text}`;

/** Is a side short enough to be typeset? */
export const fits = ({ latex }: Side): boolean => latex.length <= MAX_SIDE;

/** What two ways of writing the same have in common: no colours, boxes and spaces. */
const bare = ({ latex }: Side): string => latex.replace(/\\(?:upstream|local|result|boxed)\b|[\s{}]/g, '');

/** An equation of its left side and of rows of right sides; of what comes twice, the last. Sides that are too long go. */
export function equation(left: Side, rows: readonly (readonly (Side | undefined)[])[]): Equation {
  const all = rows.flat().filter((one) => one !== undefined);
  const last = new Map(all.map((one) => [bare(one), one]));
  const kept = rows.map((row) =>
    row.filter((one): one is Side => one !== undefined && fits(one) && last.get(bare(one)) === one),
  );
  return {
    left: left.latex,
    rows: kept.filter((row) => row.length > 0).map((row) => row.map(latexOf)),
    text: [left.text, ...kept.flat().map(spokenOf)].join(' '),
  };
}

/** A number with all its digits; what is not finite is never shown as one. */
const numberText = (value: number): string => (Number.isFinite(value) ? formatNumber(value) : NO_VALUE);

/** Does a number lose digits where it is shown? */
export const isRounded = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(Number(formatNumber(value)) - value) > SAME * Math.abs(value);

export const numberSide = (value: number, mark: (latex: string) => string = (latex) => latex): Side => {
  const text = numberText(value);
  return side(mark(numberIn(text, false)), text, isRounded(value) ? '≈' : '=');
};

export const expressionSide = (expression: Expression, writing: Writing, mark = (latex: string) => latex): Side =>
  side(mark(writing.expression(expression)), format(expression));

export const nameSide = (name: string, writing: Writing): Side => side(writing.name(name), name);

/** Where a factor stands: by itself, at the beginning, or behind a sign, where a minus wants brackets. */
type Place = 'alone' | 'first' | 'behind';

/** How a factor is written in one of the sides of an equation. */
export type WriteFactor = (factor: Factor, place: Place) => Side;

/** `∂L/∂a`, as a fraction. */
export const partial = (of: string, by: string, writing: Writing): Side =>
  side(`\\frac{\\partial ${writing.name(of)}}{\\partial ${writing.name(by)}}`, `d${of}/d${by}`);

/** The local derivative in names, in brackets where it stands behind a sign or is a sum. */
export const slopeWriter =
  (writing: Writing): WriteFactor =>
  ({ of, by, slope }, place) => {
    if (slope === undefined) return partial(of, by, writing);
    const [whole, part] = [writing.expression(slope), writing.factor(slope)];
    const plain = place === 'alone' || (place === 'first' && whole.startsWith('-'));
    const text = format(slope, true);
    return side(plain ? whole : part, plain ? text : bracketed(text));
  };

/** The local derivative as its number. */
export const writeValue: WriteFactor = ({ value }, place) => {
  const text = numberText(value);
  const behind = place === 'behind';
  return side(numberIn(text, behind), behind ? bracketed(text) : text, isRounded(value) ? '≈' : '=');
};

/** A sum, and what begins with a minus, in brackets if it has none. */
const bracketed = (text: string): string =>
  /^\([^()]*\)$/.test(text) || !/^-|[ +<>]|(?<=[^e(*/^])-/.test(text) ? text : `(${text})`;

/** The ways added up, each the product of its factors: upstream in one colour, local in the other. */
export function sumOf(ways: readonly Chain[], write: WriteFactor, writing: Writing): Side | undefined {
  if (ways.length === 0) return undefined;
  let sign: Sign = '=';
  const terms = ways.map((way, i) => {
    const alone = ways.length === 1 && way.length === 1;
    const factors = way.map((factor, k) => write(factor, alone ? 'alone' : k + i > 0 ? 'behind' : 'first'));
    if (factors.some((factor) => factor.sign === '≈')) sign = '≈';
    const local = factors.at(-1) as Side;
    const upstream = factors.slice(0, -1);
    const marked: [Role, readonly Side[]][] = [
      ['upstream', upstream],
      ['local', [local]],
    ];
    return {
      latex: marked
        .filter(([, all]) => all.length > 0)
        .map(([role, all]) => writing.mark(role, all.map(({ latex }) => latex).join(' \\cdot ')))
        .join(' \\cdot '),
      text: factors.map(({ text }) => text).join(' × '),
    };
  });
  return side(terms.map(({ latex }) => latex).join(' + '), terms.map(({ text }) => text).join(' + '), sign);
}
