import { describe, expect, it } from 'vitest';
import { formulasInText } from '../../../src/pictures/formulas/inline.ts';
import { canBeTypeset, typesetCommands } from '../../../src/questions/markup/latex.ts';

const heightsOf = (svg: string): number[] => [...svg.matchAll(/ height="([\d.]+)em"/g)].map(([, em]) => Number(em));

describe('a formula in running text', () => {
  it('has what is below the baseline apart', async () => {
    const [x, y, fraction] = (await formulasInText(['x', 'y', '\\frac{a}{b}'])).map((svg) => heightsOf(svg ?? ''));
    expect(x?.[0]).toBeCloseTo(0.44, 1);
    expect((x?.[1] ?? 0) < 0.03).toBe(true);
    expect(y?.[1]).toBeCloseTo(0.2, 1);
    expect(fraction?.[1]).toBeGreaterThan(0.3);
  });

  it('is set lower than one that stands by itself', async () => {
    const [sum = ''] = await formulasInText(['\\sum_{i=1}^n i']);
    expect(heightsOf(sum ?? '').reduce((all, height) => all + height, 0)).toBeLessThan(1.5);
  });

  it.each(['\\frac{1}', '\\nothing', 'x^2^3', '\\left(', `${'a + '.repeat(50)}b`])('%s is none', async (latex) => {
    expect(await formulasInText([latex, 'x'])).toEqual([null, expect.stringContaining('<svg')]);
  });

  it('may have every command that questions may have', async () => {
    for (const command of typesetCommands()) {
      const latex = [`\\${command}`, `\\${command}{x}`, `\\${command}{x}{y}`, '\\left( x \\right)'].slice(
        0,
        /^(?:left|right)$/.test(command) ? 4 : 3,
      );
      expect(
        (await formulasInText(latex)).some((svg) => svg !== null),
        command,
      ).toBe(true);
      expect(canBeTypeset(`\\${command}`), command).toBe(!/^(?:left|right)$/.test(command));
    }
  });
});
