import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { format, parse, readPhrase, readRequest, toFormula } from '../../src/expression/index.ts';

/** What was understood: formulas, values, and the names asked for. */
function understood(typed: string): string {
  const { formula, by } = readRequest(typed);
  const definitions = [...formula.definitions].map(([name, expression]) => `${name} = ${format(expression)}`);
  const values = [...formula.values].map(([name, value]) => `${name}=${value}`);
  return `${definitions.join('; ')}${values.length > 0 ? ` at ${values.join(' ')}` : ''}${by.length > 0 ? ` by ${by.join(',')}` : ''}`;
}

/** In plain signs, with `L` for the result where none is named. */
const plain = (text: string): string => understoodPlain(toFormula(parse(text), text));
const understoodPlain = ({ definitions }: ReturnType<typeof toFormula>): string =>
  [...definitions].map(([name, expression]) => `${name} = ${format(expression)}`).join('; ');

describe('formulas in the notations of school, LaTeX and Python', () => {
  it.each([
    // functions without brackets, and with an exponent of their own
    ['sin x', 'sin(x)'],
    ['sin 2x', 'sin(2*x)'],
    ['sin 2 x', 'sin(2*x)'],
    ['2 sin x cos x', '2*sin(x)*cos(x)'],
    ['sin x^2', 'sin(x^2)'],
    ['sin^2 x', 'sin(x)^2'],
    ['sin^2(x)', 'sin(x)^2'],
    ['tanh²(x)', 'tanh(x)^2'],
    ['cos^3(2x)', 'cos(2*x)^3'],
    ['sin⁻¹(x)', 'asin(x)'],
    ['tan^-1 x', 'atan(x)'],
    ['sin^(-2) x', 'sin(x)^-2'],
    ['ln x', 'log(x)'],
    ['ln(x)+log2(x)+log10(x)', 'log(x) + log2(x) + log10(x)'],
    ['lg x + ld x', 'log10(x) + log2(x)'],
    ['log_2(x)', 'log2(x)'],
    ['log_3 x', 'log(x)/log(3)'],
    ['exp x', 'exp(x)'],
    ['exp -x', 'exp(-x)'],
    ['sin cos x', 'sin(cos(x))'],
    ['tan(x)', 'tan(x)'],
    ['arctan(x)', 'atan(x)'],
    ['sec(x)', '1/cos(x)'],
    ['sinx', 'sin(x)'],
    ['sin2x', 'sin(2*x)'],
    ['2lnx', '2*log(x)'],
    ['Sin(x) + ReLU(y)', 'sin(x) + relu(y)'],
    ['|x|', 'abs(x)'],
    ['|x - |y||', 'abs(x - abs(y))'],
    ['2|x|', '2*abs(x)'],
    ['|a||b|', 'abs(a)*abs(b)'],
    ['√x', 'sqrt(x)'],
    ['√(x+1)', 'sqrt(x + 1)'],
    ['2√x', '2*sqrt(x)'],
    ['∛x', 'cbrt(x)'],
    ['∛(x+1)', 'cbrt(x + 1)'],
    ['[a+b]*{c+d}', '(a + b)*(c + d)'],
    // products without a sign
    ['3 a + 4', '3*a + 4'],
    ['1/2 (y-t)^2', '1/2*(y - t)^2'],
    ['½(y-t)²', '1/2*(y - t)^2'],
    ['(a+b) (c+d)', '(a + b)*(c + d)'],
    ['(a+b) c', '(a + b)*c'],
    ['m x + b', 'm*x + b'],
    ['x(x+1)', 'x*(x + 1)'],
    ['x sin(x)', 'x*sin(x)'],
    ['xy(a+b)', 'x*y*(a + b)'],
    ['mx+b', 'm*x + b'],
    ['tanh(wx+b)', 'tanh(w*x + b)'],
    ['ab+c', 'a*b + c'],
    ['2ab^2', '2*a*b^2'],
    ['1/ab', '1/(a*b)'],
    ['w₁x₁+w₂x₂', 'w₁*x₁ + w₂*x₂'],
    ['w1x1+w2x2+b', 'w1*x1 + w2*x2 + b'],
    ['w_1x_1', 'w_1*x_1'],
    ['ax^2+bx+c', 'a*x^2 + b*x + c'],
    ['kxy', 'k*x*y'],
    ['2πr', '2*pi*r'],
    ['pir^2', 'pi*r^2'],
    ['ae^{bx}', 'a*exp(b*x)'],
    ['log₂(x) + log₁₀ x', 'log2(x) + log10(x)'],
    ['³√x', 'cbrt(x)'],
    ['1/xy', '1/(x*y)'],
    ['y_in*xw_in', 'y_in*x*w_in'],
    ['exp -kt', 'exp(-k*t)'],
    ['cos 2πx', 'cos(2*pi*x)'],
    ['sinxcosx', 'sin(x)*cos(x)'],
    ['lnxy', 'log(x*y)'],
    ['thetax', 'theta*x'],
    ['coth(x)', 'cosh(x)/sinh(x)'],
    ['log(x, 2) + log(x, 3)', 'log2(x) + log(x)/log(3)'],
    ['xⁿ⁺¹', 'x^(n + 1)'],
    ['1_000*x', '1000*x'],
    ['w^T x + b', 'w*x + b'],
    // names stay names
    ['loss*net + lr*out', 'loss*net + lr*out'],
    ['dx*x', 'dx*x'],
    ['x_in*w_out', 'x_in*w_out'],
    ['MSE + bias', 'MSE + bias'],
    ['step*sign', 'step*sign'],
    ['w11*h2', 'w11*h2'],
    // LaTeX
    ['x^{2}', 'x^2'],
    ['e^{-x}', 'exp(-x)'],
    ['x_{1} w_{11}', 'x_1*w_11'],
    ['\\frac{a}{b}', 'a/b'],
    ['\\frac{a+b}{c+d}', '(a + b)/(c + d)'],
    ['\\frac12 x', '1/2*x'],
    ['\\dfrac{1}{1+e^{-x}}', '1/(1 + exp(-x))'],
    ['\\sqrt{x+1}', 'sqrt(x + 1)'],
    ['\\sqrt[3]{x}', 'cbrt(x)'],
    ['a \\cdot b \\times c', 'a*b*c'],
    ['\\left(a+b\\right)c', '(a + b)*c'],
    ['\\left| x \\right|', 'abs(x)'],
    ['\\sin x + \\sin^{2}(x)', 'sin(x) + sin(x)^2'],
    ['\\tanh\\left(w x + b\\right)', 'tanh(w*x + b)'],
    ['\\ln x + \\log_{2} y + \\exp{z}', 'log(x) + log2(y) + exp(z)'],
    ['\\theta_1 x + \\theta_0', 'θ_1*x + θ_0'],
    ['\\alpha\\beta', 'α*β'],
    ['\\sigma(w x)', 'sigmoid(w*x)'],
    ['\\mathrm{ReLU}(x)', 'relu(x)'],
    ['\\mathrm{loss} \\cdot x', 'loss*x'],
    ['\\mathrm{e}^{x}', 'exp(x)'],
    ['(\\hat{y}-y)^2', '(y_hat - y)^2'],
    ['$x^2$', 'x^2'],
    ['$$x^2$$', 'x^2'],
    ['\\(x^2\\)', 'x^2'],
    ['\\[ x^2 \\]', 'x^2'],
    ['\\max\\{0, x\\}', 'max(0, x)'],
    ['e^{ax}', 'exp(a*x)'],
    ['e^{x}y', 'exp(x)*y'],
    ['w_{ij}x_j', 'w_ij*x_j'],
    ['a^{(l)} w', 'a_l*w'],
    ['\\theta^{\\top} x', 'θ*x'],
    ['\\frac{ab}{cd}', 'a*b/(c*d)'],
    ['\\frac{1}{2x}', '1/(2*x)'],
    // Python and JavaScript
    ['np.tanh(x)', 'tanh(x)'],
    ['math.exp(x)', 'exp(x)'],
    ['torch.relu(x)', 'relu(x)'],
    ['torch.nn.functional.softplus(x)', 'softplus(x)'],
    ['F.gelu(x)', 'gelu(x)'],
    ['Math.pow(x, 2)', 'x^2'],
    ['np.maximum(0, x)', 'max(0, x)'],
    ['np.pi*r**2', 'pi*r^2'],
    ['x**2', 'x^2'],
    ['w[0]*x[0] + w[1]*x[1]', 'w_0*x_0 + w_1*x_1'],
    ['(x*w + b).tanh()', 'tanh(x*w + b)'],
    ['lambda x: x**2', 'x^2'],
    // logarithms of any base
    ['log_b x', 'log(x)/log(b)'],
    ['log_b(x)', 'log(x)/log(b)'],
    ['\\log_{b} x', 'log(x)/log(b)'],
    ['\\log_b{x}', 'log(x)/log(b)'],
    ['\\log_{2} x', 'log2(x)'],
    ['log_2 x', 'log2(x)'],
    ['log_e(x)', 'log(x)'],
    ['log_p*x', 'log_p*x'],
    // an exponent of several names, and functions behind a power
    ['e^ax', 'exp(a*x)'],
    ['Ae^-kt', 'A*exp(-k*t)'],
    ['2^nx', '2^(n*x)'],
    ['2^-nx', '2^(-n*x)'],
    ['3e^-2x', '3*exp(-2*x)'],
    ['e^2sinx', 'exp(2)*sin(x)'],
    ['(e^2)x', 'exp(2)*x'],
    ['e^{2}x', 'exp(2)*x'],
    ['e^x sin x', 'exp(x)*sin(x)'],
    ['e^-x tanh(x)', 'exp(-x)*tanh(x)'],
    ['xsinx', 'x*sin(x)'],
    ['-ylog(p)', '-y*log(p)'],
    ['2xsin(x)', '2*x*sin(x)'],
    ['Pi*x', 'pi*x'],
    ['inf*x', 'inf*x'],
    ['x^2\n  + 3', 'x^2 + 3'],
    // a spread, and the function
    ['μ + σz', 'μ + σ*z'],
    ['\\sigma z', 'σ*z'],
    ['\\sigma\\left(z\\right)', 'sigmoid(z)'],
    ['2xlnx', '2*x*log(x)'],
    ['2Acos(x)', '2*A*cos(x)'],
    ['Asin(wt + p)', 'A*sin(w*t + p)'],
    ['Asin(x)', 'asin(x)'],
    ['\\begin{align} L &= x^2 \\end{align}', 'x^2'],
    ['\\lVert x \\rVert', 'abs(x)'],
    // decimals with a comma
    ['0,5x^2 + 1,5x', '0.5*x^2 + 1.5*x'],
    ['sin(0,5x)', 'sin(0.5*x)'],
    ['max(0,5*x)', 'max(0, 5*x)'],
    // a change is one name
    ['mcΔT', 'm*c*ΔT'],
    ['ΔT*2', 'ΔT*2'],
  ])('%s is %s', (typed, formula) => {
    expect(understood(typed).split(' at ')[0]?.split(' by ')[0]).toBe(`L = ${formula}`);
  });

  it.each([
    ['f(x)=x^2', 'f = x^2 by x'],
    ['f(x,y)=x*y', 'f = x*y by x,y'],
    ['y(x) = 2x + 1', 'y = 2*x + 1 by x'],
    ['f(x) = a*x^2', 'f = a*x^2 by x'],
    ['def f(x):\n  return x**2', 'f = x^2 by x'],
    ['y = 2xy', 'y = 2*xy'],
    ['\\begin{aligned} L &= d f \\\\ d &= e + c \\\\ e &= a b \\end{aligned}', 'e = a*b; d = e + c; L = d*f'],
    ['f(x)=x^2; g=f(3x)', 'g = (3*x)^2 by x'],
    ['f(x)=x^2; f(3)', 'f = x^2 at x=3 by x'],
    ['f(x)=x^2; L = 3f(x)', 'f = x^2; L = 3*f by x'],
    ['a = Value(2.0, label="a"); b = Value(-3.0)\nL = a*b', 'L = a*b at a=2 b=-3'],
    ['mx+b mx=3', 'L = mx + b at mx=3'],
    ['xyz x=1 y=2 z=3', 'L = x*y*z at x=1 y=2 z=3'],
    ['e^x e=2', 'L = e^x at e=2'],
    ['e*e^x', 'L = e*e^x'],
  ])('%j is %s', (typed, expected) => {
    expect(understood(typed)).toBe(expected);
  });
});

describe('what is asked, in words and in signs', () => {
  it.each([
    ['d/dx x^2', 'L = x^2 by x'],
    ['d/dx (x^2 + 1)', 'L = x^2 + 1 by x'],
    ['d(x^2)/dx', 'L = x^2 by x'],
    ['(d/dx)(x^2)', 'L = x^2 by x'],
    ['d x^2 / dx', 'L = x^2 by x'],
    ['d/dx f(x) where f(x) = x^2', 'L = x^2 by x'],
    ["f(x)=3x^2-4, find f'(x)", 'f = 3*x^2 - 4 by x'],
    ['let x=3, x^2', 'L = x^2 at x=3'],
    ['rate of change of x^2', 'L = x^2'],
    ['max of x and y', 'L = max(x, y)'],
    ['one over the quantity x plus one', 'L = 1/(x + 1)'],
    ['x plus one all squared', 'L = (x + 1)^2'],
    ['∂/∂a (a*b)', 'L = a*b by a'],
    ['∂(a*b)/∂a', 'L = a*b by a'],
    ['\\frac{d}{dx} x^2', 'L = x^2 by x'],
    ['\\frac{\\partial}{\\partial a}(a b)', 'L = a*b by a'],
    ['\\frac{\\partial L}{\\partial a}, L = a*b', 'L = a*b by a'],
    ['dL/da of L=a*b', 'L = a*b by a'],
    ['dL/da of a*b', 'L = a*b by a'],
    ['dL/da for L=(a*b+c)*f', 'L = (a*b + c)*f by a'],
    ['derivative of x^2 with respect to x', 'L = x^2 by x'],
    ['the derivative with respect to y of x*y', 'L = x*y by y'],
    ['partial derivative of x*y wrt y', 'L = x*y by y'],
    ['gradient of a*b with respect to a and b', 'L = a*b by a,b'],
    ['Differentiate x^2 by x', 'L = x^2 by x'],
    ['derivative(x**2, x)', 'L = x^2 by x'],
    ["y' for y=x^2", 'y = x^2 by x'],
    ["f'(x) for f(x)=x^2", 'f = x^2 by x'],
    ["f'(3) if f(x)=x^2", 'f = x^2 at x=3 by x'],
    ['f′(x), f(x) = x^2', 'f = x^2 by x'],
    ["(x^2)'", 'L = x^2 by x'],
    ["what's the derivative of x^2?", 'L = x^2'],
    ['if y = x^2, what is dy/dx?', 'y = x^2 by x'],
    ['y = x^2; find dy/dx', 'y = x^2 by x'],
    // values
    ['x^2 at x=2', 'L = x^2 at x=2'],
    ['x^2 @ x=2', 'L = x^2 at x=2'],
    ['x**2 | x=3', 'L = x^2 at x=3'],
    ['x^2\\text{ at }x=2', 'L = x^2 at x=2'],
    ['\\text{loss}_1*x', 'L = loss_1*x'],
    ['x^2 at 2', 'L = x^2 at x=2'],
    ['x*y where x=3 and y=4', 'L = x*y at x=3 y=4'],
    ['x*y, x = 3, y = 4', 'L = x*y at x=3 y=4'],
    ['x*y for x = 3, y: 4', 'L = x*y at x=3 y=4'],
    ['x*y when x is 3 and y equals -4', 'L = x*y at x=3 y=-4'],
    ['x^2 (x=3)', 'L = x^2 at x=3'],
    ['a*b+c at a=2 b=-3 c=10', 'L = a*b + c at a=2 b=-3 c=10'],
    ['d/dx x^2 at x=3', 'L = x^2 at x=3 by x'],
    // spoken
    ['x squared', 'L = x^2'],
    ['gradient of a times b plus c at a=2', 'L = a*b + c at a=2'],
    ['x cubed minus two x', 'L = x^3 - 2*x'],
    ['a times b squared', 'L = a*b^2'],
    ['one over x', 'L = 1/x'],
    ['x divided by y', 'L = x/y'],
    ['x to the power of 3', 'L = x^3'],
    ['x to the fourth', 'L = x^4'],
    ['x raised to the third power', 'L = x^3'],
    ['how do I differentiate x^3', 'L = x^3'],
    ['e to the minus x', 'L = exp(-x)'],
    ['the square root of x', 'L = sqrt(x)'],
    ['sine of x', 'L = sin(x)'],
    ['the natural log of x', 'L = log(x)'],
    ['log base 2 of x', 'L = log2(x)'],
    ['the absolute value of x', 'L = abs(x)'],
    ['the product of a and b', 'L = a*b'],
    ['the sum of a and b times c', 'L = (a + b)*c'],
    ['half of x squared', 'L = 1/2*x^2'],
    ['y equals m times x plus b', 'y = m*x + b'],
    ['x to the power of fifteen', 'L = x^15'],
    ['x to the twelfth power', 'L = x^12'],
    ['twenty-five x', 'L = 25*x'],
    ['ninety nine over x', 'L = 99/x'],
    ['three hundred x', 'L = 300*x'],
    ['one half x squared', 'L = 1/2*x^2'],
    ['a third of x cubed', 'L = 1/3*x^3'],
    ['x to the two thirds', 'L = x^(2/3)'],
    ['x to the power of minus one half', 'L = x^(-1/2)'],
    ['e to the power of two x', 'L = exp(2*x)'],
    ['e to the minus two t plus one', 'L = exp(-2*t) + 1'],
    ['derivative of the function f(x)=x^2', 'f = x^2 by x'],
    ['the square of x', 'L = x^2'],
    ['sine squared of x', 'L = sin(x)^2'],
    ['one over one plus e to the minus x', 'L = 1/(1 + exp(-x))'],
    ['x^2 at 1/2', 'L = x^2 at x=0.5'],
    ['pls derive x^3 for me', 'L = x^3'],
    ['**x^2**', 'L = x^2'],
    ['differentiate with respect to x: x^2 + a', 'L = x^2 + a by x'],
    ['deriv of x^2', 'L = x^2'],
    ['D[x^2*y, x]', 'L = x^2*y by x'],
    ['Ableitung von 3x² nach x', 'L = 3*x^2 by x'],
    ['dérivée de x^2*a par rapport à x', 'L = x^2*a by x'],
    // decimals with a comma
    ['x^2 x=1,5', 'L = x^2 at x=1.5'],
    ['x²+1 bei x=2', 'L = x^2 + 1 at x=2'],
    ['y = 3,14*r^2; r=2', 'y = 3.14*r^2 at r=2'],
    ['x*y x=1,y=2,5', 'L = x*y at x=1 y=2.5'],
    // values behind a line or in square brackets
    ['x^2|x=3', 'L = x^2 at x=3'],
    ['x^2|_x=3', 'L = x^2 at x=3'],
    ['x^2 [x=3]', 'L = x^2 at x=3'],
    ['|x| x=-3', 'L = abs(x) at x=-3'],
  ])('%j: %s', (typed, expected) => {
    expect(understood(typed)).toBe(expected);
  });
});

describe('how it was read is said where it was not typed in plain signs', () => {
  it.each([
    ['a*b+c', undefined],
    ['2a² + 3(a−1)', undefined],
    ['L=d*f; d=e+c; e=a*b; a=2', undefined],
    ['max(a, b)*|c|', undefined],
    ['f(x) = x^2', undefined],
    ['sin x', 'sin(x)'],
    ['mx+b', 'm*x + b'],
    ['d/dx x^2', 'x^2'],
    ['\\frac{a}{b}', 'a/b'],
    ['L = 2x y; x=3', 'L = 2*x*y'],
  ])('%j as %j', (typed, readAs) => {
    expect(readRequest(typed).readAs).toBe(readAs);
  });

  it('names of one letter with a value, a formula, or asked for, are evidence', () => {
    expect(readRequest('mx+b', { names: ['mx'] }).choices).toEqual([]);
    expect(readRequest('mx+b', { at: 'mx=2' }).choices).toEqual([]);
    expect(readRequest('mx+b', { wrt: ['mx'] }).choices).toEqual([]);
    expect(readRequest('mx = a*b; L = mx + 1').choices).toEqual([]);
    expect(readRequest('bias + b*i*a*s').choices).toEqual([{ name: 'bias', factors: ['b', 'i', 'a', 's'] }]);
  });
});

describe('a text without a command', () => {
  it.each([
    ['what is the gradient of x squared', 'x^2'],
    ['gradient of a times b plus c at a=2', 'a*b + c; a = 2'],
    ['d/dx x^2', 'x^2 --wrt x'],
    ['x^2', 'x^2'],
    ['a*b+c', 'a*b+c'],
    ['y = mx + b', 'y = mx + b'],
    ['tanh(x)', 'tanh(x)'],
    ['sin x', 'sin(x)'],
    ['sin x/2', 'sin x/2'],
    ['2x', '2x'],
    ["y' for y=x^2", 'y = x^2 --wrt x'],
    ['dL/da of a*b+c', 'L = a*b + c --wrt a'],
    ['dL/da of ab+c', 'L = ab+c --wrt a'],
    ['derivative of x^2 at 3', 'x^2; x = 3'],
    ['derivative of mx at 3', 'mx at 3'],
    ['d/dx', 'd/dx'],
    ['solve x^2 - 4', 'solve x^2 - 4'],
    ['sin^(x', 'sin^(x'],
  ])('%j is /grad %s', (typed, line) => {
    expect(readPhrase(typed)).toBe(line);
  });

  it.each([
    'hello',
    'what',
    'what is backpropagation?',
    'how does the chain rule work',
    'thanks a lot',
    'x',
    'A',
    '6.0',
    '-3',
    'well-known',
    'yes/no',
    "I don't get it",
    'please explain the derivative',
    '',
    '/what',
    'ok',
    'can you help me?',
  ])('%j is none', (typed) => {
    expect(readPhrase(typed)).toBeUndefined();
  });
});

describe('an error that knows the remedy has it, and the remedy works', () => {
  it.each([
    ['sin(x', 'sin(x)'],
    ['a+b)', 'a+b'],
    ['|x+1', '|x+1|'],
    ['a==2*b', 'a=2*b'],
    ['weight bias', undefined],
    ['1 000*x', undefined],
    ['a*b for a', undefined],
    ['d/dx(x^2) + 3x', 'd/dx ((x^2) + 3x)'],
    ['solve x^2=4', 'x^2'],
    ['lim x->0 sin(x)/x', 'sin(x)/x'],
    ['x 2', 'x *2'],
    ['tahn(x)', 'tanh(x)'],
    ['f(x)', 'f*(x)'],
    ['2*tanh', '2*tanh(x)'],
    ['sin()', 'sin(x)'],
    ['f(x)=x^2; y=f(2)', undefined],
    ['a*b a=1 a=2', 'a*b a=1'],
    ['a*b; x=2', 'a*b'],
    ['weight*b wieght=2', 'weight*b weight=2'],
    ['d=a*b; f=a+b', 'd=a*b; f=a+b; L = d + f'],
    ['solve x**2 - 4 = 0', 'x^2 - 4'],
    ['x*y at 3', 'x*y; x=3'],
    ['dy/dx of L=x^2', 'derivative of L=x^2 with respect to x'],
    ['d/dx sin(x', 'derivative of sin(x) with respect to x'],
  ])('%j: %j', (typed, remedy) => {
    let error: unknown;
    try {
      readRequest(typed);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as UserError).correction).toBe(remedy);
    if (remedy !== undefined) expect(() => readRequest(remedy)).not.toThrow();
  });

  it('values in an option have their place in one text with the formula', () => {
    expect(() => readRequest('a*b', { at: 'a=1 x=2' })).toThrow(
      expect.objectContaining({ where: { text: 'a*b; a=1 x=2', place: { start: 9, end: 12 } } }),
    );
  });
});

/** A formula in several notations that mean the same. */
interface Paraphrase {
  readonly plain: string;
  readonly latex: string;
  readonly python: string;
  readonly school: string;
  readonly spoken: string;
}

const leaf = fc.constantFrom('a', 'b', 'c', 'x', 'y').map(
  (name): Paraphrase => ({
    plain: name,
    latex: name,
    python: name,
    school: name,
    spoken: name,
  }),
);

const { formula } = fc.letrec<{ formula: Paraphrase }>((tie) => {
  const pair = fc.tuple(tie('formula'), tie('formula'));
  return {
    formula: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      pair.map(([l, r]) => ({
        plain: `(${l.plain} + ${r.plain})`,
        latex: `\\left(${l.latex} + ${r.latex}\\right)`,
        python: `(${l.python} + ${r.python})`,
        school: `(${l.school} + ${r.school})`,
        spoken: `open bracket ${l.spoken} plus ${r.spoken} close bracket`,
      })),
      pair.map(([l, r]) => ({
        plain: `(${l.plain})*(${r.plain})`,
        latex: `{${l.latex}} \\cdot {${r.latex}}`,
        python: `(${l.python})*(${r.python})`,
        school: `(${l.school})(${r.school})`,
        spoken: `(${l.spoken}) times (${r.spoken})`,
      })),
      pair.map(([l, r]) => ({
        plain: `((${l.plain})/(${r.plain}))`,
        latex: `\\frac{${l.latex}}{${r.latex}}`,
        python: `((${l.python})/(${r.python}))`,
        school: `((${l.school}) ÷ (${r.school}))`,
        spoken: `((${l.spoken}) over (${r.spoken}))`,
      })),
      fc.tuple(tie('formula'), fc.integer({ min: 2, max: 3 })).map(([base, n]) => ({
        plain: `(${base.plain})^${n}`,
        latex: `{(${base.latex})}^{${n}}`,
        python: `(${base.python})**${n}`,
        school: `(${base.school})${n === 2 ? '²' : '³'}`,
        spoken: `(${base.spoken}) ${n === 2 ? 'squared' : 'cubed'}`,
      })),
      fc.tuple(tie('formula'), fc.constantFrom('sin', 'tanh', 'exp')).map(([inner, fn]) => ({
        plain: `${fn}(${inner.plain})`,
        latex: `\\${fn}\\left(${inner.latex}\\right)`,
        python: `np.${fn}(${inner.python})`,
        school: `${fn} (${inner.school})`,
        spoken: `${fn} of (${inner.spoken})`,
      })),
    ),
  };
});

it('500 formulas in LaTeX, Python, school notation and words read the same as in plain signs', () => {
  fc.assert(
    fc.property(formula, ({ plain: text, ...others }) => {
      const right = plain(text);
      for (const typed of Object.values(others)) expect(understood(typed)).toBe(right);
    }),
    { numRuns: 500 },
  );
});

it('no text throws anything but a UserError, or keeps the reader busy', () => {
  const word = fc.constantFrom(
    ...[
      'd/dx',
      'x^2',
      'mx',
      '\\frac',
      '{',
      '}',
      '\\left(',
      'derivative',
      'of',
      'at',
      'x=2',
      'where',
      'and',
      "y'",
      'sin',
    ],
    ...[
      '|',
      '√',
      '^',
      '(',
      ')',
      'squared',
      'over',
      'plus',
      'np.',
      '.tanh()',
      '\\',
      '$',
      '_{',
      'e^x',
      '=',
      ';',
      '\n',
      'if',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), fc.constantFrom('', ' '), (words, between) => {
      const typed = words.join(between);
      for (const read of [readRequest, readPhrase]) {
        try {
          read(typed);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
        }
      }
    }),
    { numRuns: 3000 },
  );
});
