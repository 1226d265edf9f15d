import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/platforms/decode.ts';

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const TABLE = 'größe;t\n1,5;1\n';

describe('the text of a file', () => {
  it.each([
    ['UTF-8', Buffer.from(TABLE)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TABLE}`)],
    ['UTF-16 with a mark', utf16(`\ufeff${TABLE}`)],
    ['UTF-16 without', utf16(TABLE)],
    ['UTF-16, big end first', utf16(`\ufeff${TABLE}`).swap16()],
    ['UTF-16, big end first, without a mark', utf16(TABLE).swap16()],
    ['Windows-1252', Buffer.from(TABLE, 'latin1')],
  ])('in %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(TABLE);
  });

  it('has the signs that Windows-1252 has beyond Latin-1', () => {
    expect(decodeText(Buffer.from([0x80, 0x35, 0x20, 0x93, 0x78, 0x94]))).toBe('€5 “x”');
  });

  it('may be empty', () => {
    expect(decodeText(new Uint8Array())).toBe('');
  });

  it.each([
    ['half of a UTF-16 sign', Buffer.from([0xff, 0xfe, 0x00]), 'no text in UTF-8, UTF-16 or Windows-1252'],
    ['bytes', Buffer.from([0x31, 0x00, 0x02, 0x03, 0x99]), 'no text in UTF-8'],
    ['no sign of Windows-1252', Buffer.from([0x31, 0x81, 0x32]), 'no text in UTF-8'],
    ['.xlsx', Buffer.from('PK\x03\x04\x14\x00', 'latin1'), 'it is an Excel file'],
    ['.xls', Buffer.from('\xd0\xcf\x11\xe0\xa1', 'latin1'), 'it is an old Excel file'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'it is a PDF'],
  ])('is not %s', (_, bytes, message) => {
    expect(() => decodeText(bytes)).toThrow(message);
  });
});
