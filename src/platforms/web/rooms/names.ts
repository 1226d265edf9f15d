import { z } from 'zod';

const MAX_NAME = 32;

/** What somebody wants to be called: one line, or nothing. */
export const nameSchema = z
  .string()
  .max(MAX_NAME, `A name has ${MAX_NAME} characters at most.`)
  .regex(/^\P{Cc}*$/u, 'A name is one line.')
  .transform((name) => name.toWellFormed().replaceAll(/\s+/gu, ' ').trim());

/** Letters of other alphabets, digits and signs that look like a Latin letter, by that letter. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑ@4',
  b: 'вβьъ',
  c: 'сϲç¢',
  d: 'ԁɗđ',
  e: 'еєεҽ3',
  g: 'ɡԍ9',
  h: 'һнհ',
  j: 'јϳ',
  k: 'кκĸ',
  // A capital I is a small l in many fonts.
  l: 'iłıіΙι1|ӏⅼլ',
  m: 'м',
  n: 'пηո',
  o: '0øоοσօ°',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гɼ',
  s: 'ѕ5$',
  t: 'тτ',
  u: 'υսц',
  v: 'ѵν',
  w: 'ԝωшա',
  x: 'хχ×',
  y: 'уγүყ',
  z: 'ᴢζ2',
};
const LATIN = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, others]) => [...others].map((other) => [other.toLowerCase(), latin])),
);

const MARKS = /[\p{M}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A name as it is compared: two that look alike are the same, whatever their case, accents, spaces and signs. Empty for
 * one that shows nothing.
 */
export function foldName(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(MARKS, '').toLowerCase().normalize('NFKD').replaceAll(MARKS, '');
  const latin = Array.from(plain, (character) => LATIN.get(character) ?? character).join('');
  const letters = latin.replaceAll(/[^\p{L}\p{N}]/gu, '');
  // A name may be made of signs alone, such as a picture.
  return letters || latin.replaceAll(/[\s\u2800]/gu, '');
}

/** A name like this one that is free: `Ana B.` where there is an Ana. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const initials = Array.from('BCDEFGHJKMNPRSTVWXYZ', (letter) => `${letter}.`);
  const numbers = Array.from({ length: 1000 }, (_, i) => String(i + 2));
  const endings = /\s\S+\.?$/u.test(name) ? numbers : [...initials, ...numbers];
  const offers = endings.map((ending) => {
    const room = MAX_NAME - ending.length - 1;
    return `${[...name].slice(0, room).join('').slice(0, room).toWellFormed().trimEnd()} ${ending}`;
  });
  return offers.find((offer) => !taken.has(foldName(offer))) ?? name;
}
