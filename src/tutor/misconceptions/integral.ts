import { call, derivative, type Expression, nameNode, namesIn, numberNode } from '../../expression/index.ts';

/** An integral of a formula by a name, as far as school gets; undefined for others. */
export function integralOf(expression: Expression, by: string): Expression | undefined {
  if (!namesIn(expression).has(by)) return call('mul', expression, nameNode(by));
  if (expression.kind === 'name') return call('div', call('pow', expression, numberNode(2)), numberNode(2));
  if (expression.kind !== 'call') return undefined;
  const { fn, operands } = expression;
  const [a, b] = operands as [Expression, Expression];
  const varies = (operand: Expression): boolean => namesIn(operand).has(by);
  switch (fn) {
    case 'add':
    case 'sub':
    case 'neg': {
      const parts = operands.map((operand) => integralOf(operand, by));
      return parts.every((part) => part !== undefined) ? call(fn, ...parts) : undefined;
    }
    case 'mul': {
      const [factor, rest] = varies(a) ? [b, a] : [a, b];
      const inner = varies(factor) ? undefined : integralOf(rest, by);
      return inner && call('mul', factor, inner);
    }
    case 'div': {
      if (varies(b)) return varies(a) ? undefined : overLine(b, by, call('mul', a, call('log', b)));
      const inner = integralOf(a, by);
      return inner && call('div', inner, b);
    }
    case 'pow':
      if (varies(b)) return varies(a) ? undefined : overLine(b, by, call('div', expression, call('log', a)));
      return overLine(a, by, call('div', call('pow', a, call('add', b, numberNode(1))), call('add', b, numberNode(1))));
    default: {
      const whole = FUNCTIONS[fn]?.(a);
      return whole && overLine(a, by, whole);
    }
  }
}

const FUNCTIONS: Record<string, (u: Expression) => Expression> = {
  sin: (u) => call('neg', call('cos', u)),
  cos: (u) => call('sin', u),
  exp: (u) => call('exp', u),
  sqrt: (u) => call('mul', call('div', numberNode(2), numberNode(3)), call('mul', u, call('sqrt', u))),
  log: (u) => call('sub', call('mul', u, call('log', u)), u),
};

/** Divided by the slope of what stands inside, which has to be a constant. */
function overLine(inner: Expression, by: string, whole: Expression): Expression | undefined {
  const slope = derivative(inner, by);
  if (slope === undefined || namesIn(slope).has(by)) return undefined;
  return slope.kind === 'number' && slope.value === 1 ? whole : call('div', whole, slope);
}
