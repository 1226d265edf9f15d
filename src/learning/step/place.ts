import type { Edge } from '../../figures/graph/step.ts';
import type { Question } from '../../questions/question.ts';
import type { Picture, ReplyNode, Span } from '../../reply/document.ts';

/** What is asked in one step, and all that is said about it. */
export interface Asked {
  readonly question: Question;
  /** From little to much: the rule, then the equation with a gap. */
  readonly hints: readonly ReplyNode[];
  /** The derivation of the right answer: `dL/df = 1 × d = 4`. */
  readonly equation: string;
  /** Why it is so, in one sentence. */
  readonly why: Span[];
  /**
   * Where in the graph the mistakes are made that lead to a wrong answer; none where no mistake is known.
   *
   * @param note the misconceptions of its grade
   */
  mistakes(given: string, note: string): readonly Edge[];
}

/** One step of a way through a computation: of the same formula and values its place is always the same. */
export interface Place {
  /** What is asked for: `dL/df`. */
  readonly name: string;
  ask(): Asked;
  /** What is known in this step. @param known is what is asked known, too? */
  picture(known: boolean, wrong: readonly Edge[]): Picture | undefined;
}

/** A way through a computation, one question after the other. */
export interface Walk {
  /** What it leads through, in a few words. */
  readonly title: string;
  /** What it leads through as text, with all values: no two ways have the same. */
  readonly plain: string;
  /** How it was read, and which values were chosen. */
  readonly notes: readonly Span[][];
  readonly places: readonly Place[];
  /** The whole derivation, a line a step and more. */
  readonly derivation: readonly string[];
  readonly result: Picture | undefined;
  /** The same with other numbers, to be stepped through next. */
  readonly another: string | undefined;
  /** What `/quiz start --steps` asks the same steps of. */
  readonly asQuiz: string | undefined;
  /** Where it goes by formulas: values to go through it with numbers. */
  readonly withNumbers: string | undefined;
}
