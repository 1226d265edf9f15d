import { operation } from '../operations.ts';
import { DEPTH, HEAD, type Layout, SAMPLES, SLOT } from './layout.ts';
import type { Plan, Sample } from './plan.ts';
import { codeOf, reads } from './rule.ts';
import { type At, Body, type Code, f64, get, i32, loop, plus, set, TYPES, tee, v128 } from './wasm.ts';

/** What is counted of the outputs, for the record. */
export interface Counts {
  /** Per layer: an output below the first or above the second is saturated; undefined where none can be. */
  readonly saturated: readonly (readonly [number, number] | undefined)[];
  /** An output is wrong whose distance from its target is larger. */
  readonly wrong: number;
}

/** Above so many parameters the neurons are done in loops: the code would grow without being faster. */
const UNROLLED = 100;
/** Neurons, or inputs, that are worked at together: as many sums as fit into the registers. */
const TOGETHER = 4;

const lanes = Array.from({ length: DEPTH }, (_, d) => d);
const fixed = (offset: number): At => ({ base: i32.const(0), offset });

/**
 * Code for `count` things, `size` at a time: `emit` writes it for so many from the one on whose address it is told,
 * from what one of them takes.
 */
export function inGroups(
  body: Body,
  count: number,
  size: number,
  unrolled: boolean,
  emit: (many: number, at: (start: number, bytes: number) => At) => Code,
): Code {
  const whole = Math.floor(count / size);
  const from = (first: number) => (start: number, bytes: number) => fixed(start + first * bytes);
  const rest = count % size === 0 ? [] : emit(count % size, from(whole * size));
  if (unrolled || whole < 2)
    return [...Array.from({ length: whole }, (_, group) => emit(size, from(group * size))), rest];
  const first = body.local(TYPES.i32);
  const inLoop = emit(size, (offset, bytes) => ({ base: i32.mul(get(first), i32.const(bytes)), offset }));
  const again = i32.less(tee(first, i32.add(get(first), i32.const(size))), i32.const(whole * size));
  return [set(first, i32.const(0)), loop(inLoop, again), rest];
}

/**
 * The function `sample`: forward and backward pass of a block of samples, whose gradients are added to those in the
 * memory in the order of the samples, as the tape does it. It takes the block's address and the loss so far, and gives
 * the loss with theirs.
 */
export function sampleBody(sample: Sample, plan: Plan, layout: Layout, counts: Counts | undefined): Body {
  const body = new Body('sample', [TYPES.i32, TYPES.f64], TYPES.f64);
  const block = (offset: number): At => ({ base: get(0), offset });
  const inputs = sample.inputs.length;
  const unrolled = layout.size <= 8 * UNROLLED;
  const vector = (at: At, d: number): Code => v128.load(plus(at, 16 * d));
  const weightsAt = block(SLOT * (inputs + sample.targets.length));
  /** What layer `l` reads: input `i`. */
  const read = (l: number, i: number): At =>
    l === 0 ? block(SLOT * i) : fixed((layout.slots[l - 1]?.out ?? 0) + SLOT * i);
  const [saturated, wrong] = counts ? [body.locals128(DEPTH), body.locals128(DEPTH)] : [[], []];
  const count = (into: number, mask: Code): Code => set(into, v128.subCounts(get(into), mask));
  const scratch = body.locals128(16);
  const at = (place: number): number => scratch[place] as number;

  function forward(l: number): Code {
    const { inputs: width, size, operation: name } = plan.layers[l] as Plan['layers'][number];
    const { start, bytes } = layout.rows[l] as Layout['rows'][number];
    const slot = layout.slots[l] as Layout['slots'][number];
    const entry = name && operation(name);
    const keepsSum = entry !== undefined && reads(entry.local[0].lanes ?? entry.local[0].text, 'a');
    const bounds = counts?.saturated[l];
    return inGroups(body, size, TOGETHER, unrolled, (many, from) => {
      const neurons = Array.from({ length: many }, (_, n) => n);
      const weight = (n: number, i: number): Code =>
        v128.loadSplat(plus(from(layout.parameters + start, bytes), n * bytes + 8 * i));
      const sum = (n: number, d: number): number => at(n * DEPTH + d);
      const [w, ...x] = [8, 9, 10].map(at) as [number, number, number];
      return [
        neurons.map((n) => [
          set(sum(n, 0), weight(n, width)),
          lanes.slice(1).map((d) => set(sum(n, d), get(sum(n, 0)))),
        ]),
        Array.from({ length: width }, (_, i) => [
          lanes.map((d) => set(x[d] as number, vector(read(l, i), d))),
          neurons.map((n) => [
            set(w, weight(n, i)),
            lanes.map((d) => set(sum(n, d), v128.add(get(sum(n, d)), v128.mul(get(w), get(x[d] as number))))),
          ]),
        ]),
        neurons.map((n) =>
          lanes.map((d) => {
            const out = v128.store(
              plus(from(slot.out, SLOT), n * SLOT + 16 * d),
              tee(w, entry ? codeOf(entry.lanes ?? '', { a: get(sum(n, d)) }, body) : get(sum(n, d))),
            );
            const kept = v128.store(plus(from(slot.sum, SLOT), n * SLOT + 16 * d), get(sum(n, d)));
            return [out, keepsSum ? kept : [], bounds ? count(saturated[d] as number, outside(get(w), bounds)) : []];
          }),
        ),
      ];
    });
  }

  /** The gradient of a layer's sums out of those of its outputs. */
  const beforeOperation = (l: number, upstream: Code, out: At, sum: At): Code => {
    const name = plan.layers[l]?.operation;
    if (name === undefined) return upstream;
    const [local] = operation(name).local;
    return v128.mul(upstream, codeOf(local.lanes ?? local.text, { a: v128.load(sum), out: v128.load(out) }, body));
  };

  function backward(l: number): Code {
    const { inputs: width, size } = plan.layers[l] as Plan['layers'][number];
    const { start, bytes } = layout.rows[l] as Layout['rows'][number];
    const upstream = layout.slots[l]?.gradient ?? 0;
    const below = layout.slots[l - 1];
    const intoInputs =
      below &&
      inGroups(body, width, TOGETHER, unrolled, (many, from) => {
        const sum = (i: number, d: number): number => at(i * DEPTH + d);
        const [w, ...up] = [8, 9, 10].map(at) as [number, number, number];
        const some = Array.from({ length: many }, (_, i) => i);
        return [
          // The last neuron first, as the tape goes back.
          Array.from({ length: size }, (_, n) => size - 1 - n).map((n) => [
            lanes.map((d) => set(up[d] as number, vector(fixed(upstream + SLOT * n), d))),
            some.map((i) => [
              set(w, v128.loadSplat(plus(from(layout.parameters + start + n * bytes, 8), 8 * i))),
              lanes.map((d) => {
                const product = v128.mul(get(up[d] as number), get(w));
                return set(sum(i, d), n === size - 1 ? product : v128.add(get(sum(i, d)), product));
              }),
            ]),
          ]),
          some.map((i) =>
            lanes.map((d) => {
              const place = (start: number): At => plus(from(start, SLOT), SLOT * i + 16 * d);
              const value = beforeOperation(l - 1, get(sum(i, d)), place(below.out), place(below.sum));
              return v128.store(place(below.gradient), value);
            }),
          ),
        ];
      });
    return [intoInputs ?? [], turn(l, width), intoWeights(l, size, bytes)];
  }

  /** Puts the inputs of a layer so that two of them lie side by side for each sample; the last is 1, for the bias. */
  const turn = (l: number, width: number): Code =>
    Array.from({ length: (width + 2) >> 1 }, (_, pair) =>
      lanes.map((d) => {
        const [first, second] = [2 * pair, 2 * pair + 1].map((i) =>
          i < width ? vector(read(l, i), d) : v128.const(i === width ? 1 : 0),
        ) as [Code, Code];
        return [
          [set(at(0), first), set(at(1), second)],
          [0, 1].map((lane) =>
            v128.store(
              fixed(layout.turned + 2 * SLOT * pair + 32 * d + 16 * lane),
              v128.pair(get(at(0)), lane, get(at(1)), lane),
            ),
          ),
        ];
      }),
    );

  function intoWeights(l: number, size: number, bytes: number): Code {
    const upstream = layout.slots[l]?.gradient ?? 0;
    return inGroups(body, size, 2, unrolled, (many, from) => {
      const neurons = Array.from({ length: many }, (_, n) => n);
      const up = (n: number, s: number): number => at(n * SAMPLES + s);
      const samples = Array.from({ length: SAMPLES }, (_, s) => s);
      const gradient = (n: number, pair: number): At =>
        plus(from(layout.gradients + (layout.rows[l]?.start ?? 0), bytes), n * bytes + 16 * pair);
      return [
        neurons.map((n) =>
          samples.map((s) => set(up(n, s), v128.loadSplat(plus(from(upstream, SLOT), n * SLOT + 8 * s)))),
        ),
        Array.from({ length: bytes / 16 }, (_, pair) => [
          samples.map((s) => set(at(8 + s), v128.load(fixed(layout.turned + 2 * SLOT * pair + 16 * s)))),
          neurons.map((n) =>
            v128.store(
              gradient(n, pair),
              samples.reduce<Code>(
                (sum, s) => v128.add(sum, v128.mul(get(up(n, s)), get(at(8 + s)))),
                v128.load(gradient(n, pair)),
              ),
            ),
          ),
        ]),
      ];
    });
  }

  const last = plan.layers.length - 1;
  const outputs = sample.outputs.map(({ id }, i) => [id, fixed((layout.slots[last]?.out ?? 0) + SLOT * i)] as const);
  const targets = sample.targets.map(({ id }, i) => [id, block(SLOT * (inputs + i))] as const);
  const places = new Map<number, At>([...outputs, ...targets]);

  /** The loss and its gradients, for one vector of samples. */
  function loss(d: number): Code {
    const values = new Map<number, Code>([...places].map(([id, place]) => [id, vector(place, d)]));
    const known = (id: number): Code => values.get(id) ?? v128.const(sample.tape.data[id] as number);
    const named = (operands: readonly number[]) => ({
      a: known(operands[0] ?? 0),
      b: operands[1] === undefined ? v128.const(0) : known(operands[1]),
    });
    const forwards = plan.loss.map(({ id, operation: name, operands }) => {
      const local = body.local();
      const code = set(local, codeOf(operation(name).lanes ?? '', named(operands), body));
      values.set(id, get(local));
      return code;
    });
    const gradients = new Map<number, number>([[sample.loss.id, body.local()]]);
    const backwards = plan.loss.toReversed().map(({ id, operation: name, operands }) => {
      const upstream = gradients.get(id);
      if (upstream === undefined) return [];
      return operands.map((operand, i) => {
        if (sample.tape.isLeaf(operand)) return [];
        const local = operation(name).local[i];
        const rule = codeOf(local?.lanes ?? local?.text ?? '', { ...named(operands), out: known(id) }, body);
        const share = v128.mul(get(upstream), rule);
        const before = gradients.get(operand);
        if (before !== undefined) return set(before, v128.add(get(before), share));
        const into = body.local();
        gradients.set(operand, into);
        return set(into, share);
      });
    });
    const total = body.local();
    return [
      forwards,
      set(total, v128.mul(vector(weightsAt, d), known(sample.loss.id))),
      [0, 1].map((lane) => set(1, f64.add(get(1), v128.lane(get(total), lane)))),
      set(gradients.get(sample.loss.id) as number, vector(weightsAt, d)),
      backwards,
      outputs.map(([id], i) => {
        const upstream = gradients.get(id);
        const slot = layout.slots[last] as Layout['slots'][number];
        const place = (start: number): At => fixed(start + SLOT * i + 16 * d);
        const value = upstream === undefined ? v128.const(0) : get(upstream);
        return v128.store(place(slot.gradient), beforeOperation(last, value, place(slot.out), place(slot.sum)));
      }),
    ];
  }

  const missed = (recorded: Counts): Code =>
    sample.outputs.map(({ id }, i) =>
      lanes.map((d) => {
        const [output, target] = [id, sample.targets[i]?.id ?? -1].map((one) => vector(places.get(one) as At, d));
        const distance = v128.abs(v128.sub(output as Code, target as Code));
        return count(wrong[d] as number, v128.gt(distance, v128.const(recorded.wrong)));
      }),
    );
  /** Samples of no weight only fill the last vector. */
  const add = (total: number, counted: readonly number[]): Code =>
    counted.map((local, d) => {
      const real = v128.and(get(local), v128.ne(vector(weightsAt, d), v128.const(0)));
      return v128.store(fixed(total), v128.addCounts(v128.load(fixed(total)), real));
    });
  const layers = plan.layers.map((_, l) => l);
  body.code = [
    [...saturated, ...wrong].map((local) => set(local, v128.const(0))),
    layers.map(forward),
    lanes.map(loss),
    counts ? [missed(counts), add(HEAD.saturated, saturated), add(HEAD.wrong, wrong)] : [],
    layers.toReversed().map(backward),
    get(1),
  ];
  return body;
}

/** Is it below the first bound or above the second? */
const outside = (x: Code, [low, high]: readonly [number, number]): Code =>
  low === -high
    ? v128.gt(v128.abs(x), v128.const(high))
    : v128.or(v128.lt(x, v128.const(low)), v128.gt(x, v128.const(high)));
