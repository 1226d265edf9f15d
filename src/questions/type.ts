import type { Random } from '../engine/index.ts';
import type { AskedGraph } from '../figures/graph/question.ts';
import type { ReplyNode } from '../reply/document.ts';
import type { MisconceptionName } from '../tutor/misconceptions/index.ts';
import type { Level, Typed } from './question.ts';

/** What a quiz can be about. */
export const TOPICS = ['graph', 'activation', 'neuron', 'loss', 'training'] as const;
type Topic = (typeof TOPICS)[number];

/** A wrong answer and the misconceptions that lead to it; at least one. */
export interface WrongAnswer {
  readonly text: string;
  readonly bugs: readonly MisconceptionName[];
  /** The step of the derivation that goes wrong, as the equation that is right. */
  readonly where?: string | undefined;
}

/**
 * A question before its options are chosen and shuffled. Answers that read the same, or are the same number, become
 * one option that names the misconceptions of all; a wrong one that equals the right one goes.
 */
export interface Problem {
  /** Ends with the question itself. */
  readonly prompt: readonly ReplyNode[];
  readonly right: string;
  /** The first stays, two of the others are chosen by the seed; so first the mistake that the question is about. */
  readonly wrong: readonly WrongAnswer[];
  readonly typed?: Typed | undefined;
  /** What it asks about, where that can be drawn. */
  readonly graph?: AskedGraph | undefined;
  readonly hint: readonly ReplyNode[];
  readonly explanation: readonly ReplyNode[];
}

/**
 * A type of question: the default export of a file of its name in `types/`, in the folder of its topic. Seeds and
 * buttons that were posted rely on number, name, topic and levels: they never change, and no type is taken away.
 */
export interface QuestionType {
  /** From 1, in the order in which the types joined: a seed draws from the first so many. */
  readonly number: number;
  /** Of `generate`: raised whenever a seed comes to ask something else, so that old buttons are not graded by it. */
  readonly version: number;
  /** In kebab case; stored with every question. */
  readonly name: string;
  /** What it asks for, as a teacher's list says it. */
  readonly title: string;
  readonly topic: Topic;
  /** The levels at which it exists; see LEVELS. */
  readonly levels: readonly Level[];
  /** The levels at which a graph of more than two operations is drawn beside the question. */
  readonly drawn?: readonly Level[];
  /** Draws one question; `undefined` when the draw came out too easy, too hard or ambiguous, and another is to be made. */
  generate(random: Random, level: Level): Problem | undefined;
}
