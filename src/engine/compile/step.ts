import { HUGE, TINY } from '../length.ts';
import type { Update } from '../update.ts';
import { HEAD, type Layout, RECORD } from './layout.ts';
import { codeOfNode, LOG } from './rule.ts';
import { inGroups } from './sample.ts';
import {
  type At,
  Body,
  type Code,
  call,
  f64,
  fixed,
  get,
  giveBack,
  i32,
  loop,
  plus,
  range,
  set,
  TYPES,
  tee,
  v128,
  when,
} from './wasm.ts';

/** Imported functions, then the bodies in their order. */
export const IMPORTS = [
  { name: 'log', parameters: [TYPES.f64], result: TYPES.f64 },
  { name: 'lengths', parameters: [TYPES.i32], result: undefined },
  { name: 'clip', parameters: [], result: TYPES.f64 },
];
const LENGTHS = LOG + 1;
const CLIP = LENGTHS + 1;
const SAMPLE = CLIP + 1;
const STEP = SAMPLE + 1;
/** Above so many pairs of parameters the update is a loop. */
const UNROLLED = 64;

/**
 * The function `step`: one iteration over so many blocks of samples from an address on. It gives the loss, and makes
 * the update, by the numbers at the fourth address, and the record, at the third, only where that is a finite number.
 */
export function stepBody(layout: Layout, update: Update, { records, clips }: StepOptions): Body {
  const body = new Body('step', [TYPES.i32, TYPES.i32, TYPES.i32, TYPES.i32], TYPES.f64);
  const left = body.local(TYPES.i32);
  const loss = body.local(TYPES.f64);
  const [gradient, stale, step, lengths, weight, factor] = body.locals128(6) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const pairs = layout.size / 16;
  const each = (emit: (at: (start: number) => At) => Code): Code =>
    inGroups(body, pairs, 4, pairs <= UNROLLED, (many, at) =>
      range(many).map((i) => emit((start) => plus(at(start, 16), 16 * i))),
    );
  const keep = i32.load(fixed(HEAD.keep));
  const column = (i: number, value: Code): Code => f64.store({ base: get(2), offset: 8 * i }, value);
  const tracked = (start: number): Code => f64.load({ base: i32.load(fixed(HEAD.tracked)), offset: start });
  const counted = (at: number): Code => {
    const total = v128.load(fixed(at));
    return f64.fromCounts(v128.count(total, 0), v128.count(total, 1));
  };
  const square = (lane: number): Code => {
    const both = v128.pair(v128.sub(get(gradient), get(stale)), lane, get(stale), lane);
    return set(lengths, v128.add(get(lengths), v128.mul(tee(step, both), get(step))));
  };
  /** Is this sum of squares so large or small that it is no good? */
  const extreme = (lane: number): Code => {
    const sum = v128.lane(get(lengths), lane);
    return i32.or(f64.le(sum, f64.const(TINY)), f64.ge(sum, f64.const(HUGE)));
  };
  const squares = (at: (start: number) => At): Code =>
    records ? [set(stale, v128.load(at(layout.stale))), square(0), square(1)] : [];
  const measured = records
    ? [
        [0, 1].map((lane) => column(3 + lane, v128.lane(v128.sqrt(get(lengths)), lane))),
        when(i32.or(extreme(0), i32.and(keep, extreme(1))), call(LENGTHS, get(2))),
      ]
    : [];
  const locals = new Map<string, number>([
    ['w', weight],
    ['g', gradient],
  ]);
  for (const { name } of update.steps) if (!locals.has(name)) locals.set(name, body.local());
  const places = new Map(update.remembers.map((name, i) => [name, layout.remembered[i] ?? 0]));
  /** The rule of the optimiser for two parameters. */
  const updated = (at: (start: number) => At): Code => {
    const names: Record<string, Code> = { w: get(weight), g: get(gradient) };
    update.numbers.forEach((_, i) => {
      names[`#${i}`] = v128.loadSplat({ base: get(3), offset: 8 * i });
    });
    for (const [name, place] of places) names[name] = v128.load(at(place));
    return update.steps.map(({ name, value }) => {
      const local = locals.get(name) as number;
      const place = places.get(name);
      const code = [
        set(local, codeOfNode(value, names, body)),
        place === undefined ? [] : v128.store(at(place), get(local)),
      ];
      names[name] = get(local);
      return code;
    });
  };
  // A gradient that is clipped is measured before, so that it takes a turn more.
  const clipped = [
    records ? each((at) => [set(gradient, v128.load(at(layout.gradients))), squares(at)]) : [],
    measured,
    set(factor, v128.splat(call(CLIP))),
    each((at) => v128.store(at(layout.gradients), v128.mul(v128.load(at(layout.gradients)), get(factor)))),
  ];
  const zeroed = each((at) => v128.store(at(layout.gradients), v128.const(0)));
  const kept = each((at) => v128.store(at(layout.stale), v128.load(at(layout.gradients))));
  body.code = [
    when([keep, 0x45], zeroed),
    records ? [when(keep, kept), [HEAD.saturated, HEAD.wrong].map((at) => v128.store(fixed(at), v128.const(0)))] : [],
    set(left, get(1)),
    loop(
      [set(loss, call(SAMPLE, get(0), get(loss))), set(0, i32.add(get(0), i32.const(layout.block)))],
      tee(left, i32.add(get(left), i32.const(-1))),
    ),
    // Infinity less itself is not a number, and not equal to 0.
    when(f64.ne(f64.sub(get(loss), get(loss)), f64.const(0)), giveBack(get(loss))),
    clips ? clipped : [],
    records
      ? [
          [get(loss), tracked(layout.parameters), tracked(layout.gradients)].map((value, i) => column(i, value)),
          [counted(HEAD.saturated), counted(HEAD.wrong)].map((value, i) => column(5 + i, value)),
        ]
      : [],
    each((at) => [
      set(gradient, v128.load(at(layout.gradients))),
      clips ? [] : squares(at),
      v128.store(at(layout.previous), tee(weight, v128.load(at(layout.parameters)))),
      updated(at),
      v128.store(at(layout.parameters), get(weight)),
    ]),
    clips ? [] : measured,
    get(loss),
  ];
  return body;
}

/** What a step has beside its update. */
export interface StepOptions {
  readonly records: boolean;
  readonly clips: boolean;
}

/**
 * The function `run`: so many iterations, from an address of samples on that moves by `stride` bytes each, with records
 * from another on, and the numbers of the update from a third that moves by `pace`; gives how many came to their end.
 */
export function runBody(records: boolean): Body {
  const [count, samples, blocks, stride, record, numbers, pace] = [0, 1, 2, 3, 4, 5, 6];
  const body = new Body('run', Array(7).fill(TYPES.i32), TYPES.i32);
  const done = body.local(TYPES.i32);
  const loss = body.local(TYPES.f64);
  const finish = [
    set(loss, call(STEP, get(samples), get(blocks), get(record), get(numbers))),
    when(f64.ne(f64.sub(get(loss), get(loss)), f64.const(0)), giveBack(get(done))),
    set(samples, i32.add(get(samples), get(stride))),
    set(numbers, i32.add(get(numbers), get(pace))),
    records ? set(record, i32.add(get(record), i32.const(RECORD))) : [],
  ];
  body.code = [loop(finish, i32.less(tee(done, i32.add(get(done), i32.const(1))), get(count))), get(done)];
  return body;
}
