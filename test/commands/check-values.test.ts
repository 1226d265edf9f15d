import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal } from '../support/refusal.ts';
import { say } from './run.ts';

const firstLine = (line: string): string => say(line).split('\n')[0] as string;

describe('/check with values said in words', () => {
  it.each([
    ['/check dL/dx of 3*x is 5 at x=3', '✘ `dL/dx = 5` is not right with `x=3`.'],
    ['/check d/dx is 1 of |x| x=3', '✔ `dL/dx = 1` is right with `x=3`.'],
    ['/check d/dx is 6 of |x|*x x=3', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check dL/dx of x^2 is 5, x=3', '✘ `dL/dx = 5` is not right with `x=3`.'],
    ['/check dL/dx of x^2 is 6; x=3', '✔ `dL/dx = 6` is right with `x=3`.'],
    ...[
      'at x=3',
      'at x = 3.',
      'when x is 3',
      'for x=3',
      'if x = 3',
      'with x=3',
      'where x=3',
      '@ x=3',
      'and x=3',
      'since x = 3',
      '(x=3)',
      '(at x=3)',
      'at 3',
    ].map((said) => [`/check dL/dx of x^2 is 6 ${said}`, '✔ `dL/dx = 6` is right with `x=3`.'] as [string, string]),
    ['/check dL/dx of x^2 is 2x with x=3', '✔ `dL/dx = 2*x` is right.'],
    ['/check dL/dx of x^2 is 3x with x=3', '✘ `dL/dx = 3*x` is not right.'],
    ['/check dL/dx of x^2 x=3 is 6 at x=3', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check dL/da of a*b is -3 with a = 2 and b = -3', '✔ `dL/da = -3` is right with `a=2 b=-3`.'],
    ['/check dL/dx of a*x is 2, where a is 2 and x is 5.', '✔ `dL/dx = 2` is right with `a=2 x=5`.'],
    ['/check dL/da = 3 where a=2 b=3 of a*b', '✔ `dL/da = 3` is right with `a=2 b=3`.'],
    ['/check dL/dx at x=3 of x^2 is 6', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check dL/dx of x^2 at 3 is 6', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check gradient of x^2 at x=3 is 6', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check d/dx(x^2) at x=3 is 6', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check gradient of a*b at a=2, b=3 is 3', 'Which derivative is `3`?'],
    ["/check f'(3)=6 for f(x)=x^2", '✔ `df/dx = 6` is right with `x=3`.'],
    ["/check f'(3)=5 for f(x)=x^2", '✘ `df/dx = 5` is not right with `x=3`.'],
    ["/check f'(3)=12 for f(x)=a*x^2 a=2", '✔ `df/dx = 12` is right with `x=3 a=2`.'],
    ['/check dL/dx = 6 at x=3 --of x^2', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check dL/dx --of x^2 --is "6 at x=3"', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check at x=3, dL/dx of x^2 is 6', '✔ `dL/dx = 6` is right with `x=3`.'],
    ['/check when x=3 dL/dx of x^2 is 5', '✘ `dL/dx = 5` is not right with `x=3`.'],
    ['/check ∂L/∂a = 3, a=2, b=3 of a*b', '✔ `dL/da = 3` is right with `a=2 b=3`.'],
    ["/check f(x)=x^2, f'(3)=6", '✔ `df/dx = 6` is right with `x=3`.'],
    ["/check for f(x)=x^2, f'(x) = 2x", '✔ `df/dx = 2*x` is right.'],
    ['/check y=x^2; dy/dx = 3x', '✘ `dy/dx = 3*x` is not right.'],
    // A formula, not a value.
    ['/check dL/dx for x = 1', '✔ `dL/dx = 1` is right.'],
  ])('%s', (line, first) => {
    expect(firstLine(line)).toBe(first);
  });
});

const WORDS = ['at', 'when', 'for', 'if', 'with', 'where', 'given'];
const PLACES: readonly ((said: string, is: number) => string)[] = [
  (said, is) => `dL/da of a*b*b+a is ${is} ${said}`,
  (said, is) => `dL/da of a*b*b+a is ${is}, ${said}`,
  (said, is) => `dL/da of a*b*b+a ${said} is ${is}`,
  (said, is) => `dL/da = ${is} ${said} of a*b*b+a`,
  (said, is) => `dL/da ${said} of a*b*b+a is ${is}`,
  (said, is) => `${said}, dL/da of a*b*b+a is ${is}`,
  (said, is) => `derivative of a*b*b+a with respect to a ${said} is ${is}`,
];

describe('/check, wherever values are said', () => {
  it.each([
    '/check dL/dx|x=3 of x^2 is 6',
    '/check dL/dx[x=3] of x^2 is six',
    '/check dL/dx|_{x=3} = 6 for x^2',
    '/check dL/dx of x^2 [x=3] is 6',
    '/check dL/dx of x^2 is 6 [x=3]',
    '/check dL/dx of x^2 is 6 | x=3',
    '/check dL/dx of |x|*x x=3 is six',
    '/check dL/dx of x^2 is two times x',
    '/check dL/dx of x/2 is one half',
    '/check dL/dx of x^2 x=1,5 is 3',
    '/check dL/dx of 0,5x^2 is x',
    '/check dL/dx of exp(x) x=1 is e',
    '/check dL/dx of e^2x is 2e^2x',
    "/check y=x^2 y'=2x",
    '/check y = x^2 dy/dx = 2x',
    '/check dy/dx=2x y=x^2',
    '/check dy/dx = 2x where y = x^2',
    '/check is 2x the derivative of x^2?',
    '/check cos(x) is the derivative of sin(x)',
  ])('%s is right', (line) => {
    expect(say(line)).toMatch(/^(?:Read as .*\n\n)?✔ /);
  });

  it('is right for the right number, and for no other', () => {
    const claims = fc.record({
      a: fc.integer({ min: -9, max: 9 }),
      b: fc.integer({ min: -9, max: 9 }),
      off: fc.constantFrom(0, 0, 1, -2),
      word: fc.constantFrom(...WORDS),
      joint: fc.constantFrom(' and ', ', ', ' '),
      sign: fc.constantFrom('=', ' = '),
      place: fc.constantFrom(...PLACES),
    });
    fc.assert(
      fc.property(claims, ({ a, b, off, word, joint, sign, place }) => {
        const line = place(`${word} a${sign}${a}${joint}b${sign}${b}`, b * b + 1 + off);
        const said = say(`/check ${line}`);
        expect(said[0], line).toBe(off === 0 ? '✔' : '✘');
        expect(said, line).toContain(`a=${a} b=${b}`);
      }),
      { numRuns: 120, seed: 5 },
    );
  });
});

describe('/check of an answer in several parts', () => {
  it.each([
    '/check dL/dx of x^2 x=3 is 5 = 6',
    '/check dL/dx of x^2 x=3 is 6 = 5',
    '/check dL/dx of x/3 is 1/4 ≈ 0.33',
    '/check dL/dx of x^2 x=3 is x = 6',
    '/check dL/dx of x^2 is 6 x = 3',
    '/check dL/dx of x^2 is 3x = 2x',
  ])('%s asks', (line) => {
    expect(refusal(() => say(line))).toMatch(/is not the same as[\s\S]*the one that you mean/);
  });

  it('takes no part of it for all of it', () => {
    expect(() => say('/check dL/dx of x^2 is 5x, also x=2x')).toThrow();
  });

  it.each([
    ['/check dL/da = b = -3 of a*b b=-3', '✔ `dL/da = -3` is right with `b=-3`.'],
    ['/check dL/dx of x^2 is x*2 = 2x', '✔ `dL/dx = 2*x` is right.'],
    ['/check dL/dx of sqrt(x) x=2 is 1/(2*sqrt(2)) = 0.354', '✔ `dL/dx = 0.354` is right with `x=2`.'],
    ['/check dL/da = dL/dd*dd/da = f*b of (a*b+c)*f', '✔ `dL/da = f*b` is right.'],
    ['/check dL/dx of x/3 is 1/3 ≈ 0.33', '✔ `dL/dx = 0.33` is right.'],
    ['/check dL/dx of x^2 is 3x = 6 at x=2', '✘ `dL/dx = 6` is not right with `x=2`.'],
    ['/check dL/dx --of x^2 --is "slope = 2x"', '✔ `dL/dx = 2*x` is right.'],
  ])('%s', (line, first) => {
    expect(firstLine(line)).toBe(first);
  });

  it.each([
    "/check dL/dx of x*y is y'",
    "/check dL/dx of x^2 is (2x)'",
    '/check dL/dx of x^2 is 2x’',
    "/check dL/dx --of x^2 --is (x^2)'",
  ])('%s keeps its mark', (line) => {
    expect(refusal(() => say(line))).toMatch(/derivative mark[\s\S]*Write that derivative out/);
  });

  it('takes quotation marks for what they are', () => {
    expect(firstLine("/check 'dL/da' of 'a*b' is 'b'")).toBe('✔ `dL/da = b` is right.');
  });
});

describe('/check at a kink', () => {
  it.each([
    ['relu(x) x=0', '0', '✔'],
    ['relu(x) x=0', '1', '✘'],
    ['relu(x) x=0', '0.5', '✘'],
    ['abs(x) x=0', '0', '✔'],
    ['abs(x) x=0', '1', '✘'],
    ['max(x,y) x=1 y=1', '0.5', '✔'],
    ['min(x,y) x=1 y=1', '0.5', '✔'],
    ['max(x,y) x=1 y=1', '1', '✘'],
    ['relu(2*x)*a x=0 a=3', '0', '✔'],
  ])('the slope of %s as %s: %s', (formula, is, verdict) => {
    expect(say(`/check dL/dx of ${formula} is ${is}`)[0]).toBe(verdict);
  });

  it('says that there is no slope', () => {
    expect(say('/check dL/dx of sqrt(x) x=0 is 0')).toMatch(/^✘[\s\S]*no finite value there/);
  });

  it('follows the backward pass, and says so', () => {
    expect(say('/check dL/dw of relu(w*x) w=0 is 0')[0]).toBe('✔');
    expect(firstLine('/check dL/dw of relu(w*x) w=0 x=2 is 0')).toBe('✔ `dL/dw = 0` is right with `w=0 x=2`.');
    expect(say('/check dL/dx of relu(x) x=0 is 1')).toContain('a backward pass takes `0` by convention');
  });
});

describe('/check of rounded numbers', () => {
  it.each([
    ['exp(x) x=2', '7.4'],
    ['exp(x) x=2', '7.3'],
    ['x/3', '0.33'],
    ['x/3', '0.333...'],
    ['x/3', '0.3333…'],
    ['1000*x/7', '143'],
    ['100*x/7', '14'],
    ['x^2/3', '0.667*x'],
    ['x^2/3', '0.67x'],
    ['x^2/3+x/7', '0.667*x+0.143'],
    ['1.44e-5*x', '1.4e-5'],
  ])('of %s the answer %s is right', (formula, is) => {
    expect(say(`/check dL/dx of ${formula} is ${is}`)).toMatch(/^✔/);
  });

  it.each([
    ['x/3', '0.3'],
    ['0.0046*x', '0.005'],
    ['1.4e-5*x', '0.00001'],
    ['x^2/3', '0.7*x'],
  ])('of %s the answer %s is rounded too far', (formula, is) => {
    const said = say(`/check dL/dx of ${formula} is ${is}`);
    expect(said).toMatch(/^✘[\s\S]*rounded too far: give two digits or more/);
    expect(said).not.toMatch(/You |None of/);
  });

  it.each([
    ['exp(x) x=2', '7.5'],
    ['1000*x/7', '144'],
    ['1000*x/7', '140'],
    ['12.5*x', '12'],
    ['2.5*x', '3'],
    ['x^2/3', '0.66*x+0.01'],
    ['0.004*x', '0.00'],
    ['3*x', '2.999'],
    ['3*x^2', '5.9x'],
    ['x^2/2', '0.99x'],
    ['2*x', '1.9'],
  ])('of %s the answer %s is none', (formula, is) => {
    expect(say(`/check dL/dx of ${formula} is ${is}`)).toMatch(/^✘/);
  });
});

describe('/check of any number of two to six digits', () => {
  it('takes it rounded, and not a digit beside that', () => {
    const numbers = fc.record({ n: fc.integer({ min: 1, max: 9999 }), digits: fc.integer({ min: 2, max: 6 }) });
    fc.assert(
      fc.property(numbers, fc.boolean(), ({ n, digits }, factor) => {
        const exact = Math.sqrt(n) + Math.PI / 1000;
        const unit = 10 ** (Math.floor(Math.log10(exact)) + 1 - digits);
        const decimals = Math.max(0, -Math.round(Math.log10(unit)));
        const [formula, x] = factor ? [`(sqrt(${n})+pi/1000)*x^2/2`, '*x'] : [`(sqrt(${n})+pi/1000)*x`, ''];
        fc.pre(decimals > 0);
        const is = (value: number): string => `/check dL/dx of ${formula} is ${value.toFixed(decimals)}${x}`;
        expect(say(is(exact))[0], is(exact)).toBe('✔');
        for (const off of [-2, 2]) expect(say(is(exact + off * unit))[0], is(exact + off * unit)).toBe('✘');
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe('/check names no mistake that was not made', () => {
  it.each([
    ['sin(x^2)', 'cos(x^2)'],
    ['sin(sqrt(x))', 'cos(sqrt(x))'],
    ['exp(x^2)', 'exp(x^2)'],
    ['log(x^2+1)', '1/(x^2+1)'],
  ])('of %s the answer %s only forgets the inner derivative', (formula, is) => {
    const said = say(`/check dL/dx of ${formula} is ${is}`);
    expect(said).toContain('You forgot the inner derivative');
    expect(said).not.toMatch(/mistakes lead|the inside only|derivative inside|outer function as it is/);
  });

  it.each([
    ['relu(x-1e4)', '0'],
    ['x^2', '2.0000001x'],
    ['x^3', '3.0000001x^2'],
    ['x^2 x=3', '7'],
  ])('of %s the answer %s is not named', (formula, is) => {
    expect(say(`/check dL/dx of ${formula} is ${is}`)).not.toMatch(/You (?!left nothing)/);
  });
});

describe('/check where a formula has no value', () => {
  it.each([
    ['/check dL/dx of log(x) x=-1 is -1', /no value there[\s\S]*log needs a number above 0/],
    ['/check dL/dx of x^2 x=1e200 is 2e200', /no value there[\s\S]*an overflow/],
    ['/check dL/dx of 1/x x=0 is 0', /no value there[\s\S]*division by zero/],
  ])('%s says why', (line, message) => {
    expect(refusal(() => say(line))).toMatch(message);
  });
});

describe('/check of a wrong number that was rounded', () => {
  // 7.123 · (1 − 0.3²) = 6.48193: the input in the slope of tanh.
  it.each([
    ['6.4819', true],
    ['6.4817', true],
    ['6.48193', true],
    ['6.48188', false],
    ['6.4823', false],
    ['6.4826', false],
  ])('names the mistake that gives it to its last digit: %s, %s', (said, named) => {
    const reply = say(`/check dL/dn of c*tanh(n) is ${said} with n=0.3 c=7.123`);
    expect(reply.startsWith('✘')).toBe(true);
    expect(reply.includes('You put the input into the slope of tanh')).toBe(named);
  });
});
