import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CODE, newCode, readCode } from '../../../src/platforms/web/rooms/codes.ts';
import { newPhrase, readPhrase } from '../../../src/platforms/web/rooms/words.ts';

const codes = Array.from({ length: 5000 }, () => newCode());

describe('the code of a room', () => {
  it('is four letters, none of which is taken for another', () => {
    for (const code of codes) expect(code).toMatch(/^[A-Z]{4}$/);
    expect(codes.join('')).not.toMatch(/[AEIOUYLQ]/);
  });

  it('is hard to guess: there are some ten thousand, all of them about as often', () => {
    expect(new Set(codes).size).toBeGreaterThan(4700);
  });

  it('spells nothing rude: another is drawn instead', () => {
    const letters = 'BCDFGHJKMNPRSTVWXZ';
    const drawn = (words: string) => {
      const wanted = [...words];
      return newCode((below) => (wanted.length > 0 ? letters.indexOf(wanted.shift() as string) : randomInt(below)));
    };
    expect(drawn('KWST')).toBe('KWST');
    for (const rude of ['FCKB', 'BSHT', 'XXTT', 'HHSS', 'CNTS']) expect(drawn(`${rude}KWST`)).toBe('KWST');
  });

  it.each([
    ['kwst', 'KWST'],
    [' K W S T ', 'KWST'],
    ['KW-ST', 'KWST'],
    ['KEST', 'KEST'],
    ['KWS', undefined],
    ['KWSTX', undefined],
    ['../x', undefined],
    ['', undefined],
  ])('%j is read as %s', (typed, code) => {
    expect(readCode(typed)).toBe(code);
    if (code !== undefined) expect(code).toMatch(CODE);
  });
});

describe('words for another device', () => {
  it('are three that are read however they are typed', () => {
    for (let i = 0; i < 200; i++) {
      const phrase = newPhrase();
      expect(phrase).toMatch(/^[a-z]+ [a-z]+ [a-z]+$/);
      expect(readPhrase(` ${phrase.toUpperCase().replaceAll(' ', ',  ')}.`)).toBe(phrase);
    }
  });
});
