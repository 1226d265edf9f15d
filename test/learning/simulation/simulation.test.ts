import { describe, expect, it } from 'vitest';
import { createMemory } from './memory.ts';
import { simulate } from './policies.ts';

describe('what reviews are worth to learners who forget', () => {
  it('is a fifth more than random practice with as many questions, and more than always the newest', () => {
    const { reviews, random, newest } = simulate(40);
    expect(reviews).toBeGreaterThan(1.2 * random);
    expect(reviews).toBeGreaterThan(newest);
    expect(simulate(40)).toEqual({ reviews, random, newest });
  });

  it('is told by a memory that forgets by half in a half-life, and by the spacing effect', () => {
    const traits = { first: 2, gain: 2 };
    const recalled = (days: readonly number[], at: number): number => {
      // Learners are alike but for chance.
      const recalls = Array.from({ length: 200 }, (_, seed) => {
        const memory = createMemory(1, seed, traits);
        for (const day of days) memory.answer(0, day);
        return memory.recall(0, at);
      });
      return recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
    };
    expect(recalled([], 1)).toBe(0);
    expect(recalled([0], 0)).toBe(1);
    expect(recalled([0], 4)).toBeLessThan(recalled([0], 2));
    expect(recalled([0, 2], 10)).toBeGreaterThan(recalled([0, 0.01], 8.01));
    expect(recalled([0, 2, 5], 15)).toBeGreaterThan(recalled([0, 2], 12));
  });
});
