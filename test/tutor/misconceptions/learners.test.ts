import { describe, expect, it } from 'vitest';
import { BUGS, learn } from './learners.ts';

describe.each(['formula', 'number'] as const)('learners with named bugs who type a %s', (way) => {
  it('are told what they did, alone or as one of two, and hardly ever something else', () => {
    const misses: string[] = [];
    const outcomes = learn(2, 11, way, (what) => misses.push(what));
    expect(BUGS.length).toBeGreaterThanOrEqual(40);
    expect(outcomes.named).toBeGreaterThanOrEqual(100);
    expect(outcomes.right).toBe(0);
    // Of large draws at most one answer in 200 gets another name; see learners.ts.
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(3);
  });
});
