import { z } from 'zod';
import { replySchema } from '../reply/document.ts';

/** From one operation to a whole network: 1 one operation; 2 two or three; 3 a value used twice; 4 activations; 5 an MLP. */
export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

const nodes = replySchema.shape.nodes;

/**
 * One of the answers to press. A wrong one is what a learner with a certain misconception would say: `bugs` has the
 * names of all that lead to it. Text of at most 60 characters, to fit a button everywhere.
 */
const option = z.object({
  text: z.string().min(1).max(60),
  right: z.boolean(),
  bugs: z.array(z.string()),
  /** What a teacher who brought the question says to whoever chooses this; backticks mark code. */
  feedback: z.string().max(300).optional(),
  /** The step of the derivation that its misconceptions get wrong, as the equation that is right: `dL/da = -2 × b = 6`. */
  where: z.string().max(200).optional(),
});

/** A wrong answer to a typed question that tells what went wrong. */
const trap = z.object({
  text: z.string(),
  bugs: z.array(z.string()),
  feedback: z.string().max(300).optional(),
  where: z.string().max(200).optional(),
});

/** How an answer that somebody types is read and compared; only where typing makes sense. */
const typed = z.discriminatedUnion('kind', [
  /** Any way of writing a number: `-3`, `−3.0`, `-6/2`. Right within `tolerance`, an absolute difference. */
  z.object({ kind: z.literal('number'), value: z.number(), tolerance: z.number().nonnegative(), traps: z.array(trap) }),
  /** Any formula equal to `text` in the names of `at`, a point near which both are compared. */
  z.object({
    kind: z.literal('expression'),
    text: z.string(),
    at: z.record(z.string(), z.number()),
    /** Names of `at` that stand for a formula in the others, as z does in z = sigmoid(u): an answer may have either. */
    where: z.record(z.string(), z.string()).optional(),
    traps: z.array(trap),
    /** What would only repeat the question, such as `dL/da`. */
    refused: z.array(z.string()),
  }),
  /** Letters of `lines` in an order that works: every order that does the same when it is executed is right. */
  z.object({ kind: z.literal('sequence'), lines: z.array(z.string()), right: z.array(z.string()) }),
  /** One of these texts; capitals, spaces and a full stop at the end make no difference (`sameWords`). */
  z.object({ kind: z.literal('words'), accepted: z.array(z.string()).min(1), traps: z.array(trap) }),
]);

/** A question, as plain JSON that can be kept: the same type, level and seed give the same one on every machine. */
export const questionSchema = z.object({
  /** `forward-value`, `local-derivative` …; an imported question is `own`. */
  type: z.string(),
  level: z.literal(LEVELS),
  seed: z.int().nonnegative(),
  /** What it asks, without any hint of the answer. */
  prompt: nodes,
  /** Two to six, in the order shown; none where an answer can only be typed, which is so in imported ones only. */
  options: z.array(option).max(6),
  typed: typed.optional(),
  /** A first step, without the answer; empty where a teacher gave none. */
  hint: nodes,
  /** The derivation of the right answer; empty where a teacher gave none. */
  explanation: nodes,
});

export type Question = z.infer<typeof questionSchema>;
export type Option = z.infer<typeof option>;
export type Typed = z.infer<typeof typed>;

/** What somebody answers: one of the options, what they typed, or "I don't know yet". */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('option'), index: z.int().nonnegative() }),
  z.object({ kind: z.literal('text'), text: z.string().max(400) }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** What an answer is worth, and what it says about the learner. */
export const gradeSchema = z.object({
  /** 1 right; 0.5 right size and wrong sign; 0.25 a named misconception; 0 otherwise. Hints are taken off later. */
  score: z.number().min(0).max(1),
  /**
   * The answer note: the same for the same mistake whatever the numbers, so that a class's mistakes can be counted.
   * `right`, `unknown`, `other`, or the names of misconceptions joined by `+`.
   */
  note: z.string(),
  /** What is said to the learner alone. Never before the reveal in a group. */
  feedback: nodes,
});
export type Grade = z.infer<typeof gradeSchema>;
