import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { grade } from '../../../src/questions/grading/grade.ts';
import { gradeSchema } from '../../../src/questions/question.ts';
import { paragraph, say } from '../../../src/reply/build.ts';
import { toText } from '../../../src/reply/text.ts';
import { question, told, verdict } from '../questions.ts';

const NUMBER = question(
  {
    kind: 'number',
    value: -3,
    tolerance: 0.01,
    traps: [
      { text: '2', bugs: ['factors-not-swapped'], where: 'dL/da = 1 × b = -3' },
      { text: '1', bugs: ['upstream-dropped'] },
      { text: '1', bugs: ['local-for-global'] },
      { text: '3', bugs: ['minus-sign-lost'] },
    ],
  },
  [{ text: '-3', right: true }, { text: '10', bugs: ['value-for-gradient'] }, { text: '99' }],
);

describe('a typed number', () => {
  it.each([
    ['-3', '1 right'],
    ['−3', '1 right'],
    ['–3.0', '1 right'],
    [' - 3 ', '1 right'],
    ['-6/2', '1 right'],
    ['-300e-2', '1 right'],
    ['-sqrt(9)', '1 right'],
    ['1-2^2', '1 right'],
    ['-3,0', '1 right'],
    ['-3.', '1 right'],
    ['dL/da = -3', '1 right'],
    ['dL/da = b = -3', '1 right'],
    ['`-3`', '1 right'],
    ['≈ -3', '1 right'],
    ['-2.995', '1 right'],
    ['1-2²', '1 right'],
    ['-3·2⁰', '1 right'],
    ['-1½·2', 'refused: Something is missing between `1` and `1`.'],
    ['-6·½', '1 right'],
    ['-2.98', '0 other'],
    ['2', '0.25 factors-not-swapped'],
    ['4/2', '0.25 factors-not-swapped'],
    ['1', '0.25 local-for-global+upstream-dropped'],
    ['3', '0.5 minus-sign-lost'],
    ['7', '0 other'],
    ['2^-1', '0 other'],
    ['10', '0.25 value-for-gradient'],
    ['A', '1 right'],
    ['b', '0.25 value-for-gradient'],
    ['(c)', '0 other'],
    ['option A', '1 right'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(NUMBER, text)).toBe(expected);
  });

  it('that is a small letter is said to be an option', () => {
    expect(told(NUMBER, 'b')).toMatch(/I read that as B: `10`/);
    expect(told(NUMBER, 'B')).not.toMatch(/I read that/);
  });

  it.each([
    ['', /no answer/],
    ['   ', /no answer/],
    ['a*b', /`a` does not occur/],
    ['0*x', /`x` does not occur/],
    ['dL/da', /what the question asks/],
    ['∂L/∂a', /what the question asks/],
    ['a.grad', /what the question asks/],
    ['3 1/2', /may be a sum or a product/],
    ['−3½', /may be a sum or a product/],
    ['dL/da = -3, dL/db = 2', /several gradients/],
    ['1/0', /no finite value/],
    ['0/0', /no finite value/],
    ['9^9^9^9', /no finite value/],
    ['NaN', /`NaN` does not occur/],
    ['Infinity', /`Infinity` does not occur/],
    ['1,000', /may be 1.000 or 1000/],
    ['-3; 4', /several answers/],
    ['-3 apples', /Something is missing/],
    ['((((', /stops in the middle/],
    ['d', /`d` does not occur/],
    ['1'.repeat(500), /500 characters/],
  ])('%s is refused', (text, message) => {
    expect(verdict(NUMBER, text)).toMatch(message);
  });

  it('has a wrong sign of its own where no misconception leads to it', () => {
    const plain = question({ kind: 'number', value: 4, tolerance: 0, traps: [] });
    expect(verdict(plain, '-4')).toBe('0.5 sign-flipped');
    expect(verdict(question({ kind: 'number', value: 0, tolerance: 0, traps: [] }), '-0')).toBe('1 right');
  });

  it('is an option that shows the very number, but for rounding relative to its size', () => {
    const large = question({ kind: 'number', value: 3, tolerance: 0, traps: [] }, [
      { text: '2000000', bugs: ['upstream-dropped'] },
      { text: '0.002', bugs: ['local-for-global'] },
    ]);
    expect(verdict(large, '2000000.001')).toBe('0.25 upstream-dropped');
    expect(verdict(large, '2000000.003')).toBe('0 other');
    expect(verdict(large, '0.0020000001')).toBe('0 other');
  });

  it('tells what was understood, what went wrong, and where', () => {
    expect(told(NUMBER, '-2.999*1')).toBe('✔ Right. I read that as `-2.999`.');
    expect(told(NUMBER, '4/2')).toMatch(/You typed `2`.*× swaps[\s\S]*Look again at `dL\/da = 1 × b`\./);
    expect(told(NUMBER, '1')).toMatch(/Two mistakes lead here:\n\n• [^\n]+\n• /);
    expect(told(NUMBER, '7')).toMatch(/None of the mistakes I know/);
  });
});

describe('an option', () => {
  it('is graded by what it is', () => {
    expect(grade(NUMBER, { kind: 'option', index: 0 })).toMatchObject({ score: 1, note: 'right' });
    expect(grade(NUMBER, { kind: 'option', index: 1 })).toMatchObject({ score: 0.25, note: 'value-for-gradient' });
    expect(grade(NUMBER, { kind: 'option', index: 2 })).toMatchObject({ score: 0, note: 'other' });
    expect(() => grade(NUMBER, { kind: 'option', index: 3 })).toThrow(UserError);
  });

  it('of the right size and the wrong sign gets half', () => {
    const asked = question({ kind: 'number', value: 4, tolerance: 0, traps: [] }, [
      { text: '-4', bugs: ['step-uphill'] },
    ]);
    expect(grade(asked, { kind: 'option', index: 0 })).toMatchObject({ score: 0.5, note: 'step-uphill' });
  });

  it('of a question without typing is meant by its letter or its text, and nothing else', () => {
    const asked = question(undefined, [{ text: 'raise a' }, { text: 'lower  a', right: true }]);
    expect(verdict(asked, 'lower a')).toBe('1 right');
    expect(verdict(asked, 'b.')).toBe('1 right');
    expect(verdict(asked, 'sideways')).toMatch(/refused: This is none of the options/);
  });
});

describe('words', () => {
  const asked = question({
    kind: 'words',
    accepted: ['chain rule'],
    traps: [{ text: 'product rule', bugs: ['mix-up'], feedback: 'Not that one.' }],
  });
  it.each([
    ['Chain  Rule.', '1 right'],
    ['product rule', '0.25 mix-up'],
    ['sum rule', '0 other'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(asked, text)).toBe(expected);
  });
  it('brings what the teacher says', () => {
    expect(told(asked, 'product rule')).toContain('Not that one.');
  });
});

describe('"I don\'t know yet"', () => {
  it('costs nothing, blames nobody, and brings the hint', () => {
    const asked = { ...NUMBER, hint: [paragraph(say`Look at the ×.`)] };
    const { score, note, feedback } = grade(asked, { kind: 'unknown' });
    expect({ score, note }).toEqual({ score: 0, note: 'unknown' });
    expect(toText({ nodes: feedback })).toMatch(/Look at the ×/);
    expect(toText({ nodes: feedback })).not.toMatch(/✘|wrong|not/i);
  });
});

describe('any text at all', () => {
  const asked = [
    NUMBER,
    question({
      kind: 'expression',
      text: 'b',
      at: { a: 2, b: -3 },
      traps: [{ text: 'a', bugs: ['factors-not-swapped'] }],
      refused: ['dL/da'],
    }),
    question({ kind: 'sequence', lines: ['x', 'y', 'z'], right: ['A', 'B', 'C'] }),
    question({ kind: 'words', accepted: ['yes'], traps: [] }),
    question(undefined, [{ text: 'a', right: true }]),
  ];
  const piece = fc.constantFrom(
    ...'ab01.,+-*/^()=; ',
    'e9',
    '1e308',
    'sqrt(',
    'log(',
    'tanh(',
    'dL/da',
    'x',
    '0*',
    '9^',
    '−',
    '∂',
    '`',
    '"',
    '<',
  );
  it('is graded or refused with a reason, and no text shows a broken number', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...asked), typed, (one, text) => {
        try {
          const result = gradeSchema.parse(grade(one, { kind: 'text', text }));
          expect(toText({ nodes: result.feedback })).not.toMatch(/\b(NaN|Infinity|undefined)\b/);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('names as options', () => {
  const NODES = question(undefined, [
    { text: 'e', right: true },
    { text: 'd', bugs: ['ready-before-users'] },
    { text: 'L', bugs: ['ready-already-done'] },
    { text: 'w1, w2', bugs: ['step-uphill'] },
  ]);
  it.each([
    ['e', '1 right'],
    ['d', '0.25 ready-before-users'],
    ['D', '0.25 step-uphill'],
    ['a', 'refused: `a` may be option A or something named `a`.'],
    ['A', '1 right'],
    ['a)', '1 right'],
    ['w1,w2', '0.25 step-uphill'],
    ['W1, W2', '0.25 step-uphill'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(NODES, text)).toBe(expected);
  });
});

describe('several options', () => {
  const options = [
    { text: 'tanh', right: true },
    { text: 'x', bugs: ['linear-taken'], feedback: 'It is linear.' },
    { text: 'relu', right: true },
    { text: 'loss' },
  ];
  const asked = { ...question(undefined, options), several: true };
  const gradeOf = (indices: number[], more = asked): string => {
    const { score, note, feedback } = grade(more, { kind: 'options', indices });
    return `${score} ${note}: ${toText({ nodes: feedback })}`;
  };

  it.each([
    [[0, 2], '1 right: ✔ Right.'],
    [[2, 0, 0], '1 right: ✔ Right.'],
    [[0], '0.5 other: Partly right. You chose 1 of 2 right options.'],
    [[0, 2, 3], '0.5 other: Partly right. You chose 2 of 2 right options and 1 wrong one.'],
    [[0, 3], '0 other: ✘ Not this one. You chose 1 of 2 right options and 1 wrong one.'],
    [
      [1, 3],
      '0 linear-taken: ✘ Not this one. You chose 0 of 2 right options and 2 wrong ones. This is the mistake "linear-taken".\n\nIt is linear.',
    ],
    [[], '0 other: ✘ Not this one. You chose 0 of 2 right options.'],
  ])('%j: %s', (indices, expected) => {
    expect(gradeOf(indices)).toBe(expected);
  });

  it('are worth what their teacher says, and all but all with a wrong one', () => {
    const weights = [0.7, -0.2, 0.3, -1];
    const weighed = { ...asked, options: asked.options.map((option, i) => ({ ...option, weight: weights[i] })) };
    expect(gradeOf([0], weighed)).toMatch(/^0.7 /);
    expect(gradeOf([0, 1], weighed)).toMatch(/^0.49999|^0.5 /);
    expect(gradeOf([0, 2], weighed)).toMatch(/^1 right/);
    expect(gradeOf([2, 3], weighed)).toMatch(/^0 /);
    const generous = { ...asked, options: asked.options.map((option) => ({ ...option, weight: 1 })) };
    expect(gradeOf([0], generous)).toBe(
      '1 right: ✔ Right. You chose 1 of 2 right options. That is worth the whole point.',
    );
    expect(gradeOf([0, 1], generous)).toMatch(/^0.99 /);
    const free = { ...asked, options: asked.options.map((option) => ({ ...option, weight: option.right ? 0.5 : 0 })) };
    expect(gradeOf([0, 1, 2], free)).toMatch(/^0.99 /);
  });

  it('one option may be right in part', () => {
    const one = question(undefined, [
      { text: 'a', right: true },
      { text: 'b', weight: 0.5, feedback: 'Half.' },
      { text: 'c', weight: -1 },
    ]);
    const graded = [0, 1, 2].map((index) => grade(one, { kind: 'option', index }));
    expect(graded.map(({ score }) => score)).toEqual([1, 0.5, 0]);
    expect(toText({ nodes: graded[1]?.feedback ?? [] })).toBe('Partly right.\n\nHalf.');
  });
});

describe('pairs', () => {
  const asked = question({ kind: 'pairs', left: ['a', 'b', 'c'], right: ['x', 'y', 'z', 'y'], key: [1, 0, 2] });
  it.each([
    ['1B 2A 3C', '1 right'],
    ['3c, 2a; 1b', '1 right'],
    ['B A C', '1 right'],
    ['bac', '1 right'],
    ['1-B 2-A 3-C', '1 right'],
    // Two that say the same are the same.
    ['1D 2A 3C', '1 right'],
    ['1B 2A 3A', `${2 / 3} other`],
    ['1A 2B 3D', '0 other'],
    ['1B 2A', 'refused: Number 3 has no letter.'],
    ['1B 2A 3', 'refused: Number 3 has no letter from A to D.'],
    ['1B 2A 3E', 'refused: Number 3 has no letter from A to D.'],
    ['1B 1A 3C', 'refused: Number 1 stands there twice.'],
    ['4B', 'refused: There is no number `4` in the left column.'],
    ['', 'refused: Number 1 has no letter.'],
  ])('%s gets %s', (text, expected) => {
    expect(verdict(asked, text)).toBe(expected);
  });

  it.each([
    ['1B 2A 3A', 'Partly right. You have 2 of 3 pairs right.'],
    ['1A 2B 3D', '✘ Not this one. You have 0 of 3 pairs right.'],
  ])('%s is told so: %s', (text, told) => {
    expect(toText({ nodes: grade(asked, { kind: 'text', text }).feedback })).toBe(told);
  });
});
