/** Bytes of a program, nested as it was put together. */
export type Code = number | Uint8Array | readonly Code[];

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

const doubles = (...values: number[]): Code => new Uint8Array(Float64Array.from(values).buffer);
const opcode = (code: number): Code => [0xfd, ...leb(code)];
const unary = (code: number) => {
  const bytes = opcode(code);
  return (x: Code): Code => [x, bytes];
};
const binary = (code: number) => {
  const bytes = opcode(code);
  return (x: Code, y: Code): Code => [x, y, bytes];
};

/** 0 … count - 1. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** An address: what is on the stack, and a constant added to it. */
export interface At {
  readonly base: Code;
  readonly offset: number;
}

export const fixed = (offset: number): At => ({ base: i32.const(0), offset });
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
  shiftLeft: (x: Code, bits: number): Code => [x, i32.const(bits), 0x74],
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
  const: (value: number): Code => [0xfd, 12, doubles(value, value)],
  load: (at: At): Code => [at.base, 0xfd, 0, memory(at)],
  store: (at: At, value: Code): Code => [at.base, value, 0xfd, 11, memory(at)],
  splat: unary(20),
  loadSplat: (at: At): Code => [at.base, 0xfd, 10, memory(at)],
  /** Lane 0 or 1 of `x`, beside lane 0 or 1 of `y`. */
  pair: (x: Code, xLane: number, y: Code, yLane: number): Code => [
    x,
    y,
    0xfd,
    13,
    Array.from({ length: 8 }, (_, i) => 8 * xLane + i),
    Array.from({ length: 8 }, (_, i) => 16 + 8 * yLane + i),
  ],
  lane: (x: Code, lane: number): Code => [x, 0xfd, 33, lane],
  /** The low half of a lane, as a whole number. */
  lowWord: (x: Code, lane: number): Code => [x, 0xfd, 27, 2 * lane],
  count: (x: Code, lane: number): Code => [x, 0xfd, 29, lane],
  eq: binary(71),
  ne: binary(72),
  lt: binary(73),
  gt: binary(74),
  le: binary(75),
  ge: binary(76),
  and: binary(78),
  or: binary(80),
  xor: binary(81),
  /** `x` where the mask is set, else `y`. */
  select: (mask: Code, x: Code, y: Code): Code => [x, y, mask, 0xfd, 82],
  /** Is a bit set? As a whole number. */
  any: unary(83),
  floor: unary(117),
  trunc: unary(122),
  shiftLeft: (x: Code, bits: number): Code => [x, i32.const(bits), opcode(203)],
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
  /** The smaller, and `x` where either is not a number. */
  pmin: binary(246),
  /** The larger, likewise. */
  pmax: binary(247),
};

/** A function in the making: its parameters, whole numbers and vectors are its locals. */
export class Body {
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
  readonly name: string;
  code: Code = [];
  private readonly locals: Type[] = [];
  private readonly constants: { readonly value: number; readonly local: number }[] = [];

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
    return range(count).map(() => this.local());
  }

  /** A number that is made once, when the function begins, however often it is used: kept in a register where one is free. */
  constant(value: number): Code {
    const known = this.constants.find((constant) => Object.is(constant.value, value));
    if (known !== undefined) return get(known.local);
    const local = this.local();
    this.constants.push({ value, local });
    return get(local);
  }

  get type(): Code {
    return [0x60, list(this.parameters), this.result === undefined ? 0 : [1, this.result]];
  }

  get bytes(): Code {
    const constants = this.constants.map(({ value, local }) => set(local, v128.const(value)));
    return sized([list(this.locals.map((type) => [1, type])), constants, this.code, 0x0b]);
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
class Bytes {
  private bytes = new Uint8Array(1 << 16);
  private length = 0;

  add(code: Code): this {
    if (typeof code === 'number') {
      if (this.length === this.bytes.length) this.grow(1);
      this.bytes[this.length++] = code;
    } else if (code instanceof Uint8Array) {
      if (this.length + code.length > this.bytes.length) this.grow(code.length);
      this.bytes.set(code, this.length);
      this.length += code.length;
    } else for (let i = 0; i < code.length; i++) this.add(code[i] as Code);
    return this;
  }

  get all(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  private grow(more: number): void {
    const wider = new Uint8Array(2 * (this.bytes.length + more));
    wider.set(this.bytes);
    this.bytes = wider;
  }
}

function sized(code: Code): Code {
  const { all } = new Bytes().add(code);
  return [leb(all.length), all];
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
  return new Bytes().add(code).all;
}
