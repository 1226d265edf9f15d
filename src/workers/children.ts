import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { availableParallelism, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { createTaskQueue } from './task-queue.ts';

const HEAP_MB = 256;
/**
 * How a child process is started. It keeps what it once has, so its memory is held small: with a young generation of
 * this size the garbage of a drawing does not grow old. glibc keeps blocks like a picture's pixels for the next picture
 * (`man mallopt`): to have each page of new ones mapped takes longer than to draw on them. It gives back what is free above
 * these 16 MB. `npm run bench` shows what comes of it. Fonts of the machine are not read: pictures bring their own.
 */
export const CHILD = {
  env: {
    MALLOC_MMAP_THRESHOLD_: '33554432',
    MALLOC_TRIM_THRESHOLD_: '16777216',
    MALLOC_ARENA_MAX: '2',
    DISABLE_SYSTEM_FONTS_LOAD: '1',
  },
  execArgv: [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=4'],
};

/** A third of the weight of a process that listens (`man 7 sched`): less, and they would starve beside other programs. */
const NICE = 5;
/** How long a process may take to go by itself before it is killed. */
const TERMINATE_MS = 100;

export type Pool = ReturnType<typeof workerpool.pool>;

/** The processes of a pool, which workerpool has no other way to. */
export const processesOf = (pool: Pool): ChildProcess[] =>
  ((pool as unknown as { workers?: { worker: ChildProcess | null }[] }).workers ?? []).flatMap(
    ({ worker }) => worker ?? [],
  );

/** Those that have been prepared. */
const known = new WeakSet<ChildProcess>();

/** To be done with a new process; nothing is done with one of before. */
export function prepare(child: ChildProcess): void {
  if (known.has(child)) return;
  known.add(child);
  endByKill(child);
  standBehind(child);
}

/**
 * Lets this process have the processor first: whoever asks is told at once that work has begun, however much there is.
 * As each child leads a session of its own, Linux may weigh the sessions and not the processes (`man 7 sched`, autogroup).
 */
function standBehind({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, NICE);
    writeFileSync(`/proc/${pid}/autogroup`, String(NICE));
  } catch {
    // It is gone already, or this is another system: then all have the same share.
  }
}

/** workerpool ends processes by SIGTERM, which ours ignore: it may come from outside, to all processes at once. */
function endByKill(child: ChildProcess): void {
  const { kill } = Object.getPrototypeOf(child);
  child.kill = () => kill.call(child, 'SIGKILL');
}

/** @param folder of command files; the project's own if left out */
export const startPool = (folder: URL | undefined, onCreateWorker: () => void): Pool =>
  workerpool.pool(fileURLToPath(new URL('./child.ts', import.meta.url)), {
    workerType: 'process',
    minWorkers: 1,
    maxWorkers: availableParallelism(),
    queueStrategy: createTaskQueue(),
    workerTerminateTimeout: TERMINATE_MS,
    // What a dying process prints is for nobody's eyes.
    emitStdStreams: true,
    forkArgs: folder ? [folder.href] : [],
    onCreateWorker: () => void onCreateWorker(),
    forkOpts: {
      // Ctrl-C is not for them. On Windows this would open a window for each.
      detached: process.platform !== 'win32',
      env: { ...CHILD.env, ...compileCache() },
      execArgv: [...CHILD.execArgv, ...['./ignore-signals.js', '../strip-types.js'].flatMap(preloaded)],
    },
  });

const preloaded = (file: string): string[] => ['--import', new URL(file, import.meta.url).href];

/** A process shares the compiled code of this one. */
function compileCache(): Record<string, string> {
  const folder = getCompileCacheDir();
  // Node makes the last part of it from its version.
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
