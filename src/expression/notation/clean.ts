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

/** What stands raised, and the same on the line. */
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵃᵇᵏᵐᵗ';
const ON_THE_LINE = '0123456789+-()nxyabkmt';

const exponent = (raised: string): string => {
  const plain = [...raised].map((sign) => ON_THE_LINE[RAISED.indexOf(sign)]).join('');
  return /^(?:-?\d+|-?[a-z])$/.test(plain) ? `^${plain}` : `^(${plain})`;
};

/** Stars of a chat around all of it. */
const BOLD = /^\s*(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1\s*$/;

/**
 * A formula as a keyboard would have it: entities decoded, code spans and quotes taken off, LaTeX and Python as the same
 * in signs, typographic signs and superscripts turned into `* / - ^2`. Beside a letter π is a factor, not a part of a
 * name: πr² is pi r^2. Cleaning twice changes nothing more. Positions in errors refer to this text, and it is what they
 * show.
 */
export function clean(text: string): string {
  return (
    fromPython(fromLatex(decodeEntities(text).replace(BOLD, '$2')))
      .replace(/```(?:[a-z]+\n)?|[`"'“”„‟‘’‚‛«»′]/g, ' ')
      .replace(/[\u200B-\u200D\u2060\uFEFF]/g, '')
      .replace(/\*\*/g, '^')
      .replace(/³\s?√/g, '∛')
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵃᵇᵏᵐᵗ]+/g, exponent)
      .replace(/(?<!\d)(\d{1,9})([½⅓⅔¼¾])/g, (_, whole, part) => `(${whole}+${SIGNS[part]?.slice(1)}`)
      .replace(/π(?=[\p{L}\p{N}_])/gu, 'pi ')
      .replace(/(?<=[\p{L}_])π/gu, ' pi')
      .replace(/[^\n\x20-\x7e]/gu, (sign) => SIGNS[sign] ?? (/\s/.test(sign) ? ' ' : sign))
      .replace(/[ \t]+/g, ' ')
      // A line that begins with a sign goes on with the one before.
      .replace(/ ?\n\s*([+*/^])?/g, (_, sign) => (sign === undefined ? '\n' : ` ${sign}`))
      .trim()
  );
}
