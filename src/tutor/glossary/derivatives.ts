import type { Entry } from './entry.ts';

const ARTICLE = '/grad L=(a*b+c)*f a=2 b=-3 c=10 f=-2';
const REUSE = '/grad y=(a+b)*(b+1) a=2 b=1 --detail full';

/** Derivatives, and how the chain rule puts them together. */
export const DERIVATIVES: readonly Entry[] = [
  {
    term: 'derivative',
    aliases: ['derivatives', 'slope', 'rate of change', 'differentiation'],
    text: 'The derivative says how fast a result changes when an input changes. If `dL/da` is 3, a small rise of `a` makes `L` rise about three times as much. It is the slope of the curve at that point.',
    example: '/grad x^2 x=3',
  },
  {
    term: 'chain rule',
    aliases: ['chainrule', 'chain rules'],
    text: 'If `L` depends on `d`, and `d` depends on `a`, multiply along the way: `dL/da = dL/dd * dd/da`. Each operation only needs its own local derivative. Backpropagation is this rule, used from the result back to the inputs.',
    example: `${ARTICLE} --detail full`,
  },
  {
    term: 'gradient',
    aliases: ['gradients', 'nabla'],
    text: 'The gradient of a result has all its partial derivatives, one for each input. It points in the direction in which the result rises fastest. The single number `dL/da` is often called the gradient of `a`.',
    example: '/grad a*b+c a=2 b=-3 c=10',
  },
  {
    term: 'partial derivative',
    aliases: ['partial derivatives', 'partial', 'partials'],
    text: 'A partial derivative is the derivative by one input, while all other inputs stay as they are. It is written `∂L/∂a`, or here `dL/da`. A result with three inputs has three of them.',
    example: '/grad x^2*y x=3 y=2',
  },
  {
    term: 'local derivative',
    aliases: ['local derivatives', 'local gradient', 'local gradients', 'local slope'],
    text: 'The local derivative is the derivative of one operation by one of its own inputs. For `d = a*b` it is `b` by the input `a`, and `a` by the input `b`. Times the upstream gradient, it gives the gradient of that input.',
    example: '/grad a*b a=2 b=-3 --detail full',
  },
  {
    term: 'upstream gradient',
    aliases: ['upstream', 'upstream gradients', 'upstream derivative', 'incoming gradient', 'out.grad'],
    text: 'The upstream gradient of an operation is the derivative of the final result by the output of that operation. It comes back from the end of the graph. The operation multiplies it with its local derivatives and passes the products on.',
    example: `${ARTICLE} --detail full`,
  },
  {
    term: 'sum over paths',
    aliases: ['path', 'paths', 'several paths', 'sum of paths', 'multivariable chain rule', 'two paths'],
    text: 'If an input reaches the result on several paths, multiply the local derivatives along each path, and add the products. The sum is the gradient. To keep only one of the paths is a common mistake.',
    example: REUSE,
  },
  {
    term: 'accumulate',
    aliases: ['+=', 'accumulation', 'accumulating', 'gradient accumulation', 'accumulate gradients'],
    text: 'A value that is used in several places gets a gradient from each of them, and these add up. So code says `grad += …` and not `grad = …`. With `=`, the last one would replace the others.',
    example: REUSE,
  },
  {
    term: 'sum rule',
    aliases: ['addition rule'],
    text: 'The derivative of a sum is the sum of the derivatives. So `+` copies: each term gets the upstream gradient as it is.',
    example: '/grad a+b+c a=2 b=-3 c=10 --detail full',
  },
  {
    term: 'product rule',
    aliases: ['multiplication rule', 'leibniz rule'],
    text: 'The derivative of a product of two factors is the derivative of the first times the second, plus the first times the derivative of the second. In a graph `*` swaps: each factor gets the value of the other, times the upstream gradient.',
    example: '/grad x*tanh(x) x=0.5',
  },
  {
    term: 'quotient rule',
    aliases: ['division rule'],
    text: 'The derivative of `f/g` is `(f′*g - f*g′)/g^2`. The order matters, because of the minus. The product rule gives the same for `f*g^-1`.',
    example: '/grad x/(x+1) x=2',
  },
  {
    term: 'power rule',
    aliases: ['powers rule'],
    text: 'The derivative of `x^n` is `n*x^(n-1)`: the exponent comes down as a factor, and then it is one smaller. This holds for a constant `n`. For `2^x` there is another rule.',
    example: '/grad x^3 x=2',
  },
  {
    term: 'kink',
    aliases: ['kinks', 'corner', 'not differentiable', 'non-differentiable'],
    text: 'At a kink the slope changes at once, as that of relu or abs at 0. There is one slope on the left, another on the right, and no derivative at the point itself. Programs take one fixed value there.',
    example: '/grad abs(x) x=0',
  },
  {
    term: 'numerical check',
    aliases: [
      'numeric check',
      'gradient check',
      'finite difference',
      'finite differences',
      'numerical gradient',
      'numerical derivative',
    ],
    text: 'A numerical check computes the result twice, with an input a little larger and a little smaller. The change of the result, divided by the change of the input, must be about the gradient. It needs two runs for every input, so it is for tests only.',
    example: '/grad tanh(w*x+b) w=0.5 x=2 b=1',
  },
];
