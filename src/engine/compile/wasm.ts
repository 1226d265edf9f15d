/** Bytes of a program, nested as it was put together. */
export type Code = number | readonly Code[];

export const TYPES = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
type Type = (typeof TYPES)[keyof typeof TYPES];

/** An address: what is on the stack, and a constant added to it. */
export interface At {
  readonly base: Code;
  readonly offset: number;
}

export const fixed = (offset: number): At => ({ base: i32.const(0), offset });
export const plus = ({ base, offset }: At, more: number): At => ({ base, offset: offset + more });

/** 0 … count - 1. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** A whole number in LEB128, as WebAssembly writes it; signed where it is a constant. */
function leb(value: number, signed = false): number[] {
  const low = value & 0x7f;
  const rest = signed ? value >> 7 : value >>> 7;
  const isLast = rest === (signed && low & 0x40 ? -1 : 0);
  return isLast ? [low] : [low | 0x80, ...leb(rest, signed)];
}

/** What an instruction makes of its operands. */
export type Instruction = (...operands: Code[]) => Code;

const instruction =
  (...bytes: number[]): Instruction =>
  (...operands) => [...operands, ...bytes];
/** An instruction for vectors, by its number; some have more bytes. */
export const simd = (code: number, ...more: number[]): Instruction => instruction(0xfd, ...leb(code), ...more);
const memory =
  (code: number) =>
  ({ base, offset }: At, ...operands: Code[]): Code => [base, ...operands, 0xfd, code, 3, ...leb(offset)];

export const get = (local: number): Code => [0x20, ...leb(local)];
export const set = (local: number, value: Code): Code => [value, 0x21, ...leb(local)];
export const call = (index: number, ...operands: Code[]): Code => [...operands, 0x10, ...leb(index)];
export const when = (condition: Code, then: Code): Code => [condition, 0x04, 0x40, then, 0x0b];
/** One of two vectors, without the other being worked out. */
export const either = (condition: Code, then: Code, other: Code): Code => [condition, 4, 0x7b, then, 5, other, 0x0b];
/** Does `body` again as long as `again` is not 0 after it. */
export const loop = (body: Code, again: Code): Code => [0x03, 0x40, body, again, 0x0d, 0, 0x0b];

export const i32 = {
  const: (value: number): Code => [0x41, ...leb(value, true)],
  less: instruction(0x49),
  add: instruction(0x6a),
  mul: instruction(0x6c),
  and: instruction(0x71),
  shiftLeft: instruction(0x74),
};

/** Two doubles side by side. */
export const v128 = {
  const: (value: number): Code => [0xfd, 12, ...new Uint8Array(Float64Array.of(value, value).buffer)],
  load: memory(0),
  /** The same double twice. */
  loadSplat: memory(10),
  store: memory(11),
  /** The same whole number in all four words. */
  splatWord: simd(17),
};

/** A function in the making. */
export class Body {
  readonly name: string;
  readonly parameters: readonly Type[];
  readonly result: Type | undefined;
  code: Code = [];
  private readonly locals: Type[] = [];
  private readonly constants: { readonly value: number; readonly local: number }[] = [];

  constructor(name: string, parameters: readonly Type[], result?: Type) {
    this.name = name;
    this.parameters = parameters;
    this.result = result;
  }

  /** The first of so many new locals, whose numbers follow each other. */
  local(type: Type = TYPES.v128, count = 1): number {
    return this.parameters.length + this.locals.push(...Array(count).fill(type)) - count;
  }

  /** A number in both lanes, made once when the function begins: V8 would do so wherever it is used. */
  constant(value: number): Code {
    const known = this.constants.find((constant) => Object.is(constant.value, value));
    const { local } = known ?? { local: this.local() };
    if (known === undefined) this.constants.push({ value, local });
    return get(local);
  }

  get bytes(): Code {
    const constants = this.constants.map(({ value, local }) => set(local, v128.const(value)));
    return sized([list(this.locals.map((type) => [1, type])), constants, this.code, 0x0b]);
  }
}

type Signature = Pick<Body, 'name' | 'parameters' | 'result'>;

function flat(code: Code, into: number[] = []): number[] {
  if (typeof code === 'number') into.push(code);
  else for (let i = 0; i < code.length; i++) flat(code[i] as Code, into);
  return into;
}
function sized(code: Code): Code {
  const bytes = flat(code);
  return [leb(bytes.length), bytes];
}
const list = (items: readonly Code[]): Code => [leb(items.length), items];
const text = (word: string): Code => list([...word].map((letter) => letter.charCodeAt(0)));
const section = (id: number, items: readonly Code[]): Code => [id, sized(list(items))];

/** A module with the memory and the functions of `env`, which come first in their count; all bodies are exported. */
export function moduleOf(imports: readonly Signature[], bodies: readonly Body[]): Uint8Array<ArrayBuffer> {
  const functions = [...imports, ...bodies];
  const types = functions.map(({ parameters, result }) => [0x60, list(parameters), list(result ? [result] : [])]);
  const imported = imports.map(({ name }, i) => [text('env'), text(name), 0, leb(i)]);
  const indices = bodies.map((_, i) => leb(imports.length + i));
  const exported = bodies.map(({ name }, i) => [text(name), 0, indices[i] as Code]);
  const code = bodies.map(({ bytes }) => bytes);
  const sections = [
    section(1, types),
    section(2, [[text('env'), text('memory'), 2, 0, 1], ...imported]),
    [section(3, indices), section(7, exported), section(10, code)],
  ];
  return Uint8Array.from(flat([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, sections]));
}
