import { describe, expect, it } from 'vitest';
import { value, withTape } from '../../src/engine/index.ts';

describe('a value used more than once collects from every path', () => {
  it.each([
    ['a + a', (a) => a.add(a), 2],
    ['a * a', (a) => a.mul(a), 6],
    ['a - a', (a) => a.sub(a), 0],
    ['a / a', (a) => a.div(a), 0],
    ['a ^ a', (a) => a.pow(a), 27 * (Math.log(3) + 1)],
    ['max(a, a)', (a) => a.max(a), 1],
    ['a * a * a', (a) => a.mul(a).mul(a), 27],
    ['(a + a) * (a + a)', (a) => a.add(a).mul(a.add(a)), 24],
  ] satisfies [string, (a: ReturnType<typeof value>) => ReturnType<typeof value>, number][])('%s', (_, make, grad) => {
    const a = value(3);
    make(a).backward();
    expect(a.grad).toBeCloseTo(grad, 12);
  });

  it('a diamond: both arms end in the same leaf', () => {
    const a = value(2);
    const b = a.mul(3);
    const L = b.sin().add(b.mul(b));
    L.backward();
    expect(b.grad).toBeCloseTo(Math.cos(6) + 12, 14);
    expect(a.grad).toBeCloseTo(3 * (Math.cos(6) + 12), 13);
  });

  it('a chain of diamonds: 2^60 paths in 60 steps', () => {
    const a = value(1);
    let x = a;
    for (let i = 0; i < 60; i++) x = x.add(x);
    x.backward();
    expect(a.grad).toBe(2 ** 60);
  });

  it('(a + b)*(b + 1): the two contributions add up', () => {
    const [a, b] = [value(2), value(1)];
    a.add(b).mul(b.add(1)).backward();
    expect([a.grad, b.grad]).toEqual([2, 5]);
  });
});

describe('several passes', () => {
  it('leaves accumulate, intermediate nodes start each pass at zero', () => {
    const a = value(2);
    const b = a.mul(3);
    const L = b.mul(b);
    L.backward();
    expect([a.grad, b.grad, L.grad]).toEqual([36, 12, 1]);
    L.backward();
    expect([a.grad, b.grad, L.grad]).toEqual([72, 12, 1]);
  });

  it('twice over a + 2a gives 3 and 6; stale intermediate gradients would make it 3 and 8', () => {
    const a = value(5);
    const root = a.add(a.mul(2));
    root.backward();
    expect(a.grad).toBe(3);
    root.backward();
    expect(a.grad).toBe(6);
  });

  it('from two roots that share a node', () => {
    const a = value(2);
    const shared = a.mul(a);
    const first = shared.mul(3);
    const second = shared.add(a);
    first.backward();
    expect([a.grad, shared.grad]).toEqual([12, 3]);
    second.backward();
    expect([a.grad, shared.grad]).toEqual([17, 1]);
  });

  it('an intermediate node as root, then the whole', () => {
    const a = value(2);
    const b = a.mul(3);
    const L = b.mul(5);
    b.backward();
    expect([a.grad, b.grad]).toEqual([3, 1]);
    L.backward();
    expect([a.grad, b.grad]).toEqual([18, 5]);
  });

  it('a reset in between gives the fresh gradient', () => {
    const a = value(2);
    const L = a.mul(a);
    L.backward();
    a.grad = 0;
    L.backward();
    expect(a.grad).toBe(4);
  });

  it('a leaf as root accumulates 1 a pass', () => {
    const a = value(2);
    a.backward();
    a.backward();
    expect(a.grad).toBe(2);
  });
});

describe('the seed', () => {
  it.each([1, 0, -2.5, 1e-300])('%d stands at the root and scales every gradient', (seed) => {
    const [a, b] = [value(2), value(-3)];
    const L = a.mul(b);
    L.backward(seed);
    expect([L.grad, a.grad + 0, b.grad]).toEqual([seed, -3 * seed + 0, 2 * seed]);
  });

  it('adds up over passes', () => {
    const a = value(2);
    const L = a.mul(4);
    L.backward(0.5);
    L.backward(0.25);
    expect(a.grad).toBe(3);
  });
});

describe('what is not finite', () => {
  it('0·5 has a gradient: no port may compute it as out/a', () => {
    const [a, b] = [value(0), value(5)];
    a.mul(b).backward();
    expect([a.grad, b.grad]).toEqual([5, 0]);
  });

  it('0·∞ is not hidden: a node whose gradient is 0 is not skipped', () => {
    const a = value(0);
    a.log().exp().mul(0).backward();
    expect(a.grad).toBeNaN();
  });

  it('an unrelated log(0) on the same tape does no harm', () => {
    withTape(() => {
      const a = value(0);
      const before = a.log();
      const root = a.mul(3);
      const after = root.log();
      root.backward();
      expect(a.grad).toBe(3);
      expect([before.data, before.grad, after.data, after.grad]).toEqual([-Infinity, 0, -Infinity, 0]);
    });
  });
});

describe('depth', () => {
  it('a chain of 1,000,000 nodes, forward and backward', () => {
    withTape((tape) => {
      const a = value(1);
      let x = a;
      for (let i = 0; i < 1_000_000; i++) x = x.neg();
      x.backward();
      expect([tape.length, x.data, a.grad]).toEqual([1_000_001, 1, 1]);
    });
  });

  it('a chain of 1,000,000 products with the exact gradient, and again after a replay', () => {
    withTape((tape) => {
      const a = value(3);
      const [half, two] = [value(0.5), value(2)];
      let x = a;
      for (let i = 0; i < 500_000; i++) x = x.mul(half).mul(two);
      x.backward();
      expect([x.data, a.grad, half.grad, two.grad]).toEqual([3, 1, 3_000_000, 750_000]);
      a.data = 5;
      a.grad = 0;
      tape.forward(0, tape.length - 1);
      x.backward();
      expect([x.data, a.grad]).toEqual([5, 1]);
    });
  });
});
