import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, freeName, nameSchema } from '../../../src/platforms/web/rooms/names.ts';

describe('names that are the same', () => {
  it.each([
    ['Ana', 'ana'],
    ['Ana', 'ANA'],
    ['Ana', ' A n a '],
    ['Ana', 'Aná'],
    ['Ana', 'Ana\u0301'],
    ['Ana', 'A.n-a!'],
    ['Ana', 'An\u200ba'],
    ['Ana', '\u202eAna'],
    ['Ana', 'Аnа'],
    ['Ana', 'Ａｎａ'],
    ['Ana', '𝐀𝐧𝐚'],
    ['Leo', 'Le0'],
    ['Leo', 'IeO'],
    ['Paul', 'PauI'],
    ['Paul', 'Pau1'],
    ['Niko', 'Nіκο'],
    ['Søren', 'Soren'],
    ['🐢', '🐢\ufe0f'],
  ])('%s and %s', (one, other) => {
    expect(foldName(other)).toBe(foldName(one));
  });

  it.each([
    ['Ana', 'Anna'],
    ['Ana', 'Ana B.'],
    ['Ana B.', 'Ana C.'],
    ['Ana 2', 'Ana 3'],
    ['李', '王'],
    ['Ольга', 'Вера'],
    ['🐢', '🐇'],
  ])('not %s and %s', (one, other) => {
    expect(foldName(other)).not.toBe(foldName(one));
  });

  it.each(['', '   ', '\u200b\u2060', '\u2800', '\u3164'])('%j shows nothing', (name) => {
    expect(foldName(name)).toBe('');
  });

  it('stay the same however often they are compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(name.toUpperCase())).toBe(foldName(name.toUpperCase().toLowerCase().toUpperCase()));
        expect(foldName(` ${name}\u200b`)).toBe(foldName(name));
      }),
    );
  });
});

describe('a name that is free', () => {
  it.each([
    ['Ana', ['Ana'], 'Ana B.'],
    ['Ana', ['Ana', 'ana b'], 'Ana C.'],
    ['Ana Lima', ['Ana Lima'], 'Ana Lima 2'],
    ['Ana B.', ['Ana B.'], 'Ana B. 2'],
    ['x'.repeat(32), ['x'.repeat(32)], `${'x'.repeat(29)} B.`],
  ])('instead of %s, where there are %j: %s', (name, taken, free) => {
    expect(freeName(name, new Set(taken.map(foldName)))).toBe(free);
  });

  it('is always one, and one that may be taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 32 }), (text) => {
        const name = nameSchema.safeParse(text.slice(0, 32)).data;
        if (!name || foldName(name) === '') return;
        const free = freeName(name, new Set([foldName(name)]));
        expect(nameSchema.parse(free)).toBe(free);
        expect(foldName(free)).not.toBe(foldName(name));
      }),
    );
  });
});
