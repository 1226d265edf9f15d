import { textWidth } from '../../pictures/text.ts';

const ELLIPSIS = '…';

/** A number with a real minus sign. */
export const typesetNumber = (text: string): string => text.replace(/^-/, '−');

/** A formula as it is printed: `a·b² − c` for `a*b^2 - c`. */
export const typesetFormula = (text: string): string =>
  text
    .replace(/\^([23])(?![\d.^])/g, (_, power: string) => (power === '2' ? '²' : '³'))
    .replaceAll('*', '·')
    .replaceAll('-', '−');

/** A name cut in its middle to about `letters`, as both ends may tell it from others. */
export function cutMiddle(name: string, letters: number): string {
  const all = [...name];
  if (all.length <= letters) return name;
  const kept = letters - 1;
  const head = Math.ceil(kept / 2);
  return all.slice(0, head).join('') + ELLIPSIS + all.slice(all.length - (kept - head)).join('');
}

/** A text cut at its end to at most `width` pixels in bold letters of this size. */
export function cutEnd(text: string, width: number, size: number): string {
  if (textWidth(text, size, 'bold') <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(letters.join('') + ELLIPSIS, size, 'bold') > width) letters.pop();
  return letters.join('').trimEnd() + ELLIPSIS;
}
