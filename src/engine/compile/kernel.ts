import { lengthOf } from '../length.ts';
import { clipFactor, type Descent, isSteady, numbersOf, type Update, updateOf } from '../update.ts';
import { COLUMNS, HEAD, type Layout, layoutOf, RECORD, SAMPLES, SLOT } from './layout.ts';
import { planOf, type Sample } from './plan.ts';
import { hasCode, TABLE_AT, TABLES } from './rule.ts';
import { type Counts, sampleBody } from './sample.ts';
import { IMPORTS, runBody, stepBody } from './step.ts';
import { moduleOf } from './wasm.ts';

interface Exports {
  readonly run: (
    count: number,
    samples: number,
    blocks: number,
    stride: number,
    record: number,
    numbers: number,
    pace: number,
  ) => number;
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): void;
}

/** The little that is used of it: its types come with those of the browser. There may be none, as with `--jitless`. */
interface Wasm {
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { exports: unknown };
  readonly CompileError: new () => Error;
}
const wasm = (globalThis as unknown as { readonly WebAssembly?: Wasm }).WebAssembly;

/** What is read of a run besides its losses. */
export interface Recorded extends Counts {
  /** The place of the parameter to follow, in their order. */
  readonly tracked: number;
  /** Of how many iterations a {@link Kernel.run} keeps the records. */
  readonly most: number;
}

const isWritten = ({ steps }: Update): boolean => steps.every(({ value }) => hasCode(value));

const PAGE = 65_536;
/** V8 takes the code of a program that it has already, as long as that is in use: the last few are. */
const RECENT = 8;
const recent: object[] = [];

/**
 * A network's training loop in WebAssembly: the tape's own arithmetic in the tape's order, so that both agree to the last
 * bit as long as `exp` is that of V8. The samples are divided into batches beforehand; weights can be set anew as often
 * as wanted.
 */
export class Kernel {
  private readonly layout: Layout;
  private readonly run_: Exports['run'];
  private readonly memory: Memory;
  private readonly places: Int32Array;
  private readonly widths: { readonly inputs: number; readonly targets: number };
  private numbers: Float64Array;
  private readonly update: Update;
  private descent: Descent;
  private readonly samplesAt: number;
  private blocks = 0;
  private batches = 0;
  /** Steps since the start. */
  private made = 0;
  /** Where the numbers of the update lie, for how many steps, and how far from each other. */
  private numbersAt = 0;
  private written = 0;
  private pace: number;

  private constructor(
    wasm: Wasm,
    sample: Sample,
    layout: Layout,
    places: Int32Array,
    bytes: Uint8Array<ArrayBuffer>,
    most: number,
    descent: Descent,
  ) {
    this.layout = layout;
    this.descent = descent;
    this.update = updateOf(descent);
    this.pace = this.paceOf(descent);
    this.places = places;
    this.widths = { inputs: sample.inputs.length, targets: sample.targets.length };
    this.samplesAt = layout.end + RECORD * most;
    this.memory = new wasm.Memory({ initial: Math.ceil((this.samplesAt + 1) / PAGE) });
    this.numbers = new Float64Array(this.memory.buffer);
    const env = {
      memory: this.memory,
      log: Math.log,
      lengths: (record: number) => this.lengths(record),
      clip: () => this.clip(),
    };
    const module = new wasm.Module(bytes);
    recent.unshift(module);
    recent.length = Math.min(recent.length, RECENT);
    this.run_ = (new wasm.Instance(module, { env }).exports as Exports).run;
    this.numbers.set(TABLES, TABLE_AT / 8);
  }

  /** Have a graph and an optimiser a compiled form here? */
  static has(sample: Sample, descent: Descent): boolean {
    return wasm !== undefined && planOf(sample) !== undefined && isWritten(updateOf(descent));
  }

  /**
   * The loop of a network with what is recorded of it; undefined for what has no compiled form, and where no
   * program may be made, as by the content security policy of a web page.
   *
   * @param descent the optimiser that is compiled, and whether gradients decay or are clipped; numbers may be others
   */
  static of(sample: Sample, descent: Descent, recorded?: Recorded): Kernel | undefined {
    const plan = planOf(sample);
    if (plan === undefined || wasm === undefined) return undefined;
    const update = updateOf(descent);
    if (!isWritten(update)) return undefined;
    const layout = layoutOf(plan, sample.inputs.length, sample.targets.length, update.remembers.length);
    const records = recorded !== undefined;
    const bodies = [
      sampleBody(sample, plan, layout, recorded),
      stepBody(layout, update, { records, clips: descent.clip !== undefined }),
      runBody(records),
    ];
    const places = plan.layers.flatMap(({ inputs, size }, l) => {
      const { start, bytes } = layout.rows[l] as Layout['rows'][number];
      return Array.from({ length: size * (inputs + 1) }, (_, i) => {
        return (start + Math.floor(i / (inputs + 1)) * bytes) / 8 + (i % (inputs + 1));
      });
    });
    const bytes = moduleOf(IMPORTS, bodies);
    try {
      const kernel = new Kernel(wasm, sample, layout, Int32Array.from(places), bytes, recorded?.most ?? 0, descent);
      kernel.words[HEAD.tracked / 4] = 8 * (places[recorded?.tracked ?? 0] ?? 0);
      return kernel;
    } catch (error) {
      if (error instanceof wasm.CompileError) return undefined;
      throw error;
    }
  }

  private get words(): Int32Array {
    return new Int32Array(this.memory.buffer);
  }

  /**
   * Starts anew with these parameters: gradients and what the optimiser remembers are 0.
   *
   * @param descent with other numbers, if it is not the one that was compiled
   * @param zeroGrad are the gradients reset before each backward pass?
   */
  start(parameters: readonly number[], descent = this.descent, zeroGrad = true): void {
    const { layout, numbers } = this;
    numbers.fill(0, layout.parameters / 8, layout.tablesEnd / 8);
    for (let i = 0; i < this.places.length; i++)
      numbers[layout.parameters / 8 + (this.places[i] as number)] = parameters[i] as number;
    if (descent !== this.descent) {
      this.descent = descent;
      this.pace = this.paceOf(descent);
      this.written = 0;
    }
    this.made = 0;
    this.words[HEAD.keep / 4] = zeroGrad ? 0 : 1;
  }

  /** Puts in the samples of so many iterations, one batch each, in which each counts by `weight`. */
  load(batches: readonly (readonly number[])[], xs: Rows, ys: Rows, weight: number): void {
    const { inputs, targets } = this.widths;
    const size = batches[0]?.length ?? 0;
    this.blocks = Math.ceil(size / SAMPLES);
    this.batches = batches.length;
    const end = this.samplesAt + batches.length * this.blocks * this.layout.block;
    if (end > this.numbersAt) {
      this.numbersAt = end;
      this.written = 0;
    }
    this.reserve(end);
    const { numbers } = this;
    let at = this.samplesAt / 8;
    for (const batch of batches) {
      for (let block = 0; block < this.blocks; block++, at += this.layout.block / 8)
        for (let s = 0; s < SAMPLES; s++) {
          const place = block * SAMPLES + s;
          // What fills the last block is a sample once more, without weight.
          const sample = batch[Math.min(place, size - 1)] as number;
          const [x, y] = [xs[sample] as Rows[number], ys[sample] as Rows[number]];
          for (let i = 0; i < inputs; i++) numbers[at + (i * SLOT) / 8 + s] = x[i] as number;
          for (let i = 0; i < targets; i++) numbers[at + ((inputs + i) * SLOT) / 8 + s] = y[i] as number;
          numbers[at + ((inputs + targets) * SLOT) / 8 + s] = place < size ? weight : 0;
        }
    }
  }

  /** Makes sure that the memory reaches so far. */
  private reserve(end: number): void {
    const missing = Math.ceil(end / PAGE) - this.memory.buffer.byteLength / PAGE;
    if (missing <= 0) return;
    this.memory.grow(missing);
    this.numbers = new Float64Array(this.memory.buffer);
  }

  /** Bytes between the numbers of a step and those of the next: 0 where they are the same. */
  private paceOf(descent: Descent): number {
    return isSteady(this.update, descent) ? 0 : 8 * this.update.numbers.length;
  }

  /** Writes down the numbers of so many steps from the start, as far as that was not done for another start. */
  private write(steps: number): void {
    const { update, descent, numbersAt } = this;
    const width = update.numbers.length;
    const rows = this.pace === 0 ? 1 : steps;
    this.reserve(numbersAt + 8 * rows * width);
    for (; this.written < rows; this.written++)
      this.numbers.set(numbersOf(update, descent, this.written), numbersAt / 8 + this.written * width);
  }

  /**
   * Makes `count` iterations, from the batch `first` on; a single batch is taken again and again.
   *
   * @returns how many were made: fewer where a loss was no finite number, after which no update was made
   */
  run(count: number, first = 0): number {
    if (count === 0) return 0;
    this.write(this.made + count);
    const bytes = this.blocks * this.layout.block;
    const done = this.run_(
      count,
      this.samplesAt + first * bytes,
      this.blocks,
      this.batches === 1 ? 0 : bytes,
      this.layout.end,
      this.numbersAt + this.made * this.pace,
      this.pace,
    );
    this.made += done;
    return done;
  }

  /** The records of the first `count` iterations of the last {@link run}: a row of {@link COLUMNS} numbers each. */
  records(count: number): Float64Array {
    return this.numbers.subarray(this.layout.end / 8, this.layout.end / 8 + count * COLUMNS);
  }

  /** What all gradients are multiplied with. */
  private clip(): number {
    const { places, numbers, layout } = this;
    let squares = 0;
    for (let i = 0; i < places.length; i++) {
      const gradient = numbers[layout.gradients / 8 + (places[i] as number)] as number;
      squares += gradient * gradient;
    }
    return clipFactor(squares, this.descent.clip as number);
  }

  /** Writes into a record the lengths of the fresh and the stale gradient whose squares cannot be added. */
  private lengths(record: number): void {
    const { gradients, stale } = this.layout;
    const read = (table: number): Float64Array =>
      Float64Array.from(this.places, (at) => this.numbers[table / 8 + at] as number);
    const [all, old] = [read(gradients), read(stale)];
    const vectors = [all.map((gradient, i) => gradient - (old[i] as number)), old];
    for (const [i, vector] of vectors.entries())
      this.numbers[record / 8 + 3 + i] = lengthOf(
        vector.reduce((sum, x) => sum + x * x, 0),
        vector,
      );
  }

  /** The parameters, or those before the last update. */
  parameters(before = false): number[] {
    const table = (before ? this.layout.previous : this.layout.parameters) / 8;
    return Array.from(this.places, (place) => this.numbers[table + place] as number);
  }
}

type Rows = readonly (readonly number[])[];
