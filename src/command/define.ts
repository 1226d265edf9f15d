import { z } from 'zod';
import type { Reply } from '../reply/document.ts';
import type { Requester } from './requester.ts';

/** One option of a command, as every platform needs to know it; read off the command's zod object. */
export interface Option {
  /** Its key in the values: `zeroGrad`. */
  readonly key: string;
  /** Its name for people, and its Discord option: `zero-grad`. */
  readonly flag: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean';
  readonly description: string;
  readonly required: boolean;
  readonly default: string | number | boolean | undefined;
  readonly choices: readonly string[] | undefined;
  /** A letter that may stand for it: `-s 7`. */
  readonly short: string | undefined;
  /** Other names that people know it by: `--learning-rate`. They are read, and never written. */
  readonly aliases: readonly string[];
  /** May one of its suggestions stand for it without its name, as in `/train moons`? */
  readonly bare: boolean;
  /** Values to offer while somebody types; others are allowed. */
  readonly suggestions: readonly string[];
  /** Is it the name of a command, so that these are offered? */
  readonly namesCommand: boolean;
  /** Does it refer to a file, whose content the command finds in its context? Platforms let people attach one. */
  readonly attachment: boolean;
  /** Of an attachment: the option without which it means nothing, if there is one. */
  readonly attachedTo?: string;
  /** Is it asked for so seldom that platforms with a form offer no field for it? It is typed: `--decay 0.01`. */
  readonly typedOnly: boolean;
  /** Is it, as free text, taken as it stands, with its quotation marks and all that looks like an option? */
  readonly verbatim: boolean;
}

/** What a command that only computes may use. */
export interface RunContext {
  /** The content of the files that options refer to, by what the option says. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a command that acts may use: the services that the app wired, and who asks. */
export interface ActContext<Services> {
  readonly services: Services;
  readonly who: Requester;
  /** The content of the files that options refer to, by what the option says. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Declaration<Options extends z.ZodObject> {
  /** One word, or two of which the second says what to do: `quiz start`. */
  readonly name: string;
  /** What it answers, in at most 100 characters. */
  readonly summary: string;
  /** Types, ranges, defaults and descriptions; keys in camel case. */
  readonly options: Options;
  /** The option that takes the free text of the line, such as a formula. */
  readonly text?: keyof z.output<Options> & string;
  /**
   * Reads what somebody typed without a command's name as what stands behind the name; undefined for what is not for
   * this command. In the main process, so that it must be quick.
   */
  readonly phrase?: (typed: string) => string | undefined;
  /**
   * Finds in a longer text, such as somebody's message, what stands behind the name; undefined where nothing in it is for
   * this command. In the main process, so that it must be quick.
   */
  readonly find?: (text: string) => string | undefined;
  /** Is the answer for the person who asked alone, where a platform can do that? */
  readonly private?: boolean;
  /** Is it asked again and again, one step after the other, and computes little each time? Then a person may ask more often. */
  readonly often?: boolean;
  /** Does `phrase` know exactly which texts are its own, whatever else they could mean? Then it is asked first. */
  readonly phraseFirst?: boolean;
  /** Lines of other commands that its answers have in them, each with where it was written: the start stops at a wrong one. */
  readonly lines?: () => readonly { readonly line: string; readonly where: string }[];
  /** Command lines that work, each with what it shows. Tests run them and the help prints them. */
  readonly examples: readonly (readonly [line: string, shows: string])[];
}

/** A command that only computes: in a process of its own, and the same answer each time. */
interface Runs<Options extends z.ZodObject> {
  /** Answers with one reply, or yields progress and last the answer. Throws a UserError for what cannot be. */
  readonly run: (values: z.output<Options>, context: RunContext) => Reply | Generator<Reply, void>;
  readonly act?: undefined;
  readonly answer?: undefined;
}

/** A command that answers from the declarations of the commands alone: in the main process, so that it is quick. */
interface Answers<Options extends z.ZodObject> {
  /** Answers at once. Throws a UserError for what cannot be. */
  readonly answer: (values: z.output<Options>, commands: readonly Command[]) => Reply;
  readonly run?: undefined;
  readonly act?: undefined;
}

/** A command that changes something between people: in the main process, so that it must compute nothing long. */
interface Acts<Options extends z.ZodObject, Services> {
  /** Does it, and answers the one who asked. Throws a UserError for what cannot be. */
  readonly act: (values: z.output<Options>, context: ActContext<Services>) => Promise<Reply>;
  /** What it answers where there are no services: of the values alone. */
  readonly run?: (values: z.output<Options>, context: RunContext) => Reply;
  readonly answer?: undefined;
}

export type CommandSpec<Options extends z.ZodObject, Services = unknown> = Declaration<Options> &
  (Runs<Options> | Acts<Options, Services> | Answers<Options>);

// biome-ignore lint/suspicious/noExplicitAny: commands of all kinds stand in one list; each checks its own values, and the app wires what they use
type Any = any;

export type Command = Omit<Declaration<Any>, 'text'> &
  (Runs<Any> | Acts<Any, Any> | Answers<Any>) & {
    readonly text: string | undefined;
    readonly declared: Option[];
  };

/** Discord's limits, which every platform shares: names, descriptions, and 25 options of which one is `args`. */
const WORD = '[a-z][a-z0-9-]{0,31}';
const NAME = new RegExp(`^${WORD}( ${WORD})?$`);
const FLAG = new RegExp(`^${WORD}$`);
const MAX_DESCRIPTION = 100;
const MAX_OPTIONS = 24;

const marked = new WeakSet<object>();

/** Was this made by {@link defineCommand}? */
export const isCommand = (thing: unknown): thing is Command =>
  typeof thing === 'object' && thing !== null && marked.has(thing);

/**
 * Declares a command: the only place that knows its options. Usage, validation, registration and tests come from it.
 *
 * @throws Error for a declaration that some platform could not take; the start stops there
 */
export function defineCommand<Options extends z.ZodObject, Services = unknown>(
  spec: CommandSpec<Options, Services>,
): Command {
  const declared = readOptions(spec.options);
  const fail = (what: string): never => {
    throw new Error(`command "${spec.name}": ${what}`);
  };
  if (!NAME.test(spec.name))
    fail('its name must be lower-case letters, digits and dashes, at most 32, in one word or two');
  if (spec.summary.length === 0 || spec.summary.length > MAX_DESCRIPTION)
    fail('its summary must have 1 to 100 characters');
  const fields = declared.filter(({ typedOnly }) => !typedOnly).length;
  if (fields > MAX_OPTIONS) fail(`it has ${fields} options; ${MAX_OPTIONS} fit, others must be \`typedOnly\``);
  const free = declared.find(({ key }) => key === spec.text);
  if (spec.text !== undefined && free === undefined) fail(`it has no option "${spec.text}"`);
  if (free !== undefined && free.type !== 'string') fail(`its free text "${spec.text}" must be a string`);
  if (spec.examples.length === 0) fail('it needs at least one example');
  if ([spec.act ?? spec.run, spec.answer].filter((way) => way !== undefined).length !== 1)
    fail('it must either run or act, or answer');
  for (const { flag, description, short, aliases } of declared) {
    if (!FLAG.test(flag) || flag === 'args' || flag.startsWith('no-')) fail(`an option cannot be named "${flag}"`);
    if (description.length === 0 || description.length > MAX_DESCRIPTION) {
      fail(`the description of "${flag}" must have 1 to 100 characters`);
    }
    for (const name of [flag, ...aliases]) {
      const owners = declared.flatMap((other) => [other.flag, ...other.aliases]).filter((other) => other === name);
      if (owners.length > 1) fail(`two options are named "${name}"`);
      if (!FLAG.test(name)) fail(`an option cannot be known as "${name}"`);
    }
    if (short !== undefined && declared.filter((other) => other.short === short).length > 1)
      fail(`two options are -${short}`);
  }
  const command = { ...spec, text: spec.text, declared };
  marked.add(command);
  return command;
}

const propertySchema = z.object({
  type: z.enum(['string', 'number', 'integer', 'boolean']),
  description: z.string().default(''),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum: z.array(z.string()).optional(),
  short: z
    .string()
    .regex(/^[a-z]$/i, 'short is one letter')
    .optional(),
  aliases: z.array(z.string()).default([]),
  bare: z.boolean().default(false),
  suggestions: z.array(z.string()).default([]),
  namesCommand: z.boolean().default(false),
  attachment: z.boolean().default(false),
  attachedTo: z.string().optional(),
  typedOnly: z.boolean().default(false),
  verbatim: z.boolean().default(false),
});

const schemaSchema = z.object({
  properties: z.record(z.string(), propertySchema),
  required: z.array(z.string()).default([]),
});

function readOptions(options: z.ZodObject): Option[] {
  const { properties, required } = schemaSchema.parse(z.toJSONSchema(options, { io: 'input' }));
  return Object.entries(properties).map(([key, property]) => ({
    key,
    flag: key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    type: property.type,
    description: property.description,
    required: required.includes(key),
    default: property.default,
    choices: property.enum,
    short: property.short,
    aliases: property.aliases,
    bare: property.bare,
    suggestions: property.suggestions,
    namesCommand: property.namesCommand,
    attachment: property.attachment,
    ...(property.attachedTo !== undefined && { attachedTo: property.attachedTo }),
    typedOnly: property.typedOnly,
    verbatim: property.verbatim,
  }));
}
