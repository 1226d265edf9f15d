import { plainLine } from '../markup/spans.ts';

/** How the right answer is told: by the text of the option, or by its number or letter. */
export type Told = 'text' | 'place';

const plain = (text: string): string =>
  plainLine(text)
    .normalize('NFKC')
    .replaceAll(/[`\s]+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .toLowerCase();

/** The place of an option with this number, from 1, or letter. */
function placeOf(text: string, count: number): number | undefined {
  const [, number, letter] = /^(?:(?:answer|option|choice)\s*)?\(?(?:(\d)|([a-h]))[).:]?$/i.exec(text.trim()) ?? [];
  const place =
    number !== undefined ? Number(number) - 1 : letter !== undefined ? letter.toUpperCase().charCodeAt(0) - 65 : -1;
  return place >= 0 && place < count ? place : undefined;
}

/**
 * The places of the options that a cell means, such as `B`, `2`, `1,3`, or a text; none where one of them means none.
 *
 * @param first what it is tried as first; the other is tried then
 */
export function optionsMeant(text: string, options: readonly string[], first: Told): number[] {
  const byText = (one: string): number => options.findIndex((option) => plain(option) === plain(one));
  const readers: ((one: string) => number)[] = [byText, (one) => placeOf(one, options.length) ?? -1];
  if (first === 'place') readers.reverse();
  const parts = text.split(/\s*(?:[,;|&/\n]|\band\b)\s*/i).filter((part) => part !== '');
  for (const pieces of [[text], parts]) {
    for (const read of readers) {
      const places = pieces.map(read);
      if (places.length > 0 && places.every((place) => place >= 0)) return [...new Set(places)];
    }
  }
  return [];
}
