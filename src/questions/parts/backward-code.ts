import type { OperationName } from '../../engine/index.ts';
import type { MisconceptionName } from '../../tutor/misconceptions/index.ts';

/** One line of a `_backward`, the ways in which it is written wrong, and what is believed by whoever suspects it. */
interface BackwardLine {
  readonly right: string;
  readonly faults: readonly (readonly [text: string, bug: MisconceptionName])[];
}

/** An operation as micrograd's `Value` has it: the comment above, and a line for each operand. */
export interface BackwardCode {
  readonly title: string;
  readonly lines: readonly BackwardLine[];
  readonly suspicion: MisconceptionName;
}

/** `target.grad += local * out.grad`, and what goes wrong with it whatever the operation. */
function line(target: string, local: string, wrong: readonly (readonly [string, MisconceptionName])[]): BackwardLine {
  const grad = `${target}.grad`;
  const times = local === '' ? '' : `${local} * `;
  return {
    right: `${grad} += ${times}out.grad`,
    faults: [
      [`${grad} = ${times}out.grad`, 'accumulate-overwrites'],
      ...(local === ''
        ? []
        : ([
            [`${grad} += ${local}`, 'upstream-dropped'],
            [`${grad} += ${local} + out.grad`, 'upstream-added'],
          ] as const)),
      ...wrong.map(([text, bug]) => [`${grad} += ${text}`, bug] as const),
    ],
  };
}

/** The operations that a line is looked for in. Plain Python, except that names are short: `a`, `b` and `out`. */
export const BACKWARD_CODE: Partial<Record<OperationName, BackwardCode>> = {
  add: {
    title: 'out = a + b',
    suspicion: 'suspects-sum-rule',
    lines: [
      line('a', '', [
        ['b.data * out.grad', 'sum-swapped'],
        ['1.0', 'upstream-dropped'],
      ]),
      line('b', '', [
        ['a.data * out.grad', 'sum-swapped'],
        ['1.0', 'upstream-dropped'],
      ]),
    ],
  },
  sub: {
    title: 'out = a - b',
    suspicion: 'suspects-minus-rule',
    lines: [
      line('a', '', [
        ['-out.grad', 'minus-flips-first'],
        ['1.0', 'upstream-dropped'],
      ]),
      line('b', '-1', [['out.grad', 'minus-sign-lost']]),
    ],
  },
  mul: {
    title: 'out = a * b',
    suspicion: 'suspects-product-rule',
    lines: [
      line('a', 'b.data', [
        ['a.data * out.grad', 'factors-not-swapped'],
        ['out.grad', 'product-copied'],
        ['out.data * out.grad', 'result-for-derivative'],
      ]),
      line('b', 'a.data', [
        ['b.data * out.grad', 'factors-not-swapped'],
        ['out.grad', 'product-copied'],
        ['out.data * out.grad', 'result-for-derivative'],
      ]),
    ],
  },
  div: {
    title: 'out = a / b',
    suspicion: 'suspects-quotient-rule',
    lines: [
      line('a', '1 / b.data', [['b.data * out.grad', 'quotient-as-product']]),
      line('b', '-a.data / b.data**2', [
        ['a.data / b.data**2 * out.grad', 'quotient-sign-lost'],
        ['-a.data / b.data * out.grad', 'quotient-not-squared'],
        ['1 / b.data * out.grad', 'quotient-halves-swapped'],
      ]),
    ],
  },
  pow: {
    title: 'out = a ** 3',
    suspicion: 'suspects-power-rule',
    lines: [
      line('a', '3 * a.data**2', [
        ['a.data**2 * out.grad', 'power-exponent-dropped'],
        ['3 * a.data**3 * out.grad', 'power-not-lowered'],
      ]),
    ],
  },
  neg: {
    title: 'out = -a',
    suspicion: 'suspects-minus-rule',
    lines: [line('a', '-1', [['out.grad', 'minus-sign-lost']])],
  },
  tanh: {
    title: 'out = a.tanh()',
    suspicion: 'suspects-tanh-rule',
    lines: [
      line('a', '(1 - out.data**2)', [
        ['(1 - a.data**2) * out.grad', 'tanh-slope-of-input'],
        ['(1 - out.data) * out.grad', 'tanh-slope-linear'],
        ['out.grad', 'activation-slope-dropped'],
        ['out.data * out.grad', 'activation-value-for-slope'],
      ]),
    ],
  },
  relu: {
    title: 'out = a.relu()',
    suspicion: 'suspects-relu-rule',
    lines: [
      line('a', '(a.data > 0)', [
        ['out.grad', 'relu-passes-negative'],
        ['a.data * out.grad', 'relu-leaks-input'],
        ['(a.data < 0) * out.grad', 'relu-always-shut'],
      ]),
    ],
  },
  exp: {
    title: 'out = a.exp()',
    suspicion: 'suspects-exp-rule',
    lines: [line('a', 'out.data', [])],
  },
};
