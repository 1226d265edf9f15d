import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { type Picture, type Reply, replySchema } from '../reply/document.ts';

/** A command with its validated values. */
export interface Job {
  readonly name: string;
  readonly values: unknown;
  /** The content of files that the values refer to, by reference. */
  readonly files?: Readonly<Record<string, string>> | undefined;
}

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reply'), reply: replySchema }),
  z.object({
    kind: z.literal('refusal'),
    message: z.string(),
    hint: z.string().optional(),
    where: z.object({ text: z.string(), place: z.object({ start: z.int(), end: z.int() }) }).optional(),
  }),
]);

/** What a child process gives back: an answer, or what the person should do instead. */
export type Outcome = z.infer<typeof outcomeSchema>;

export interface Workers {
  /**
   * Runs a command in a child process.
   *
   * @throws UserError for a refusal, a deadline that passed or a process that died; AbortError when cancelled
   */
  run(
    job: Job,
    options?: { onProgress?: ((reply: Reply) => void) | undefined; signal?: AbortSignal | undefined },
  ): Promise<Reply>;
  /** Draws a picture in a child process. */
  draw(picture: Picture): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface WorkerOptions {
  /** The folder of command files; the project's own by default. */
  readonly folder?: URL | undefined;
  readonly deadlineMs?: number | undefined;
}

const DEADLINE_MS = 20_000;
const HEAP_MB = 256;
/** How long a process may take to go by itself before it is killed. */
const TERMINATE_MS = 100;

/**
 * Child processes with an empty environment, in which commands run: threads would not contain memory. One that
 * hangs past the deadline or dies is replaced, and the others go on.
 */
export function createWorkers({ folder, deadlineMs = DEADLINE_MS }: WorkerOptions = {}): Workers {
  const pool = workerpool.pool(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    workerType: 'process',
    minWorkers: 1,
    maxWorkers: availableParallelism(),
    workerTerminateTimeout: TERMINATE_MS,
    // What a dying process prints is for nobody's eyes.
    emitStdStreams: true,
    forkArgs: folder ? [folder.href] : [],
    forkOpts: { env: {}, execArgv: [`--max-old-space-size=${HEAP_MB}`] },
  });
  /** workerpool forgets the queue when a process dies, until there is a new task: any will do. */
  const callNext = (error: unknown): void => {
    if (error instanceof workerpool.TerminateError) pool.exec('methods').catch(() => {});
  };
  return {
    async run(job, { onProgress, signal } = {}) {
      signal?.throwIfAborted();
      const on = (event: unknown): void => {
        const progress = replySchema.safeParse(event);
        if (progress.success) onProgress?.(progress.data);
      };
      const task = pool.exec('run', [job], { on }).timeout(deadlineMs);
      const cancel = (): void => void task.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        const outcome = outcomeSchema.parse(await task);
        if (outcome.kind === 'reply') return outcome.reply;
        const { message, hint, where } = outcome;
        throw new UserError(message, { ...(hint && { hint }), ...(where && { where }) });
      } catch (error) {
        callNext(error);
        signal?.throwIfAborted();
        throw asPlainWords(error, deadlineMs);
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    },
    async draw(picture) {
      try {
        return Buffer.from(z.string().parse(await pool.exec('draw', [picture]).timeout(deadlineMs)), 'base64');
      } catch (error) {
        callNext(error);
        throw error;
      }
    },
    async close() {
      await pool.terminate(true);
    },
  };
}

/** A deadline and a death are nobody's typing mistake, but the person needs to hear what to do all the same. */
function asPlainWords(error: unknown, deadlineMs: number): unknown {
  if (error instanceof workerpool.Promise.TimeoutError) {
    return new UserError(`This took longer than ${deadlineMs / 1000} s, so I stopped it.`, {
      hint: 'Ask for less: fewer steps, fewer neurons, a shorter formula.',
    });
  }
  if (error instanceof workerpool.TerminateError) {
    return new UserError('This needed more than there is, and its process ended.', {
      hint: 'Ask for less: fewer steps, fewer neurons, a shorter formula.',
    });
  }
  return error;
}
