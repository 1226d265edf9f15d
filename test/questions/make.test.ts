import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawQuestion, makeQuestion } from '../../src/questions/make.ts';
import { LEVELS, type Question } from '../../src/questions/question.ts';
import { TOPICS } from '../../src/questions/type.ts';
import { QUESTION_TYPES } from '../../src/questions/types/index.ts';

/** What everybody who plays has to see alike. */
const seen = ({ prompt, options }: Question): string =>
  createHash('sha256')
    .update(JSON.stringify([prompt, options]))
    .digest('hex')
    .slice(0, 12);

describe('a question', () => {
  it('depends on type, level and seed alone, whatever leads to them', () => {
    for (let seed = 0; seed < 200; seed++) {
      const question = makeQuestion({ seed });
      const { type, level } = question;
      expect(makeQuestion({ type, level, seed })).toEqual(question);
    }
  });

  it('is of the topic and level that are wanted', () => {
    for (const topic of TOPICS) {
      const types = QUESTION_TYPES.filter((type) => type.topic === topic).map(({ name }) => name);
      for (let seed = 0; seed < 20; seed++) expect(types).toContain(makeQuestion({ topic, seed }).type);
    }
    for (const level of LEVELS) {
      for (let seed = 0; seed < 20; seed++) expect(makeQuestion({ level, seed }).level).toBe(level);
    }
  });

  it('meets every type that there is', () => {
    const types = new Set(Array.from({ length: 300 }, (_, seed) => makeQuestion({ seed }).type));
    expect([...types].sort()).toEqual(QUESTION_TYPES.map(({ name }) => name).sort());
  });

  it.each([
    [{ type: 'whole-pat' }, 'There is no question type `whole-pat`.', 'Did you mean `whole-path`?'],
    [
      { topic: 'poetry' },
      'There is no topic `poetry`.',
      'There is `graph`, `activation`, `neuron`, `loss`, `training`.',
    ],
    [
      { type: 'tanh-slope', level: 1 as const },
      'There is no question about `tanh-slope` at level 1.',
      'It has level 4, 5.',
    ],
    [{ type: 'tanh-slope', topic: 'loss' }, '`tanh-slope` is not about loss.', 'Leave the topic out, or the type.'],
  ])('says what is wrong with %o', (wanted, message, hint) => {
    expect(() => makeQuestion({ ...wanted, seed: 1 })).toThrow(expect.objectContaining({ message, hint }));
  });

  it('is found within a few draws', () => {
    for (const type of QUESTION_TYPES) {
      for (const level of type.levels) {
        const found = Array.from({ length: 100 }, (_, seed) => drawQuestion(type, level, seed, 0)).filter(Boolean);
        expect([type.name, level, found.length]).toEqual([type.name, level, expect.toSatisfy((count) => count > 1)]);
      }
    }
  });

  // A change here changes questions that are being played: only on purpose.
  it.each<[string, string]>([
    ['forward-value', '607a0a386e22 81cdfc0baecc db401318c9df'],
    ['local-derivative', '2907a2a678f3 d7bb5a07789c 201f4a925860'],
    ['one-hop', 'aaf0d5fd70cc 783c8c0a7be4 e722b6d50234'],
    ['whole-path', '1ebc50f189c6 185d9c0925bb 262fbe68c58a'],
    ['node-used-twice', 'c7f2a380ea36 528f2ea54e13 b74e55588a9d'],
    ['backward-twice', '7af056074e1d c1dcb4b3c88e d81511d392d4'],
    ['tanh-slope', 'ba496bef1db7 73bbe4a71b63 719b7faced56'],
    ['relu-below-zero', '44f953f2df3a 4ee73597b383 1116d041908b'],
    ['saturated-chain', '01acd99c684d 6bd3ca5ffdae c516b68f5dc0'],
    ['faulty-backward', '2c13475ca28f 5743e3d2e64a 88e3858a50a6'],
    ['ready-next', '51bced3cd68a 0f9ebae644a2 77905c837d4b'],
  ])('of type %s stays the same', (type, hashes) => {
    expect([1, 2, 3].map((seed) => seen(makeQuestion({ type, seed }))).join(' ')).toBe(hashes);
  });
});

describe('the table of types', () => {
  it('has 23 of them, each with a name, a title and levels of its own', () => {
    expect(QUESTION_TYPES).toHaveLength(23);
    expect(new Set(QUESTION_TYPES.map(({ name }) => name)).size).toBe(23);
    expect(new Set(QUESTION_TYPES.map(({ title }) => title)).size).toBe(23);
    for (const { name, levels, topic } of QUESTION_TYPES) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(TOPICS).toContain(topic);
      expect(levels.length).toBeGreaterThan(0);
      expect([...levels].sort()).toEqual([...new Set(levels)]);
    }
  });
});
