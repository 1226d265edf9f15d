import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../src/engine/compile/kernel.ts';
import { codeOf, TABLE_AT, TABLES } from '../../../src/engine/compile/rule.ts';
import { Body, i32, moduleOf, TYPES, v128 } from '../../../src/engine/compile/wasm.ts';
import { operation, operationNames, Random, type Value, value, withTape } from '../../../src/engine/index.ts';

const [A, B, OUT, RESULT] = [0, 16, 32, 48];
// The types of WebAssembly come with those of the browser.
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    Memory: new (size: object) => { buffer: ArrayBuffer };
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object, imports: object) => { exports: Record<string, () => void> };
  };
};

/** A rule as a function of two lanes. */
function compiled(rule: string): (a: readonly number[], b: readonly number[], out: readonly number[]) => number[] {
  const body = new Body('apply', []);
  const at = (offset: number) => ({ base: i32.const(0), offset });
  const names = { a: v128.load(at(A)), b: v128.load(at(B)), out: v128.load(at(OUT)) };
  body.code = v128.store(at(RESULT), codeOf(rule, names, body));
  const memory = new wasm.Memory({ initial: 1 });
  const log = { name: 'log', parameters: [TYPES.f64], result: TYPES.f64 };
  const { exports } = new wasm.Instance(new wasm.Module(moduleOf([log], [body])), { env: { memory, log: Math.log } });
  const numbers = new Float64Array(memory.buffer);
  numbers.set(TABLES, TABLE_AT / 8);
  return (a, b, out) => {
    numbers.set([...a, ...b, ...out]);
    exports['apply']?.();
    return [...numbers.subarray(RESULT / 8, RESULT / 8 + 2)];
  };
}

const LIMITS = [
  0, 1, 0.03125, 0.34657359, 1.0397, 19.07, 354.8913, 354.8915, 709.7827, 709.79, 745.2, 1e-9, 1e-310, 1e308,
];
const SPECIAL = [
  ...LIMITS,
  ...LIMITS.map((limit) => -limit),
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

const points = (count: number): number[] => {
  const random = new Random(1);
  const drawn = Array.from({ length: count }, () => 10 ** random.uniform(-9, 3) * Math.sign(random.uniform(-1, 1)));
  return [...SPECIAL, ...drawn, ...drawn.map((x) => x / 100)];
};

describe('compiled, an operation and its slopes are what they are on the tape, to the last bit', () => {
  const written = operationNames.filter((name) => operation(name).lanes !== undefined);

  it.each(written)('%s', (name) => {
    const { forward, lanes = '', local } = operation(name);
    const [apply, ...slopes] = [lanes, ...local.map((one) => one.lanes ?? one.text)].map(compiled);
    const all = points(2000);
    for (const [i, a] of all.entries()) {
      const b = all[(7 * i + 3) % all.length] as number;
      const [as, bs] = [
        [a, b],
        [b, i % 3 ? a : b],
      ];
      const out = as.map((x, lane) => forward(x, bs[lane] as number));
      expect(apply?.(as, bs, out), `${name} of ${as} and ${bs}`).toEqual(out);
      for (const [operand, slope] of slopes.entries())
        expect(slope(as, bs, out).map(Math.abs), `slope ${operand} of ${name} at ${as} and ${bs}`).toEqual(
          as.map((x, lane) => Math.abs(local[operand]?.number(x, bs[lane] as number, out[lane] as number) as number)),
        );
    }
  });
});

it.each([
  ['1+', 'SyntaxError'],
  ['sin(a)', 'unknown function: sin'],
  ['c*a', 'unknown name: c'],
  ['(a', '`)` is missing'],
])('a rule that says nothing is an error: %s', (rule, message) => {
  expect(() => compiled(rule)).toThrow(message === 'SyntaxError' ? SyntaxError : message);
});

it('a graph with an operation that has no compiled form, or that is no network in layers, has none', () => {
  type Part = (made: Value, w: Value) => Value;
  const kernelOf = (outputOf: Part, lossOf: Part = (output) => output.mul(output)) =>
    withTape((tape) => {
      const [w, b, x] = [value(0.5), value(0.1), value(2)];
      const first = tape.length;
      const output = outputOf(b.add(w.mul(x)), w);
      const loss = lossOf(output, w);
      const sample = { tape, first, loss, parameters: [w, b], inputs: [x], targets: [], outputs: [output] };
      return Kernel.of(sample, { rate: 1 });
    });
  expect(kernelOf((sum) => sum.tanh())).toBeDefined();
  expect(kernelOf((sum) => sum.sin())).toBeUndefined();
  expect(kernelOf((sum, w) => sum.tanh().mul(w))).toBeUndefined();
  const tanh: Part = (sum) => sum.tanh();
  expect(kernelOf(tanh, (output) => output.sin())).toBeUndefined();
  expect(kernelOf(tanh, (output, w) => output.add(w.mul(w)))).toBeUndefined();
  expect(kernelOf(tanh, (output) => output.sub(1).abs())).toBeDefined();
  // An operation of the loss, not of the neuron.
  expect(
    kernelOf(
      (sum) => sum,
      (output) => output.tanh().mul(2),
    ),
  ).toBeDefined();
});
