import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operation, operationNames } from '../../src/engine/index.ts';
import { call, nameNode, numberNode } from '../../src/expression/index.ts';
import { nameToLatex, numberToLatex, toLatex } from '../../src/expression/latex.ts';
import { typeset } from '../../src/pictures/formulas/mathjax.ts';
import { expression } from './arbitrary.ts';
import { read } from './read.ts';

describe('a formula in LaTeX', () => {
  it.each([
    ['a*b+c', 'a \\cdot b + c'],
    ['(a+b)*(b+1)', '(a + b) \\cdot (b + 1)'],
    ['a-(b-c)', 'a - (b - c)'],
    ['a-(b+c)', 'a - (b + c)'],
    ['a-(-b)', 'a - (-b)'],
    ['a*(-b)', 'a \\cdot (-b)'],
    ['-a*b', '-a \\cdot b'],
    ['-(a+b)', '-(a + b)'],
    ['a/(b+c)', '\\frac{a}{b + c}'],
    ['a/b/c', '\\frac{\\frac{a}{b}}{c}'],
    ['2*a/b*c', '\\frac{2a}{b} \\cdot c'],
    ['2*(a+b)', '2(a + b)'],
    ['2*(-3)', '2 \\cdot (-3)'],
    ['2*3*x', '2 \\cdot 3 \\cdot x'],
    ['2*bias', '2 \\cdot \\mathit{bias}'],
    ['x^-2', 'x^{-2}'],
    ['x^(a+b)', 'x^{a + b}'],
    ['a^b^c', 'a^{b^{c}}'],
    ['(a^b)^c', '(a^{b})^{c}'],
    ['(a/b)^2', '\\left(\\frac{a}{b}\\right)^{2}'],
    ['(-a)^2', '(-a)^{2}'],
    ['-a^2', '-a^{2}'],
    ['tanh(x)^2', '\\tanh^{2}(x)'],
    ['tanh(x)^-1', '(\\tanh(x))^{-1}'],
    ['tanh(x)^10', '(\\tanh(x))^{10}'],
    ['sqrt(x+1)', '\\sqrt{x + 1}'],
    ['sqrt(x)^2', '\\left(\\sqrt{x}\\right)^{2}'],
    ['abs(a-b)', '\\left|a - b\\right|'],
    ['abs(c)^(1/3)', '\\left|c\\right|^{\\frac{1}{3}}'],
    ['-abs(c)^2', '-\\left|c\\right|^{2}'],
    ['20000000000*x', '2 \\times 10^{10} \\cdot x'],
    ['10000000000^2', '(10^{10})^{2}'],
    ['1250000000-x', '1.25 \\times 10^{9} - x'],
    ['1250000-x', '1250000 - x'],
    ['sigmoid(w*x+b)', '\\sigma(w \\cdot x + b)'],
    ['relu(x)', '\\operatorname{relu}(x)'],
    ['tanh_by_exp(x)', '\\operatorname{tanh\\_by\\_exp}(x)'],
    ['max(a,b)', '\\max(a, b)'],
    ['exp(-x/2)', '\\exp\\left(\\frac{-x}{2}\\right)'],
    ['pi*r^2', '\\pi \\cdot r^{2}'],
    ['1.2e-5*x', '1.2 \\times 10^{-5} \\cdot x'],
    ['1e-5^2', '(10^{-5})^{2}'],
  ])('%s is %s', (text, latex) => {
    expect(toLatex(read(text))).toBe(latex);
  });

  it.each([
    ['w', 'w'],
    ['w11', 'w_{11}'],
    ['w_11', 'w_{11}'],
    ['w₁₁', 'w_{11}'],
    ['x_i', 'x_{i}'],
    ['x_in', 'x_{\\mathrm{in}}'],
    ['bias', '\\mathit{bias}'],
    ['layer2', '\\mathit{layer}_{2}'],
    ['learning_rate', '\\mathit{learning\\_rate}'],
    ['theta', '\\theta'],
    ['θ', '\\theta'],
    ['θ1', '\\theta_{1}'],
    ['Σ', '\\Sigma'],
    ['_', '\\mathit{\\_}'],
    ['__1', '\\mathit{\\_\\_1}'],
    ['вес', '\\mathit{вес}'],
  ])('the name %s is %s', (name, latex) => {
    expect(nameToLatex(name)).toBe(latex);
  });

  it.each([
    ['3', '3'],
    ['-0.5', '-0.5'],
    ['1.2e-5', '1.2 \\times 10^{-5}'],
    ['1e+21', '10^{21}'],
    ['-1e-300', '-10^{-300}'],
    ['pi', '\\pi'],
    ['too large', '\\text{too large}'],
    ['?', '\\text{?}'],
  ])('the number %s is %s', (text, latex) => {
    expect(numberToLatex(text)).toBe(latex);
  });

  it('writes the slopes that only derivatives have', () => {
    const [a, b] = [nameNode('a'), nameNode('b')];
    expect(toLatex(call('greater', a, numberNode(0)))).toBe('(a > 0)');
    expect(toLatex(call('mul', b, call('less', a, b)))).toBe('b \\cdot (a < b)');
    expect(toLatex(call('sign', a))).toBe('\\operatorname{sign}(a)');
  });

  it('has something for every operation, and a name for one that it does not know', async () => {
    for (const name of operationNames) {
      const operands = operation(name).local.map((_, i) => nameNode('ab'[i] as string));
      expect((await typeset(toLatex(call(name, ...operands)), 30)).width, name).toBeGreaterThan(0);
    }
    expect(toLatex(call('soft_sign' as 'exp', nameNode('x')))).toBe('\\operatorname{soft\\_sign}(x)');
  });

  it('compiles, whatever the formula', async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (formula) => {
        const { svg } = await typeset(toLatex(formula), 1000);
        expect(svg).not.toContain('merror');
      }),
      { numRuns: 300 },
    );
  });

  it('compiles, whatever the names and numbers', async () => {
    const name = fc.stringMatching(/^[\p{L}_][\p{L}\p{N}_]{0,12}$/u);
    await fc.assert(
      fc.asyncProperty(name, fc.double({ noNaN: true }), async (text, value) => {
        await typeset(`${nameToLatex(text)} + ${numberToLatex(String(value))}`, 1000);
      }),
      { numRuns: 200 },
    );
  });
});
