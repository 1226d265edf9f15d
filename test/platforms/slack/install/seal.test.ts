import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer, SealBroken } from '../../../../src/platforms/slack/install/seal.ts';

const newKey = (): string => randomBytes(32).toString('base64');
const [key, other] = [newKey(), newKey()];
const sealer = createSealer(key);

describe('what is sealed', () => {
  it('is opened by its owner, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, owner) => {
        expect(sealer.open(sealer.seal(text, owner), owner)).toEqual({ text, isOld: false });
      }),
    );
  });

  it('looks another way each time, and shows neither text nor key', () => {
    const sealed = Array.from({ length: 100 }, () => sealer.seal('xoxb-canary', 'slack:T1'));
    expect(new Set(sealed).size).toBe(100);
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(100);
    expect(sealed.join()).not.toMatch(/canary/);
    expect(Buffer.from(sealed[0]?.split('.')[2] ?? '', 'base64url')).toHaveLength(12);
  });

  it('cannot be opened as of another row', () => {
    const sealed = sealer.seal('text', 'slack:T1');
    expect(() => sealer.open(sealed, 'slack:T2')).toThrow(SealBroken);
  });

  it('cannot be changed in any place', () => {
    const sealed = sealer.seal('xoxb-canary', 'slack:T1');
    for (let i = 0; i < sealed.length; i++) {
      const changed = `${sealed.slice(0, i)}${sealed[i] === 'A' ? 'B' : 'A'}${sealed.slice(i + 1)}`;
      // The last character may carry bits that mean nothing.
      if (i < sealed.length - 1) expect(() => sealer.open(changed, 'slack:T1'), changed).toThrow(SealBroken);
    }
    for (const text of ['', 'x', sealed.slice(0, -4), sealed.split('.').slice(0, 3).join('.'), `${sealed}.`])
      expect(() => sealer.open(text, 'slack:T1'), text).toThrow(SealBroken);
  });

  it('is opened with the key of before, and known as old', () => {
    const sealed = sealer.seal('text', 'slack:T1');
    const rotated = createSealer(other, key);
    expect(rotated.open(sealed, 'slack:T1')).toEqual({ text: 'text', isOld: true });
    const anew = rotated.seal('text', 'slack:T1');
    expect(createSealer(other).open(anew, 'slack:T1')).toEqual({ text: 'text', isOld: false });
    expect(() => createSealer(other).open(sealed, 'slack:T1')).toThrow('sealed with another key');
    expect(() => sealer.open(anew, 'slack:T1')).toThrow('sealed with another key');
  });
});
