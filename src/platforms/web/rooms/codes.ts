import { randomInt } from 'node:crypto';

/**
 * Letters that are not taken for each other when they are read from a projector or heard: no I, L, O, Q and U. Without
 * the other vowels, too, so that they make no words.
 */
const LETTERS = 'BCDFGHJKMNPRSTVWXZ';
const LENGTH = 4;
/** What is read as a rude word or as a sign of hatred without its vowels, in languages that are spoken in schools. */
const RUDE =
  /FCK|FKN|FKR|SHT|CNT|KNT|DCK|CCK|CKS|PSS|TTS|BTCH|BCH|WNK|SLT|NGR|NGG|NZ|NSDP|SS|HH|KKK|KZ|FTZ|SCHW|WCHS|PTN|MRD|CBR|PND|PRN|SX|XX|TWT|FGT|FGG|RPT|DMN|STFD|WTF|KYS|FFS/;

/** The code of a room: four letters. */
export const CODE = new RegExp(`^[A-Z]{${LENGTH}}$`);

/** A code that nobody has to blush at. */
export function newCode(random: (below: number) => number = randomInt): string {
  for (;;) {
    const code = Array.from({ length: LENGTH }, () => LETTERS[random(LETTERS.length)]).join('');
    if (!RUDE.test(code)) return code;
  }
}

/** A code as somebody typed it: in small letters, with spaces or hyphens in it; undefined for what is none. */
export function readCode(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s\p{Pd}]+/gu, '').toUpperCase();
  return CODE.test(code) ? code : undefined;
}
