import { operation } from '../operations.ts';
import { DEPTH, HEAD, type Layout, SAMPLES, SLOT } from './layout.ts';
import type { Plan, Sample } from './plan.ts';
import { codeOf } from './rule.ts';
import { type At, Body, type Code, f64, fixed, get, i32, loop, plus, range, set, TYPES, tee, v128 } from './wasm.ts';

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

/** A vector of each sample, and where its weight in the first of several sums lies. */
interface Term {
  readonly vector: At;
  readonly weight: number;
}

const lanes = range(DEPTH);

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
  if (unrolled || whole < 2) return [range(whole).map((group) => emit(size, from(group * size))), rest];
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
  const [saturated, wrong, ...real] = counts ? (body.locals128(2 + DEPTH) as [number, number, ...number[]]) : [0, 0];
  /** Samples of no weight only fill the last vector, and do not count. */
  const count = (into: number, mask: Code, d: number): Code =>
    set(into, v128.subCounts(get(into), v128.and(mask, get(real[d] as number))));
  const scratch = body.locals128(16);
  const at = (place: number): number => scratch[place] as number;

  /** `count` weighted sums of the same vectors, whose weights are `stride` bytes apart; a bias comes first. */
  function sums(into: number, count: number, stride: number, terms: readonly Term[], bias?: number): Code {
    return inGroups(body, count, TOGETHER, unrolled, (many, from) => {
      const results = range(many);
      const sum = (r: number, d: number): number => at(r * DEPTH + d);
      const [w, ...x] = [8, 9, 10].map(at) as [number, number, number];
      /** Loads the weight of each sum. */
      const weighted = (weight: number, then: (r: number, d: number) => Code): Code =>
        results.map((r) => [
          set(w, v128.loadSplat(plus(from(weight, stride), r * stride))),
          lanes.map((d) => set(sum(r, d), then(r, d))),
        ]);
      const product = (d: number): Code => v128.mul(get(w), get(x[d] as number));
      const added = (r: number, d: number): Code => v128.add(get(sum(r, d)), product(d));
      return [
        bias === undefined ? [] : weighted(bias, () => get(w)),
        terms.map((term, t) => [
          lanes.map((d) => set(x[d] as number, vector(term.vector, d))),
          weighted(term.weight, (r, d) => (t === 0 && bias === undefined ? product(d) : added(r, d))),
        ]),
        results.map((r) => lanes.map((d) => v128.store(plus(from(into, SLOT), SLOT * r + 16 * d), get(sum(r, d))))),
      ];
    });
  }

  /** Code for each vector of a layer. */
  const each = (l: number, emit: (place: (start: number) => At, d: number) => Code): Code =>
    inGroups(body, DEPTH * (plan.layers[l]?.size ?? 0), TOGETHER, unrolled, (many, from) =>
      range(many).map((v) => emit((start) => plus(from(start, 16), 16 * v), v % DEPTH)),
    );

  function forward(l: number): Code {
    const { inputs: width, size, operation: name } = plan.layers[l] as Plan['layers'][number];
    const { start, bytes } = layout.rows[l] as Layout['rows'][number];
    const { sum, out } = layout.slots[l] as Layout['slots'][number];
    const weights = layout.parameters + start;
    const terms = range(width).map((i) => ({ vector: read(l, i), weight: weights + 8 * i }));
    const bounds = counts?.saturated[l];
    const [x, y] = [at(0), at(1)];
    const applied = (rule: string): Code =>
      each(l, (place, d) => [
        set(x, v128.load(place(sum))),
        v128.store(place(out), tee(y, codeOf(rule, { a: get(x) }, body))),
        bounds ? count(saturated, outside(get(y), bounds), d) : [],
      ]);
    return [sums(sum, size, bytes, terms, weights + 8 * width), name ? applied(operation(name).lanes ?? '') : []];
  }

  function backward(l: number): Code {
    const { inputs: width, size, operation: name } = plan.layers[l] as Plan['layers'][number];
    const { start, bytes } = layout.rows[l] as Layout['rows'][number];
    const { sum, out, gradient } = layout.slots[l] as Layout['slots'][number];
    const below = layout.slots[l - 1];
    const [rule] = name ? operation(name).local : [];
    // The last neuron first, as the tape goes back.
    const terms = range(size)
      .toReversed()
      .map((n) => ({ vector: fixed(gradient + SLOT * n), weight: layout.parameters + start + n * bytes }));
    return [
      rule
        ? each(l, (place) => {
            const names = { a: v128.load(place(sum)), out: v128.load(place(out)) };
            const slope = codeOf(rule.lanes ?? rule.text, names, body);
            return v128.store(place(gradient), v128.mul(v128.load(place(gradient)), slope));
          })
        : [],
      below ? sums(below.gradient, width, 8, terms) : [],
      turn(l, width),
      intoWeights(l, size, bytes),
    ];
  }

  /** Puts the inputs of a layer so that two of them lie side by side for each sample; the last is 1, for the bias. */
  const turn = (l: number, width: number): Code =>
    range((width + 2) >> 1).map((pair) =>
      lanes.map((d) => {
        const [first, second] = [2 * pair, 2 * pair + 1].map((i) =>
          i < width ? vector(read(l, i), d) : body.constant(i === width ? 1 : 0),
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
      const neurons = range(many);
      const up = (n: number, s: number): number => at(n * SAMPLES + s);
      const samples = range(SAMPLES);
      const gradient = (n: number, pair: number): At =>
        plus(from(layout.gradients + (layout.rows[l]?.start ?? 0), bytes), n * bytes + 16 * pair);
      return [
        neurons.map((n) =>
          samples.map((s) => set(up(n, s), v128.loadSplat(plus(from(upstream, SLOT), n * SLOT + 8 * s)))),
        ),
        range(bytes / 16).map((pair) => [
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
    const known = (id: number): Code => values.get(id) ?? body.constant(sample.tape.data[id] as number);
    const named = (operands: readonly number[]) => ({
      a: known(operands[0] ?? 0),
      b: operands[1] === undefined ? body.constant(0) : known(operands[1]),
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
        const place = fixed((layout.slots[last]?.gradient ?? 0) + SLOT * i + 16 * d);
        return v128.store(place, upstream === undefined ? body.constant(0) : get(upstream));
      }),
    ];
  }

  const missed = (recorded: Counts): Code =>
    sample.outputs.map(({ id }, i) =>
      lanes.map((d) => {
        const [output, target] = [id, sample.targets[i]?.id ?? -1].map((one) => vector(places.get(one) as At, d));
        const distance = v128.abs(v128.sub(output as Code, target as Code));
        return count(wrong, v128.gt(distance, v128.const(recorded.wrong)), d);
      }),
    );
  const tally = [
    [HEAD.saturated, saturated],
    [HEAD.wrong, wrong],
  ] as const;
  const layers = plan.layers.map((_, l) => l);
  body.code = [
    counts
      ? [
          tally.map(([total, local]) => set(local, v128.load(fixed(total)))),
          lanes.map((d) => set(real[d] as number, v128.ne(vector(weightsAt, d), body.constant(0)))),
        ]
      : [],
    layers.map(forward),
    lanes.map(loss),
    counts ? [missed(counts), tally.map(([total, local]) => v128.store(fixed(total), get(local)))] : [],
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
