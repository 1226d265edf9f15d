import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scratch, Tape, type Value, value, withTape } from '../../src/engine/index.ts';
import { build, leaf, plan } from './random-graph.ts';

describe('steps() tells the backward pass', () => {
  it('as target += upstream × local, in the order of the pass', () => {
    withTape((tape) => {
      const [a, b] = [value(2, 'a'), value(1, 'b')];
      const u = a.add(b);
      u.label = 'u';
      const v = b.add(1);
      v.label = 'v';
      const L = u.mul(v);
      L.label = 'L';
      const label = (id: number) => tape.labels.get(id) ?? String(tape.data[id]);
      const told = [...tape.steps(L.id)].map(
        ({ node, target, operand, upstream, local, before, after }) =>
          `${label(node)}[${operand}] ${label(target)}: ${before} + ${upstream}*${local} = ${after}`,
      );
      expect(told).toEqual([
        'L[0] u: 0 + 1*2 = 2',
        'L[1] v: 0 + 1*3 = 3',
        'v[0] b: 0 + 3*1 = 3',
        'v[1] 1: 0 + 3*1 = 3',
        'u[0] a: 0 + 2*1 = 2',
        'u[1] b: 3 + 2*1 = 5',
      ]);
    });
  });

  it('bit for bit: the last step into a node ends at its gradient, and each step continues the one before', () => {
    fc.assert(
      fc.property(plan, (graph) =>
        withTape((tape) => {
          const root = build(graph, graph.leaves).at(-1) as Value;
          const steps = [...tape.steps(root.id)];
          root.backward();
          const sums = new Map<number, number>([[root.id, 1]]);
          for (const { node, target, operand, upstream, local, before, after } of steps) {
            expect(tape.operandsOf(node)[operand]).toBe(target);
            expect(upstream).toBe(tape.grad[node]);
            expect(before).toBe(sums.get(target) ?? 0);
            expect(after).toBe(before + upstream * local);
            sums.set(target, after);
          }
          for (const [id, sum] of sums) expect(sum).toBe(tape.grad[id]);
          for (let id = 0; id < tape.length; id++) if (!sums.has(id)) expect(tape.grad[id]).toBe(0);
        }),
      ),
      { numRuns: 300 },
    );
  });

  it('changes nothing, and a leaf has none', () => {
    withTape((tape) => {
      const a = value(2);
      const L = a.mul(a);
      expect([...tape.steps(L.id)]).toHaveLength(2);
      expect([a.grad, L.grad]).toEqual([0, 0]);
      expect([...tape.steps(a.id)]).toEqual([]);
    });
  });
});

describe('forward() computes a graph again', () => {
  it('the same, bit for bit, as building it anew', () => {
    const others = fc.array(leaf, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(plan, others, (graph, fresh) => {
        const leaves = fresh.slice(0, graph.leaves.length);
        const state = (tape: Tape) => [
          tape.data.slice(0, tape.length),
          tape.grad.slice(0, tape.length),
          tape.locals.slice(0, 2 * tape.length),
        ];
        const anew = withTape((tape) => {
          (build(graph, leaves).at(-1) as Value).backward();
          return state(tape);
        });
        const replayed = withTape((tape) => {
          const values = build(graph, graph.leaves);
          for (const [i, data] of leaves.entries()) (values[i] as Value).data = data;
          tape.forward(0, tape.length - 1);
          (values.at(-1) as Value).backward();
          return state(tape);
        });
        expect(replayed).toEqual(anew);
      }),
      { numRuns: 300 },
    );
  });

  it('between the two ends only, leaves untouched', () => {
    withTape((tape) => {
      const a = value(2);
      const b = a.mul(3);
      const c = b.add(1);
      a.data = 10;
      tape.forward(c.id, c.id);
      expect([b.data, c.data]).toEqual([6, 7]);
      tape.forward(b.id, c.id);
      expect([a.data, b.data, c.data]).toEqual([10, 30, 31]);
    });
  });
});

describe('forgetting', () => {
  it('rewind() frees the room of later nodes and their labels, and keeps the rest', () => {
    withTape((tape) => {
      const a = value(2, 'a');
      const first = a.mul(a);
      first.label = 'first';
      tape.rewind(1);
      expect([tape.length, [...tape.labels]]).toEqual([1, [[0, 'a']]]);
      const second = a.add(1);
      expect([second.id, second.data, second.label]).toEqual([2, 3, undefined]);
    });
  });

  it('rewind(0) forgets everything, and rewind() to where it is nothing', () => {
    const tape = new Tape();
    tape.leaf(1);
    tape.rewind(1);
    expect(tape.length).toBe(1);
    tape.rewind(0);
    expect(tape.length).toBe(0);
    expect(tape.leaf(2)).toBe(0);
  });

  it.each([-1, 2])('rewind(%d) of a tape of 1 is refused', (length) => {
    const tape = new Tape();
    tape.leaf(0);
    expect(() => tape.rewind(length)).toThrow(RangeError);
  });

  it('scratch() forgets what was made inside, keeps gradients of what stood before, and gives the result', () => {
    withTape((tape) => {
      const w = value(3, 'w');
      const losses = [1, 2, 3].map((x) =>
        scratch(() => {
          const loss = w.mul(x);
          loss.label = 'loss';
          loss.backward();
          return loss.data;
        }),
      );
      expect(losses).toEqual([3, 6, 9]);
      expect([w.grad, tape.length, [...tape.labels.values()]]).toEqual([6, 1, ['w']]);
    });
  });

  it('scratch() forgets after a mistake too, and nests', () => {
    withTape((tape) => {
      value(1);
      const fail = () =>
        scratch(() => {
          value(2);
          scratch(() => value(3));
          expect(tape.length).toBe(2);
          throw new Error('inside');
        });
      expect(fail).toThrow('inside');
      expect(tape.length).toBe(1);
    });
  });
});

it('a tape grows without losing anything', () => {
  withTape((tape) => {
    const a = value(1.5, 'a');
    let x = a;
    for (let i = 0; i < 5000; i++) x = x.add(a);
    expect([x.data, tape.length, a.label]).toEqual([1.5 * 5001, 5001, 'a']);
    x.backward();
    expect(a.grad).toBe(5001);
    expect(x.op).toBe('add');
  });
});
