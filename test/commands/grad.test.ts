import { describe, expect, it } from 'vitest';
import { answer, say } from './run.ts';

const codeOf = (line: string): string =>
  answer(line)
    .nodes.flatMap((node) => (node.kind === 'code' ? [node.text] : []))
    .join('\n');

describe('/grad with values', () => {
  it('is brief by default', () => {
    expect(say('/grad a*b+c a=2 b=-3 c=10')).toMatchInlineSnapshot(`
      "L = a*b + c = 4
      dL/da = b = -3
      dL/db = a =  2
      dL/dc = 1

      × swaps: each factor gets the other's value. + copies: each term gets the upstream gradient unchanged.

      Raise \`a\` by 0.01 and \`L\` falls by about 0.03.

      One step with lr 0.01 (each value minus lr × its gradient): predicted \`L\` 3.86, actual 3.8594.

      ✔ 3 of 3 gradients agree with a numerical check.

      [graph] Computation graph of L with the gradient of L by each value. a=2 (grad -3) times b=-3 (grad 2) is e=-6 (grad 1). e plus c=10 (grad 1) is L=4 (grad 1).

      → Every step: /grad a*b+c a=2 b=-3 c=10 --detail full
      → Step through it: /step "a*b+c a=2 b=-3 c=10"
      → Animate the backward pass: /grad a*b+c a=2 b=-3 c=10 --animate
      → As formulas: /grad a*b+c a=2 b=-3 c=10 --as formulas
      → Check my derivation: /check --of "a*b+c a=2 b=-3 c=10" "…""
    `);
  });

  it("shows every step of the article's graph in full", () => {
    expect(say('/grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2 --detail full')).toMatchInlineSnapshot(`
      "L = (a*b + c)*f = -8
        with e = a*b, d = e + c
            a   b   c   f   e   d   L
      val   2  -3  10  -2  -6   4  -8
      grad  6  -4  -2   4  -2  -2   1
      dL/da = b*f     =  6
      dL/db = a*f     = -4
      dL/dc = f       = -2
      dL/df = a*b + c =  4

      FORWARD  a=2 b=-3 c=10 f=-2
      e = a*b = 2*(-3)  = -6
      d = e+c = -6 + 10 =  4
      L = d*f = 4*(-2)  = -8
      BACKWARD start dL/dL = 1
      1 L=d*f  [× swaps]
        dL/dd = 1 × f  = -2
        dL/df = 1 × d  =  4
      2 d=e+c  [+ copies]
        dL/de = -2 × 1 = -2
        dL/dc = -2 × 1 = -2
      3 e=a*b  [× swaps]
        dL/da = -2 × b =  6
        dL/db = -2 × a = -4

      + copies: each term gets the upstream gradient unchanged. × swaps: each factor gets the other's value.

      • Path to \`a\`: \`f × 1 × b = (-2)(1)(-3) = 6\`. Positive, so lower \`a\` to lower \`L\`.
      • Path to \`b\`: \`f × 1 × a = (-2)(1)(2) = -4\`. Negative, so raise \`b\` to lower \`L\`.
      • Path to \`c\`: \`f × 1 = (-2)(1) = -2\`. Negative, so raise \`c\` to lower \`L\`.
      • Raise \`a\` by 0.01 and \`L\` rises by about 0.06.
      • Raise \`b\` by 0.01 and \`L\` falls by about 0.04.
      • Raise \`c\` by 0.01 and \`L\` falls by about 0.02.
      • Raise \`f\` by 0.01 and \`L\` rises by about 0.04.
      • One step with lr 0.01 (each value minus lr × its gradient): predicted \`L\` -8.72, actual -8.7263.

      ✔ 4 of 4 gradients agree with a numerical check.

      [graph] Computation graph of L with the gradient of L by each value. a=2 (grad 6) times b=-3 (grad -4) is e=-6 (grad -2). e plus c=10 (grad -2) is d=4 (grad -2). d times f=-2 (grad 4) is L=-8 (grad 1).

      [formulas] The derivation of the gradients of L as equations. L = (a*b + c)*f = -8. e = a*b = 2*(-3) = -6, d = e + c = -6 + 10 = 4. dL/da = dL/dd × dd/de × de/da = f × 1 × b = -2 × 1 × (-3) = 6. dL/db = dL/dd × dd/de × de/db = f × 1 × a = -2 × 1 × 2 = -4. dL/dc = dL/dd × dd/dc = f × 1 = -2 × 1 = -2. dL/df = d = 4.

      → Short answer: /grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2
      → Step through it: /step "L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2"
      → Animate the backward pass: /grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2 --detail full --animate
      → As LaTeX: /grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2 --detail full --as latex
      → As Python: /grad L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2 --detail full --as python
      → Check my derivation: /check --of "L=d*f; d=e+c; e=a*b; a=2; b=-3; c=10; f=-2" "…"
      → What is “upstream gradient”?: /help upstream gradient
      → What is “learning rate”?: /help learning rate"
    `);
  });

  it('adds up the contributions of a name used twice', () => {
    expect(say('/grad y=(a+b)*(b+1) a=2 b=1 --detail full')).toMatchInlineSnapshot(`
      "y = (a + b)*(b + 1) = 6
        with u = a + b, v = b + 1
            a  b  u  v  y
      val   2  1  3  2  6
      grad  2  5  2  3  1
      dy/da = b + 1       = 2
      dy/db = a + 2*b + 1 = 5

      FORWARD  a=2 b=1
      u = a+b = 2 + 1 = 3
      v = b+1 = 1 + 1 = 2
      y = u*v = 3*2   = 6
      BACKWARD start dy/dy = 1
      1 y=u*v  [× swaps]
        dy/du = 1 × v = 2
        dy/dv = 1 × u = 3
      2 v=b+1  [+ copies]
        dy/db = 3 × 1 = 3 so far
      3 u=a+b  [+ copies]
        dy/da = 2 × 1 = 2
        b.grad: 3 + 2×1 = 5  <- adds

      + copies: each term gets the upstream gradient unchanged. × swaps: each factor gets the other's value.

      • \`dy/db = 2 + 3 = 5\` (two paths: add). Keep only one and you get 2 or 3: the \`=\` instead of \`+=\` bug.
      • Path to \`a\`: \`v × 1 = (2)(1) = 2\`. Positive, so lower \`a\` to lower \`y\`.
      • Raise \`a\` by 0.01 and \`y\` rises by about 0.02.
      • Raise \`b\` by 0.01 and \`y\` rises by about 0.05.
      • One step with lr 0.01 (each value minus lr × its gradient): predicted \`y\` 5.71, actual 5.7135.

      ✔ 2 of 2 gradients agree with a numerical check.

      [graph] Computation graph of y with the gradient of y by each value. a=2 (grad 2) plus b=1 (grad 5) is u=3 (grad 2). b plus 1 is v=2 (grad 3). u times v is y=6 (grad 1).

      [formulas] The derivation of the gradients of y as equations. y = (a + b)*(b + 1) = 6. u = a + b = 2 + 1 = 3, v = b + 1 = 1 + 1 = 2. dy/da = dy/du × du/da = v × 1 = 2 × 1 = 2. dy/db = dy/du × du/db + dy/dv × dv/db = v × 1 + u × 1 = 2 × 1 + 3 × 1 = 5.

      → Short answer: /grad y=(a+b)*(b+1) a=2 b=1
      → Step through it: /step "y=(a+b)*(b+1) a=2 b=1"
      → Animate the backward pass: /grad y=(a+b)*(b+1) a=2 b=1 --detail full --animate
      → As LaTeX: /grad y=(a+b)*(b+1) a=2 b=1 --detail full --as latex
      → As Python: /grad y=(a+b)*(b+1) a=2 b=1 --detail full --as python
      → Check my derivation: /check --of "y=(a+b)*(b+1) a=2 b=1" "…"
      → What is “sum over paths”?: /help sum over paths
      → What is “accumulate”?: /help accumulate"
    `);
  });

  it.each([
    ['values behind', '/grad a*b+c a=2 b=-3 c=10'],
    ['values in --at', '/grad a*b+c --at "a=2 b=-3 c=10"'],
    ['statements', '/grad L=a*b+c; a=2; b=-3; c=10'],
    ['curly quotes and typographic signs', '/grad a×b+c --at “a=2 b=−3 c=10”'],
    ['a code span', '/grad `a*b+c` a=2 b=-3 c=10'],
    ['entities', '/grad a&times;b+c a=2 b=&minus;3 c=10'],
  ])('understands %s', (_, line) => {
    expect(codeOf(line)).toBe('L = a*b + c = 4\ndL/da = b = -3\ndL/db = a =  2\ndL/dc = 1');
  });
});

describe('the rule is that of the operand asked for', () => {
  it.each([
    ['/grad 2^x x=3', ['exponential rule']],
    ['/grad x^2 x=3', ['power rule']],
    ['/grad x^x x=2', ['power rule', 'exponential rule']],
    ['/grad x^y x=2 y=3 --wrt x', ['power rule']],
    ['/grad x^y x=2 y=3 --wrt y', ['exponential rule']],
    ['/grad u=x^2; L=2^u; x=1', ['power rule', 'exponential rule']],
    ['/grad u=x^2; L=2^u; x=1 --wrt u', ['exponential rule']],
    ['/grad x^-2 x=-3', ['power rule']],
  ])('%s: %j', (line, rules) => {
    for (const detail of ['brief', 'full']) {
      const found = [...new Set(say(`${line} --detail ${detail}`).match(/\b(power|exponential) rule/g))];
      expect(found.sort(), detail).toEqual(rules.toSorted());
    }
  });
});

describe('/grad without values', () => {
  it('answers symbolically, and shows an example that it chose itself', () => {
    expect(say('/grad (a*b+c)*f')).toMatchInlineSnapshot(`
      "L = (a*b + c)*f
      dL/da = b*f
      dL/db = a*f
      dL/dc = f
      dL/df = a*b + c

      A worked example with values I chose: \`a=2\` \`b=-3\` \`c=10\` \`f=-2\`.

      L = (a*b + c)*f = -8
      dL/da = b*f     =  6
      dL/db = a*f     = -4
      dL/dc = f       = -2
      dL/df = a*b + c =  4

      + copies: each term gets the upstream gradient unchanged. × swaps: each factor gets the other's value.

      Raise \`a\` by 0.01 and \`L\` rises by about 0.06.

      ✔ 4 of 4 gradients agree with a numerical check.

      [graph] Computation graph of L with the gradient of L by each value. a=2 (grad 6) times b=-3 (grad -4) is e=-6 (grad -2). e plus c=10 (grad -2) is d=4 (grad -2). d times f=-2 (grad 4) is L=-8 (grad 1).

      → Every step: /grad (a*b+c)*f --detail full
      → Step through it: /step "(a*b+c)*f"
      → Animate the backward pass: /grad (a*b+c)*f --animate
      → As formulas: /grad (a*b+c)*f --as formulas
      → Check my derivation: /check --of "(a*b+c)*f" "…""
    `);
  });

  it.each([
    ['/grad x*x', ['dL/dx = 2*x']],
    ['/grad tanh(w*x+b) --wrt w', ['dL/dw = x*(1 - tanh(w*x + b)^2)']],
    ['/grad sqrt(x)', ['dL/dx = 1/(2*sqrt(x))']],
    ['/grad e^x', ['dL/dx = exp(x)']],
    ['/grad e^x --names e', ['dL/de = x*e^(x - 1)', 'dL/dx = e^x*log(e)']],
    ['/grad y = mx + b', ['dy/dm = x', 'dy/dx = m', 'dy/db = 1']],
    ['/grad y = mx + b --names mx', ['dy/dmx = 1', 'dy/db = 1']],
    ['/grad d/dx x^2*y', ['dL/dx = 2*x*y']],
    ['/grad relu(x)', ['dL/dx = (x > 0)']],
    ['/grad pi*r²', ['dL/dr = 2*pi*r']],
  ])('%s', (line, expected) => {
    for (const text of expected) expect(codeOf(line)).toContain(text);
  });

  it('takes e for the number where it is only the base of a power, says so, and offers the name', () => {
    const text = say('/grad e^x');
    expect(text).toMatch(/^Read as `exp\(x\)`\. `e` is taken as Euler's number, about 2\.718\.\n/);
    expect(text).toContain('→ e as a name: /grad e^x --names e\n');
    expect(say('/grad e^x e=2')).not.toContain('Euler');
    expect(say('/grad e*x')).not.toContain('Euler');
    expect(say('/grad e*e^x')).toContain('for the exponential function write `exp(x)`');
  });

  it('says how a name was taken apart, and offers it as one', () => {
    const text = say('/grad tanh(wx+b)');
    expect(text).toMatch(/^Read as `tanh\(w\*x \+ b\)`\. `wx` is taken as `w\*x`\.\n/);
    expect(text).toContain('→ wx as one name: /grad tanh(wx+b) --names wx\n');
    expect(say('/grad w₁x₁+w₂x₂')).toContain('→ w₁x₁, w₂x₂ as single names: /grad w₁x₁+w₂x₂ --names "w₁x₁,w₂x₂"\n');
    expect(say('/grad w1x1+b --names w1x1')).not.toContain('Read as');
  });

  it.each([
    ['/grad sin x/2', 'Read as `sin(x)/2`.', '→ Read as sin(x/2): /grad sin(x/2)\n'],
    ['/grad e^2x', 'Read as `exp(2*x)`. `e` is', '→ Read as exp(2)*x: /grad (e^2)x\n'],
    ['/grad tanh of w times x plus b', 'Read as `tanh(w)*x + b`.', '→ Read as tanh(w*x + b): /grad tanh(w * x + b)\n'],
    ['/grad 2^ab', 'Read as `2^(a*b)`. `ab` is taken as `a*b`.', '--names ab'],
    ['/grad x/2y', 'Read as `x/2*y`.', '→ Read as x/(2*y): /grad x/(2y)\n'],
    ['/grad 1/2x^2+y', 'Read as `1/2*x^2 + y`.', '→ Read as 1/(2*x^2) + y: /grad 1/(2x^2)+y\n'],
    ['/grad √2x', 'Read as `sqrt(2*x)`.', '→ Read as sqrt(2)*x: /grad √(2)x\n'],
    ['/grad relu of w x plus b', 'Read as `relu(w)*x + b`.', '→ Read as relu(w*x + b): /grad relu(w x + b)\n'],
    ['/grad d/dx ln 2x*y', 'Read as `log(2*x)*y`', '/grad derivative of ln(2x*y) with respect to x\n'],
  ])('%s is read in one way, and a button has the other', (line, first, button) => {
    expect(say(line).startsWith(first)).toBe(true);
    expect(say(line)).toContain(button);
  });

  it('by which names was asked stands in the first line', () => {
    expect(say('/grad derivative of x^2*y with respect to y at x=2, y=3')).toMatch(
      /^Read as `x\^2\*y`, derived by `y`\.\n\nL = x\^2\*y = 12\ndL\/dy = x\^2 = 4\n/,
    );
  });

  it('hands a formula in words to the check in plain signs', () => {
    expect(say('/grad d/dx mx^2 at x=3')).toContain('/check --of "m*x^2; x = 3" "…"');
  });

  it('chooses only the values that are missing', () => {
    expect(say('/grad a*b a=5')).toContain('so I chose `b=-3`');
  });

  it.each([
    'log(x)',
    'sqrt(x-7)',
    'log(x-5)+sqrt(y-3)',
    'exp(exp(x))',
    'a/(a-2)',
    'relu(-x)',
    'tanh(x1*w1+x2*w2+b)',
    'asin(x)+acos(y)',
    'acosh(x-3)',
    'atanh(x*y)',
    'log10(x-5)*log2(y)',
    'tan(x)*gelu(y)',
    'softplus(erf(a*b))',
    'cbrt(x)*sinh(y)',
    'x*sign(y-7)+step(x)*y',
  ])('chooses values for %s where everything is finite', (formula) => {
    expect(say(`/grad ${formula}`)).toMatch(/✔ (\d+) of \1 gradients? agrees? with a numerical check/);
  });
});

describe('/grad where something goes wrong', () => {
  it.each([
    ['/grad a/b a=1 b=0', 'It stops at `L = a/b` with `a = 1` and `b = 0`: division by zero.'],
    ['/grad log(x) x=-1', 'It stops at `L = log(x)` with `x = -1`: log needs a number above 0.'],
    ['/grad log(x) x=0', 'log needs a number above 0'],
    ['/grad exp(1000*x) x=1', 'exp of more than 709.78 is too large for a number: "math range error"'],
    ['/grad x*y x=1e200 y=1e200', 'the result is beyond 1.8e308, the largest number there is: an overflow'],
    ['/grad x^0.5 x=-4', 'a negative number has no real power with a fractional exponent'],
    ['/grad x^-1 x=0', 'zero to a negative power is a division by zero'],
    [
      '/grad sqrt(x) x=0',
      '`L = sqrt(x)` with `x = 0` has no finite slope in `x` there: its local derivative is `1/(2*L)`',
    ],
    ['/grad relu(x) x=0', 'relu has a kink at 0: its slope is taken as 0 there, as in PyTorch'],
    ['/grad abs(x)*y x=0 y=3', 'abs has a kink at 0'],
    ['/grad max(a,b) a=1 b=1', 'each gets half the slope, as in PyTorch'],
    ['/grad tanh_by_exp(x) x=355', '"math range error"'],
  ])('%s', (line, sentence) => {
    const text = say(line);
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/NaN|Infinity/);
  });

  it.each([
    ['/grad a*b --wrt z', '`z` does not occur in the formula'],
    ['/grad a*b --at "a"', '`--at` takes values for names'],
    ['/grad 2+3', 'no name in this formula'],
    ['/grad a*b a=1 z=2', '`z` has a value, but does not occur'],
    ['/grad x^2 at y=3', '`y` has a value, but does not occur'],
    ['/grad x*y at 3', 'Which name has the value 3?'],
    ['/grad d/dx', 'Of which formula is `d/dx`?'],
    ['/grad d/dz x^2', '`z` does not occur in the formula'],
    ['/grad dy/dx of L=x^2', 'The result of this formula is `L`, not `y`'],
    ['/grad solve x**2 - 4', 'I take derivatives. I do not solve equations.'],
    ['/grad integrate x^2', 'I do not take integrals'],
    ['/grad d²/dx² x^3', 'I take first derivatives only'],
    ["/grad y'' for y=x^3", 'I take first derivatives only'],
    ["/grad x*y'+y", "A prime `'` stands only for the whole"],
    ['/grad 2 d/dx x^2', 'A derivative cannot stand inside a formula'],
    ['/grad d/dx(x^2) + 3x', 'Is only `(x^2)` to be derived, or all of it?'],
    ['/grad a*b is b', 'I do not understand `is` here'],
    ['/grad derivative of', 'Of which formula'],
    ['/grad x*derivative(x^2, x)', '`derivative` cannot stand inside a formula'],
  ])('refuses %s', (line, message) => {
    expect(() => answer(line)).toThrow(message);
  });
});

describe('/grad says only what is true of a move', () => {
  it.each<[string, string[], string[]]>([
    [
      '/grad max(x,y) x=1 y=1 --detail full',
      ['Raise `x` by 0.01 and `L` rises by about 0.01: to this side of the kink'],
      ['5e-'],
    ],
    [
      '/grad relu(x) x=0 --detail full',
      ['to this side of the kink the slope is 1', 'too close to a kink to check'],
      ['0 of 1', '✔'],
    ],
    [
      '/grad abs(x) x=0 --detail full',
      ['to this side of the kink the slope is 1', 'too close to a kink to check'],
      ['0 of 1', '✔'],
    ],
    ['/grad min(x,1) x=1 --detail full', ['`L` stays where it is: to this side of the kink the slope is 0'], ['✔']],
    ['/grad 2*max(x,y)+1 x=1 y=1 --detail full', ['Path to `x`: `1 × 2 × (x > y) = (1)(2)(0.5) = 1`.'], ['lower `x`']],
    ['/grad step(x) x=0', ['too close to a jump to check'], ['✔', 'Raise', 'Move']],
    ['/grad relu(w) w=-1e-9', ['Move `w` by less than 1e-10 and `L` stays where it is', '✔ 1 of 1'], []],
    ['/grad tanh_by_exp(sinh(e)/1e200) e=0', [], ['✘']],
    ['/grad abs(asin(y*1e200*(z*w))) y=-7e-10 z=-5e-324 w=0.464', [], ['undefined']],
    ['/grad log(step(w)) w=0.0098', ['Move `w` by less than 0.001 and `L` stays'], ['a little']],
    ['/grad (relu(w+b)/(7e200*(y/b)))^0.5 w=-0.5 b=0.6 y=0.4', ['the rounding of the numbers hides it'], ['✘']],
    ['/grad relu(w) w=-2', ['Move `w` a little and `L` stays where it is', '✔ 1 of 1'], []],
    ['/grad 1000000*x^2 x=0', ['`L` is flat in `x` to first order', '✔ 1 of 1'], ['stays']],
    ['/grad (x-3)^2 x=3 --detail full', ['`L` is flat in `x` to first order', '✔ 1 of 1'], ['stays']],
    ['/grad x^1.5 x=0', ['to first order', 'too close to where the formula has no value to check'], ['✔']],
    ['/grad x+1e17-1e17 x=1', ['the rounding of the numbers hides it'], ['✘', 'Raise', 'One step']],
    ['/grad 1E8+e e=-0.941', ['✔ 1 of 1'], []],
    ['/grad 9^10+c c=-3', ['✔ 1 of 1'], []],
    ['/grad x^-5 x=0.001', ['Raise `x` by 0.0001 and `L` falls by about 5e14.', '✔ 1 of 1'], ['One step']],
    ['/grad abs(x)+y x=0 y=2', ['✔ 1 of 2 gradients agrees with a numerical check. It cannot tell for `x`'], []],
    ['/grad w/(w*b) w=2.36 b=1.729', ['`dL/dw = -0.245072 + 0.245072 = 0`', '✔ 2 of 2'], ['e-1', 'Raise']],
    ['/grad v=a*b; L=v/(v*c); a=1.1 b=2.3 c=1.7 --detail full', ['dL/da = 0 × b', '✔ 3 of 3'], ['e-1']],
    ['/grad sin(x)^2+cos(x)^2 x=1.3', ['dL/dx = 0', '✔ 1 of 1'], ['e-1']],
    ['/grad sign(x)*x x=3', ['Keep only one and you can get 0: the `=`'], ['1 or']],
    ['/grad x*x-x*1 x=1', ['(three paths: add). Keep only one and you can get -1'], []],
    ['/grad x^-2 x=-3', ['dL/dx = -2/x^3 = 0.0740741', '✔ 1 of 1'], ['log', 'undefined', 'none', 'no value']],
    ['/grad x^n x=-3 n=2 --wrt x', ['dL/dx = n*x^(n - 1) = -6', '✔ 1 of 1'], ['finite slope']],
    ['/grad 0*sqrt(x) x=0', ['dL/dx = 0', 'Simplified first, the formula gives `dL/dx = 0`.'], ['?']],
    ['/grad sqrt(x) x=0', ['dL/dx = 1/(2*sqrt(x)) = no value'], ['?', '✔']],
    ['/grad x*sqrt(x) x=0 --detail full', ['has no finite slope in `x`'], ['undefined', 'too large']],
    ['/grad L=d*f; d=a*b; a=2 b=3 f=4 --wrt d', ['Raise `d` by 0.01 and `L` rises by about 0.04', '✔ 1 of 1'], []],
  ])('%s', (line, wanted, unwanted) => {
    const [text] = say(line).split('→ ') as [string];
    for (const part of wanted) expect(text).toContain(part);
    for (const part of unwanted) expect(text.replaceAll(line, '')).not.toContain(part);
  });

  it.each([
    ['/grad x*1e-320', 'dL/dx = 1e-320'],
    ['/grad 5e-324*x', 'dL/dx = 5e-324'],
    ['/grad 1e-310*x x=1', 'L = 1e-310*x = 1e-310'],
    ['/grad x*y x=1e-200 y=1e-200', 'dL/dx = y = 1e-200'],
    ['/grad log(x) x=1e-320', 'L = log(x) = -736.827'],
    ['/grad 1/x x=1e-320', 'an overflow'],
    ['/grad 1e-320*x^2+y*1e-310', 'dL/dx = 2e-320*x'],
    ['/grad sqrt(x) x=1e-320', 'dL/dx = 1/(2*sqrt(x)) = 5.00003e159'],
    ['/grad 1e-20*x', 'dL/dx = 1e-20'],
  ])('of the smallest numbers, too: %s', (line, expected) => {
    for (const detail of ['brief', 'full']) {
      const text = say(`${line} --detail ${detail}`);
      expect(text).toContain(expected);
      expect(text).not.toMatch(/NaN|Infinity|undefined|about 0\./);
    }
  });
});

describe('on a phone', () => {
  it.each([
    '/grad tanh(x1*w1+x2*w2+b) --detail full',
    '/grad L=(a*b+c)*f --detail full',
    '/grad a_very_long_name_indeed*another_very_long_name + third_quite_long_name --detail full',
    '/grad (a+b)^2*(c-d)/(e+f)-tanh(g*h) --detail full',
  ])('no line of %s is wider than 42 columns', (line) => {
    expect(
      codeOf(line)
        .split('\n')
        .filter((row) => row.length > 42),
    ).toEqual([]);
  });
});

describe('the picture', () => {
  const shown = (line: string) => {
    const { nodes } = answer(line);
    const pictures = nodes.flatMap((node) => (node.kind === 'picture' ? [node.drawing.type] : []));
    const labels = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(({ label }) => label) : []));
    return [...pictures, ...labels];
  };

  it.each([
    [
      '/grad a*b+c',
      ['graph', 'Every step', 'Step through it', 'Animate the backward pass', 'As formulas', 'Check my derivation'],
    ],
    [
      '/grad a*b+c --animate',
      ['animation', 'Every step', 'Step through it', 'Stop the animation', 'As formulas', 'Check my derivation'],
    ],
    ['/grad L=a a=2 --animate', ['graph', 'Every step', 'As formulas', 'Check my derivation']],
    ['/grad log(x) x=-1 --animate', ['graph', 'Every step', 'As formulas', 'Check my derivation']],
  ])('of %s: %j', (line, expected) => {
    expect(shown(line)).toEqual(expected);
  });

  it('has other names for those whose letters no font has, and says which', () => {
    const line = '/grad 损失 = 数*x + n1 x=2 数=3 n1=1 --detail full';
    const pictures = answer(line).nodes.filter((node) => node.kind === 'picture');
    expect(pictures.map(({ name }) => name)).toEqual(['graph', 'formulas']);
    for (const { drawing, alt } of pictures) {
      expect(JSON.stringify(drawing)).not.toMatch(/[数损失]/);
      expect(JSON.stringify(drawing)).toMatch(/n2|n_\{2\}/);
      expect(alt).toContain('数');
    }
    expect(say(line)).toContain('They have `n2` for `数`, `n3` for `损失`.');
    expect(say('/grad größe*вес+θ')).not.toContain('They have');
  });

  it('keeps the other choices when it is animated', () => {
    expect(say('/grad a*b a=1 b=2 --detail full')).toContain('/grad a*b a=1 b=2 --detail full --animate');
  });
});

describe('/grad in another form', () => {
  it('is LaTeX to copy, and how', () => {
    expect(say('/grad a*b a=2 b=3 --as latex')).toMatchInlineSnapshot(`
      "\\begin{aligned}
      L &= a \\cdot b = 6 \\\\
      \\frac{\\partial L}{\\partial a} &= b =
          \\boxed{3} \\\\
      \\frac{\\partial L}{\\partial b} &= a =
          \\boxed{2}
      \\end{aligned}

      Put it between \`\\[\` and \`\\]\` in LaTeX, or between \`$$\` and \`$$\` in Markdown. It needs the package \`amsmath\`.

      → As text: /grad a*b a=2 b=3
      → As formulas: /grad a*b a=2 b=3 --as formulas
      → As Python: /grad a*b a=2 b=3 --as python
      → Check my derivation: /check --of "a*b a=2 b=3" "…""
    `);
  });

  it.each([
    ['/grad a*b+c --as formulas', ['formulas'], ['As text', 'As LaTeX', 'Check my derivation']],
    ['/grad a*b+c --as latex', [], ['As text', 'As formulas', 'Check my derivation']],
    ['/grad a*b+c --detail full', ['graph', 'formulas'], ['As LaTeX']],
    ['/grad log(x) x=-1 --detail full', ['graph', 'formulas'], ['As LaTeX']],
    ['/grad a*b+c', ['graph'], ['As formulas']],
  ])('%s shows %j, and offers %j', (line, pictures, labels) => {
    const { nodes } = answer(line);
    expect(nodes.flatMap((node) => (node.kind === 'picture' ? [node.name] : []))).toEqual(pictures);
    const offered = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons.map(({ label }) => label) : []));
    expect(offered).toEqual(expect.arrayContaining(labels));
  });

  it.each([
    ['/grad log(x) x=-1 --as formulas', 'with `x = -1`: log needs a number above 0.'],
    ['/grad relu(x) x=0 --as formulas', 'relu has a kink at 0'],
    ['/grad abs(x)+y x=0 y=1 --as formulas', 'abs has a kink at 0'],
    ['/grad relu(x) x=0 --as latex', 'relu has a kink at 0'],
    ['/grad sqrt(x)+y x=0 y=1 --as formulas', 'has no finite slope in `x` there'],
  ])('%s says below what the equations cannot', (line, sentence) => {
    const below = answer(line)
      .nodes.filter(({ kind }) => kind === 'paragraph')
      .map((node) => JSON.stringify(node));
    expect(say(line)).toContain(sentence);
    expect(below.length).toBeGreaterThan(1);
  });

  it.each([
    ['/grad -(y*log(p)+(1-y)*log(1-p)) y=1 p=0.8 --detail full', '≈ -1.38629'],
    ['/grad a*b+c --detail full', 'L = a*b + c = '],
    ['/grad a*b+c a=2 --detail full', 'e = a*b = 2*(-3) = -6'],
  ])('has the numbers of %s in its equations', (line, numbers) => {
    const picture = answer(line).nodes.find((node) => node.kind === 'picture' && node.name === 'formulas');
    expect(picture).toMatchObject({ alt: expect.stringContaining(numbers) });
  });

  it('leads back to what it was', () => {
    expect(say('/grad a*b --at "a=1 b=2" --detail full --as latex')).toContain(
      '→ As text: /grad a*b --at "a=1 b=2" --detail full\n',
    );
  });

  it('says how much of a long derivation it shows, and why one stops', () => {
    const sum = Array.from({ length: 100 }, (_, i) => `a${i}`).join('+');
    expect(say(`/grad ${sum} --as latex`)).toMatch(
      /These are the first \d+ of 41 equations\. Choose names with `--wrt`/,
    );
    expect(say('/grad log(x) x=-1 --as latex')).toContain('It stops at `L = log(x)` with `x = -1`');
  });

  it('has its LaTeX beside every answer, for where it can be copied', () => {
    for (const line of ['/grad a*b', '/grad a*b a=1 b=2', '/grad log(x) x=-1', '/grad a*b --as formulas'])
      expect(answer(line).latex).toMatch(/^\\begin\{aligned\}/);
  });
});
