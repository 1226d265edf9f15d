import { describe, expect, it } from 'vitest';
import { LOOP_LINES } from '../../../src/tutor/misconceptions/training-loop.ts';
import { question, told, verdict } from '../questions.ts';

const { forward, loss, zero, backward, step } = LOOP_LINES;
const LOOP = question({
  kind: 'sequence',
  lines: [zero, forward, backward, loss, step],
  right: ['B', 'D', 'A', 'C', 'E'],
});

describe('an order of the lines of the loop', () => {
  it.each([
    ['B D A C E', '1 right'],
    ['bdace', '1 right'],
    ['b, d, a, c, e', '1 right'],
    ['B → D → A → C → E', '1 right'],
    ['2 4 1 3 5', '1 right'],
    ['24135', '1 right'],
    ['B/D/A/C/E', '1 right'],
    ['B) D) A) C) E)', '1 right'],
    ['(b, d, a, c, e)', '1 right'],
    ['B then D then A then C then E', '1 right'],
    ['A B D C E', '1 right'],
    ['B A D C E', '1 right'],
    ['B D C E A', '1 right'],
    ['B D C A E', '0.25 loop-zero-after-backward'],
    ['E B D A C', '0.25 loop-step-before-backward'],
    ['B D E A C', '0.25 loop-step-before-backward'],
    ['A E B D C', '0.25 loop-step-before-backward+loop-zero-after-backward'],
    ['C B D A E', '0.25 loop-backward-before-loss'],
    ['B C D A E', '0.25 loop-backward-before-loss'],
    ['D B A C E', '0.25 loop-loss-before-forward'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(LOOP, text)).toBe(expected);
  });

  it.each([
    ['B D A C', /4 lines; it takes 5/],
    ['B D A C E B', /B stands there twice/],
    ['B D A C F', /no line `F`/],
    ['6', /no line `6`/],
    ['first forward', /no line `first`/],
    ['', /0 lines/],
  ])('%s is refused', (text, message) => {
    expect(verdict(LOOP, text)).toMatch(message);
  });

  it('is told what happened when it ran', () => {
    expect(told(LOOP, 'B D C A E')).toMatch(/after 3 rounds no weight has moved/);
    expect(told(LOOP, 'E B D A C')).toMatch(/each later one comes a round late/);
    expect(told(LOOP, 'C B D A E')).toMatch(/there is no `loss` yet/);
    expect(told(LOOP, 'A B D C E')).toMatch(/Another order than mine, and it does the same/);
  });
});

describe('an order of any other lines', () => {
  const asked = question({ kind: 'sequence', lines: ['wash', 'rinse', 'repeat'], right: ['A', 'B', 'C'] });
  it('has to be that of the question', () => {
    expect(verdict(asked, 'A B C')).toBe('1 right');
    expect(verdict(asked, 'B A C')).toBe('0 other');
  });
});
