/** Steps that every contender makes before its result is compared, and again before each timing. */
export const CHECK_STEPS = 20;

/** One way of doing a workload. */
export interface Contender {
  readonly name: string;
  /** What the results must agree to, relative to the largest of them: single precision, say, or another algorithm. */
  readonly tolerance: number;
  /** Starts afresh, makes {@link CHECK_STEPS} steps for the result, then `steps` more for the time of one. */
  run(steps: number): Run;
}

export interface Run {
  readonly result: readonly number[];
  readonly nanoseconds: number;
}

export interface Job {
  /** One step; its result is read only where it is wanted. */
  step(): void;
  result(): readonly number[];
}

/** A contender that runs in this process. `around` may set the scene for everything that `make` and the steps do. */
export function inProcess(
  name: string,
  tolerance: number,
  make: () => Job,
  around: <T>(work: () => T) => T = (work) => work(),
): Contender {
  const run = (steps: number): Run => {
    const job = make();
    for (let i = 0; i < CHECK_STEPS; i++) job.step();
    const result = [...job.result()];
    const start = performance.now();
    for (let i = 0; i < steps; i++) job.step();
    return { result, nanoseconds: ((performance.now() - start) * 1e6) / steps };
  };
  return { name, tolerance, run: (steps) => around(() => run(steps)) };
}

/** Stops the benchmark where a contender computes something else than it should: its time would mean nothing. */
export function check({ name, tolerance, run }: Contender, reference: readonly number[]): void {
  const { result } = run(1);
  const scale = Math.max(...reference.map(Math.abs));
  const off = Math.max(...reference.map((number, i) => Math.abs(number - (result[i] ?? Number.NaN)))) / scale;
  // Written so that NaN does not pass.
  if (!(off <= tolerance)) throw new Error(`${name} is off by ${off} (relative), more than ${tolerance}`);
}

/** The nanoseconds of a step: one row a round, one column a contender, all of them taking turns. */
export function measure(contenders: readonly Contender[], rounds: number, millisecondsATurn: number): number[][] {
  // The trial runs also give V8 the time to optimise.
  const steps = contenders.map(({ run }) => {
    let trial = 1;
    let nanoseconds = run(trial).nanoseconds;
    while (trial * nanoseconds < millisecondsATurn * 1e6) {
      trial *= 4;
      nanoseconds = run(trial).nanoseconds;
    }
    return Math.ceil((millisecondsATurn * 1e6) / nanoseconds);
  });
  return Array.from({ length: rounds }, () => contenders.map(({ run }, i) => run(steps[i] as number).nanoseconds));
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;
}
