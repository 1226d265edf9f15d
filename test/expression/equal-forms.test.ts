import { expect, it } from 'vitest';
import { tryPairs } from './equal-forms.ts';

it('accepts equal forms, and others on the part alone where they are equal', () => {
  const { counts, wrong } = tryPairs(400, 3);
  expect(wrong).toEqual([]);
  expect(counts['equal, accepted']).toBeGreaterThan(200);
  expect(counts['unequal, refused']).toBeGreaterThan(80);
  expect(counts['unequal, accepted'] ?? 0).toBe(0);
});
