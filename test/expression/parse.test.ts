import { describe, expect, it } from 'vitest';
import { evaluate, format, parse, toFormula } from '../../src/expression/index.ts';
import { read } from './read.ts';

/** What was understood, in canonical form. */
const understood = (text: string): string =>
  parse(text)
    .map(({ name, expression }) => `${name === undefined ? '' : `${name} = `}${format(expression)}`)
    .join('; ');

describe('statements', () => {
  it.each([
    ['a*b+c', 'a*b + c'],
    ['L=(a*b+c)*f', 'L = (a*b + c)*f'],
    ['L=d*f; d=e+c; e=a*b; a=2', 'L = d*f; d = e + c; e = a*b; a = 2'],
    ['e=a*b\nd=e+c\nL=d*f', 'e = a*b; d = e + c; L = d*f'],
    ['e=a*b\r\nL=e+c\r\n', 'e = a*b; L = e + c'],
    ['e=a*b, L=e+c', 'e = a*b; L = e + c'],
    ['a*b+c a=2 b=-3 c=10', 'a*b + c; a = 2; b = -3; c = 10'],
    ['a*b+c; a=2, b = -3\nc=1e1', 'a*b + c; a = 2; b = -3; c = 1e1'],
    ['L=(a+b) a=1', 'L = a + b; a = 1'],
    ['; a*b ;;', 'a*b'],
  ])('%j', (text, canonical) => {
    expect(understood(text)).toBe(canonical);
  });
});

describe('what a keyboard, a phone or a web page makes of a formula', () => {
  it.each([
    ['a^2', 'a^2'],
    ['a**2', 'a^2'],
    ['a ** b ** c', 'a^(b^c)'],
    ['a²', 'a^2'],
    ['a²³+1', 'a^23 + 1'],
    ['a⁻¹', 'a^-1'],
    ['(a+b)²', '(a + b)^2'],
    ['a×b', 'a*b'],
    ['a·b⋅c∙d', 'a*b*c*d'],
    ['a÷b', 'a/b'],
    ['a−b–c—d', 'a - b - c - d'],
    ['−a', '-a'],
    ['“a*b”', 'a*b'],
    ['‘a’*„b“ + «c»', 'a*b + c'],
    ['"a*b" + \'c\'', 'a*b + c'],
    ['`a*b+c`', 'a*b + c'],
    ['`a*b` `a=2`', 'a*b; a = 2'],
    ['```\na*b\n```', 'a*b'],
    ['```js\na*b\na=2```', 'a*b; a = 2'],
    ['a&nbsp;*&nbsp;b', 'a*b'],
    ['a&times;b&minus;c&sup2;', 'a*b - c^2'],
    ['a&#42;b &#x2B; c', 'a*b + c'],
    ['L＝（a+b）；a＝1', 'L = a + b; a = 1'],
    ['a\u200b*\ufeffb', 'a*b'],
    ['\ta\u00a0+\u2003b', 'a + b'],
    ['σ(a)', 'sigmoid(a)'],
  ])('%j', (text, canonical) => {
    expect(understood(text)).toBe(canonical);
  });

  it('an entity that is none stays, and is refused at its place', () => {
    expect(() => understood('a&constructor;b')).toThrow('`&` has no meaning');
  });
});

describe('a product without its sign', () => {
  it.each([
    ['2a', '2*a'],
    ['2a^2', '2*a^2'],
    ['3a²(b+1)', '3*a^2*(b + 1)'],
    ['3a²b', '3*a^2*b'],
    ['2(a+b)', '2*(a + b)'],
    ['(a+b)c', '(a + b)*c'],
    ['(a+b)(a-b)', '(a + b)*(a - b)'],
    ['2tanh(a)', '2*tanh(a)'],
    ['.5a', '.5*a'],
    ['1/2a', '1/2*a'],
    ['-2a', '-2*a'],
    ['2e', '2*e'],
    ['2e3a', '2e3*a'],
    ['2pi', '2*pi'],
    ['2π', '2*pi'],
    ['πr²', 'pi*r^2'],
    ['2πr', '2*pi*r'],
    ['aπ', 'a*pi'],
  ])('%j', (text, canonical) => {
    expect(understood(text)).toBe(canonical);
  });
});

describe('names, constants and functions', () => {
  it.each([
    ['e', 'e'],
    ['e*e1*x_2*_y', 'e*e1*x_2*_y'],
    ['α*ñ*重み', 'α*ñ*重み'],
    ['constructor*__proto__', 'constructor*__proto__'],
    ['ln(a)', 'log(a)'],
    ['max(a, b, c)', 'max(max(a, b), c)'],
    ['min(a,b,c,d)', 'min(min(min(a, b), c), d)'],
    ['tanh (a)', 'tanh(a)'],
    ['tanh_by_exp(a)', 'tanh_by_exp(a)'],
    ['exp(a)*log(b)*sigmoid(c)', 'exp(a)*log(b)*sigmoid(c)'],
    ['relu(a)+sqrt(b)+sin(c)+cos(d)+abs(f)', 'relu(a) + sqrt(b) + sin(c) + cos(d) + abs(f)'],
  ])('%j', (text, canonical) => {
    expect(understood(text)).toBe(canonical);
  });

  it('`e` is an input like any other, `pi` is none', () => {
    const { leaves } = toFormula(parse('e*pi + 2e'), 'e*pi + 2e');
    expect(leaves).toEqual(['e']);
  });
});

describe('precedence', () => {
  it.each([
    ['-a^2', '-a^2', -9],
    ['(-a)^2', '(-a)^2', 9],
    ['2^-1', '2^-1', 0.5],
    ['2^-a^2', '2^-a^2', 2 ** -9],
    ['a^b^2', 'a^(b^2)', 3 ** 4],
    ['(a^b)^2', '(a^b)^2', 81],
    ['-a*b', '-a*b', -6],
    ['--a', '-(-a)', 3],
    ['+a', 'a', 3],
    ['a--b', 'a - (-b)', 5],
    ['a*-b', 'a*(-b)', -6],
    ['a-b-1', 'a - b - 1', 0],
    ['a-(b-1)', 'a - (b - 1)', 2],
    ['a/b/2', 'a/b/2', 0.75],
    ['a/(b/2)', 'a/(b/2)', 3],
    ['a/b*2', 'a/b*2', 3],
    ['a/(b*2)', 'a/(b*2)', 0.75],
    ['1+2*a^2', '1 + 2*a^2', 19],
    ['((a))', 'a', 3],
    ['a-(-b*2)', 'a - (-b*2)', 7],
    ['a*(-b*2)', 'a*(-b*2)', -12],
    ['-(-a*b)', '-(-a*b)', 6],
    ['a^(-(b*2))', 'a^(-b*2)', 3 ** -4],
    ['a^(-b/2)', 'a^(-b/2)', 1 / 3],
  ])('%j is %s, and %d for a=3, b=2', (text, canonical, expected) => {
    const values = new Map([
      ['a', 3],
      ['b', 2],
    ]);
    expect(understood(text)).toBe(canonical);
    expect(understood(canonical)).toBe(canonical);
    expect(evaluate(read(text), values)).toBeCloseTo(expected, 14);
  });
});

it('every node knows its place in the text', () => {
  const text = 'L = a*(b + 2)';
  const [statement] = parse(text);
  const product = statement?.expression as Extract<(typeof statement & object)['expression'], { kind: 'call' }>;
  const places = [statement, product, ...product.operands].map((node) =>
    text.slice(node?.at?.start ?? 0, node?.at?.end ?? 0),
  );
  expect(places).toEqual(['L = a*(b + 2)', 'a*(b + 2)', 'a', 'b + 2']);
});
