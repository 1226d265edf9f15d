import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { registerFonts } from '../../src/pictures/fonts.ts';
import { textWidth, wrapAll } from '../../src/pictures/text.ts';

const TEXTS = [
  'L = (a·b + c)·f = −8',
  'learning_rate_factor',
  'WEIGHT_OF_THE_INPUTS',
  'WMWMWMWMWM',
  'θ·ω + β',
  'ширина·высота',
  'the_long…me_of_5',
  'dL/dQUOTA = dL/dNEW × 1',
  '−1.2346e-11',
  '100% @ #1 & ∂L/∂a',
];

registerFonts();
const context = createCanvas(1, 1).getContext('2d');

function drawnWidth(text: string, size: number, weight: 'normal' | 'bold'): number {
  context.font = `${weight} ${size}px "Bundled Inter", "Bundled DejaVu"`;
  return context.measureText(text).width;
}

describe.each(['normal', 'bold'] as const)('the width of %s text', (weight) => {
  it.each(TEXTS)('is enough for %s, and not much more', (text) => {
    const [estimate, drawn] = [textWidth(text, 14, weight), drawnWidth(text, 14, weight)];
    expect(estimate).toBeGreaterThanOrEqual(drawn - 2);
    expect(estimate).toBeLessThan(drawn * 1.3 + 4);
  });
});

describe('wrapAll', () => {
  it('breaks words that are longer than a line', () => {
    const lines = wrapAll(`dL/d${'x'.repeat(90)} = 1`, 200, 14);
    expect(lines.join('').replaceAll(' ', '')).toBe(`dL/d${'x'.repeat(90)}=1`);
    for (const line of lines) expect(textWidth(line, 14)).toBeLessThanOrEqual(200);
  });

  it('leaves others whole', () => {
    expect(wrapAll('one two three', 60, 14)).toEqual(['one two', 'three']);
  });
});
