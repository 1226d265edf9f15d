/** Between the key of a file in the store and what its owner calls it. */
const BEFORE_NAME = '/';
const MAX_NAME = 60;

/** The key of a file with its name, for a command that does something with the name; without spaces. */
export function withName(key: string, fileName: string): string {
  const name = fileName
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}.]+/gu, '_')
    .replace(/^[_.]+/, '');
  // The end says what a file is.
  const cut = name.length <= MAX_NAME ? name : name.slice(-MAX_NAME);
  return cut === '' ? key : `${key}${BEFORE_NAME}${cut.toWellFormed()}`;
}

/** The key alone. */
export const keyAlone = (reference: string): string => reference.split(BEFORE_NAME, 1)[0] ?? '';
