import { z } from 'zod';
import { replySchema } from '../reply/document.ts';

/** From one operation to a whole network: 1 one operation; 2 two or three; 3 a value used twice; 4 activations; 5 an MLP. */
export const LEVELS = [1, 2, 3, 4, 5] as const;
export type Level = (typeof LEVELS)[number];

const nodes = replySchema.shape.nodes;

/** What fits in a message of eight options on every platform; a button shows it where it fits, else its letter. */
export const MAX_OPTION_TEXT = 120;
/** The same with its formulas in LaTeX. */
const MAX_OPTION_SOURCE = 1000;
/** Of a feedback with its formulas in LaTeX; what is read of it is shorter. */
const MAX_FEEDBACK_SOURCE = 2000;
export const MAX_OPTIONS = 8;

/** A share of a point, as a teacher weighs an answer: 0.5 for half right, below 0 for what takes points away. */
const weight = z.number().min(-1).max(1).optional();

/**
 * One of the answers to press. A wrong one is what a learner with a certain misconception would say: `bugs` has the
 * names of all that lead to it.
 */
const option = z.object({
  /** Backticks mark code, and `\(…\)` a formula in LaTeX. */
  text: z.string().min(1).max(MAX_OPTION_SOURCE),
  right: z.boolean(),
  bugs: z.array(z.string()),
  /** 1 for a right one and 0 for a wrong one if left out. Where `several` are right, those of the chosen add up. */
  weight,
  /** What a teacher who brought the question says to whoever chooses this, marked up as `text`. */
  feedback: z.string().max(MAX_FEEDBACK_SOURCE).optional(),
  /** The step of the derivation that its misconceptions get wrong, as the equation that is right: `dL/da = -2 × b = 6`. */
  where: z.string().max(200).optional(),
});

/** An answer to a typed question that a teacher or a misconception foresaw: mostly wrong, and it tells what went wrong. */
const trap = z.object({
  text: z.string(),
  bugs: z.array(z.string()),
  /** What it is worth, 0 if left out; 1 is one more right answer. */
  weight,
  /** Of a number: how far from `text` it still applies; that of the right answer if left out. */
  tolerance: z.number().nonnegative().optional(),
  feedback: z.string().max(MAX_FEEDBACK_SOURCE).optional(),
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
  z.object({
    kind: z.literal('words'),
    accepted: z.array(z.string()).min(1),
    traps: z.array(trap),
    /** In all these texts `*` stands for any text, and `\\*` for a star. */
    wildcards: z.boolean().optional(),
  }),
  /**
   * Each of `left` belongs to the one of `right` whose place `key` has: typed as `1B 2A 3C`. Some of `right` may belong to
   * none. Each pair is worth the same share of the point.
   */
  z.object({
    kind: z.literal('pairs'),
    left: z.array(z.string().min(1)).min(2).max(MAX_OPTIONS),
    right: z.array(z.string().min(1)).min(2).max(MAX_OPTIONS),
    key: z.array(z.int().nonnegative()),
  }),
]);

/** A question, as plain JSON that can be kept: the same type, level and seed give the same one on every machine. */
export const questionSchema = z.object({
  /** `forward-value`, `local-derivative` …; an imported question is `own`. */
  type: z.string(),
  level: z.literal(LEVELS),
  seed: z.int().nonnegative(),
  /** How the teacher who brought it calls it. */
  title: z.string().max(100).optional(),
  /** What it belongs to, as its teacher says: `unit 3`, or a path such as `unit 3/chain rule`. */
  topic: z.string().max(100).optional(),
  /** What it asks, without any hint of the answer. */
  prompt: nodes,
  /** A picture beside the prompt, at an address of https; shown only where the operator allows its host. */
  picture: z.object({ url: z.string().max(1000), alt: z.string().min(1).max(1000) }).optional(),
  /** Two or more, in the order shown; none where an answer can only be typed, which is so in imported ones only. */
  options: z.array(option).max(MAX_OPTIONS),
  /** All that are right are to be chosen, not one. */
  several: z.boolean().optional(),
  typed: typed.optional(),
  /** A first step, without the answer; empty where a teacher gave none. */
  hint: nodes,
  /** The derivation of the right answer; empty where a teacher gave none. */
  explanation: nodes,
});

export type Question = z.infer<typeof questionSchema>;
export type Option = z.infer<typeof option>;
export type Typed = z.infer<typeof typed>;

/** What somebody answers: one of the options, several of them, what they typed, or "I don't know yet". */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('options'), indices: z.array(z.int().nonnegative()).max(MAX_OPTIONS) }),
  z.object({ kind: z.literal('option'), index: z.int().nonnegative() }),
  z.object({ kind: z.literal('text'), text: z.string().max(400) }),
  z.object({ kind: z.literal('unknown') }),
]);
export type Answer = z.infer<typeof answerSchema>;

/** What an answer is worth, and what it says about the learner. */
export const gradeSchema = z.object({
  /** 1 right; 0.5 right size and wrong sign; 0.25 a named misconception; a teacher's weight; 0 otherwise. Hints are taken off later. */
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
