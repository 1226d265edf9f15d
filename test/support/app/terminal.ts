import { spawn } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';

const LAST_OUTPUT_MS = 1000;

/** A program of Node's in a terminal of its own, which a person types into. */
export function inTerminal(words: readonly string[], { cwd = process.cwd(), env = {} } = {}) {
  const terminal = spawn(process.execPath, [...words], { cols: 90, rows: 30, cwd, env: { TERM: 'xterm', ...env } });
  let [screen, seen] = ['', 0];
  let look = (): void => {};
  terminal.onData((text) => {
    screen += text;
    look();
  });
  const ended = new Promise<{ exitCode: number; signal?: number }>((resolve) => terminal.onExit(resolve));
  onTestFinished(() => {
    try {
      process.kill(terminal.pid, 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
  return {
    types: (keys: string): void => terminal.write(keys),
    /** Resolves when this is on the screen, behind what was waited for before. */
    shows: (text: string): Promise<void> =>
      new Promise((resolve, reject) => {
        // What it wrote last may come behind its end.
        const late = (): void => reject(new Error(`it ended without "${text}":\n${screen}`));
        void ended.then(() => setTimeout(late, LAST_OUTPUT_MS));
        look = () => {
          const at = screen.indexOf(text, seen);
          if (at < 0) return;
          seen = at + text.length;
          look = () => {};
          resolve();
        };
        look();
      }),
    screen: (): string => screen,
    /** The exit code. */
    ends: async (): Promise<number> => (await ended).exitCode,
  };
}
