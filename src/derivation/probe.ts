import { type Divide, operation } from '../engine/index.ts';
import type { Graph } from '../expression/index.ts';
import { dependents, valueErrors } from './rounding.ts';

/** The first step, relative to the input where that is larger than 1; powers of ten of it are tried. */
const FIRST_STEP = 0.1;
/** Steps shorter than this, relative to the input, are lost in it. */
const SHORTEST = 1e-13;
/** No step from 0 is shorter, and none at all: the smallest numbers have no digits to lose. */
const SMALLEST_FROM_0 = 1e-300;
const SMALLEST_STEP = 1e-310;

/** Over so much of its operand, in radians, a wave cannot be taken for its tangent. */
const A_WAVE = 0.5;
const WAVES = new Set(['sin', 'cos', 'tan']);

/** Why a check cannot tell: what the input is too close to, or what hides the difference. */
export type Obstacle = Divide['at'] | 'edge' | 'rounding' | 'steep';

/** The result of a graph with one value moved to `value`; the graph is left with the moved values. */
export function resultAt({ tape, output }: Graph, moved: number, value: number): number {
  tape.data[moved] = value;
  tape.forward(moved + 1, output.id);
  return tape.data[output.id] as number;
}

/** The result with one input moved. */
interface Sample {
  readonly value: number;
  /** A bound on what rounding did to it. */
  readonly error: number;
  /** On which side of their divides the operations stand. */
  readonly sides: readonly number[];
}

/** A value of a graph that can be moved about. */
export class Probe {
  readonly start: number;
  private readonly graph: Graph;
  private readonly id: number;
  private readonly depends: Uint8Array;
  private readonly divides: readonly { readonly divide: Divide; readonly operands: readonly number[] }[];
  private readonly here: Sample;

  /** Shorter steps show nothing. */
  readonly shortest: number;

  constructor(graph: Graph, id: number) {
    this.graph = graph;
    this.id = id;
    this.depends = dependents(graph, id);
    const { tape } = graph;
    this.start = tape.data[id] as number;
    this.shortest = Math.max(this.start === 0 ? SMALLEST_FROM_0 : SMALLEST_STEP, SHORTEST * Math.abs(this.start));
    this.divides = graph.nodes.flatMap((node) => {
      const name = tape.operationOf(node.id);
      const divide = name && node.id !== id && this.depends[node.id] === 1 ? operation(name).divide : undefined;
      return divide === undefined ? [] : [{ divide, operands: tape.operandsOf(node.id) }];
    });
    this.here = this.sample(this.start);
  }

  /** Puts the value back where it was. */
  restore(): void {
    resultAt(this.graph, this.id, this.start);
  }

  /** What stands in the way of a step to both sides; undefined where nothing does. */
  obstacle(step: number): Obstacle | undefined {
    for (const at of [this.start - step, this.start + step]) {
      const { value, sides } = this.sample(at);
      if (!Number.isFinite(value)) return 'edge';
      const crossed = sides.findIndex((side, i) => side !== this.here.sides[i]);
      if (crossed >= 0) return this.divides[crossed]?.divide.at;
    }
    return undefined;
  }

  /** Does even the shortest step take a wave on by more than a part of its length, as of sin(1e300)? */
  get skipsWaves(): boolean {
    const { tape, nodes } = this.graph;
    const operands = nodes.flatMap(({ id }) =>
      this.depends[id] === 1 && WAVES.has(tape.operationOf(id) ?? '') ? tape.operandsOf(id) : [],
    );
    if (operands.length === 0) return false;
    const valuesAt = (at: number): number[] => {
      this.sample(at);
      return operands.map((operand) => tape.data[operand] as number);
    };
    const [here, there] = [valuesAt(this.start), valuesAt(this.start + this.shortest)] as [number[], number[]];
    return here.some((value, i) => !(Math.abs((there[i] as number) - value) <= A_WAVE));
  }

  /** The quotient of the difference between both sides. */
  quotient(step: number): { slope: number; rounded: number } {
    // A step that both numbers beside have in full, so that what bends alike on both sides cancels.
    const exact = this.start + step - this.start;
    const [left, right] = [this.start - exact, this.start + exact];
    const [low, high] = [this.sample(left), this.sample(right)];
    const width = right - left;
    return { slope: (high.value - low.value) / width, rounded: (high.error + low.error) / width };
  }

  /** How far a step to one of both sides moves the result. */
  rise(step: number): number {
    return Math.max(...[step, -step].map((one) => Math.abs(this.change(one).change)));
  }

  /** How large the result is, seen from the input: beside it a slope may be nothing. */
  get size(): number {
    return Math.abs(this.here.value) / Math.max(1, Math.abs(this.start));
  }

  /** What a step to one side changes, and a bound on what rounding adds to that. */
  change(step: number): { change: number; rounded: number } {
    const { value, error } = this.sample(this.start + step);
    return { change: value - this.here.value, rounded: error + this.here.error };
  }

  private sample(at: number): Sample {
    const { tape, output } = this.graph;
    const value = resultAt(this.graph, this.id, at);
    const sides = this.divides.map(({ divide, operands: [a = 0, b = a] }) =>
      divide.side(tape.data[a] as number, tape.data[b] as number),
    );
    return { value, error: valueErrors(tape, output.id, this.depends)[output.id] as number, sides };
  }
}

/**
 * The longest step, of the powers of ten of the first one, that meets no obstacle; with what stops the shortest one
 * where all do.
 */
export function safeStep(probe: Probe): { step: number } | { obstacle: Obstacle } {
  const first = FIRST_STEP * Math.max(1, Math.abs(probe.start));
  const stepOf = (power: number): number => first * 10 ** -power;
  const last = Math.floor(Math.log10(first / probe.shortest));
  let [blocked, free] = [-1, 0];
  for (let obstacle = probe.obstacle(first); obstacle !== undefined; obstacle = probe.obstacle(stepOf(free))) {
    if (free === last) return { obstacle };
    blocked = free;
    free = Math.min(last, Math.max(1, 2 * free));
  }
  while (free - blocked > 1) {
    const between = Math.floor((free + blocked) / 2);
    if (probe.obstacle(stepOf(between)) === undefined) free = between;
    else blocked = between;
  }
  return { step: stepOf(free) };
}
