import { type SourceRange, UserError } from '../errors.ts';

/** A piece of a formula and where it stands; `end` follows the last one. */
export type Token = SourceRange & {
  readonly kind: 'number' | 'name' | 'sign' | 'newline' | 'end';
  readonly text: string;
};

const PATTERN =
  /\s*?(\n)|[^\S\n]*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{M}\p{N}_]*)|([-+*/^()[\]=,;<>|√∛]|\.(?=\p{L}))|$)/uy;

/** What to say to a character that no formula has, but people type. */
const HINTS: Record<string, string> = {
  '{': 'Use round brackets.',
  '}': 'Use round brackets.',
  '\\': 'This command of LaTeX is not known here: write the formula with + - * / ^ ( ).',
  '∫': 'I take derivatives, and no integrals: leave `∫` out.',
  '∑': 'Write a sum out, as in `a + b + c`.',
  '∞': 'Write a number.',
  '∂': 'Begin with it: `∂/∂a (a*b)`.',
  '∇': 'The gradient by every name comes by itself: leave `∇` out.',
  '±': 'Write one of `+` and `-`.',
  '≤': 'A comparison has no gradient: use `max`, `min` or `relu`.',
  '≥': 'A comparison has no gradient: use `max`, `min` or `relu`.',
  ':': 'For a division write `/`, for a value `x=2`.',
  '!': 'There is no factorial here.',
  '%': 'Write a division by 100 out.',
  '.': 'A point stands only inside a number, as in `0.5`.',
};

/** Square brackets are brackets like any other. */
const BRACKETS = new Map([
  ['[', '('],
  [']', ')'],
]);

/** Splits a cleaned formula into tokens; a `newline` token separates statements. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    PATTERN.lastIndex = position;
    const match = PATTERN.exec(text);
    if (match === null) throw unknownCharacter(text, position);
    const [whole, newline, number, name, sign] = match;
    const end = position + whole.length;
    const piece = newline ?? number ?? name ?? sign;
    if (piece !== undefined) {
      const kind = newline ? 'newline' : number ? 'number' : name ? 'name' : 'sign';
      tokens.push({ kind, text: BRACKETS.get(piece) ?? piece, start: end - piece.length, end });
    }
    position = end;
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}

function unknownCharacter(text: string, from: number): UserError {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);
  const character = String.fromCodePoint(text.codePointAt(start) as number);
  return new UserError(`\`${character}\` has no meaning in a formula.`, {
    code: 'E_UNKNOWN_CHARACTER',
    hint: HINTS[character] ?? 'Use names, numbers, + - * / ^ ( ) and functions such as tanh(x).',
    where: { text, place: { start, end: start + character.length } },
  });
}
