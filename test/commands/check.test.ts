import { describe, expect, it } from 'vitest';
import { refusal } from '../support/refusal.ts';
import { refused } from '../support/refused.ts';
import { answer, say } from './run.ts';

const firstLine = (line: string): string => say(line).split('\n')[0] as string;

describe('/check', () => {
  it.each([
    '/check dL/da = b, dL/db = a of a*b+c',
    '/check dL/da = b dL/db = a for a*b+c',
    '/check dL/da of a*b+c is b and dL/db is a',
  ])('%s is two claims, of which none is taken for the other', (line) => {
    expect(refusal(() => say(line))).toMatch(/These are several gradients/);
  });

  it.each([
    ['/check "dL/da" of a*b+c is b', '✔ `dL/da = b` is right.'],
    ['/check dL/da of a*b+c is b', '✔ `dL/da = b` is right.'],
    ['/check dL/da = b for a*b+c', '✔ `dL/da = b` is right.'],
    ['/check dL/da=b for a*b+c', '✔ `dL/da = b` is right.'],
    ['/check dL/da is b for a*b+c', '✔ `dL/da = b` is right.'],
    ['/check dL/da of a*b+c = b', '✔ `dL/da = b` is right.'],
    ['/check dL/da of L=a*b+c is b', '✔ `dL/da = b` is right.'],
    ['/check ∂L/∂a of a*b+c is b?', '✔ `dL/da = b` is right.'],
    ['/check a.grad of a*b+c is b', '✔ `dL/da = b` is right.'],
    ['/check d/da of a*b+c is b', '✔ `dL/da = b` is right.'],
    ['/check `dL/da` of `a*b+c` is `b`', '✔ `dL/da = b` is right.'],
    ['/check dL/da --of a*b+c --is b', '✔ `dL/da = b` is right.'],
    ['/check dL/da of a*b+c --is b', '✔ `dL/da = b` is right.'],
    ['/check dL/da = b --of "a*b+c"', '✔ `dL/da = b` is right.'],
    ['/check --of "a*b+c" "dL/da = b"', '✔ `dL/da = b` is right.'],
    ['/check of=a*b+c is=b dL/da', '✔ `dL/da = b` is right.'],
    ['/check dy/dx of x^2 is 2x', '✔ `dy/dx = 2*x` is right.'],
    ['/check dy/dx of y=tanh(x) is 1-y^2', '✔ `dy/dx = 1 - y^2` is right.'],
    ['/check dy/dx of tanh(x) is 1-tanh(x)^2', '✔ `dy/dx = 1 - tanh(x)^2` is right.'],
    ['/check dL/de of L=e*f; e=a*b is f', '✔ `dL/de = f` is right.'],
    ['/check dL/da of L=e*f; e=a*b is b*f', '✔ `dL/da = b*f` is right.'],
    ['/check dL/da of a*b+c is b*1', '✔ `dL/da = b*1` is right, and simpler: `dL/da = b`.'],
    ['/check dL/da of a*b+c a=2 b=-3 c=10 is -3', '✔ `dL/da = -3` is right with `a=2 b=-3 c=10`.'],
    ['/check dL/da of a*b+c a=2 b=-3 c=10 is −6/2', '✔ `dL/da = -6/2` is right with `a=2 b=-3 c=10`.'],
    ['/check dL/dc of a*b+c is 1', '✔ `dL/dc = 1` is right.'],
    ['/check dL/da of sin(a*b) a=1 b=2 is -0.83', '✔ `dL/da = -0.83` is right with `a=1 b=2`.'],
    [`/check dL/da of ${'a*b+'.repeat(300)}c a=2 b=3 c=1 is 900`, '✔ `dL/da = 900` is right with `a=2 b=3 c=1`.'],
    ['/check dL/da of a*b a=1 b=1e6 is 1000000.0005', '✔ `dL/da = 1000000.0005` is right with `a=1 b=1000000`.'],
    ['/check dL/da of a*b a=1 b=1e6 is 1000000.002', '✘ `dL/da = 1000000.002` is not right with `a=1 b=1000000`.'],
    ['/check dL/dx of relu(x)*3 x=2 is 3', '✔ `dL/dx = 3` is right with `x=2`.'],
    ['/check dy/dx of abs(x) is 1', '◐ `dy/dx = 1` is right for `x > 0`, but not everywhere.'],
    ['/check dy/dx of abs(x) is sign(x)', '✔ `dy/dx = sign(x)` is right.'],
    ['/check dy/dx of relu(x) is (x > 0)', '✔ `dy/dx = (x > 0)` is right.'],
    ['/check dL/da of a*b is equal to b', '✔ `dL/da = b` is right.'],
    ['/check dL/da of 1/a is -1/a^2', '✔ `dL/da = -1/a^2` is right.'],
    ['/check d/dx x^2 = 2x', '✔ `dL/dx = 2*x` is right.'],
    ['/check dy/dx of a/x is -a·x⁻²', '✔ `dy/dx = -a*x^-2` is right, and simpler: `dy/dx = -a/x^2`.'],
    ['/check dL/da of sqrt(a*b) a=2 b=3 is sqrt(b)/(2*sqrt(a))', '✔ `dL/da = sqrt(b)/(2*sqrt(a))` is right.'],
    ['/check dL/da of a*b+c is a', '✘ `dL/da = a` is not right.'],
    ['/check dL/da of a*b+c a=2 b=-3 c=10 is 2', '✘ `dL/da = 2` is not right with `a=2 b=-3 c=10`.'],
    ['/check dL/da of a*b+c is abs(b)', '✘ `dL/da = abs(b)` is not right.'],
  ])('%s', (line, first) => {
    expect(firstLine(line)).toBe(first);
  });

  it.each([
    [
      '/check dL/da of a*b+c is a',
      /You gave a factor its own value[\s\S]*See `dL\/da = 1 × b = -3`, with `a=2 b=-3 c=10`/,
    ],
    ['/check dL/da of (a*b+c)*f is b', /You left out the upstream gradient/],
    ['/check dL/da of (a*b+c)*f a=2 b=-3 c=10 f=-2 is -3', /You left out the upstream gradient[\s\S]*See `/],
    ['/check dy/dx of tanh(x) is 1-x^2', /You put the input into the slope of tanh/],
    ['/check dy/dx of tanh(x) is 1-y', /You left out the square/],
    ['/check dL/db of a/b is a/b^2', /You lost the minus of the quotient rule/],
    ['/check dL/da of a*b+c is -b', /The size is right and the sign is not/],
    // Rounded too much for the misconceptions, not for the sign.
    ['/check dL/da of -tanh(a) a=2 is 0.07', /The size is right and the sign is not/],
    ['/check dL/db of a-b is 1', /Two mistakes lead to it/],
    ['/check dL/da of a*a is a', /Several mistakes lead to it/],
    ['/check dL/da of a*a is a', /`=` where `\+=` belongs/],
    ['/check dL/dx of x^3 is x^2', /exponent/],
    ['/check dy/dx of x^2 is 2', /^(?![\s\S]*lowered the exponent)[\s\S]*You treated the power as a multiple/],
    ['/check dL/da of a*b+c is 7', /None of the mistakes I know gives this/],
    ['/check dL/da of a*b+c is c^3', /None of the mistakes I know gives this/],
  ])('%s says what was done', (line, expected) => {
    expect(say(line)).toMatch(/^✘/);
    expect(say(line)).toMatch(expected);
  });

  it.each([
    // No value of ours decides.
    ['/check dL/dx of (x-1)^3 is 3', '✘ `dL/dx = 3` is not right.'],
    ['/check dL/dx of 0.004*x is 0.00', '✘ `dL/dx = 0.00` is not right.'],
    ['/check dL/dx of 1e-10*x is 0', '✘ `dL/dx = 0` is not right.'],
    ['/check dL/dx of x/3 is 0.33', '✔ `dL/dx = 0.33` is right.'],
    // Rounded, in any writing.
    ['/check dL/dx of sqrt(x) x=2 is 0.35.', '✔ `dL/dx = 0.35` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is ≈0.35', '✔ `dL/dx = 0.35` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is ~0.354', '✔ `dL/dx = 0.354` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is (0.35)', '✔ `dL/dx = 0.35` is right with `x=2`.'],
    ['/check dL/dx of -sqrt(x) x=2 is - 0.35', '✔ `dL/dx = -0.35` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is 3.5e-1', '✔ `dL/dx = 3.5e-1` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is .354', '✔ `dL/dx = .354` is right with `x=2`.'],
    ['/check dL/dx of 3x/14 is .21428', '✔ `dL/dx = .21428` is right.'],
    ['/check dL/dx of sqrt(x) x=2 is 0,354', '✔ `dL/dx = 0.354` is right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is 0.4', '✘ `dL/dx = 0.4` is not right with `x=2`.'],
    ['/check dL/dx of sqrt(x) x=2 is 0.36', '✘ `dL/dx = 0.36` is not right with `x=2`.'],
    // The values of the person may be put in.
    ['/check dL/dx of a*x^2 a=3 is 6*x', '✔ `dL/dx = 6*x` is right with `a=3`.'],
    ['/check dL/dx of a*x^2 a=3 is 6*a', '✘ `dL/dx = 6*a` is not right.'],
    ['/check dL/dw of w*x*k k=4 is 4*x', '✔ `dL/dw = 4*x` is right with `k=4`.'],
    ['/check dL/dx of a*b*x^2 a=3 b=2 is 6*b*x', '✔ `dL/dx = 6*b*x` is right with `a=3 b=2`.'],
    ['/check dL/dx of a^2*x a=3 is a*3', '✔ `dL/dx = a*3` is right with `a=3`.'],
    ['/check dL/dx of x^2 x=2 is x+2', '✘ `dL/dx = x + 2` is not right.'],
    // Constants that are written as operations.
    ['/check dL/dx of (x-1)/x^2 is x^-2-2*(x-1)/x^3', '✔ `dL/dx = x^-2 - 2*(x - 1)/x^3` is right.'],
    ['/check dL/dx of x^-3 x=-2 is -3*x^-4', '✔ `dL/dx = -3*x^-4` is right, and simpler: `dL/dx = -3/x^4`.'],
    // Parts of the domain.
    ['/check dL/dx of 0^x is 0', '✔ `dL/dx = 0` is right for `x > 0`.'],
    ['/check dL/dq of q*(x+max(0,x-8)) is x', '◐ `dL/dq = x` is right up to `x = 8`, but not everywhere.'],
    ['/check dL/dq of q*(x+max(0,x-8)) x=3 is x', '✔ `dL/dq = x` is right up to `x = 8`.'],
    ['/check dL/dq of q*(x+max(0,x-8)) x=9 is x', '✘ `dL/dq = x` is not right.'],
    ['/check dL/dq of q*log(x^2) is 2*log(x)', '✔ `dL/dq = 2*log(x)` is right for `x > 0`.'],
    ['/check dL/dx of log(x^2-90) is 2x/(x^2-90)', '✔ `dL/dx = 2*x/(x^2 - 90)` is right.'],
    [
      '/check dL/dx of x^3 is 3*x^2*sign(x-8)^2',
      '✔ `dL/dx = 3*x^2*sign(x - 8)^2` is right but at `x=8`, where yours has a kink, and simpler: `dL/dx = 3*x^2`.',
    ],
  ])('is just: %s', (line, first) => {
    expect(firstLine(line)).toBe(first);
  });

  it.each([
    ['/check d/dx(x^2) = 2x', '✔ `dL/dx = 2*x` is right.'],
    ['/check d(x^2)/dx = 2x', '✔ `dL/dx = 2*x` is right.'],
    ["/check (x^2)' = 2x", '✔ `dL/dx = 2*x` is right.'],
    ["/check y' = 2x for y=x^2", '✔ `dy/dx = 2*x` is right.'],
    ["/check f'(x) = 2x of x^2", '✔ `df/dx = 2*x` is right.'],
    ["/check f'(x) = 2x of f(x)=x^2", '✔ `df/dx = 2*x` is right.'],
    ['/check y’ = 2x --of x^2', '✔ `dy/dx = 2*x` is right.'],
    ['/check dL/dx ≈ 0.35 --of "sqrt(x) x=2"', '✔ `dL/dx = 0.35` is right with `x=2`.'],
    ['/check dL/dx is about 0.35 --of "sqrt(x) x=2"', '✔ `dL/dx = 0.35` is right with `x=2`.'],
    ['/check dL/da: -3 --of "a*b a=2 b=-3"', '✔ `dL/da = -3` is right with `a=2 b=-3`.'],
    ['/check 2x --of x^2', '✔ `dL/dx = 2*x` is right.'],
    ['/check = 2x --of x^2', '✔ `dL/dx = 2*x` is right.'],
    ['/check --of x^2 --is 2x', '✔ `dL/dx = 2*x` is right.'],
    ['/check derivative of a*x^2 with respect to x is 2a*x', '✔ `dL/dx = 2*a*x` is right.'],
    ['/check \\frac{dL}{da} = b --of a*b', '✔ `dL/da = b` is right.'],
    ['/check dL/dx of tanh(x) is 1-tanh^2(x)', '✔ `dL/dx = 1 - tanh(x)^2` is right.'],
    ['/check dL/dx of m*n*x is mn', '✔ `dL/dx = m*n` is right.'],
    ['/check b*f --of "(a*b+c)*f"', 'Which derivative is `b*f`?'],
  ])('reads %s', (line, first) => {
    expect(firstLine(line)).toBe(first);
  });

  it('asks which name an answer is for, with a button a name', () => {
    const lines = answer('/check b*f --of "(a*b+c)*f"').nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons.map(({ command }) => command) : [],
    );
    expect(lines).toHaveLength(4);
    expect(lines.map((line) => firstLine(line)[0])).toEqual(['✔', '✘', '✘', '✘']);
  });

  it.each(['a*', 'dL/da = b*(', 'dL/da'])('keeps %s, typed into a form, to be put right', (typed) => {
    expect(refused(`/check --of a*b+c "${typed}"`)?.again).toEqual({
      label: 'Try again',
      command: '/check --of a*b+c',
      input: 'What you got, such as dL/da = b',
      long: false,
      filled: typed,
    });
  });

  it.each([
    ['x*sin(x)', 'cos(x)', /multiplied the two derivatives/],
    ['x*sin(x)', 'x*cos(x)', /one term of the product rule/],
    ['sin(x)/x', 'cos(x)/1', /divided the two derivatives/],
    ['sin(x)/x', '(sin(x)-x*cos(x))/x^2', /turned the numerator round/],
    ['sin(x)/(x^2+1)', '(cos(x)*(x^2+1)-2*x*sin(x))/(x^2+1)', /divided once only/],
    ['sin(x^2)', 'cos(x^2)', /forgot the inner derivative/],
    ['sin(x^2)', 'cos(2x)', /put the derivative inside/],
    ['sin(x^2)', '4*x^2*cos(x^2)', /inner derivative twice/],
    ['exp(2x)', 'exp(2x)', /forgot the inner derivative/],
    ['x^3', '3x', /took the exponent down too far/],
    ['x^3', '3*x^3', /without lowering/],
    ['x^3', 'x^2', /without bringing it down/],
    ['x^3', 'x^4/4', /an integral/],
    ['x^2+3', '2x+3', /kept a constant/],
    ['2^x', 'x*2^(x-1)', /used the power rule/],
    ['2^x', '2^x', /left out the logarithm/],
    ['sqrt(x)', '1/sqrt(x)', /lost the factor 1\/2/],
    ['log(x)', '1/log(x)', /divided by the logarithm/],
    ['sin(x)', '-cos(x)', /minus before the derivative of sin/],
    ['cos(x)', 'sin(x)', /lost the minus/],
    ['tanh(x)', '1/cos(x)^2', /slope of tan/],
    ['3*sin(x)', 'cos(x)', /lost a constant factor/],
    [
      'sin(x^2)+exp(3*x)+x',
      '2*x*cos(x^2)+exp(3*x)+1',
      /forgot the inner derivative[\s\S]*Look at `d\/dx\(exp\(3\*x\)\) = 3\*exp\(3\*x\)`/,
    ],
  ])('of %s the answer %s has a name', (formula, wrong, expected) => {
    expect(say(`/check dL/dx of ${formula} is ${wrong}`)).toMatch(expected);
  });

  it.each([
    ['/check dL/dx of 7x/3 is 2 1/3', /may be a sum or a product[\s\S]*`2 \+ 1\/3` or `2\*1\/3`/],
    ['/check dL/dx of 7x/3 is 2⅓', /may be a sum or a product/],
  ])('asks about %s', (line, expected) => {
    expect(refusal(() => say(line))).toMatch(expected);
  });

  it('counts twice only what could be', () => {
    expect(say('/check dL/dx of sin(x)*y is 2*cos(x)*y')).not.toMatch(/counted twice/);
    expect(say('/check dL/dx of sin(x)*y+x is 2*cos(x)*y+2')).toMatch(/counted twice/);
  });

  it('leads to every step of the derivation', () => {
    const buttons = answer('/check dy/dx of x^2 x=3 is 2').nodes.flatMap((node) =>
      node.kind === 'buttons' ? node.buttons : [],
    );
    expect(buttons.map(({ command }) => command)).toEqual(['/grad y = x^2 x=3 --detail full']);
    expect(say(buttons[0]?.command as string)).toContain('dy/dx = 2*x = 6');
  });

  it.each([
    ['/check', /nothing to check/],
    ['/check hello', /which gradient/],
    ['/check dL/da', /Of which formula/],
    ['/check dL/da is b', /Of which formula/],
    ['/check dL/da of a*b+c', /What did you get/],
    ['/check dL/dz of a*b+c is 3', /`z` does not occur in the formula/],
    ['/check dz/dx of L=x^2 is 2x', /is `L`, not `z`/],
    ['/check dL/da of a*b+c is dL/da', /only repeats the question/],
    ['/check dL/da of a*b+c is b*x', /`x` does not occur here/],
    ['/check dL/da of a*b+c is b+0*c', /is 0 whatever/],
    ['/check dL/da of a*b+c is log(-1)', /no finite value/],
    ['/check dL/da of a*b+c is b*(', /stops in the middle|never closed/],
    ['/check a* --of a*b+c --is b', /which gradient/],
    ['/check dL/da of a*b+ is b', /stops in the middle/],
    ['/check dL/da of log(a) a=-1 is 1/a', /no value there[\s\S]*log needs a number above 0/],
    ['/check dL/dx of x^2 at x=1.75 is 3½', /`3½` may be a sum or a product/],
    ["/check y=x^2 at x=1.25, y' = about -2 ½.", /`-2 ½` may be a sum or a product/],
  ])('%s is refused', (line, message) => {
    expect(refusal(() => say(line))).toMatch(message);
  });
});
