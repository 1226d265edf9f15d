import { describe, expect, it } from 'vitest';
import { refusal } from '../support/refusal.ts';
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
    ['/check dy/dx of abs(x) is 1', '✔ `dy/dx = 1` is right with `x=2`.'],
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
    ['/check dL/da of a*b+ is b', /stops in the middle/],
    ['/check dL/da of log(a) a=-1 is 1/a', /no values at which/],
  ])('%s is refused', (line, message) => {
    expect(refusal(() => say(line))).toMatch(message);
  });
});
