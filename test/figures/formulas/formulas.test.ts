import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { format } from '../../../src/expression/index.ts';
import { equationsOf, resultsOf } from '../../../src/figures/formulas/equations.ts';
import { latexText } from '../../../src/figures/formulas/latex-text.ts';
import { formulasPicture } from '../../../src/figures/formulas/picture.ts';
import { FOR_COPYING, FOR_PICTURE } from '../../../src/figures/formulas/writing.ts';
import { typeset } from '../../../src/pictures/formulas/mathjax.ts';
import { type FormulasDrawing, replySchema } from '../../../src/reply/document.ts';
import { expression } from '../../expression/arbitrary.ts';
import { FORMULAS, withDerivation } from './cases.ts';

const spoken = (text: string): string[] =>
  withDerivation(text, (derivation) => equationsOf(derivation, FOR_PICTURE).equations.map((equation) => equation.text));
const latex = (text: string): string => withDerivation(text, latexText).text;
const pictureOf = (text: string) => withDerivation(text, formulasPicture);

describe('a derivation as equations', () => {
  it.each([
    [
      FORMULAS['article'],
      [
        'L = (a*b + c)*f = -8',
        'e = a*b = 2*(-3) = -6, d = e + c = -6 + 10 = 4',
        'dL/da = dL/dd × dd/de × de/da = f × 1 × b = -2 × 1 × (-3) = 6',
        'dL/db = dL/dd × dd/de × de/db = f × 1 × a = -2 × 1 × 2 = -4',
        'dL/dc = dL/dd × dd/dc = f × 1 = -2 × 1 = -2',
        'dL/df = d = 4',
      ],
    ],
    // Without values the results are formulas.
    [
      'a*b+c',
      ['L = a*b + c', 'e = a*b', 'dL/da = dL/de × de/da = 1 × b = b', 'dL/db = dL/de × de/db = 1 × a = a', 'dL/dc = 1'],
    ],
    [
      FORMULAS['a name used twice'],
      [
        'y = (a + b)*(b + 1) = 6',
        'u = a + b = 2 + 1 = 3, v = b + 1 = 1 + 1 = 2',
        'dy/da = dy/du × du/da = v × 1 = 2 × 1 = 2',
        'dy/db = dy/du × du/db + dy/dv × dv/db = v × 1 + u × 1 = 2 × 1 + 3 × 1 = 5',
      ],
    ],
    // A way straight from the result beside one of two links.
    [
      'a*b+a a=2 b=3',
      [
        'L = a*b + a = 8',
        'u = a*b = 2*3 = 6',
        'dL/da = dL/du × du/da + 1 = 1 × b + 1 = 1 × 3 + 1 = 4',
        'dL/db = dL/du × du/db = 1 × a = 1 × 2 = 2',
      ],
    ],
    ['x*x x=3', ['L = x*x = 9', 'dL/dx = x + x = 3 + 3 = 6']],
    [FORMULAS['one node'], ['L = a = 2', 'dL/da = 1']],
    [
      FORMULAS['no value'],
      ['L = log(x)*y', 'u = log(x)', 'dL/dx = dL/du × du/dx = y × 1/x = y/x', 'dL/dy = u = log(x)'],
    ],
    [
      FORMULAS['no slope'],
      [
        'L = sqrt(x) + y = 1',
        'u = sqrt(x) = sqrt(0) = 0',
        'dL/dx = dL/du × du/dx = 1 × 1/(2*u) = 1 × (no value) = no value',
        'dL/dy = 1',
      ],
    ],
  ])('of %s', (text, expected) => {
    expect(spoken(text as string)).toEqual(expected);
  });

  it('takes a long chain up at a value that has an equation of its own', () => {
    const equations = spoken('sin(cos(tanh(exp(sin(x))))) x=0.5');
    expect(equations.slice(2).map((text) => text.slice(0, 45))).toEqual(
      ['dL/du = dL/dp × dp/dw × dw/dv × dv/du = cos(p', 'dL/dx = dL/du × du/dx = dL/du × cos(x) = '].map((start) =>
        expect.stringContaining(start.slice(0, 38)),
      ),
    );
  });

  it('has upstream and local apart, and the result in a box', () => {
    const drawing = pictureOf(FORMULAS['article'] as string).drawing as FormulasDrawing;
    expect(drawing.equations[2]).toMatchObject({
      left: '\\frac{\\partial L}{\\partial a}',
      rows: [
        [
          '= \\upstream{\\frac{\\partial L}{\\partial d} \\cdot \\frac{\\partial d}{\\partial e}} \\cdot \\local{\\frac{\\partial e}{\\partial a}}',
          '= \\upstream{f \\cdot 1} \\cdot \\local{b}',
        ],
        ['= \\upstream{-2 \\cdot 1} \\cdot \\local{(-3)}', '= \\result{6}'],
      ],
    });
  });

  it.each(Object.entries(FORMULAS))('of %s is a picture of plain JSON with an alt text that fits', (_, text) => {
    const picture = pictureOf(text);
    expect(replySchema.safeParse({ nodes: [picture] }).success).toBe(true);
    expect(picture.alt.length).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(picture)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('says so where it leaves something out', () => {
    const subtitle = (text: string) => (pictureOf(text).drawing as FormulasDrawing).subtitle.join(' ');
    expect(subtitle(FORMULAS['article'] as string)).not.toContain('more equations');
    expect(subtitle(FORMULAS['a sum of 200'] as string)).toContain('more equations');
    expect(subtitle(FORMULAS['90 functions inside one another'] as string)).toContain('more equations');
  });
});

describe('what a derivation speaks of', () => {
  const LONG_WAYS = [
    '(tanh(w1*x1+w2*x2+b)*v1+tanh(w1*x1-b)*v2+c-t)^2',
    '(tanh(w1*x1+w2*x2+b)*v1+tanh(w1*x1-b)*v2+c-t)^2 w1=1 x1=2 w2=1 x2=-1 b=0.5 v1=1 v2=3 c=1 t=2',
    'sin(cos(tanh(exp(sin(x*y)))))*log(exp(tanh(x))+1)',
    'sigmoid(sigmoid(sigmoid(a*b+c)*d+e)*f+g)',
    'exp(sin(u*v)+cos(u*w))/sqrt(u^2+v^2+w^2)',
    ...Object.values(FORMULAS),
  ];

  it.each(LONG_WAYS)('is said before: %s', (text) => {
    withDerivation(text, (derivation) => {
      const { output, nodes } = derivation.graph;
      const inner = nodes.filter(({ kind, id }) => kind === 'operation' && id !== output.id).map(({ name }) => name);
      const { equations } = equationsOf(derivation, FOR_PICTURE);
      const defined = new Set([output.name, ...derivation.formula.leaves]);
      for (const { text: spoken } of equations.slice(1)) {
        const isGradient = spoken.startsWith(`d${output.name}/d`);
        if (!isGradient) {
          for (const one of spoken.split(', ')) {
            for (const name of one.split(' = ')[1]?.match(/[\p{L}_]\w*(?!\w*\()/gu) ?? [])
              if (inner.includes(name)) expect(defined, one).toContain(name);
            defined.add(one.split(' ')[0] as string);
          }
          continue;
        }
        for (const name of spoken.match(/(?<=\/d)[\p{L}_]\w*/gu) ?? [])
          if (inner.includes(name)) expect(defined, spoken).toContain(name);
      }
    });
  });

  it('does not write a result in names that nothing defines', () => {
    const long = Array.from({ length: 300 }, (_, i) => `x${i}`).join('+');
    expect(spoken(long)[0]).toBe('L = a formula too long to write here');
    const known = Array.from({ length: 300 }, (_, i) => `x${i % 3}`).join('+');
    expect(spoken(`${known} x0=1 x1=1 x2=1`)[0]).toBe('L = a formula too long to write here = 300');
    expect((pictureOf(long).drawing as FormulasDrawing).subtitle.join(' ')).toContain('more equations');
  });

  it('takes the names in their order, each behind what it needs', () => {
    const lefts = (text: string) => spoken(text).map((one) => one.split(' ')[0]);
    expect(lefts(LONG_WAYS[0] as string).slice(2)).toEqual(
      'k s r w w1 x1 w2 x2 b v1 v2 c t'.split(' ').map((name) => `dL/d${name}`),
    );
    expect(lefts('-(y*log(p)+(1-y)*log(1-p)) y=1 p=0.8').slice(2)).toEqual(['dL/dy', 'dL/dq', 'dL/dp']);
  });

  it('has no inner gradient in a side that has no equation before it', () => {
    for (const text of LONG_WAYS) {
      withDerivation(text, (derivation) => {
        const seen = new Set<string>();
        for (const { left, rows } of equationsOf(derivation, FOR_PICTURE).equations) {
          const boxed = rows.flat().filter((latex) => latex.includes('\\result{'));
          for (const [fraction] of boxed
            .join(' ')
            .matchAll(/\\frac\{\\partial [^{}]*(?:\{[^{}]*\})*\}\{\\partial (?:[^{}]|\{[^{}]*\})*\}/g))
            expect(seen, text).toContain(fraction);
          seen.add(left);
        }
      });
    }
  });

  it('gives inner values names that do not look like those of the person', () => {
    const names = spoken(LONG_WAYS[0] as string).join(' ');
    expect(names).toContain('u1 = n - t');
    expect(names).not.toContain('v3');
  });

  const repeated = (sign: string, one: (i: number) => string): string =>
    Array.from({ length: 640 }, (_, i) => one(i)).join(sign);
  it.each([
    ['a sum of seven names', repeated('+', (i) => `x${i % 7}`)],
    ['a sum with values', `${repeated('+', (i) => (i % 2 ? 'x' : 'y'))} x=1 y=2`],
    ['a product', `${repeated('*', () => 'x')} x=1`],
    ['a long constant', `x*(${repeated('+', () => '1')})+y`],
    ['a constant with many signs', `x*(${repeated('*', () => '1')})+y x=1 y=2`],
    ['a number of many digits', `x*0.${'3'.repeat(1900)}+y x=1 y=2`],
    ['a sum of many functions', repeated('+', (i) => (i % 9 ? 'x' : 'tanh(w)'))],
  ])('never is longer than TeX has room for: %s', async (_, text) => {
    await withDerivation(text, (derivation) => [
      ...equationsOf(derivation, FOR_PICTURE).equations,
      ...(resultsOf(derivation, FOR_PICTURE) ?? []),
    ]).reduce(async (before, { left, rows }) => {
      await before;
      for (const latex of [left, ...rows.flat()]) {
        expect(latex.length).toBeLessThan(2100);
        await typeset(latex, 28);
      }
    }, Promise.resolve());
  });

  it.each([
    ['x^x', 'dL/dx = x*x^(x - 1) + x^x*log(x)'],
    ['123456.789*x^2 x=1e10', 'dL/dx = dL/du × du/dx = 123456.789 × 2*x ≈ 123457 × 20000000000 ≈ 2.46914e15'],
    ['x/4 x=3', 'dL/dx = 1/4 = 0.25'],
    ['relu(p-q)*c', 'dL/dp = dL/dv × dv/du × du/dp = c × (u > 0) × 1 = c*(p - q > 0)'],
  ])('says nothing twice, and = of nothing that is rounded: %s', (text, expected) => {
    expect(spoken(text)).toContain(expected);
  });
});

describe('the results alone', () => {
  const results = (text: string) =>
    withDerivation(text, (derivation) => resultsOf(derivation, FOR_PICTURE)?.map((equation) => equation.text));

  it.each([
    ['a*b+c a=2 b=-3 c=10', ['L = a*b + c = 4', 'dL/da = b = -3', 'dL/db = a = 2', 'dL/dc = 1']],
    ['tanh(w*x)', ['L = tanh(w*x)', 'dL/dw = x*(1 - tanh(w*x)^2)', 'dL/dx = w*(1 - tanh(w*x)^2)']],
  ])('of %s', (text, expected) => {
    expect(results(text)).toEqual(expected);
  });

  it('are a step of the chain where the derivative is too long', () => {
    expect(results(FORMULAS['90 functions inside one another'] as string)).toEqual([
      expect.stringMatching(/^L = sin\(sin\(/),
      'v77 = sin(x)'.replace(
        'v77',
        (results(FORMULAS['90 functions inside one another'] as string)?.[1] ?? '').split(' ')[0] as string,
      ),
      expect.stringMatching(/^dL\/dx = dL\/d\w+ × cos\(x\)$/),
    ]);
  });

  it('are none where they are too many', () => {
    expect(results(FORMULAS['a sum of 200'] as string)).toBeUndefined();
  });
});

describe('a derivation in LaTeX', () => {
  it('is aligned at its signs', () => {
    expect(latex('a*b+c a=2 b=-3 c=10')).toBe(
      [
        '\\begin{aligned}',
        'L &= a \\cdot b + c = 4 \\\\',
        'e &= a \\cdot b = 2 \\cdot (-3) = -6 \\\\',
        '\\frac{\\partial L}{\\partial a} &=',
        '    \\frac{\\partial L}{\\partial e} \\cdot',
        '    \\frac{\\partial e}{\\partial a} \\\\',
        '  &= 1 \\cdot b \\\\',
        '  &= 1 \\cdot (-3) = \\boxed{-3} \\\\',
        '\\frac{\\partial L}{\\partial b} &=',
        '    \\frac{\\partial L}{\\partial e} \\cdot',
        '    \\frac{\\partial e}{\\partial b} \\\\',
        '  &= 1 \\cdot a \\\\',
        '  &= 1 \\cdot 2 = \\boxed{2} \\\\',
        '\\frac{\\partial L}{\\partial c} &=',
        '    \\boxed{1}',
        '\\end{aligned}',
      ].join('\n'),
    );
  });

  it.each(Object.entries(FORMULAS))('of %s compiles, and is not too long for a chat', async (_, text) => {
    const written = latex(text);
    expect((await typeset(written, 1000)).svg).not.toContain('merror');
    expect(written).not.toMatch(/\\(?:upstream|local|result)/);
    expect(written.length).toBeLessThan(2950);
    // A fraction of long names has no place to be broken at.
    const breakable = /(?<=\S)(?<!\\partial) (?!\\\\)/;
    for (const line of written.split('\n')) expect(line.length <= 42 || !breakable.test(line.trim()), line).toBe(true);
  });

  it('compiles, whatever the formula', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (any) => {
        const text = `${format(any)}+a`;
        await typeset(latex(text), 1000);
        for (const { left, rows } of withDerivation(
          text,
          (derivation) => equationsOf(derivation, FOR_PICTURE).equations,
        ))
          for (const part of [left, ...rows.flat()]) await typeset(part, 30);
        expect(
          withDerivation(text, (derivation) => equationsOf(derivation, FOR_COPYING).equations).length,
        ).toBeGreaterThan(1);
      }),
      { numRuns: 20 },
    );
  });
});
