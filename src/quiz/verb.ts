import type { z } from 'zod';
import type { Declaration, RunContext } from '../command/define.ts';
import type { Reply } from '../reply/document.ts';
import type { VerbContext } from './host/context.ts';
import type { Rules } from './session/rules.ts';

/** A subcommand of `/quiz`: how it is called, who may, what it does to a quiz, and what it answers. */
interface Common<Options extends z.ZodObject> extends Declaration<Options>, Rules {
  /** The word behind `/quiz`. */
  readonly name: string;
  /** Where it stands among the others: smaller numbers come first, and those without one last. */
  readonly order?: number;
}

/** A verb that works with the quizzes of a group. */
interface Performs<Options extends z.ZodObject, Request, Result> {
  /**
   * What is asked for, from the option values and the files that they refer to; the values themselves if left out.
   *
   * @throws UserError for what cannot be asked for
   */
  readonly read?: (values: z.output<Options>, files: Readonly<Record<string, string>>) => Request;
  /** Asks for what is still missing; undefined where nothing is. */
  readonly form?: (values: z.output<Options>) => Reply | undefined;
  /** Does it. Whatever takes long is left to the workers. @throws UserError for what cannot be */
  readonly perform: (request: Request, context: VerbContext) => Promise<Result>;
  /** What the one who asked is told. Pure. */
  readonly reply: (result: Result, request: Request) => Reply;
  /** What it answers where nothing is kept: computed from the values alone, in a process of its own. */
  readonly run?: (values: z.output<Options>, context: RunContext) => Reply;
}

// biome-ignore lint/suspicious/noExplicitAny: verbs of all kinds stand in one list; each knows its own options
type Any = any;

export type Verb<Request = Any, Result = Any> = Common<Any> & Performs<Any, Request, Result>;

const marked = new WeakSet<object>();

/** Was this made by {@link defineVerb}? */
export const isVerb = (thing: unknown): thing is Verb =>
  typeof thing === 'object' && thing !== null && marked.has(thing);

/**
 * Declares a verb that works with the quizzes of a group: the only place that knows it.
 *
 * @throws Error for a verb that nobody may do
 */
export function defineVerb<Options extends z.ZodObject, Result, Request = z.output<Options>>(
  verb: Common<Options> & Performs<Options, Request, Result>,
): Verb<Request, Result> {
  return mark(verb);
}

function mark<T extends Common<Any>>(verb: T): T {
  if (verb.may.length === 0) throw new Error(`verb "${verb.name}": nobody may do it`);
  if (verb.does === '') throw new Error(`verb "${verb.name}": it does not say what it does`);
  marked.add(verb);
  return verb;
}
