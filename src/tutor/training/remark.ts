import type { Span } from '../../reply/document.ts';

/** How much a sentence matters. What matters more than nothing may stand in a brief report, the most important first. */
export const WEIGHT = {
  failure: 90,
  stale: 80,
  plateau: 70,
  momentumOne: 65,
  result: 60,
  optimiser: 56,
  clip: 54,
  schedule: 53,
  decay: 52,
  init: 51,
  saturated: 50,
  firstStep: 40,
  onlyParameters: 20,
  fullOnly: 0,
} as const;

/** Something to tell of a run: in one sentence, and with all that belongs to it. */
export interface Remark {
  readonly weight: number;
  readonly brief: Span[];
  /** In the list of a full report; empty where that tells it elsewhere. */
  readonly full: Span[];
}

/** The `most` remarks that matter most, in the order in which they were given: that of the story. */
export function mostImportant(remarks: readonly Remark[], most: number): Remark[] {
  const chosen = remarks
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, Math.max(0, most));
  return remarks.filter((remark) => chosen.includes(remark));
}
