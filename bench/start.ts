import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './contender.ts';

const ROUNDS = 7;
const program = (name: string): string => fileURLToPath(new URL(`../src/app/${name}`, import.meta.url));
const LAUNCHER = program('launch.js');

/** What is started, and how many times as long as `node -e 0` it may take. */
const STARTS: readonly (readonly [name: string, words: readonly string[], most?: number])[] = [
  ['node -e 0', ['-e', '0']],
  ["ask '/help'", [LAUNCHER, program('ask.ts'), '/help'], 20],
  ["ask '/grad a*b+c', with its picture", [LAUNCHER, program('ask.ts'), '/grad a*b+c'], 35],
];
const PAGE_SECONDS = 1;

/** Prints how long the program takes to start, with the ratio to Node alone in the same round. */
export async function showStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'chainrule-bench-'));
  try {
    const rounds: number[][] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = STARTS.map(([, words]) => timed(words, folder));
      times.push(await untilPage(folder));
      // The first round fills the cache of compiled code.
      if (round > 0) rounds.push(times);
    }
    console.log(`\nCold starts; medians of ${ROUNDS} interleaved rounds; ×: divided by node -e 0 of the same round`);
    for (const [i, [name, , most]] of STARTS.entries()) {
      const ratio = median(rounds.map((times) => (times[i] as number) / (times[0] as number)));
      const verdict = most === undefined ? '' : `, target ≤ ${most} ${ratio <= most ? '✔' : '✘'}`;
      console.log(
        `  ${name.padEnd(36)} ${inSeconds(rounds, i).padStart(7)} ${ratio.toFixed(1).padStart(6)} ×${verdict}`,
      );
    }
    const page = median(rounds.map((times) => times[STARTS.length] as number)) / 1000;
    const ratio = median(rounds.map((times) => (times[STARTS.length] as number) / (times[0] as number)));
    console.log(
      `  ${'npm start, until the page answers'.padEnd(36)} ${page.toFixed(3)} s ${ratio.toFixed(1).padStart(6)} ×, target ≤ ${PAGE_SECONDS} s ${page <= PAGE_SECONDS ? '✔' : '✘'}`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const inSeconds = (rounds: readonly number[][], i: number): string =>
  `${(median(rounds.map((times) => times[i] as number)) / 1000).toFixed(3)} s`;

/** A program from its start to its end, in milliseconds. */
function timed(words: readonly string[], cwd: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, words, { cwd, env: {} });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
  return performance.now() - start;
}

/** `npm start` without npm, until its page is there, in milliseconds. */
async function untilPage(cwd: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, program('main.ts')], {
    cwd,
    env: { PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  try {
    let said = '';
    for await (const text of child.stdout) {
      said += text;
      const [, url] = /Chainrule is at (http\S+)\n/.exec(said) ?? [];
      if (url === undefined) continue;
      await (await fetch(url)).text();
      return performance.now() - start;
    }
    throw new Error('the page did not come');
  } finally {
    child.kill();
    await ended;
  }
}
