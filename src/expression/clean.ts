import { decodeEntities } from '../text.ts';

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

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A formula as a keyboard would have it: entities decoded, code spans and quotes taken off, typographic signs
 * and superscripts turned into `* / - ^2`. Beside a letter π is a factor, not a part of a name: πr² is pi*r^2.
 * Positions in errors refer to this text, and it is what they show.
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
    .replace(/π(?=[\p{L}\p{N}_])/gu, 'pi*')
    .replace(/(?<=[\p{L}_])π/gu, '*pi')
    .replace(/[^\n\x20-\x7e]/gu, (sign) => SIGNS[sign] ?? (/\s/.test(sign) ? ' ' : sign))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
