const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[`"'‘’“”]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\s*[.!]$/, '')
    .toLowerCase();

/** Do two short answers say the same? Capitals, spaces, quotation marks and a full stop at the end make no difference. */
export const sameWords = (one: string, other: string): boolean => plain(one) === plain(other);
