import { HUGE, TINY } from '../length.ts';
import type { Update } from '../update.ts';
import type { Value } from '../value.ts';
import { COLUMNS, DEPTH, type Layout, SAMPLES, SLOT } from './layout.ts';
import type { Sample } from './plan.ts';
import { codeOf, codeOfSteps, type Names } from './rule.ts';
import { type At, Body, type Code, call, fixed, get, i32, loop, plus, range, set, TYPES, v128, when } from './wasm.ts';

/** What is recorded of an iteration besides its loss. */
export interface Recorded {
  /** The place of the parameter to follow, in their order. */
  readonly tracked: number;
  /** Per layer: an output below the first or above the second is saturated; undefined where none can be. */
  readonly saturated: readonly (readonly [number, number] | undefined)[];
  /** An output is wrong whose distance from its target is larger. */
  readonly wrong: number;
  /** How many records are kept of a run. */
  readonly most: number;
}

/** Imported functions: the logarithm, and the lengths of gradients that are too large or too small to be squared here. */
export const IMPORTS = [
  { name: 'log', parameters: [TYPES.f64], result: TYPES.f64 },
  { name: 'lengths', parameters: [TYPES.i32], result: undefined },
];
const LENGTHS = 1;
/** Where the length lies to which gradients are clipped. */
export const CLIP_AT = 0;

/** As many sums, or vectors, are worked at together as fit into the registers. */
const TOGETHER = 4;
/** One of several things: its address in a table that starts somewhere and has so many bytes for each. */
type Place = (start: number, bytes: number) => At;
/** A factor in several sums: one of two vectors, and where its weight in the first sum lies. */
type Term = readonly [vector: (d: number) => Code, weight: number];
type Layer = Layout['layers'][number];

/** Code for `count` things, a loop where that is as fast: `emit` writes it for so many at a time, or those that are left. */
function inGroups(body: Body, count: number, size: number, emit: (places: Place[]) => Code): Code {
  const group = (from: number): Code =>
    emit(range(Math.min(size, count - from)).map((i) => (start, bytes) => fixed(start + (from + i) * bytes)));
  if (count < 2 * size) return range(Math.ceil(count / size)).map((i) => group(i * size));
  const first = body.local(TYPES.i32);
  const whole = count - (count % size);
  const base = (bytes: number): Code => i32.mul(get(first), i32.const(bytes));
  const some = emit(range(size).map((i) => (start, bytes) => ({ base: base(bytes), offset: start + i * bytes })));
  const next = set(first, i32.add(get(first), i32.const(size)));
  const looped = loop([some, next], i32.less(get(first), i32.const(whole)));
  return [set(first, i32.const(0)), looped, whole < count ? group(whole) : []];
}

/** Code for each of so many vectors that lie one after the other. */
const forVectors = (body: Body, count: number, emit: (at: (start: number) => At, i: number) => Code): Code =>
  inGroups(body, count, TOGETHER, (places) => places.map((place, i) => emit((start) => place(start, 16), i)));

/** Locals: the address of a block of samples, and what grows by them, the loss in both lanes. */
type Totals = Readonly<Record<'block' | 'loss' | 'saturated' | 'wrong', number>>;

/**
 * Forward and backward pass of a block of samples. Gradients are added to those in the memory sample after sample, as the
 * tape does it.
 */
function passesOf(sample: Sample, layout: Layout, body: Body, totals: Totals, recorded?: Recorded): Code {
  const { tape, inputs, targets, outputs, loss } = sample;
  const { layers, parameters, gradients } = layout;
  const rule = (text: string, names: Names): Code => codeOf(text, names, body);
  const lanes = range(DEPTH);
  const vector = (start: number, d: number): Code => v128.load(fixed(start + 16 * d));
  const given = (i: number, d: number): Code => v128.load({ base: get(totals.block), offset: SLOT * i + 16 * d });
  const share = (d: number): Code => given(inputs.length + targets.length, d);
  /** What a layer reads: its inputs, 1 for the bias, and 0 where a row is filled up. */
  const read = (l: number, i: number, d: number): Code => {
    const width = layers[l]?.inputs ?? 0;
    if (i >= width) return body.constant(i === width ? 1 : 0);
    return l === 0 ? given(i, d) : vector((layers[l - 1]?.out ?? 0) + SLOT * i, d);
  };

  const [weight, real, factor] = [body.local(), body.local(TYPES.v128, DEPTH), body.local(TYPES.v128, DEPTH)];
  const [results, turned] = [body.local(TYPES.v128, DEPTH * TOGETHER), body.local(TYPES.v128, DEPTH * SAMPLES)];
  /** Sums of terms that are put `bytes` apart and have weights `stride` bytes apart; so many vectors are added to there. */
  const sums = (many: number, into: number, bytes: number, stride: number, terms: Term[], added = 0): Code =>
    inGroups(body, many, added ? 2 : TOGETHER, (places) => {
      const depth = added || DEPTH;
      const each = (i: number, emit: (sum: number, d: number, at: At) => Code): Code =>
        range(depth).map((d) => emit(results + DEPTH * i + d, d, plus((places[i] as Place)(into, bytes), 16 * d)));
      const [first, further] = ['w*x', 'sum+w*x'].map((text) =>
        places.map((_, i) =>
          each(i, (sum, d) => set(sum, rule(text, { sum: get(sum), w: get(weight), x: get(factor + d) }))),
        ),
      );
      const weighed = ([vectorOf, from]: Term, t: number): Code => [
        range(depth).map((d) => set(factor + d, vectorOf(d))),
        places.map((place, i) => [
          set(weight, v128.loadSplat(place(from, stride))),
          (added || t > 0 ? further : first)?.[i] as Code,
        ]),
      ];
      return [
        added ? places.map((_, i) => each(i, (sum, _, at) => set(sum, v128.load(at)))) : [],
        terms.map(weighed),
        places.map((_, i) => each(i, (sum, _, at) => v128.store(at, get(sum)))),
      ];
    });

  /** Adds to a total the lanes that pass a test; samples that only fill the last vector are not real. */
  const count = (total: number, test: string, names: Names, d: number): Code =>
    set(total, rule(`total+real*(${test})`, { ...names, total: get(total), real: get(real + d) }));

  const forward = ({ inputs: width, size, rule: text, start, bytes, sum, out }: Layer, l: number): Code => {
    // As on the tape the bias comes first.
    const terms = [width, ...range(width)].map((i): Term => [(d) => read(l, i, d), parameters + start + 8 * i]);
    const [low, high = 0] = recorded?.saturated[l] ?? [];
    const outside = low === -high ? `abs(y)>${high}` : `(y<${low})+(y>${high})`;
    const applied = forVectors(body, DEPTH * size, (at, i) => [
      v128.store(at(out), rule(text, { a: v128.load(at(sum)) })),
      low === undefined ? [] : count(totals.saturated, outside, { y: v128.load(at(out)) }, i % DEPTH),
    ]);
    return [sums(size, sum, SLOT, bytes, terms), applied];
  };

  const backward = ({ inputs: width, size, slopes, start, bytes, sum, out, gradient }: Layer, l: number): Code => {
    const scaled = forVectors(body, DEPTH * size, (at) => {
      const slope = rule(slopes[0] as string, { a: v128.load(at(sum)), out: v128.load(at(out)) });
      return v128.store(at(gradient), rule('up*slope', { up: v128.load(at(gradient)), slope }));
    });
    // The last neuron first, as the tape goes back.
    const neurons = range(size).toReversed();
    const terms = neurons.map((n): Term => [(d) => vector(gradient + SLOT * n, d), parameters + start + n * bytes]);
    const below = layers[l - 1]?.gradient;
    /** Of the parameters from the one with this number on, in two vectors, or one: each sample is a term. */
    const ofParameters = (first: number): Code => {
      const depth = Math.min(DEPTH, bytes / 16 - first / 2);
      const samples = range(SAMPLES);
      const inputs = range(depth).map((d) =>
        samples.map((s) => {
          const [x, y] = [0, 1].map((lane) => read(l, first + 2 * d + lane, s >> 1)) as [Code, Code];
          return set(turned + SAMPLES * d + s, rule(s % 2 ? 'high(x,y)' : 'low(x,y)', { x, y }));
        }),
      );
      const terms = samples.map((s): Term => [(d) => get(turned + SAMPLES * d + s), gradient + 8 * s]);
      return [inputs, sums(size, gradients + start + 8 * first, bytes, SLOT, terms, depth)];
    };
    return [
      scaled,
      below === undefined ? [] : sums(width, below, SLOT, 8, terms),
      range(Math.ceil(bytes / 32)).map((i) => ofParameters(4 * i)),
    ];
  };

  const last = layers.at(-1) as Layer;
  /** The loss and its gradients, for one vector of samples. */
  const lossOf = (d: number): Code => {
    const values = new Map<number, Code>();
    for (const [i, { id }] of outputs.entries()) values.set(id, vector(last.out + SLOT * i, d));
    for (const [i, { id }] of targets.entries()) values.set(id, given(inputs.length + i, d));
    const known = (id: number): Code => values.get(id) ?? body.constant(tape.data[id] as number);
    const named = ([a = 0, b = a]: readonly number[]): Names => ({ a: known(a), b: known(b) });
    const forwards = layout.loss.map(({ id, rule: text, operands }) => {
      const local = body.local();
      const code = set(local, rule(text, named(operands)));
      values.set(id, get(local));
      return code;
    });
    const total = { total: get(totals.loss), share: share(d), loss: known(loss.id) };
    const pairs = targets.map(({ id }, i) => named([(outputs[i] as Value).id, id]));
    const slopes = new Map<number, Code>([[loss.id, share(d)]]);
    const backwards = layout.loss.toReversed().map(({ id, slopes: texts, operands }) =>
      operands.map((operand, i) => {
        const up = slopes.get(id);
        if (up === undefined || tape.isLeaf(operand)) return [];
        const before = slopes.get(operand);
        const names = { before, up, slope: rule(texts[i] as string, { ...named(operands), out: known(id) }) };
        const local = body.local();
        slopes.set(operand, get(local));
        return set(local, rule(before ? 'before+up*slope' : 'up*slope', names));
      }),
    );
    return [
      forwards,
      set(totals.loss, rule('part=share*loss; total+low(part,part)+high(part,part)', total)),
      recorded ? pairs.map((pair) => count(totals.wrong, `abs(a-b)>${recorded.wrong}`, pair, d)) : [],
      backwards,
      outputs.map(({ id }, i) =>
        v128.store(fixed(last.gradient + SLOT * i + 16 * d), slopes.get(id) ?? body.constant(0)),
      ),
    ];
  };

  return [
    recorded ? lanes.map((d) => set(real + d, rule('0<share', { share: share(d) }))) : [],
    layers.map(forward),
    lanes.map(lossOf),
    layers.map(backward).toReversed(),
  ];
}

/**
 * The function `run`: so many iterations, from an address of samples on that moves by `stride` bytes each, with numbers
 * of the update that move by `pace`; `kept` is -1 where gradients are, and else 0. It gives how many were made: one
 * whose loss is no finite number has no update and no record.
 */
export function runBody(sample: Sample, layout: Layout, update: Update, clips: boolean, recorded?: Recorded): Body {
  const [count, samples, blocks, stride, numbers, pace, record, tracked, kept] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const body = new Body('run', Array(9).fill(TYPES.i32), TYPES.i32);
  const [done, left, block, finite] = [0, 1, 2, 3].map(() => body.local(TYPES.i32)) as [number, number, number, number];
  const [loss, saturated, wrong, squares] = [body.local(), body.local(), body.local(), body.local()];
  const [gradient, mask] = [body.local(), body.local()];
  const names = { loss: get(loss), saturated: get(saturated), wrong: get(wrong), sum: get(squares), mask: get(mask) };
  const rule = (text: string, more?: Names): Code => codeOf(text, { ...names, ...more }, body);
  const advance = (local: number, by: Code): Code => set(local, i32.add(get(local), by));
  const each = (emit: (at: (table: number) => At) => Code): Code => forVectors(body, layout.size / 16, emit);

  const begun = [
    [loss, saturated, wrong, squares].map((total) => set(total, body.constant(0))),
    [set(block, get(samples)), set(left, get(blocks))],
    each((at) => [
      set(gradient, rule('and(g,mask)', { g: v128.load(at(layout.gradients)) })),
      [layout.gradients, layout.stale].map((table) => v128.store(at(table), get(gradient))),
    ]),
  ];
  const passes = passesOf(sample, layout, body, { block, loss, saturated, wrong }, recorded);
  const passed = [passes, advance(block, i32.const(layout.block)), advance(left, i32.const(-1))];

  const gradients = (at: (table: number) => At): Code => v128.load(at(layout.gradients));
  // Of the fresh gradient in the first lane, of the stale one in the second, parameter after parameter.
  const squared = (at: (table: number) => At): Code => {
    const tables = { g: gradients(at), stale: v128.load(at(layout.stale)) };
    return set(squares, rule('s=stale; d=g-s; p=low(d,s); q=high(d,s); sum+p*p+q*q', tables));
  };
  // See `clipFactor`.
  const clipped = [
    set(squares, body.constant(0)),
    each((at) => set(squares, rule('p=g*g; sum+low(p,p)+high(p,p)', { g: gradients(at) }))),
    set(squares, rule('min(1,clip/(sqrt(sum)+1e-6))', { clip: v128.loadSplat(fixed(CLIP_AT)) })),
    each((at) => v128.store(at(layout.gradients), rule('g*sum', { g: gradients(at) }))),
  ];

  const own = new Map([['w', layout.parameters], ...layout.remembered]);
  const updated = each((at) => {
    const known: Record<string, Code> = { g: get(gradient) };
    for (const i of update.numbers.keys()) known[`#${i}`] = v128.loadSplat({ base: get(numbers), offset: 8 * i });
    for (const [name, table] of own) known[name] = v128.load(at(table));
    return [
      recorded && !clips ? squared(at) : [],
      set(gradient, gradients(at)),
      v128.store(at(layout.previous), v128.load(at(layout.parameters))),
      codeOfSteps(update.steps, known, body),
      [...own].map(([name, table]) => v128.store(at(table), known[name] as Code)),
    ];
  });

  /** Writes two columns of the record, of which the second may be for the next to put right. */
  const columns = (column: number, value: Code): Code => v128.store({ base: get(record), offset: 8 * column }, value);
  const ofTracked = (table: number): Code => v128.loadSplat({ base: get(tracked), offset: table });
  const written = [
    columns(0, get(loss)),
    columns(1, rule('low(w,g)', { w: ofTracked(layout.parameters), g: ofTracked(layout.gradients) })),
    columns(5, rule('low(saturated,wrong)+high(saturated,wrong)')),
  ];
  // A sum of squares that is too large or too small is no good; where nothing is kept, the second is none.
  const lengths = [
    columns(3, rule('sqrt(sum)')),
    when(rule(`s=select(sum,low(sum,sum),mask); any((s<=${TINY})+(s>=${HUGE}))`), call(LENGTHS, get(record))),
  ];
  const finished = [
    // What is clipped is measured before, which takes a turn more.
    recorded && clips ? [each(squared), lengths] : [],
    clips ? clipped : [],
    recorded ? written : [],
    updated,
    recorded && !clips ? lengths : [],
    [advance(samples, get(stride)), advance(numbers, get(pace)), advance(record, i32.const(8 * COLUMNS))],
  ];
  body.code = [
    set(mask, v128.splatWord(get(kept))),
    loop(
      [
        begun,
        loop(passed, get(left)),
        // Infinity less itself is not a number.
        set(finite, rule('any(loss-loss<1)')),
        when(get(finite), finished),
        advance(done, get(finite)),
      ],
      i32.and(get(finite), i32.less(get(done), get(count))),
    ),
    get(done),
  ];
  return body;
}
