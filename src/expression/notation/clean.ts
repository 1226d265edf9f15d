import { decodeEntities } from '../../text.ts';
import { fromLatex } from './from-latex.ts';
import { fromPython } from './from-python.ts';

/** Signs that mean something else in a formula: what phones, word processors and web pages make of them. */
const SIGNS: Record<string, string> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '∙': '*',
  '∗': '*',
  '•': '*',
  '✕': '*',
  '÷': '/',
  '∕': '/',
  '⁄': '/',
  '−': '-',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '＋': '+',
  '＝': '=',
  '；': ';',
  '，': ',',
  '（': '(',
  '）': ')',
  '∣': '|',
  '│': '|',
  '∧': '^',
  π: 'pi',
  '½': '(1/2)',
  '⅓': '(1/3)',
  '⅔': '(2/3)',
  '¼': '(1/4)',
  '¾': '(3/4)',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Letters that stand raised on keyboards of phones, and the plain ones. */
const RAISED_LETTERS: Record<string, string> = { ⁿ: 'n', ˣ: 'x', ʸ: 'y', ᵃ: 'a', ᵇ: 'b', ᵏ: 'k', ᵐ: 'm', ᵗ: 't' };

/**
 * A formula as a keyboard would have it: entities decoded, code spans and quotes taken off, LaTeX and Python as the same
 * in signs, typographic signs and superscripts turned into `* / - ^2`. Beside a letter π is a factor, not a part of a
 * name: πr² is pi*r^2. Cleaning twice changes nothing more. Positions in errors refer to this text, and it is what they
 * show.
 */
export function clean(text: string): string {
  return fromPython(fromLatex(decodeEntities(text)))
    .replace(/```(?:[a-z]+\n)?|[`"'“”„‟‘’‚‛«»′]/g, ' ')
    .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/\*\*/g, '^')
    .replace(/³\s?√/g, '∛')
    .replace(/([⁺⁻]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign, digits) => {
      const plain = [...digits].map((digit) => SUPERSCRIPTS.indexOf(digit)).join('');
      return sign === '⁻' ? `^-${plain}` : `^${plain}`;
    })
    .replace(/([⁻]?)([ⁿˣʸᵃᵇᵏᵐᵗ])/g, (_, sign, letter) => `^${sign && '-'}${RAISED_LETTERS[letter]}`)
    .replace(/(?<!\d)(\d{1,9})([½⅓⅔¼¾])/g, (_, whole, part) => `(${whole}+${SIGNS[part]?.slice(1)}`)
    .replace(/π(?=[\p{L}\p{N}_])/gu, 'pi*')
    .replace(/(?<=[\p{L}_])π/gu, '*pi')
    .replace(/[^\n\x20-\x7e]/gu, (sign) => SIGNS[sign] ?? (/\s/.test(sign) ? ' ' : sign))
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
