import workerpool from 'workerpool';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { ReadQuestions } from '../questions/formats/formats.ts';
import { questionFileSchema } from '../questions/formats/formats.ts';
import type { Wanted } from '../questions/make.ts';
import { type Answer, type Grade, gradeSchema, type Question, questionSchema } from '../questions/question.ts';
import {
  type Equation,
  type Picture,
  type Reply,
  replySchema,
  type Theme,
  type TypesetEquation,
} from '../reply/document.ts';
import { type Pool, prepare, processesOf, startPool } from './children.ts';
import { watchLiveness } from './liveness.ts';

/** A command with its validated values. */
export interface Job {
  readonly name: string;
  readonly values: unknown;
  /** The content of files that the values refer to, by reference. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

const refusalSchema = z.object({
  kind: z.literal('refusal'),
  message: z.string(),
  code: z.templateLiteral(['E_', z.string()]),
  hint: z.string().optional(),
  where: z.object({ text: z.string(), place: z.object({ start: z.int(), end: z.int() }) }).optional(),
  correction: z.string().optional(),
  choices: z.array(z.string()),
  option: z.string().optional(),
  remedies: z.array(z.string()),
  again: z
    .object({ label: z.string(), command: z.string(), input: z.string(), long: z.boolean(), filled: z.string() })
    .optional(),
});

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), value: z.unknown() }),
  refusalSchema,
]);

const typesetSchema = z.array(z.object({ left: z.string(), rows: z.array(z.array(z.string())), text: z.string() }));

const answerSchema = z.object({ reply: replySchema, pictures: z.record(z.string(), z.string()) });

/** What a child process gives back: what was asked for, or what the person should do instead. */
export type Outcome<T> = { readonly kind: 'done'; readonly value: T } | z.infer<typeof refusalSchema>;

interface RunOptions {
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Workers {
  /**
   * Runs a command in a child process.
   *
   * @throws UserError for a refusal, a deadline that passed or a process that died; AbortError when cancelled
   */
  run(job: Job, options?: RunOptions): Promise<Reply>;
  /**
   * The same, with those of the reply's pictures drawn that are soon drawn, by their names: the others take longer, are
   * no charts of ours, or cannot be drawn.
   *
   * @param how what to draw for, and whether charts are drawn here
   */
  answer(
    job: Job,
    how: { readonly theme: Theme; readonly charts: boolean },
    options?: RunOptions,
  ): Promise<{ readonly reply: Reply; readonly pictures: ReadonlyMap<string, Uint8Array> }>;
  /**
   * Makes the question of a seed in a child process.
   *
   * @throws UserError as for a command, such as for a topic that there is not
   */
  make(wanted: Wanted): Promise<Question>;
  /**
   * Makes the steps of a formula to questions in a child process.
   *
   * @throws UserError as for a command, such as for a formula that cannot be read
   */
  stepQuestions(formula: string): Promise<Question[]>;
  /**
   * Grades an answer in a child process: what somebody typed may be anything.
   *
   * @throws UserError as for a command, such as for an answer that cannot be read
   */
  grade(question: Question, answer: Answer): Promise<Grade>;
  /**
   * Reads questions that somebody brings in a child process.
   *
   * @throws UserError with the line of each mistake
   */
  readQuestions: ReadQuestions;
  /** Draws a picture in a child process. */
  draw(picture: Picture, theme: Theme): Promise<Uint8Array>;
  /** Typesets equations for a page in a child process. */
  typeset(equations: readonly Equation[]): Promise<readonly TypesetEquation[]>;
  /** Typesets formulas in running text for a page in a child process; null for those that cannot be typeset. */
  typesetInText(formulas: readonly string[]): Promise<readonly (string | null)[]>;
  /** Starts the first process ahead of the first work, which does so otherwise. */
  start(): void;
  /** Do the processes work? Where nothing has been heard of them for a minute, only a restart helps. */
  live(): boolean;
  close(): Promise<void>;
}

export interface WorkerOptions {
  /** The folder of command files; the project's own by default. */
  readonly folder?: URL | undefined;
  readonly deadlineMs?: number | undefined;
}

const DEADLINE_MS = 20_000;
/**
 * Child processes with none of our environment, in which commands run: threads would not contain memory. One that
 * hangs past the deadline or dies is replaced, and the others go on.
 */
export function createWorkers({ folder, deadlineMs = DEADLINE_MS }: WorkerOptions = {}): Workers {
  let started: Pool | undefined;
  const killAll = (): void => {
    for (const child of started ? processesOf(started) : []) child.kill('SIGKILL');
  };
  const start = (): Pool => {
    if (started === undefined) {
      // Each of them is there a moment after it was asked for.
      started = startPool(folder, () => queueMicrotask(() => started && processesOf(started).forEach(prepare)));
      process.on('exit', killAll);
    }
    return started;
  };
  /** workerpool forgets the queue when a process dies, until there is a new task: any will do. */
  const callNext = (error: unknown): void => {
    if (error instanceof workerpool.TerminateError)
      start()
        .exec('methods')
        .catch(() => {});
  };
  /** Has a method of the child done, by the deadline. */
  const work = async <T extends z.ZodType>(
    schema: T,
    method: string,
    args: unknown[],
    { on, signal }: { on?: (event: unknown) => void; signal?: AbortSignal | undefined } = {},
  ): Promise<z.output<T>> => {
    signal?.throwIfAborted();
    const task = start()
      .exec(method, args, on && { on })
      .timeout(deadlineMs);
    const cancel = (): void => void task.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const outcome = outcomeSchema.parse(await task);
      liveness.sign();
      if (outcome.kind === 'done') return schema.parse(outcome.value);
      throw new UserError(outcome.message, outcome);
    } catch (error) {
      callNext(error);
      // One that did not end was ended, as it should be.
      if (error instanceof workerpool.Promise.TimeoutError) liveness.sign();
      signal?.throwIfAborted();
      throw asPlainWords(error, deadlineMs);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  };
  /** Has something drawn: what goes wrong there is no mistake of a person. */
  const drawing = async <T extends z.ZodType>(schema: T, method: string, args: unknown[]): Promise<z.output<T>> => {
    try {
      const drawn = schema.parse(await start().exec(method, args).timeout(deadlineMs));
      liveness.sign();
      return drawn;
    } catch (error) {
      callNext(error);
      throw error;
    }
  };
  const liveness = watchLiveness(async () => started?.exec('methods'));
  return {
    start: () => void start(),
    live: liveness.live,
    run: (job, options = {}) => work(replySchema, 'run', [job], heard(options)),
    async answer(job, { theme, charts }, options = {}) {
      const { reply, pictures } = await work(answerSchema, 'answer', [job, theme, charts], heard(options));
      const drawn = Object.entries(pictures).map(([name, data]) => [name, Buffer.from(data, 'base64')] as const);
      return { reply, pictures: new Map(drawn) };
    },
    make: (wanted) => work(questionSchema, 'make', [wanted]),
    stepQuestions: (formula) => work(z.array(questionSchema), 'stepQuestions', [formula]),
    readQuestions: (text, as) => work(questionFileSchema, 'readQuestions', [text, as]),
    grade: (question, answer) => work(gradeSchema, 'grade', [question, answer]),
    draw: async (picture, theme) => Buffer.from(await drawing(z.string(), 'draw', [picture, theme]), 'base64'),
    typeset: (equations) => drawing(typesetSchema, 'typeset', [equations]),
    typesetInText: (formulas) => drawing(z.array(z.string().nullable()), 'typesetInText', [formulas]),
    async close() {
      await started?.terminate(true);
      process.off('exit', killAll);
    },
  };
}

/** Hears of progress until it is cancelled: a child may report once more before it knows. */
function heard({ onProgress, signal }: RunOptions) {
  const on = (event: unknown): void => {
    const progress = replySchema.safeParse(event);
    if (progress.success && !signal?.aborted) onProgress?.(progress.data);
  };
  return { on, signal };
}

/** A deadline and a death are nobody's typing mistake, but the person needs to hear what to do all the same. */
function asPlainWords(error: unknown, deadlineMs: number): unknown {
  if (error instanceof workerpool.Promise.TimeoutError) {
    return new UserError(`This took longer than ${deadlineMs / 1000} s, so I stopped it.`, {
      code: 'E_DEADLINE',
      hint: 'Ask for less: fewer steps, fewer neurons, a shorter formula.',
    });
  }
  if (error instanceof workerpool.TerminateError) {
    return new UserError('This needed more than there is, and its process ended.', {
      code: 'E_PROCESS_DIED',
      hint: 'Ask for less: fewer steps, fewer neurons, a shorter formula.',
    });
  }
  return error;
}
