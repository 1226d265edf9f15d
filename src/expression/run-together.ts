import { functionNamed } from './functions.ts';
import type { Token } from './tokens.ts';

/** A letter with an index of its own: `w`, `w₁`, `w1`, `w_12`, and `w_in` where nothing follows; `ΔT` is one as well. */
const LETTER =
  /(?:pi|alpha|beta|gamma|theta|lambda|sigma|omega)(?![\p{N}_])|[Δ∂]?\p{L}\p{M}*(?:_?[\p{N}]+|_[\p{L}\p{N}]+$)?/gu;

/** Names of two or three letters that people do use as one. */
const WORDS = new Set(
  (
    'mu nu xi inf nan lr in id ok no db dt wd out net sum err inp act eta phi psi rho tau chi val var avg std num tmp obs acc ' +
    'lag tot pos neg raw row col idx len pct new old cur pre age pay tax qty pop foo bar baz one two six ten pred lin mse mae rms rss sse bce nll fwd bwd'
  ).split(' '),
);
/** A consonant, a vowel and a consonant read like a word: `net`, `lag`. */
const WORD_LIKE = /^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]$/;
/** `dx`, `ΔL`: a small change of something is one name. */
const SMALL_CHANGE = /^[dΔδ∂]\p{L}/u;

/** What a formula says about its names. */
export interface NameEvidence {
  /** Names that are one for sure: with a value, a formula, or asked for. */
  readonly whole: ReadonlySet<string>;
  /** Names of one letter that stand alone somewhere, or have a value. */
  readonly letters: ReadonlySet<string>;
}

/** Finds out what the tokens of a formula say about its names, and what `known` adds to it. */
export function evidenceOf(tokens: readonly Token[], known: Iterable<string>): NameEvidence {
  const whole = new Set(known);
  const letters = new Set<string>();
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind !== 'name') continue;
    if (tokens[i + 1]?.text === '=') whole.add(text);
    if (segments(text)?.length === 1) letters.add(text);
  }
  for (const name of whole) if (segments(name)?.length === 1) letters.add(name);
  return { whole, letters };
}

/** The letters of a name, each with its index; undefined where something else is left over. */
function segments(name: string): readonly string[] | undefined {
  const parts = name.match(LETTER) ?? [];
  return parts.join('') === name ? parts : undefined;
}

/**
 * The factors that a name of several letters more likely is, `m` and `x` of `mx`; undefined where it more likely is one
 * name. A name with a value, a formula, or that is asked for is always one.
 */
export function factorsOf(name: string, { whole, letters }: NameEvidence): readonly string[] | undefined {
  if (whole.has(name)) return undefined;
  const parts = segments(name);
  if (parts === undefined || parts.length < 2) return undefined;
  if (parts.every((part) => letters.has(part))) return parts;
  if (SMALL_CHANGE.test(name) || WORDS.has(name.replace(/[\d_]+$/, ''))) return undefined;
  // `mse_loss` is a name of words.
  if (/_\p{L}{3,}$/u.test(name) || (parts.length > 2 && /_\p{L}{2,}$/u.test(name))) return undefined;
  if (/^(?:log|ln|exp|sin|cos|tan)_/.test(name)) return undefined;
  const indexed = parts.filter((part) => part.length > 1).length;
  if (indexed > 1) return parts;
  if (parts.length === 2) return parts;
  if (isRun(name)) return parts;
  if (parts.length > 3 || /[à-ÿā-ž]/i.test(name) || WORD_LIKE.test(name) || /^\p{Lu}+$/u.test(name)) return undefined;
  return parts;
}

/** `abc`, `wxyz`: letters in the order of the alphabet. */
const isRun = (name: string): boolean =>
  [...name].every((letter, i) => i === 0 || letter.charCodeAt(0) === name.charCodeAt(i - 1) + 1);

/** A function that a name could begin with, and what it is applied to: `sin` and `x` of `sinx`. */
const APPLIED = /^(tanh|sinh|cosh|sin|cos|tan|exp|sqrt|log_?\d*|ln|lg|relu)((?:\d+|[xyzuvθ])*)(.*)$/;

/** `y = Asin(ωt + φ)` is a wave, while a phone makes `Asin(x)` of an arcus sine that it begins with. */
const AMPLITUDE = /^A(?:sin|cos|tan)$/;

/** Words that are no names where no sign joins them to a formula: `x of`, `is b`. */
const PROSE = new Set(
  'a of is are and or the by to in for if at as an on it its all with when where from then than not be do per mod return twice please'.split(
    ' ',
  ),
);

/** Is it a word that a formula has only when a sign stands beside it? */
export const isProse = (name: string): boolean => name.length > 1 && PROSE.has(name.toLowerCase());

/**
 * The tokens with names taken apart that are factors or a function with its operand, and which names these were.
 *
 * @param factors the factors of a name, or undefined for one that stays whole
 */
export function takeApart(
  tokens: readonly Token[],
  factors: (name: string) => readonly string[] | undefined,
): { tokens: Token[]; apart: ReadonlyMap<string, readonly string[]> } {
  const apart = new Map<string, readonly string[]>();
  const split = tokens.flatMap((token, i) => {
    const called = tokens[i + 1]?.text === '(';
    const amplitude = called && AMPLITUDE.test(token.text) && !(i === 0 && tokens[i + 3]?.text === ')');
    if (token.kind !== 'name') return [token];
    if (!amplitude && functionNamed(called ? token.text.toLowerCase() : token.text)) return [token];
    // `ylog(p)`: a factor and a function.
    const factor = called ? FACTOR.exec(token.text)?.[0] : undefined;
    if (factor && functionNamed(token.text.slice(factor.length))) {
      apart.set(token.text, [factor, token.text.slice(factor.length)]);
      return pieces(token, [factor, token.text.slice(factor.length)]);
    }
    // `elu(x)` is a function that is not known, and no product.
    if (called && token.text.length > 2 && !amplitude) return [token];
    if (isProse(token.text) && (joins(tokens[i - 1]) || joins(tokens[i + 1]))) return [token];
    const parts = factors(token.text);
    if (parts === undefined) return [token];
    apart.set(token.text, parts);
    return isExponent(tokens, i) && !applied(token.text)
      ? inBrackets(token, pieces(token, parts))
      : pieces(token, parts);
  });
  return { tokens: split, apart };
}

/** Of `e^ax` all is the exponent, as of the one name that it could be. */
const isExponent = (tokens: readonly Token[], i: number): boolean =>
  tokens[i - 1]?.text === '^' || (tokens[i - 1]?.text === '-' && tokens[i - 2]?.text === '^');

const inBrackets = ({ start, end }: Token, inner: readonly Token[]): Token[] => [
  { kind: 'sign', text: '(', start, end: start },
  ...inner,
  { kind: 'sign', text: ')', start: end, end },
];

const joins = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === 'name' || token.kind === 'number' || token.text === ')');

/** A factor of one letter before a function. */
const FACTOR = /^([abktxyzθ])(?=sin|cos|tan|exp|ln|log|sqrt|relu|sigmoid)/;

/** The functions and operands of `sinx`, `log2x`, `sinxcosx` and `xsinx`, which nobody uses as names. */
export function applied(name: string): readonly string[] | undefined {
  if (AMPLITUDE.test(name)) return [name.slice(0, 1), name.slice(1)];
  const factor = FACTOR.exec(name)?.[0];
  const behindFactor = factor && applied(name.slice(factor.length));
  if (factor && behindFactor) return functionNamed(name) ? undefined : [factor, ...behindFactor];
  const [, fn, operand = '', rest = ''] = APPLIED.exec(name) ?? [];
  if (fn === undefined || functionNamed(fn) === undefined || functionNamed(name) !== undefined) return undefined;
  const behind = rest === '' ? [] : applied(rest);
  if (behind === undefined || (operand === '' && behind.length === 0)) return undefined;
  return [fn, ...(operand.match(/\d+|\D/g) ?? []), ...behind];
}

function pieces(token: Token, parts: readonly string[]): Token[] {
  let start = token.start;
  return parts.map((text) => {
    const end = start + text.length;
    const piece: Token = { kind: /^\d/.test(text) ? 'number' : 'name', text, start, end };
    start = end;
    return piece;
  });
}
