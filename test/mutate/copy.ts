import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome, RunOptions } from './judge.ts';
import { listed } from './targets.ts';

const ALONE = '--maxWorkers=1';

/** What never comes is not waited for as long as on a busy machine. */
const WAIT_MS = '30000';

/** A copy of the working tree in a temporary folder, which goes when the process ends. */
export class Copy {
  private readonly folder = mkdtempSync(join(tmpdir(), 'chainrule-mutate-'));
  private running: ChildProcess | undefined;

  private readonly flags: readonly string[];

  /** @param flags of vitest, for every run */
  constructor(root: string, flags: readonly string[] = []) {
    this.flags = flags;
    process.on('exit', () => {
      this.end();
      rmSync(this.folder, { recursive: true, force: true });
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
    for (const file of listed(root)) cpSync(join(root, file), join(this.folder, file));
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  has(file: string): boolean {
    return existsSync(join(this.folder, file));
  }

  /**
   * Runs vitest until the first failure.
   * @param first the file of tests that runs first; then the quickest do
   */
  async test(words: readonly string[], { limit, alone }: RunOptions = {}, first = ''): Promise<Outcome> {
    // Named twice, an option of vitest would be a list.
    const flags = alone ? [...this.flags.filter((flag) => !flag.startsWith('--maxWorkers')), ALONE] : this.flags;
    const vitest = ['node_modules/vitest/vitest.mjs', ...words, '--config=test/mutate/vitest.config.ts', ...flags];
    const child = spawn(process.execPath, [...vitest, '--bail=1', '--reporter=dot', '--passWithNoTests'], {
      cwd: this.folder,
      env: { TEST_TIME_LIMIT_MS: WAIT_MS, ...process.env, NO_COLOR: '1', MUTATE_FIRST: first },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that its workers end with it.
      detached: true,
    });
    this.running = child;
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    let late = false;
    const stop = (): void => {
      late = true;
      this.end();
    };
    const timer = limit === undefined ? undefined : setTimeout(stop, limit);
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    clearTimeout(timer);
    this.running = undefined;
    if (late) return { ended: 'late', by: '' };
    return { ended: code === 0 ? 'passed' : 'failed', by: /FAIL\s+(.*)/.exec(output)?.[1] ?? '' };
  }

  private end(): void {
    const { pid } = this.running ?? {};
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}
