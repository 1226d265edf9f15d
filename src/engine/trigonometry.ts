import { local, MATH_RANGE_ERROR, type Operation } from './operation.ts';

/** arcosh(DBL_MAX): past it cosh and sinh overflow. */
const HYPERBOLIC_LIMIT = 710.4758600739439;

const overflow =
  (name: string) =>
  (a: number): string | undefined =>
    Math.abs(a) > HYPERBOLIC_LIMIT
      ? `${name} of more than 710.47 is too large for a number: "${MATH_RANGE_ERROR}"`
      : undefined;

/** The operations of the angles and of the hyperbola besides sin, cos and tanh; a part of the one table. */
export const trigonometry = {
  tan: {
    symbol: 'tan',
    form: 'function',
    forward: (a) => Math.tan(a),
    local: [local('1+out^2', (_a, _b, out) => 1 + out * out)],
    rule: 'tan: 1+out²',
    sentence: 'The slope of tan is 1 + out²: 1 at least, and steep near its poles.',
    divide: { at: 'pole', side: (a) => Math.round(a / Math.PI) },
  },
  asin: {
    symbol: 'asin',
    form: 'function',
    forward: (a) => Math.asin(a),
    local: [local('1/sqrt(1-a^2)', (a) => 1 / Math.sqrt((1 - a) * (1 + a)))],
    rule: 'asin: 1/√(1-x²)',
    sentence: 'The slope of asin is 1/√(1 − x²): 1 at 0, and without bound near ±1.',
    nonFinite: (a) => (Math.abs(a) > 1 ? 'asin needs a number from -1 to 1' : undefined),
  },
  acos: {
    symbol: 'acos',
    form: 'function',
    forward: (a) => Math.acos(a),
    local: [local('-1/sqrt(1-a^2)', (a) => -1 / Math.sqrt((1 - a) * (1 + a)))],
    rule: 'acos: -1/√(1-x²)',
    sentence: 'The slope of acos is that of asin with a minus: acos falls as asin rises.',
    nonFinite: (a) => (Math.abs(a) > 1 ? 'acos needs a number from -1 to 1' : undefined),
  },
  atan: {
    symbol: 'atan',
    form: 'function',
    forward: (a) => Math.atan(a),
    local: [local('1/(1+a^2)', (a) => 1 / (1 + a * a))],
    rule: 'atan: 1/(1+x²)',
    sentence: 'The slope of atan is 1/(1 + x²): 1 at 0, and little far out.',
  },
  sinh: {
    symbol: 'sinh',
    form: 'function',
    forward: (a) => Math.sinh(a),
    local: [local('cosh(a)', (a) => Math.cosh(a))],
    rule: 'sinh → cosh',
    sentence: 'The slope of sinh is cosh.',
    overflowError: MATH_RANGE_ERROR,
    nonFinite: overflow('sinh'),
  },
  cosh: {
    symbol: 'cosh',
    form: 'function',
    forward: (a) => Math.cosh(a),
    local: [local('sinh(a)', (a) => Math.sinh(a))],
    rule: 'cosh → sinh',
    sentence: 'The slope of cosh is sinh: unlike cos, without a minus.',
    overflowError: MATH_RANGE_ERROR,
    nonFinite: overflow('cosh'),
  },
  asinh: {
    symbol: 'asinh',
    form: 'function',
    forward: (a) => Math.asinh(a),
    local: [local('1/sqrt(a^2+1)', (a) => 1 / Math.hypot(a, 1), { python: '1 / math.hypot(a, 1)' })],
    rule: 'asinh: 1/√(x²+1)',
    sentence: 'The slope of asinh is 1/√(x² + 1): 1 at 0, and about 1/|x| far out.',
  },
  acosh: {
    symbol: 'acosh',
    form: 'function',
    forward: (a) => Math.acosh(a),
    local: [
      local('1/sqrt(a^2-1)', (a) => 1 / (Math.sqrt(a - 1) * Math.sqrt(a + 1)), { lanes: '1/(sqrt(a-1)*sqrt(a+1))' }),
    ],
    rule: 'acosh: 1/√(x²-1)',
    sentence: 'The slope of acosh is 1/√(x² − 1): without bound near 1, where it begins.',
    nonFinite: (a) => (a < 1 ? 'acosh needs a number that is 1 or more' : undefined),
  },
  atanh: {
    symbol: 'atanh',
    form: 'function',
    forward: (a) => Math.atanh(a),
    local: [local('1/(1-a^2)', (a) => 1 / ((1 - a) * (1 + a)))],
    rule: 'atanh: 1/(1-x²)',
    sentence: 'The slope of atanh is 1/(1 − x²): 1 at 0, and without bound near ±1.',
    nonFinite: (a) => (Math.abs(a) >= 1 ? 'atanh needs a number between -1 and 1' : undefined),
  },
} satisfies Record<string, Operation>;
