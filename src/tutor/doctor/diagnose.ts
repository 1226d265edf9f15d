import { classesOf, isRight } from '../../training/index.ts';
import { Case, type Patient, WELL } from './case.ts';
import type { Cause, Finding } from './cause.ts';
import { CAUSES, type CauseName } from './causes/index.ts';

/** A finding, with the cause that it is of. */
export interface Diagnosis extends Finding {
  readonly cause: CauseName;
}

/** So many of each class are right in a run that has learned, with so much of the error left at most. */
const RIGHT = 0.95;
const LEFT = 0.3;

/** Why a run does not learn: the first cause that is found; undefined where it learned, or where none is known. */
export function diagnose(patient: Patient): Diagnosis | undefined {
  const sick = new Case(patient);
  const learned = hasLearned(sick);
  for (const [name, cause] of Object.entries(CAUSES) as [CauseName, Cause][]) {
    if (learned && !cause.ofLearned) continue;
    const finding = cause.find(sick);
    if (finding !== undefined) return { cause: name, ...finding };
  }
  return undefined;
}

function hasLearned({ outcome: { left }, settings, record }: Case): boolean {
  if (left <= WELL) return true;
  const classes = classesOf(settings);
  if (classes === undefined || record.predictions === undefined || left > LEFT) return false;
  const rows = settings.data.ys.map(([target = 0], i) => ({
    target,
    right: isRight(classes, record.predictions?.[i]?.[0] ?? 0, target),
  }));
  return [...Map.groupBy(rows, ({ target }) => target).values()].every(
    (some) => some.filter(({ right }) => right).length >= RIGHT * some.length,
  );
}
