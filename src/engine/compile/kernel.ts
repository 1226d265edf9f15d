import { lengthOf } from '../length.ts';
import { type Descent, isSteady, numbersOf, type Update, updateOf } from '../update.ts';
import { AT_A_TIME, COLUMNS, type Layout, layoutOf, SAMPLES } from './layout.ts';
import { type Plan, planOf, type Sample } from './plan.ts';
import { CLIP_AT, IMPORTS, type Recorded, runBody } from './program.ts';
import { hasCode, TABLE_AT, TABLES } from './rule.ts';
import { moduleOf } from './wasm.ts';

/** The little that is used of it: its types come with those of the browser. There may be none, as with `--jitless`. */
interface Wasm {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer; grow(pages: number): void };
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { exports: unknown };
  readonly CompileError: new () => Error;
}
const wasm = (globalThis as unknown as { readonly WebAssembly?: Wasm }).WebAssembly;
const PAGE = 65_536;

/** V8 takes the code of a program that it has already, as long as that is in use: the last few are. */
const RECENT = 8;
const recent: object[] = [];

type Rows = readonly (readonly number[])[];

/**
 * A network's training loop in WebAssembly: the tape's own arithmetic in the tape's order, so that both agree to the last
 * bit as long as `exp` is that of V8. The samples are divided into batches beforehand; weights can be set anew as often
 * as wanted.
 */
export class Kernel {
  private readonly update: Update;
  private readonly layout: Layout;
  private readonly memory: InstanceType<Wasm['Memory']>;
  private readonly iterate: (...parameters: number[]) => number;
  private readonly tracked: number;
  private numbers: Float64Array;
  private descent: Descent;
  private kept = 0;
  private blocks = 0;
  private batches = 0;
  /** Steps since the start. */
  private made = 0;

  private constructor(wasm: Wasm, sample: Sample, plan: Plan, descent: Descent, recorded: Recorded | undefined) {
    this.descent = descent;
    this.update = updateOf(descent);
    this.layout = layoutOf(plan, sample, this.update, recorded?.most ?? 0);
    this.tracked = this.layout.places[recorded?.tracked ?? 0] as number;
    this.memory = new wasm.Memory({ initial: Math.ceil(this.layout.samples / PAGE) });
    this.numbers = new Float64Array(this.memory.buffer);
    this.numbers.set(TABLES, TABLE_AT / 8);
    const body = runBody(sample, this.layout, this.update, descent.clip !== undefined, recorded);
    const module = new wasm.Module(moduleOf(IMPORTS, [body]));
    recent.unshift(module);
    recent.length = Math.min(recent.length, RECENT);
    const env = { memory: this.memory, log: Math.log, lengths: (record: number) => this.lengths(record) };
    this.iterate = (new wasm.Instance(module, { env }).exports as { run: Kernel['iterate'] }).run;
  }

  /** Have a graph and an optimiser a compiled form here? */
  static has(sample: Sample, descent: Descent): boolean {
    const isWritten = updateOf(descent).steps.every(({ value }) => hasCode(value));
    return wasm !== undefined && isWritten && planOf(sample) !== undefined;
  }

  /**
   * The loop of a network with what is recorded of it; undefined for what has no compiled form, and where no
   * program may be made, as by the content security policy of a web page.
   *
   * @param descent the optimiser that is compiled, and whether gradients decay or are clipped; numbers may be others
   */
  static of(sample: Sample, descent: Descent, recorded?: Recorded): Kernel | undefined {
    const plan = planOf(sample);
    if (wasm === undefined || plan === undefined || !Kernel.has(sample, descent)) return undefined;
    try {
      return new Kernel(wasm, sample, plan, descent, recorded);
    } catch (error) {
      if (error instanceof wasm.CompileError) return undefined;
      throw error;
    }
  }

  /**
   * Starts anew with these parameters: gradients and what the optimiser remembers are 0.
   *
   * @param descent with other numbers, if it is not the one that was compiled
   * @param zeroGrad are the gradients reset before each backward pass?
   */
  start(parameters: readonly number[], descent = this.descent, zeroGrad = true): void {
    this.numbers.fill(0, this.layout.parameters / 8, this.layout.tablesEnd / 8);
    this.put(this.layout.parameters, parameters);
    this.numbers[CLIP_AT / 8] = descent.clip ?? 0;
    this.descent = descent;
    this.kept = zeroGrad ? 0 : -1;
    this.made = 0;
  }

  /** Puts in the samples of so many iterations, one batch each, in which each counts by `weight`. */
  load(batches: readonly (readonly number[])[], xs: Rows, ys: Rows, weight: number): void {
    const { memory, layout } = this;
    const size = batches[0]?.length ?? 0;
    this.blocks = Math.ceil(size / SAMPLES);
    this.batches = batches.length;
    const missing = layout.samples + batches.length * this.blocks * layout.block - memory.buffer.byteLength;
    if (missing > 0) {
      memory.grow(Math.ceil(missing / PAGE));
      this.numbers = new Float64Array(memory.buffer);
    }
    let block = layout.samples / 8;
    for (const batch of batches)
      for (let first = 0; first < size; first += SAMPLES, block += layout.block / 8)
        for (let place = first; place < first + SAMPLES; place++) {
          // What fills the last block is a sample once more, without weight.
          const sample = batch[Math.min(place, size - 1)] as number;
          let at = block + place - first;
          for (const row of [xs[sample], ys[sample], [place < size ? weight : 0]] as Rows)
            for (const value of row) {
              this.numbers[at] = value;
              at += SAMPLES;
            }
        }
  }

  /**
   * Makes `count` iterations, from the batch `first` on; a single batch is taken again and again.
   *
   * @returns how many were made: fewer where a loss was no finite number, after which no update was made
   */
  run(count: number, first = 0): number {
    const { layout, blocks, update, descent } = this;
    const stride = this.batches === 1 ? 0 : blocks * layout.block;
    const pace = isSteady(update, descent) ? 0 : 8 * update.numbers.length;
    let done = 0;
    for (let some = 0, made = 0; made === some && done < count; done += made) {
      some = Math.min(count - done, AT_A_TIME);
      for (let i = 0; i < (pace === 0 ? 1 : some); i++)
        this.numbers.set(numbersOf(update, descent, this.made + i), (layout.numbers + i * pace) / 8);
      const samples = layout.samples + (first + done) * stride;
      const record = layout.records + 8 * COLUMNS * done;
      made = this.iterate(some, samples, blocks, stride, layout.numbers, pace, record, this.tracked, this.kept);
      this.made += made;
    }
    return done;
  }

  /** The records of the first `count` iterations of the last {@link run}: a row of {@link COLUMNS} numbers each. */
  records(count: number): Float64Array {
    const start = this.layout.records / 8;
    return this.numbers.subarray(start, start + count * COLUMNS);
  }

  /** The parameters, or those before the last update. */
  parameters(before = false): number[] {
    return this.take(before ? this.layout.previous : this.layout.parameters);
  }

  private take(table: number): number[] {
    return this.layout.places.map((place) => this.numbers[(table + place) / 8] as number);
  }

  private put(table: number, values: readonly number[]): void {
    const { places } = this.layout;
    for (let i = 0; i < places.length; i++) this.numbers[(table + (places[i] as number)) / 8] = values[i] as number;
  }

  /** Writes into a record the lengths of the fresh and the stale gradient, whatever their size. */
  private lengths(record: number): void {
    const stale = this.take(this.layout.stale);
    const fresh = this.take(this.layout.gradients).map((gradient, i) => gradient - (stale[i] as number));
    const squares = (vector: readonly number[]): number => vector.reduce((sum, x) => sum + x * x, 0);
    this.numbers.set(
      [fresh, stale].map((vector) => lengthOf(squares(vector), vector)),
      record / 8 + 3,
    );
  }
}
