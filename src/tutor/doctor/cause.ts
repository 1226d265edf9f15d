import type { Span } from '../../reply/document.ts';
import type { Case, Change } from './case.ts';

/** Why a run does not learn. */
export interface Finding {
  /** One sentence or two, with the number that shows it. */
  readonly sentence: Span[];
  /** The one thing to change, for a button with this label; undefined where nothing that can be said is known to help. */
  readonly change?: Change;
  readonly label?: string;
}

/** A cause for which a run does not learn. */
export interface Cause {
  /** The entry of the glossary that belongs to it. */
  readonly term?: string;
  /** Does it hold even of a run that learned its samples? */
  readonly ofLearned?: boolean;
  /** A rule on recorded facts, confirmed by a run with one thing changed where facts alone do not prove it. */
  readonly find: (sick: Case) => Finding | undefined;
}
