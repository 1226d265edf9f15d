import type { Button } from '../../reply/document.ts';

/** Where somebody is on a way, and what they do there; all of it stands in the command line. */
export interface StepState {
  /** Which step, from 1; behind the last one is the end. */
  readonly number: number;
  /** The steps that were answered wrongly, and those whose answer was looked at. */
  readonly missed: readonly number[];
  readonly seen: readonly number[];
  /** How many hints are shown. */
  readonly hint: number;
  /** A letter of an option, or what was typed. */
  readonly answer?: string | undefined;
  /** Shows the right answer. */
  readonly show?: boolean | undefined;
  /** The question that was shown, as its buttons name it. */
  readonly asked?: string | undefined;
}

/** The lines that lead on from a state. */
export interface StepLines {
  /** The line of a state. */
  readonly at: (state: StepState) => string;
  /** Another way to begin, offered in the first step. */
  readonly start: readonly Button[];
  /** What is offered at the end: the whole derivation, the same with other numbers, a quiz. */
  readonly end: readonly Button[];
}
