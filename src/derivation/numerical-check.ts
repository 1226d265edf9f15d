import type { Graph } from '../expression/index.ts';
import { type Obstacle, Probe, safeStep } from './probe.ts';
import { gradientErrors } from './rounding.ts';

/** Two numbers closer than this, relative to their size, agree. */
const TOLERANCE = 1e-6;
/** A difference quotient less certain than this, relative to its size, shows nothing. */
const CERTAIN = 1e-3;
/** Each scale begins with a step so much smaller than the one before; what differs has to differ on two. */
const SCALES = 100;
/** So little beside how the result changes further off is nothing. */
const NOTHING = 1e-12;
const SHRINK = 1.6;
const COLUMNS = 12;
/** What is said of the error of an extrapolation is an estimate. */
const SAFETY = 10;

export type Verdict = 'agrees' | 'differs' | Obstacle;

/** A difference quotient, what may be wrong with it for the length of its step, and what for rounding. */
interface Slope {
  readonly slope: number;
  readonly bent: number;
  readonly rounded: number;
}

/**
 * d output / d input by central differences, extrapolated to step 0 with an estimate of the error (C. J. F. Ridders,
 * "Accurate computation of F'(x) and F'(x)F''(x)", Adv. Eng. Software 4, 1982), and a bound on the rounding.
 */
function extrapolated(probe: Probe, firstStep: number): Slope {
  let step = firstStep;
  let previous: { slope: number; rounded: number }[] = [];
  let best: Slope = { slope: Number.NaN, bent: Number.POSITIVE_INFINITY, rounded: Number.POSITIVE_INFINITY };
  for (let i = 0; i < COLUMNS; i++) {
    const row = [probe.quotient(step)] as { slope: number; rounded: number }[];
    let factor = SHRINK ** 2;
    for (const [j, older] of previous.entries()) {
      const finer = row[j] as { slope: number; rounded: number };
      const slope = (finer.slope * factor - older.slope) / (factor - 1);
      const rounded = (finer.rounded * factor + older.rounded) / (factor - 1);
      factor *= SHRINK ** 2;
      row.push({ slope, rounded });
      const bent = Math.max(Math.abs(slope - finer.slope), Math.abs(slope - older.slope));
      if (bent + rounded <= best.bent + best.rounded) best = { slope, bent, rounded };
    }
    previous = row;
    step /= SHRINK;
  }
  return best;
}

const doubt = ({ bent, rounded }: Slope): number => bent + rounded;

/** Checks gradients of a graph, after its backward pass, against what numerical derivatives say. */
export function numericalChecks(graph: Graph): (id: number, gradient: number) => Verdict {
  const { errors, sizes } = gradientErrors(graph);
  return (id, gradient) => {
    const probe = new Probe(graph, id);
    const verdict = judge(probe, gradient, errors[id] as number, sizes[id] as number);
    probe.restore();
    return verdict;
  };
}

/** @param most what the contributions to the gradient come to without their signs */
function judge(probe: Probe, gradient: number, gradientError: number, most: number): Verdict {
  const safe = safeStep(probe);
  if ('obstacle' in safe) return safe.obstacle;
  const rise = probe.rise(safe.step);
  if (gradient === 0 && rise === 0) return 'agrees';
  const scale = Math.max(most, Math.min(rise / safe.step, probe.size));
  let other: Slope | undefined;
  const agreesWith = (one: Slope, tolerance: number): boolean =>
    Math.abs(one.slope - (other as Slope).slope) <= tolerance + SAFETY * (doubt(one) + doubt(other as Slope));
  let hidden: Obstacle = 'steep';
  // Even then a shorter step may agree, as beside a pole that has the same sign on both sides.
  let differs = false;
  let vanishes = false;
  let [flat, resolved] = [false, true];
  for (let { step } = safe; step >= probe.shortest; step /= SCALES) {
    const found = extrapolated(probe, step);
    const { slope, bent, rounded } = found;
    const size = Math.max(Math.abs(slope), Math.abs(gradient));
    const unsure = rounded + gradientError;
    const off = Math.abs(slope - gradient);
    // Beside the changes further off and its own parts it is nothing, and cannot be known to some part of itself.
    const nothing = size <= bent + unsure && (bent + unsure <= NOTHING * scale || (size === 0 && bent === 0));
    const beside = Math.max(size, Math.abs(other?.slope ?? 0));
    const certain = unsure <= CERTAIN * beside && bent <= Math.max(CERTAIN * Math.abs(slope), SAFETY * rounded);
    const close = off <= TOLERANCE * size + 2 * (bent + unsure);
    const known = other !== undefined && agreesWith(found, TOLERANCE * size);
    if (certain && close && !known) return 'agrees';
    if (nothing && close) vanishes = true;
    if (!certain) {
      // The last steps are lost in the input even where all is well.
      if (step >= SCALES * probe.shortest) resolved = false;
      if (!(unsure <= CERTAIN * beside)) hidden = 'rounding';
      continue;
    }
    if (!known && off <= TOLERANCE * size + SAFETY * (bent + unsure)) continue;
    // Where the result hardly moves, something steep may be hidden in its rounding, unless every step shows as much.
    if (known && unsure <= CERTAIN * Math.abs(slope)) differs = true;
    else if (known) flat = true;
    other = found;
  }
  if (differs || (flat && resolved)) return probe.skipsWaves ? 'rounding' : 'differs';
  return vanishes && other === undefined ? 'agrees' : hidden;
}
