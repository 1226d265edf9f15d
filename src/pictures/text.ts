const DIGITS = 3;

/** A finite number as it stands in a picture: three significant digits and a real minus sign, such as −0.0123 or 1e-20. */
export function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const size = Math.abs(rounded);
  const plain = size === 0 || (size >= 1e-4 && size < 1e6);
  const text = plain ? String(rounded) : rounded.toExponential();
  return text.replace('e+', 'e').replace(/^-/, '−');
}

/** Widths of Inter's letters over the font size, a little generous; any letter in none of these groups is MEDIUM. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlI .,:;'|!]/, 0.28],
  [/[frt()[\]-]/, 0.38],
  [/[W…—%@ЖЩжщΦΨ]/, 1],
  [/[mwM✕]/, 0.88],
  [/[ACDGHKNOQUVXY÷&#∂∇\u0370-\u04FF]/, 0.77],
  [/[0-9A-Z<>+=−]/, 0.65],
  [/[×·✘]/, 0.7],
  [/[\u2E80-\u{1F9FF}]/u, 1],
];
const MEDIUM = 0.58;
const BOLD = 1.04;
/** Letters whose width is remembered. */
const MAX_KNOWN = 1000;

const known = new Map<string, number>();

function letterWidth(letter: string): number {
  const width = known.get(letter) ?? WIDTHS.find(([group]) => group.test(letter))?.[1] ?? MEDIUM;
  if (known.size < MAX_KNOWN) known.set(letter, width);
  return width;
}

/** About how wide a line of text is, in pixels: enough to lay out with, without a canvas. */
export function textWidth(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size * (weight === 'bold' ? BOLD : 1);
}

/** Breaks text at spaces into lines of at most `width` pixels; a longer word stays whole. */
export function wrap(text: string, width: number, size: number, weight: 'normal' | 'bold' = 'normal'): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && textWidth(longer, size, weight) > width) lines.push(word);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}

/** Breaks text like {@link wrap}, and words that are longer than a line wherever the line is full. */
export function wrapAll(text: string, width: number, size: number, weight: 'normal' | 'bold' = 'normal'): string[] {
  return wrap(text, width, size, weight).flatMap((line) => {
    if (textWidth(line, size, weight) <= width) return [line];
    const pieces = [''];
    for (const letter of line) {
      const longer = pieces.at(-1) + letter;
      if (textWidth(longer, size, weight) <= width) pieces[pieces.length - 1] = longer;
      else pieces.push(letter);
    }
    return pieces;
  });
}

/** Breaks text like {@link wrap}, into as many lines, but of about equal length: no word stands alone in the last. */
export function balanced(text: string, width: number, size: number, weight: 'normal' | 'bold' = 'normal'): string[] {
  let lines = wrap(text, width, size, weight);
  for (let narrower = width - size; narrower > 0; narrower -= size) {
    const next = wrap(text, narrower, size, weight);
    if (next.length > lines.length || next.some((line) => textWidth(line, size, weight) > narrower)) break;
    lines = next;
  }
  return lines;
}

/** A text cut at its end to at most `width` pixels. */
export function cutEnd(text: string, width: number, size: number, weight: 'normal' | 'bold' = 'normal'): string {
  if (textWidth(text, size, weight) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size, weight) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
