/**
 * The formulas of the README's first steps, each in plain signs, school notation, LaTeX, Python and words, and the lines of
 * the answer that all of them share.
 */
export const NOTATIONS: readonly (readonly [answer: readonly string[], typed: readonly string[]])[] = [
  [
    ['dL/da = b', 'dL/db = a', 'dL/dc = 1'],
    ['a*b+c', 'ab + c', 'a \\cdot b + c', 'np.add(a*b, c)', 'a times b plus c'],
  ],
  [
    ['dL/da = b*f', 'dL/db = a*f', 'dL/dc = f', 'dL/df = a*b + c'],
    [
      'L=(a*b+c)*f',
      'L = (ab+c)f',
      'L = \\left(a b + c\\right) f',
      'L = np.multiply(a*b + c, f)',
      'L equals (a times b plus c) times f',
    ],
  ],
  [
    ['dL/dw = x*(1 - tanh(w*x + b)^2)', 'dL/db = 1 - tanh(w*x + b)^2'],
    ['tanh(w*x+b)', 'tanh(wx+b)', '\\tanh\\left(w x + b\\right)', '(w*x + b).tanh()', 'tanh of (w times x plus b)'],
  ],
  [['dL/dx = 2*x = 6'], ['x^2 x=3', 'x² at x=3', 'x^{2}, x=3', 'x**2; x = 3.0', 'x squared where x is 3']],
];
