import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { almostSameWords, sameWords } from '../../../src/questions/grading/words.ts';
import type { Typed } from '../../../src/questions/question.ts';
import { question, told, verdict } from '../questions.ts';

type Trap = Extract<Typed, { kind: 'words' }>['traps'][number];
const trap = (text: string, more: Partial<Trap> = {}): Trap => ({ text, bugs: [], ...more });
const words = (accepted: string[], traps: Trap[] = [], wildcards?: boolean) =>
  question({ kind: 'words', accepted, traps, ...(wildcards !== undefined && { wildcards }) });

const ZERO = words(['zero-grad', 'zero the gradients', 'Élan vital']);

describe('words', () => {
  it.each([
    'zero-grad',
    'Zero-Grad',
    'zero–grad',
    'zero—grad',
    'zero‑grad',
    'zero−grad',
    'zero - grad',
    'zero grad',
    'zero_grad',
    'zero_grad()',
    ' zero   grad. ',
    '`zero-grad`',
    '“zero-grad”',
    'zero the gradients!!',
    'Zero the gradients?!',
    'ZERO THE GRADIENTS …',
    'elan vital',
    'Élan Vital',
    'E\u0301lan vital',
    'ｚｅｒｏ the gradients',
  ])('%j says the same', (text) => {
    expect(verdict(ZERO, text)).toBe('1 right');
    expect(told(ZERO, text)).toBe('✔ Right.');
  });

  it.each([
    'do not zero the gradients',
    'not zero-grad',
    'zero not the gradients',
    'zero the gradients not',
    'zero',
    'grad',
    'zero the',
    'the gradients',
    'zero the weights',
    'zero the hidden gradients',
    'zero-grad-2',
    'hero the gradients',
    'nonzero the gradients',
    'zero the graidnets',
    'zero teh gradients',
    'ero the gradients',
    'z the gradients',
    'zero or the gradients',
    '-',
    '!!',
  ])('%j does not', (text) => {
    expect(verdict(ZERO, text)).toBe('0 other');
  });

  it.each([
    ['gradient', 'gradeint'],
    ['gradient', 'gradiant'],
    ['gradient', 'gradien'],
    ['gradient', 'gradients'],
    ['gradient', 'graddient'],
    ['backpropagation', 'backpropogation'],
    ['backpropagation', 'back propagation'],
    ['vanishing gradients', 'vanishng gradients'],
    ['data set', 'dataset'],
  ])('%s is almost %s, and that counts', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('1 right');
    expect(told(words([right]), typed)).toBe(`✔ Right. Almost: it is written \`${right}\`.`);
  });

  it.each([
    // Other words, and negations.
    ['increase', 'decrease'],
    ['maximum', 'minimum'],
    ['minimize', 'maximize'],
    ['ascent', 'descent'],
    ['convex', 'concave'],
    ['symmetric', 'asymmetric'],
    ['asymmetric', 'symmetric'],
    ['asymmetric', 'a symmetric'],
    ['typical', 'atypical'],
    ['stable', 'unstable'],
    ['active', 'inactive'],
    ['linear', 'nonlinear'],
    ['regular', 'irregular'],
    ['affect', 'effect'],
    ['enable', 'unable'],
    ['tensor', 'sensor'],
    ['overfitting', 'underfitting'],
    ['forward', 'backward'],
    ['positive', 'negative'],
    ['internal', 'interval'],
    ['neural', 'neutral'],
    ['neuron', 'neutron'],
    ['descent', 'decent'],
    ['product', 'produce'],
    ['deviation', 'derivation'],
    ['sample', 'simple'],
    ['insert', 'invert'],
    ['notable', 'not able'],
    // Two mistakes, and mistakes in short words.
    ['gradient', 'graidnet'],
    ['vanishing gradients', 'vanishng gradeints'],
    ['relu', 'reul'],
    ['batch', 'bacth'],
    // Numbers and signs.
    ['relu6', 'relu'],
    ['relu6', 'relu7'],
    ['conv2d', 'conv3d'],
    ['2 layers', '3 layers'],
    ['layer 12', 'layer 1'],
    ['layer12', 'layer1'],
    ['C++', 'C'],
    ['5 %', '5'],
    ['n!', 'n'],
    ['x̄', 'x'],
    ['か', 'が'],
    ['x²', 'x2'],
    ['10²', '102'],
    ['layer -1', 'layer 1'],
  ])('of %s, %s is another word', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('0 other');
  });

  it('a typing mistake between a right and a wrong text is neither', () => {
    const near = words(['convolve'], [trap('convolves')]);
    expect(verdict(near, 'convolves')).toBe('0 other');
    expect(verdict(near, 'convolvee')).toBe('0 other');
    expect(verdict(near, 'convlve')).toBe('1 right');
  });

  it.each([
    ['x²', 'x^2'],
    ['H₂O', 'h2o'],
    ['straße', 'STRASSE'],
    ['naïve', 'naive'],
    ['don’t', "don't"],
    ['non-linear', 'non linear'],
    ['t-SNE', 't–sne'],
    ['¿qué?', 'que'],
  ])('%s and %s are the same', (one, other) => {
    expect(sameWords(one, other)).toBe(true);
  });

  it('are the same the other way round, and the same as themselves, and never almost themselves', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(sameWords(one, one)).toBe(true);
        expect(sameWords(one, other)).toBe(sameWords(other, one));
        expect(almostSameWords(one, one)).toBe(false);
      }),
    );
  });

  it('with a word more or less are never right', () => {
    const word = fc.constantFrom('zero', 'the', 'gradients', 'before', 'backward', 'no', 'not', 'never', 'pass', '2');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), word, fc.nat(5), (right, extra, at) => {
        const typed = [...right.slice(0, at), extra, ...right.slice(at)].join(' ');
        expect(verdict(words([right.join(' ')]), typed)).toBe('0 other');
      }),
    );
  });
});

describe('a text that is a formula', () => {
  it.each([
    ['2*x', '2x'],
    ['2*x', 'x*2'],
    ['2*x', 'x+x'],
    ['2*x', '2·x'],
    ['2*x', 'X*2'],
    ['2*x', 'y = 2x'],
    ['2*x', '2 * X'],
    ['2*x', 'f(x)=2x'],
    ['2*x', 'f (x) = X * 2'],
    ['a*b', 'f(a, b) = b*a'],
    ['2x', '2*x'],
    ['y = 2x', 'y=2*x'],
    ['dL/da = b*c', 'c*b'],
    ['(a+b)^2', 'a²+2ab+b²'],
    ['a*b+c', 'c+ab'],
    ['mx+b', 'm*x + b'],
    ['w - lr*grad', 'w-grad*lr'],
    ['1 - tanh(x)^2', '1-tanh²(x)'],
    ['n!', 'n!'],
    ['-x', '−x'],
  ])('%s is %s', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('1 right');
  });

  it.each([
    ['2*x', '2+x'],
    ['2*x', '2*X + x - x'],
    ['2*x', 'f(t)=2x'],
    ['2*x', 'f(x)=2t'],
    ['2*x', '2*x*X'],
    ['x*X', '2*X'],
    ['a*b', 'A * B'],
    ['2*x', 'x'],
    ['2*x', '3x'],
    ['2*x', '-2x'],
    ['2*x', '2y'],
    ['2*x', 'x^2'],
    ['2*x', '2x + 0*y'],
    ['2*x', '2x = 3'],
    ['2*x', 'x = 2x'],
    ['y = 2x', 'z = 2x'],
    ['y = 2x', '2x = y'],
    ['abs(x)', 'x'],
    ['x', 'abs(x)'],
    ['sqrt(x^2)', 'x'],
    ['x - y', 'y - x'],
    ['zero-grad', 'grad-zero'],
    ['zero-grad', '-(grad-zero)'],
    ['zero-grad', '-grad+zero'],
    ['and/or', 'or/and'],
    ['train/test', '1/(test/train)'],
    ['2*x', 'I would say 2x'],
    ['2*x', '2x or 3x'],
    ['2*x', '(('],
  ])('%s is not %s', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('0 other');
  });
});

describe('a text that is a number', () => {
  it.each([
    ['0.5', '.5'],
    ['0.5', '1/2'],
    ['0.5', '0,5'],
    ['0.5', '0.50'],
    ['1/2', '0.5'],
    ['-3', '−3.0'],
    ['1e-3', '0.001'],
    ['10^3', '1000'],
    ['1000', '1e3'],
  ])('%s is %s', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('1 right');
  });

  it.each([
    ['0.5', '0.51'],
    ['3', '-3'],
    ['3', '3 layers'],
    ['12', '1 2'],
    ['15', '1.5'],
    ['0110', '110'],
    ['3×3', '9'],
    ['1-2', '-1'],
    ['1,000', '1'],
    ['50%', '50'],
    ['2:1', '2'],
  ])('%s is not %s', (right, typed) => {
    expect(verdict(words([right]), typed)).toBe('0 other');
  });
});

describe('patterns and traps', () => {
  it.each([
    ['*gradient*', 'the gradient of it', '1 right'],
    ['*gradient*', 'GRADIENT!', '1 right'],
    ['*gradient*', 'loss', '0 other'],
    ['zero * gradients', 'zero all the gradients', '1 right'],
    ['zero * gradients', 'zero gradients', '0 other'],
    ['zero*gradients', 'zero gradients', '1 right'],
    ['2\\*x', '2*x', '1 right'],
    ['2\\*x', '2x', '1 right'],
    ['2\\*x', '2yx', '0 other'],
    ['a.c*', 'abcd', '0 other'],
    ['(a|b)*', 'a', '0 other'],
  ])('%s with %s: %s', (accepted, text, expected) => {
    expect(verdict(words([accepted], [], true), text)).toBe(expected);
  });

  it('the most particular one applies, and one for all others last', () => {
    const asked = words(
      ['*gradient*', 'gradient'],
      [
        trap('*', { feedback: 'Something else.' }),
        trap('*zero gradient*', { feedback: 'Not zero.' }),
        trap('no gradient', { feedback: 'There is one.' }),
        trap('slope', { weight: 0.5, feedback: 'Nearly.' }),
        trap('derivative', { weight: 1 }),
      ],
      true,
    );
    expect(verdict(asked, 'the gradient')).toBe('1 right');
    expect(told(asked, 'a zero gradient')).toContain('Not zero.');
    expect(told(asked, 'no gradient')).toContain('There is one.');
    expect(told(asked, 'gradeint')).toBe('✔ Right. Almost: it is written `gradient`.');
    expect(told(asked, 'loss')).toBe('✘ Not this one.\n\nSomething else.');
    expect(verdict(asked, 'slope')).toBe('0.5 other');
    expect(told(asked, 'slope')).toBe('Partly right.\n\nNearly.');
    expect(verdict(asked, 'derivative')).toBe('1 right');
  });
});

describe('weights and tolerances of a number', () => {
  const asked = question({
    kind: 'number',
    value: 12,
    tolerance: 0.1,
    traps: [
      { text: '24', bugs: [], weight: 1 },
      { text: '12', bugs: [], weight: 0.5, tolerance: 2, feedback: 'Near.' },
      { text: '13', bugs: [], weight: 0.75, tolerance: 0.5, feedback: 'Nearer.' },
      { text: '-12', bugs: [], weight: 0 },
      { text: '10', bugs: [], weight: -0.5, tolerance: 0.1 },
      { text: '*', bugs: [], feedback: 'Far away.' },
    ],
  });
  it.each([
    ['12', '1 right'],
    ['12.05', '1 right'],
    ['24.1', '1 right'],
    ['11', '0.5 other'],
    ['12.8', '0.75 other'],
    ['-12', '0 sign-flipped'],
    ['10', '0 other'],
    ['99', '0 other'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(asked, text)).toBe(expected);
  });

  it('say what their teacher says', () => {
    expect(told(asked, '11')).toContain('Partly right. You typed `11`.');
    expect(told(asked, '12.8')).toContain('Nearer.');
    expect(told(asked, '99')).toContain('Far away.');
    expect(told(asked, '12')).toBe('✔ Right.');
  });
});
