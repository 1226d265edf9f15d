/** Signs that mean something else in a formula: what phones, word processors and web pages make of them. */
const SIGNS: Record<string, string> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '÷': '/',
  '∕': '/',
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '＝': '=',
  '；': ';',
  '（': '(',
  '）': ')',
  π: 'pi',
  σ: 'sigmoid',
};

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

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A formula as a keyboard would have it: entities decoded, code spans and quotes taken off, typographic signs
 * and superscripts turned into `* / - ^2`. Positions in errors refer to this text, and it is what they show.
 */
export function clean(text: string): string {
  return decodeEntities(text)
    .replace(/```(?:[a-z]+\n)?|[`"'“”„‟‘’‚‛«»]/g, ' ')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\*\*/g, '^')
    .replace(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign, digits) => {
      const plain = [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('');
      return sign === '⁻' ? `^-${plain}` : `^${plain}`;
    })
    .replace(/[^\n\x20-\x7e]/gu, (sign) => SIGNS[sign] ?? (/\s/.test(sign) ? ' ' : sign))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
