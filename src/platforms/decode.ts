import { UserError } from '../errors.ts';

/** What people save in place of a text, by how it begins, and the way out. */
const NO_TEXT: readonly { readonly begins: string; readonly what: string; readonly hint: string }[] = [
  {
    begins: 'PK\x03\x04',
    what: 'an Excel file or another packed one',
    hint: 'Open it and save it as CSV ("CSV UTF-8" in Excel).',
  },
  {
    begins: '\xd0\xcf\x11\xe0',
    what: 'an old Excel file',
    hint: 'Open it and save it as CSV ("CSV UTF-8" in Excel).',
  },
  { begins: '%PDF', what: 'a PDF', hint: 'Copy its table into a spreadsheet and save it as CSV.' },
  { begins: '\x89PNG', what: 'a picture', hint: 'Take the table itself, saved as CSV.' },
  { begins: '\xff\xd8\xff', what: 'a picture', hint: 'Take the table itself, saved as CSV.' },
  { begins: '\x1f\x8b', what: 'a packed file', hint: 'Unpack it first.' },
];

/** Control characters that no text has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0e-\x1f\x7f]/;
/**
 * What Windows-1252 has from 0x80 to 0x9f, where Latin-1 has control characters; a blank where there is none. Some
 * versions of Node decode these as Latin-1.
 */
const BEYOND_LATIN = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/**
 * The text of a file: in UTF-8, in UTF-16 (Excel's "Unicode text") or, where it cannot be either, in Windows-1252. A
 * byte order mark is no part of it.
 *
 * @throws UserError for what is no text; spreadsheets, PDF and pictures are named, with the way out
 */
export function decodeText(bytes: Uint8Array): string {
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  const other = NO_TEXT.find(({ begins }) => start.startsWith(begins));
  if (other !== undefined) {
    throw new UserError(`This file is no text: it is ${other.what}.`, { code: 'E_FILE_NOT_TEXT', hint: other.hint });
  }
  const text = decoded(bytes, utf16Of(bytes) ?? 'utf-8') ?? windowsText(bytes);
  if (text !== undefined && !CONTROL.test(text)) return text;
  throw new UserError('This file is no text in UTF-8, UTF-16 or Windows-1252.', {
    code: 'E_FILE_NOT_TEXT',
    hint: 'Save it in UTF-8 and attach it again.',
  });
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** How far to look for the zeros that UTF-16 has beside letters and digits. */
const LOOK = 200;

/** Which UTF-16 this is, by its mark, or by zeros in every other place; undefined for anything else. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, LOOK);
  const zeros = (odd: number): number => head.filter((byte, i) => i % 2 === odd && byte === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  const most = 0.8 * Math.floor(head.length / 2);
  if (head.length < 4 || even + odd === 0) return undefined;
  if (even === 0 && odd >= most) return 'utf-16le';
  return odd === 0 && even >= most ? 'utf-16be' : undefined;
}

/** As Windows-1252; undefined where a byte has no character there. */
function windowsText(bytes: Uint8Array): string | undefined {
  if (utf16Of(bytes) !== undefined) return undefined;
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (sign) => BEYOND_LATIN[sign.charCodeAt(0) - 0x80] as string);
  return bytes.some((byte) => byte >= 0x80 && BEYOND_LATIN[byte - 0x80] === ' ') ? undefined : text;
}
