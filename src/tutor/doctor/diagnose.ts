import { rightOf } from '../../training/index.ts';
import { Case, type Patient } from './case.ts';
import type { Cause, Finding } from './cause.ts';
import { CAUSES, type CauseName } from './causes/index.ts';

/** A finding, with the cause that it is of. */
export interface Diagnosis extends Finding {
  readonly cause: CauseName;
  /** The entry of the glossary that belongs to it. */
  readonly term: string | undefined;
}

/** With so little of the error left a run has learned. */
const LITTLE = 0.15;
/** So many of each class are right in a run that has learned, with so much of the error left at most. */
const RIGHT = 0.95;
const LEFT = 0.3;

/** Causes that no learning rate and no rule of a step helps against. */
const BEYOND_STEPS: readonly CauseName[] = ['targets-outside', 'same-start', 'few-neurons', 'vanishes'];

/** Why several runs do not learn that differ in their steps alone, seen in one of them. */
export const diagnoseBeyondSteps = (patient: Patient): Diagnosis | undefined => diagnose(patient, BEYOND_STEPS);

/**
 * Why a run does not learn: the first cause that is found; undefined where it learned, or where none is known.
 *
 * @param among the causes that are looked for; all of them if left out
 */
export function diagnose(patient: Patient, among?: readonly CauseName[]): Diagnosis | undefined {
  const sick = new Case(patient);
  const learned = hasLearned(sick);
  for (const [name, cause] of Object.entries(CAUSES) as [CauseName, Cause][]) {
    if ((learned && !cause.ofLearned) || among?.includes(name) === false) continue;
    const finding = cause.find(sick);
    if (finding !== undefined) return { cause: name, term: cause.term, ...finding };
  }
  return undefined;
}

function hasLearned({ outcome: { left }, settings, record }: Case): boolean {
  if (left <= LITTLE) return true;
  const { predictions } = record;
  if (predictions === undefined || left > LEFT) return false;
  const { ys } = settings.data;
  const classes = [...Map.groupBy(ys.keys(), (row) => (ys[row] ?? []).join()).values()];
  return classes.every((rows) => {
    const [targets, outputs] = [ys, predictions].map((all) => rows.map((row) => all[row] ?? [])) as [
      number[][],
      number[][],
    ];
    return (rightOf(settings, targets, outputs) ?? 0) >= RIGHT * rows.length;
  });
}
