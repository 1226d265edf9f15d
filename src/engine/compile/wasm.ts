/** Bytes of a program, nested as it was put together. */
export type Code = number | readonly Code[];

/** A whole number in LEB128, as WebAssembly writes it; signed where it is a constant. */
function leb(value: number, signed = false): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value = signed ? value >> 7 : value >>> 7;
    const done = signed ? value === (low & 0x40 ? -1 : 0) : value === 0;
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

const doubles = (...values: number[]): number[] => [...new Uint8Array(Float64Array.from(values).buffer)];
const vector = (opcode: number, ...operands: Code[]): Code => [...operands, 0xfd, leb(opcode)];
const unary = (opcode: number) => (x: Code) => vector(opcode, x);
const binary = (opcode: number) => (x: Code, y: Code) => vector(opcode, x, y);

/** An address: what is on the stack, and a constant added to it. */
export interface At {
  readonly base: Code;
  readonly offset: number;
}

export const plus = ({ base, offset }: At, more: number): At => ({ base, offset: offset + more });
const memory = ({ offset }: At): Code => [3, leb(offset)];

export const TYPES = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type Type = (typeof TYPES)[keyof typeof TYPES];

export const get = (local: number): Code => [0x20, leb(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, leb(local)];
export const tee = (local: number, value: Code): Code => [value, 0x22, leb(local)];
export const call = (index: number, ...operands: Code[]): Code => [...operands, 0x10, leb(index)];
export const when = (condition: Code, then: Code): Code => [condition, 0x04, 0x40, then, 0x0b];
/** Does `body` again as long as `again` is not 0 after it. */
export const loop = (body: Code, again: Code): Code => [0x03, 0x40, body, again, 0x0d, 0, 0x0b];
export const giveBack = (value: Code): Code => [value, 0x0f];

export const i32 = {
  const: (value: number): Code => [0x41, leb(value, true)],
  add: (x: Code, y: Code): Code => [x, y, 0x6a],
  mul: (x: Code, y: Code): Code => [x, y, 0x6c],
  less: (x: Code, y: Code): Code => [x, y, 0x49],
  and: (x: Code, y: Code): Code => [x, y, 0x71],
  or: (x: Code, y: Code): Code => [x, y, 0x72],
  load: (at: At): Code => [at.base, 0x28, 2, leb(at.offset)],
};

export const f64 = {
  const: (value: number): Code => [0x44, doubles(value)],
  load: (at: At): Code => [at.base, 0x2b, memory(at)],
  store: (at: At, value: Code): Code => [at.base, value, 0x39, memory(at)],
  add: (x: Code, y: Code): Code => [x, y, 0xa0],
  sub: (x: Code, y: Code): Code => [x, y, 0xa1],
  ne: (x: Code, y: Code): Code => [x, y, 0x62],
  le: (x: Code, y: Code): Code => [x, y, 0x65],
  ge: (x: Code, y: Code): Code => [x, y, 0x66],
  /** Of the sum of two lanes that count. */
  fromCounts: (x: Code, y: Code): Code => [x, y, 0x7c, 0xb9],
};

/** Two doubles side by side. */
export const v128 = {
  const: (low: number, high = low): Code => [0xfd, 12, doubles(low, high)],
  load: (at: At): Code => [at.base, 0xfd, 0, memory(at)],
  store: (at: At, value: Code): Code => [at.base, value, 0xfd, 11, memory(at)],
  splat: (x: Code): Code => vector(20, x),
  loadSplat: (at: At): Code => [at.base, 0xfd, 10, memory(at)],
  loadLow: (at: At): Code => [at.base, 0xfd, 93, memory(at)],
  loadHigh: (at: At, rest: Code): Code => [at.base, rest, 0xfd, 87, memory(at), 1],
  /** Lane 0 or 1 of `x`, beside lane 0 or 1 of `y`. */
  pair: (x: Code, xLane: number, y: Code, yLane: number): Code => [
    x,
    y,
    0xfd,
    13,
    Array.from({ length: 8 }, (_, i) => 8 * xLane + i),
    Array.from({ length: 8 }, (_, i) => 16 + 8 * yLane + i),
  ],
  lane: (x: Code, lane: number): Code => [vector(33, x), lane],
  /** The low half of a lane, as a whole number. */
  lowWord: (x: Code, lane: number): Code => [vector(27, x), 2 * lane],
  count: (x: Code, lane: number): Code => [vector(29, x), lane],
  eq: binary(71),
  ne: binary(72),
  lt: binary(73),
  gt: binary(74),
  le: binary(75),
  ge: binary(76),
  and: binary(78),
  or: binary(80),
  /** `x` where the mask is set, else `y`. */
  select: (mask: Code, x: Code, y: Code): Code => vector(82, x, y, mask),
  floor: unary(117),
  trunc: unary(122),
  shiftLeft: (x: Code, bits: number): Code => vector(203, x, i32.const(bits)),
  addCounts: binary(206),
  subCounts: binary(209),
  abs: unary(236),
  neg: unary(237),
  sqrt: unary(239),
  add: binary(240),
  sub: binary(241),
  mul: binary(242),
  div: binary(243),
  min: binary(244),
  max: binary(245),
  /** The smaller and the larger, and `x` where either is not a number. */
  pmin: binary(246),
  pmax: binary(247),
};

/** A function in the making: its parameters, whole numbers and vectors are its locals. */
export class Body {
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
  readonly name: string;
  code: Code = [];
  private readonly locals: Type[] = [];

  constructor(name: string, parameters: readonly Type[], result?: Type) {
    this.name = name;
    this.parameters = parameters;
    this.result = result;
  }

  local(type: Type = TYPES.v128): number {
    this.locals.push(type);
    return this.parameters.length + this.locals.length - 1;
  }

  locals128(count: number): number[] {
    return Array.from({ length: count }, () => this.local());
  }

  get type(): Code {
    return [0x60, list(this.parameters), this.result === undefined ? 0 : [1, this.result]];
  }

  get bytes(): Code {
    return sized([list(this.locals.map((type) => [1, type])), this.code, 0x0b]);
  }
}

/** An imported function: its name, and how many numbers it takes and gives (doubles). */
export interface Import {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
}

const list = (items: readonly Code[]): Code => [leb(items.length), items];

/** The bytes of a program without their nesting. */
function flat(code: Code, bytes: number[] = []): number[] {
  if (typeof code === 'number') bytes.push(code);
  else for (const part of code) flat(part, bytes);
  return bytes;
}

function sized(code: Code): Code {
  const bytes = flat(code);
  return [leb(bytes.length), bytes];
}
const text = (word: string): Code => list([...word].map((letter) => letter.charCodeAt(0)));
const section = (id: number, items: readonly Code[]): Code => [id, sized(list(items))];

/**
 * A module with the memory `env.memory` and the functions of `env`, which come first in the count of functions; all
 * bodies are exported by their names.
 */
export function moduleOf(imports: readonly Import[], bodies: readonly Body[]): Uint8Array<ArrayBuffer> {
  const typeOf = ({ parameters, result }: Import): Code => [
    0x60,
    list(parameters),
    result === undefined ? 0 : [1, result],
  ];
  const code: Code[] = [
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [...imports.map(typeOf), ...bodies.map(({ type }) => type)]),
    section(2, [
      [text('env'), text('memory'), 2, 0, 1],
      ...imports.map(({ name }, i): Code => [text('env'), text(name), 0, leb(i)]),
    ]),
    section(
      3,
      bodies.map((_, i) => leb(imports.length + i)),
    ),
    section(
      7,
      bodies.map(({ name }, i): Code => [text(name), 0, leb(imports.length + i)]),
    ),
    section(
      10,
      bodies.map(({ bytes }) => bytes),
    ),
  ];
  return Uint8Array.from(flat(code));
}
