import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { TIME_LIMIT_MS } from './time-limit.ts';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment. */
  readonly env?: Record<string, string>;
  /** What is piped in. */
  readonly input?: string;
  /** Closes its stdout at once, as `head` does when it has seen enough. */
  readonly unread?: boolean;
}

/** Runs a program of ours in a process of its own until it ends by itself; one that hangs is ended. */
export async function run(
  words: readonly string[],
  { cwd, env = {}, input = '', unread = false }: RunOptions,
): Promise<Finished> {
  const child = spawn(process.execPath, words, { cwd, env, timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL' });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }
  if (unread) child.stdout.destroy();
  child.stdin.on('error', () => {}).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, ...output };
}

/** The path of one of our programs. */
export const program = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** One of our programs as `npm` starts it: what Node is to be given. */
export const launch = (path: string): [launcher: string, program: string] => [program('app/launch.js'), program(path)];
