import type { CauseName } from '../../../src/tutor/doctor/causes/index.ts';
import { type CurveDiagnosis, diagnoseCurve } from '../../../src/tutor/doctor/log/diagnose.ts';
import { FITS } from '../../../src/tutor/doctor/log/fits.ts';
import { MOST_FITS } from '../../../src/tutor/doctor/log/reply.ts';
import type { Run } from './runs.ts';

type FitName = keyof typeof FITS;

/** Under which names a curve's doctor speaks of a cause: where it has no name of its own there, another sentence has it. */
const NAMES: Partial<Record<CauseName, readonly FitName[]>> = {
  'never-zeroed': ['never-zeroed', 'stuck-neurons'],
  'targets-outside': ['targets-outside'],
  'inputs-unscaled': ['inputs-unscaled', 'rate-too-large', 'stuck-neurons', 'guessing'],
  // A sum is as many times the mean as there are samples, and so is the step.
  'sum-of-many': ['rate-too-large', 'stuck-neurons'],
  'rate-too-large': ['rate-too-large', 'stuck-neurons'],
  'dead-units': ['nothing-moves', 'stuck-neurons'],
  'same-start': ['nothing-moves', 'guessing', 'plateau'],
  vanishes: ['nothing-moves', 'guessing', 'rate-too-small'],
  'rate-too-small': ['rate-too-small'],
  'few-neurons': ['plateau'],
  'one-sided': ['plateau', 'rate-too-small'],
  plateau: ['plateau'],
  overfitting: ['overfitting'],
};

/** The losses of a run as its own notebook would print them. */
export const diagnosisOf = ({ record: { iterations, lossAfter, held, failure } }: Run): CurveDiagnosis =>
  diagnoseCurve({
    losses: [
      ...iterations.map(({ loss }) => loss),
      ...(failure === undefined ? [lossAfter ?? Number.NaN] : [Number.NaN]),
    ],
    held: held?.losses.map(({ loss }) => loss) ?? [],
  });

/** The names of the causes that a person is told of. */
export function toldOf({ fits }: CurveDiagnosis): string[] {
  const entries = Object.entries(FITS).map(([name, fit]) => [fit.name, name] as const);
  return fits.slice(0, MOST_FITS).map(({ name }) => new Map<string, string>(entries).get(name) ?? name);
}

/** How well a curve with a known cause is judged. */
export function verdictOf(cause: CauseName, diagnosis: CurveDiagnosis): 'named' | 'cannot tell' | 'wrong' {
  const told = toldOf(diagnosis);
  if (told.some((name) => NAMES[cause]?.includes(name as FitName))) return 'named';
  return told.length === 0 && diagnosis.course !== 'down' ? 'cannot tell' : 'wrong';
}
