import type { Graph } from '../expression/index.ts';

/** Two numbers closer than this, relative to their size, agree. */
const TOLERANCE = 1e-6;
/** First steps to try: the small ones are for functions that change fast. */
const FIRST_STEPS = [0.1, 1e-3, 1e-5];
const SHRINK = 1.6;
const COLUMNS = 12;

export type Verdict = 'agrees' | 'differs' | 'unclear';

/** The result of a graph with one leaf moved to `value`; the graph is left with the moved values. */
export function resultAt({ tape, nodes, output }: Graph, leaf: number, value: number): number {
  tape.data[leaf] = value;
  tape.forward(nodes[0]?.id ?? 0, output.id);
  return tape.data[output.id] as number;
}

/**
 * d output / d leaf by central differences, extrapolated to step 0 with an estimate of the error (C. J. F. Ridders,
 * "Accurate computation of F'(x) and F'(x)F''(x)", Adv. Eng. Software 4, 1982).
 */
function centralDifference(graph: Graph, leaf: number, firstStep: number): { slope: number; error: number } {
  const start = graph.tape.data[leaf] as number;
  let step = firstStep * Math.max(1, Math.abs(start));
  let previous: number[] = [];
  let best = { slope: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (let i = 0; i < COLUMNS; i++) {
    const rise = resultAt(graph, leaf, start + step) - resultAt(graph, leaf, start - step);
    const row = [rise / (2 * step)];
    let factor = SHRINK ** 2;
    for (const [j, older] of previous.entries()) {
      const finer = row[j] as number;
      row.push((finer * factor - older) / (factor - 1));
      factor *= SHRINK ** 2;
      const error = Math.max(Math.abs((row[j + 1] as number) - finer), Math.abs((row[j + 1] as number) - older));
      if (error <= best.error) best = { slope: row[j + 1] as number, error };
    }
    previous = row;
    step /= SHRINK;
  }
  resultAt(graph, leaf, start);
  return best;
}

/** Does the gradient of a leaf agree with what a numerical derivative says? `unclear` near kinks and edges. */
export function numericalCheck(graph: Graph, leaf: number, gradient: number): Verdict {
  const tolerance = TOLERANCE * Math.max(1, Math.abs(gradient));
  for (const firstStep of FIRST_STEPS) {
    const { slope, error } = centralDifference(graph, leaf, firstStep);
    if (Math.abs(slope - gradient) <= tolerance) return 'agrees';
    if (error <= tolerance / 10) return 'differs';
  }
  return 'unclear';
}
