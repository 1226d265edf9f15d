import { erf, normalDensity, normalDistribution } from './erf.ts';
import { divideAtZero, local, type Operation } from './operation.ts';
import { sigmoid } from './sigmoid.ts';

/** Other roots and logarithms, what neural networks are made of besides tanh and relu, and jumps; a part of the one table. */
export const special = {
  log2: {
    symbol: 'log2',
    form: 'function',
    forward: (a) => Math.log2(a),
    local: [local('1/(a*log(2))', (a) => 1 / (a * Math.LN2))],
    rule: 'log2: 1/(x·log 2)',
    sentence: 'log2 is log(x)/log(2), so its slope is one over its input times log(2).',
    nonFinite: (a) => (a <= 0 ? 'log2 needs a number above 0' : undefined),
  },
  log10: {
    symbol: 'log10',
    form: 'function',
    forward: (a) => Math.log10(a),
    local: [local('1/(a*log(10))', (a) => 1 / (a * Math.LN10))],
    rule: 'log10: 1/(x·log 10)',
    sentence: 'log10 is log(x)/log(10), so its slope is one over its input times log(10).',
    nonFinite: (a) => (a <= 0 ? 'log10 needs a number above 0' : undefined),
  },
  cbrt: {
    symbol: 'cbrt',
    form: 'function',
    forward: (a) => Math.cbrt(a),
    python: 'math.copysign(abs(a) ** (1 / 3), a)',
    local: [local('1/(3*out^2)', (_a, _b, out) => 1 / (3 * out * out))],
    rule: 'cbrt: 1/(3·out²)',
    sentence: 'cbrt has slope one over three times its output squared: without bound at 0.',
    divide: divideAtZero('kink'),
  },
  erf: {
    symbol: 'erf',
    form: 'function',
    forward: erf,
    local: [local('2*exp(-a^2)/sqrt(pi)', (a) => (2 / Math.sqrt(Math.PI)) * Math.exp(-a * a))],
    rule: 'erf: 2·exp(-x²)/√π',
    sentence: 'The slope of erf is a bell: 2/√π, about 1.13, at 0, and almost none beyond ±2.',
  },
  softplus: {
    symbol: 'softplus',
    form: 'function',
    // log(1 + exp(a)), written so that exp does not overflow.
    forward: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
    python: 'max(a, 0.0) + math.log1p(math.exp(-abs(a)))',
    local: [
      local('sigmoid(a)', sigmoid, { python: '1 / (1 + math.exp(-a)) if a > 0 else math.exp(a) / (1 + math.exp(a))' }),
    ],
    rule: 'softplus → σ',
    sentence: 'The slope of softplus is sigmoid: it opens slowly where relu opens at once.',
  },
  gelu: {
    symbol: 'gelu',
    form: 'function',
    forward: (a) => a * normalDistribution(a),
    python: 'a * math.erfc(-a / math.sqrt(2)) / 2',
    local: [
      local('(1+erf(a/sqrt(2)))/2+a*exp(-a^2/2)/sqrt(2*pi)', (a) => normalDistribution(a) + a * normalDensity(a), {
        python: 'math.erfc(-a / math.sqrt(2)) / 2 + a * math.exp(-a * a / 2) / math.sqrt(2 * math.pi)',
      }),
    ],
    rule: 'gelu: Φ(x)+x·φ(x)',
    sentence: 'gelu is x·Φ(x), Φ the normal distribution and φ its bell: the product rule gives Φ(x) + x·φ(x).',
  },
  step: {
    symbol: 'step',
    form: 'function',
    // Written so that NaN stays NaN.
    forward: (a) => (a >= 0 ? 1 : a < 0 ? 0 : a),
    python: '1.0 if a >= 0 else 0.0',
    local: [local('0', () => 0)],
    rule: 'step stops',
    sentence: 'step is flat on both sides of its jump at 0: it lets no gradient through.',
    kink: (a) => (a === 0 ? 'step jumps at 0: its value is taken as 1 there, and its slope as 0' : undefined),
    divide: divideAtZero('jump'),
  },
  sign: {
    symbol: 'sign',
    form: 'function',
    forward: (a) => Math.sign(a),
    python: 'float((a > 0) - (a < 0))',
    local: [local('0', () => 0)],
    rule: 'sign stops',
    sentence: 'sign is flat on both sides of its jump at 0: it lets no gradient through.',
    kink: (a) => (a === 0 ? 'sign jumps at 0: its slope is taken as 0 there, as in PyTorch' : undefined),
    divide: divideAtZero('jump'),
  },
} satisfies Record<string, Operation>;
