const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  times: '×',
  middot: '·',
  sdot: '⋅',
  minus: '−',
  divide: '÷',
  ndash: '–',
  mdash: '—',
  sup1: '¹',
  sup2: '²',
  sup3: '³',
  lowast: '*',
  ast: '*',
  plus: '+',
  equals: '=',
  lpar: '(',
  rpar: ')',
  Hat: '^',
  pi: 'π',
};

/** Replaces HTML entities, named and numbered, by their characters; unknown ones stay. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z0-9]{2,8}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/**
 * The Levenshtein distance: the least number of characters to insert, delete or replace that makes one text of the other
 * (R. A. Wagner and M. J. Fischer, "The string-to-string correction problem", J. ACM 21, 1974).
 */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (above[j] as number) + 1, (row[j - 1] as number) + 1));
    }
  }
  return row[b.length] as number;
}

const lettersOf = (word: string): string => [...word].sort().join('');

/**
 * The candidate that a mistyped word most likely means: at most two edits away, one for short words, none but the
 * case of a single letter; undefined when none is that near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let best: { candidate: string; rank: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - typed.length) > 2) continue;
    const edits = editDistance(typed, candidate.toLowerCase());
    const allowed = typed.length < 2 ? 0 : typed.length < 4 ? 1 : 2;
    // Letters in the wrong order are likelier than one left out: tahn is tanh rather than tan.
    const rank = lettersOf(typed) === lettersOf(candidate.toLowerCase()) ? edits / 4 : edits;
    if (edits <= allowed && rank < (best?.rank ?? 3)) best = { candidate, rank };
  }
  return best?.candidate;
}

/** Is a word a slip of the finger away from another: one letter missing, added or wrong, or two that changed places? */
export function isSlip(typed: string, word: string): boolean {
  const [a, b] = [typed.toLowerCase(), word.toLowerCase()];
  if (!/^\p{L}{4,}$/u.test(typed) || a === b) return false;
  const swapped = [...b].some((_, i) => a === b.slice(0, i) + (b[i + 1] ?? '') + b[i] + b.slice(i + 2));
  return swapped || (Math.abs(a.length - b.length) < 2 && editDistance(a, b) === 1);
}

/** The start of a text that may be long, in one line, for quoting it in a sentence between backticks. */
export const shorten = (text: string): string =>
  (text.length > 40 ? `${text.slice(0, 40)}…` : text).replaceAll('`', "'").replace(/[\r\n]+/g, ' ');

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 step`, `2 steps`. */
export const counted = (count: number, noun: string, many = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : many}`;

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A finite number as people write it, with any sign for minus; undefined for anything else, such as NaN or 0x10. */
export function readDecimal(text: string): number | undefined {
  const plain = text.replace(/^[−–—]/, '-');
  return DECIMAL.test(plain) && Number.isFinite(Number(plain)) ? Number(plain) : undefined;
}
