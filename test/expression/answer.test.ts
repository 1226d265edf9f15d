import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { checkNames, isGradientName, readAnswer, readFormula, refuseSeveral } from '../../src/expression/answer.ts';
import { format } from '../../src/expression/index.ts';

const refusal = (work: () => unknown): UserError => {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('readAnswer', () => {
  const read = (text: string) => format(readAnswer(text, '`2*a`').expression);

  it.each([
    ['a+b', 'a + b'],
    ['dL/da = a+b', 'a + b'],
    ['L = dL/da = b', 'b'],
    ['≈ 3.', '3'],
    ['dL/da = ~ 3!', '3'],
    ['x²', 'x^2'],
    ['ｘ＋１', 'x + 1'],
    ['½', '1/2'],
    ['3⁄4', '3/4'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('does not take 8½ for 81/2', () => {
    expect(refusal(() => read('8½')).message).toContain('missing between `8` and `1`');
  });

  it('takes 400 characters', () => {
    expect(() => read('1'.padStart(400, '0'))).not.toThrow();
    const { message, hint } = refusal(() => read('1'.padStart(401, '0')));
    expect([message, hint]).toEqual(['This answer has 401 characters; 400 fit.', 'For example `2*a`.']);
  });

  it.each([
    ['', 'There is no answer here.', 'Type one, for example `2*a`.'],
    ['dL/da =', 'There is no answer here.', 'Type one, for example `2*a`.'],
    ['a; b', 'These are several answers.', 'Type the one that you mean.'],
    ['dL/da = b, dL/db = a', 'These are several gradients.', 'Say one at a time, for example `dL/da = b`.'],
  ])('refuses %s', (text, message, hint) => {
    expect(refusal(() => read(text))).toMatchObject({ message, hint });
  });
});

describe('refuseSeveral', () => {
  it.each(['dL/da = b, dL/db = a', 'dL/da is b; ∂L/∂b is a', 'b dL/db equals a'])('refuses %s', (text) => {
    expect(() => refuseSeveral(text)).toThrow('These are several gradients.');
  });

  it.each(['dL/da = b', 'dL/da is b', 'L = dL/da', 'a+b'])('takes %s', (text) => {
    expect(() => refuseSeveral(text)).not.toThrow();
  });
});

it.each([
  ['dL/da', true],
  [' ∂L / ∂a ', true],
  ['d/dx_1', true],
  ['a.grad', true],
  ['da', false],
  ['a.data', false],
  ['dL/da + 1', false],
])('is %s the name of a gradient? %s', (text, expected) => {
  expect(isGradientName(text)).toBe(expected);
});

describe('checkNames', () => {
  const check = (text: string, known: string[]) => () => checkNames(readAnswer(text, '`2`'), known);

  it('takes the names of the question', () => {
    expect(check('a*tanh(b)', ['a', 'b', 'c'])).not.toThrow();
    expect(check('2*3', [])).not.toThrow();
  });

  it.each([
    ['a*x', ['a', 'b'], 'x', 'Write the answer in `a`, `b`.', [2, 3]],
    ['2*tanh(a + x)*y', ['a'], 'x', 'Write the answer in `a`.', [11, 12]],
    ['e^a', ['a'], 'e', 'It is a name like any other here; for a power of 2.718… write `exp(x)`.', [0, 1]],
    ['e', [], 'e', 'A number is wanted: put the values in, as in `2*(-3)`.', [0, 1]],
    ['2*a', [], 'a', 'A number is wanted: put the values in, as in `2*(-3)`.', [2, 3]],
  ])('refuses another one: %s of %j', (text, known, name, hint, [start, end]) => {
    const error = refusal(check(text, known));
    expect(error).toMatchObject({ message: `\`${name}\` does not occur here.`, hint });
    expect(error.where).toMatchObject({ text, place: { start, end } });
  });
});

describe('readFormula', () => {
  const at = new Map([
    ['a', 2],
    ['b', -3],
  ]);
  const read = (text: string) => format(readFormula(text, at, ['L.slope']).expression);

  it.each([
    ['dL/da = a*b', 'a*b'],
    ['0', '0'],
    ['a + 0', 'a + 0'],
    ['0/2 + a', '0/2 + a'],
    ['a/1', 'a/1'],
    ['1*a', '1*a'],
    ['sign(b)', 'sign(b)'],
    ['(a > 0)', '(a > 0)'],
  ])('takes %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['dL/da', 'That only repeats the question.', 'Write what it is equal to, for example `2*a`.'],
    ['L . slope', 'That only repeats the question.', 'Write what it is equal to, for example `2*a`.'],
    [`log(b)+${'1'.repeat(50)}`, `\`log(b)+${'1'.repeat(33)}\` has no finite value here.`, undefined],
    ['0*b', '`0*b` is 0 whatever stands behind it.', 'Leave it out; if all of the answer is 0, type `0`.'],
    ['a + tanh(b*(1 - 1))', '`b*(1 - 1)` is 0 whatever stands behind it.', undefined],
    ['0/a', '`0/a` is 0 whatever stands behind it.', undefined],
    ['log(b)', '`log(b)` has no finite value here.', 'Type a formula that has one, for example `2*a`.'],
    ['a/0', '`a/0` has no finite value here.', undefined],
  ])('refuses %s', (text, message, hint) => {
    expect(refusal(() => read(text))).toMatchObject({ message, ...(hint && { hint }) });
  });

  it('shows an example without names, too', () => {
    expect(refusal(() => readFormula('', new Map(), [])).hint).toContain('`2*a`');
  });
});
