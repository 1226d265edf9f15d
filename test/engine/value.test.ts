import { describe, expect, it } from 'vitest';
import { Tape, Value, value, withTape } from '../../src/engine/index.ts';

describe('the first thing a reader of the article types', () => {
  it('a*b + c', () => {
    const a = value(2, 'a');
    const b = value(-3, 'b');
    const c = value(10, 'c');
    const L = a.mul(b).add(c);
    L.backward();
    expect(L.data).toBe(4);
    expect([a.grad, b.grad, c.grad]).toEqual([-3, 2, 1]);
  });

  it("the article's graph, (a*b + c)*f", () => {
    const [a, b, c, f] = [value(2, 'a'), value(-3, 'b'), value(10, 'c'), value(-2, 'f')];
    const e = a.mul(b);
    const d = e.add(c);
    const L = d.mul(f);
    L.backward();
    expect([a, b, c, f, e, d, L].map(({ data }) => data)).toEqual([2, -3, 10, -2, -6, 4, -8]);
    expect([a, b, c, f, e, d, L].map(({ grad }) => grad)).toEqual([6, -4, -2, 4, -2, -2, 1]);
  });

  it("micrograd's own sanity check", () => {
    const x = value(-4);
    const z = x.mul(2).add(2).add(x);
    const q = z.relu().add(z.mul(x));
    const h = z.mul(z).relu();
    const y = h.add(q).add(q.mul(x));
    y.backward();
    expect(y.data).toBe(-20);
    expect(x.grad).toBe(46);
  });
});

describe('a value knows how it was made', () => {
  it('data, grad, label, operation and operands', () => {
    const a = value(2, 'a');
    const e = a.mul(3);
    e.label = 'e';
    expect([a.data, a.grad, a.label, a.op, a.operands]).toEqual([2, 0, 'a', undefined, []]);
    expect([e.data, e.grad, e.label, e.op]).toEqual([6, 0, 'e', 'mul']);
    expect(e.operands.map(({ data, label }) => [data, label])).toEqual([
      [2, 'a'],
      [3, undefined],
    ]);
    expect(e.operands[0]?.id).toBe(a.id);
  });

  it('one operand, and the same one twice', () => {
    const a = value(2);
    expect(a.tanh().operands.map(({ id }) => id)).toEqual([a.id]);
    expect(a.add(a).operands.map(({ id }) => id)).toEqual([a.id, a.id]);
  });

  it('two handles on one node are one number', () => {
    const a = value(2);
    const same = new Value(a.tape, a.id);
    same.data = 5;
    same.grad = 7;
    same.label = 'a';
    expect([a.data, a.grad, a.label]).toEqual([5, 7, 'a']);
  });

  it('a new value has no gradient, even where a forgotten one stood', () => {
    withTape((tape) => {
      const a = value(3);
      a.mul(a).backward();
      tape.rewind(1);
      expect(a.mul(a).grad).toBe(0);
      expect(value(1).grad).toBe(0);
    });
  });
});

describe('plain numbers as operands', () => {
  it.each([
    ['add', 2.5, 1],
    ['sub', 1.5, 1],
    ['mul', 1, 0.5],
    ['div', 4, 2],
    ['pow', Math.SQRT2, Math.SQRT2 / 4],
    ['min', 0.5, 0],
    ['max', 2, 1],
  ] as const)('a.%s(0.5) for a=2', (name, out, grad) => {
    const a = value(2);
    const result = a[name](0.5);
    result.backward();
    expect(result.data).toBeCloseTo(out, 14);
    expect(a.grad).toBeCloseTo(grad, 14);
    expect(result.operands[1]?.data).toBe(0.5);
  });
});

describe('tapes', () => {
  it('values on different tapes refuse to meet', () => {
    const stranger = withTape(() => value(1));
    const a = value(2);
    expect(() => a.add(stranger)).toThrow(TypeError);
    expect(() => a.add(stranger)).toThrow(/different tapes/);
    expect(() => stranger.pow(a)).toThrow(/different tapes/);
  });

  it('withTape hands over its tape, gives the result, and restores the outer tape', () => {
    const before = value(1);
    const inner = withTape((tape) => {
      expect(tape.length).toBe(0);
      const result = value(2).mul(3);
      expect(result.tape).toBe(tape);
      expect(tape.length).toBe(3);
      return result;
    });
    expect(inner.data).toBe(6);
    expect(inner.tape).not.toBe(before.tape);
    expect(value(1).tape).toBe(before.tape);
  });

  it('withTape restores the outer tape after a mistake, and nests', () => {
    const { tape } = value(0);
    const fail = () => {
      withTape(() => value(1));
      throw new Error('inside');
    };
    expect(() => withTape(fail)).toThrow('inside');
    expect(value(0).tape).toBe(tape);
  });

  it('a value on a tape of its own works on that tape, whichever is current', () => {
    const tape = new Tape();
    const a = new Value(tape, tape.leaf(4));
    const root = a.sqrt();
    root.backward();
    expect([root.tape, root.data, a.grad]).toEqual([tape, 2, 0.25]);
  });
});
