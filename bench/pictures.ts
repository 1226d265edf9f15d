import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseLine } from '../src/command/parse.ts';
import { loadCommands } from '../src/command/registry.ts';
import { drawLocally } from '../src/pictures/draw.ts';
import { fileOf, type Picture } from '../src/reply/document.ts';
import { CHILD } from '../src/workers/children.ts';
import { median } from './contender.ts';

const ROUNDS = 7;
const RENDERS = 500;
/** Each has a dozen frames and more. */
const GIF_RENDERS = 100;
const WARM_UP = 50;
/** What a picture may cost: milliseconds once the program is warm, milliseconds in a new process, and bytes. */
const LIMITS = {
  png: { warm: 150, cold: 1000, bytes: 300_000 },
  gif: { warm: 1000, cold: 2000, bytes: 1_000_000 },
};
const GROWTH = 20_000_000;
const PROGRAMS = fileURLToPath(new URL('../test/support/pictures/', import.meta.url));

/** Commands whose pictures are measured, and a name for each where a picture's own is not enough. */
const LINES: readonly (readonly [line: string, suffix: string])[] = [
  ['/train --no-zero-grad', ''],
  ['/train --data moons', ''],
  ['/train --data moons --no-zero-grad', ', pair'],
  ['/train --data line', ''],
  ['/train --data moons --animate', ', boundary'],
  ['/train --animate', ', outputs'],
  ['/grad a*b+c', ', 5 nodes'],
  ['/grad tanh(x1*w1+x2*w2+x3*w3+x4*w4+b)^2 --detail full', ', 20 nodes'],
  ['/grad tanh(x1*w1+x2*w2+x3*w3+x4*w4+b)^2 --animate', ', 20 nodes'],
  ['/step tanh(x1*w1+x2*w2+x3*w3+x4*w4+b)^2 --number 4 --answer -1', ', 20 nodes'],
  ['/grad (a*b+c)*f --as formulas', ', article'],
  ['/grad tanh(x1*w1+x2*w2+x3*w3+x4*w4+b)^2 --as formulas', ', 20 nodes'],
];

interface Subject {
  readonly name: string;
  readonly picture: Picture;
}

/** Prints what each kind of picture costs: time as a ratio to the loss chart of the same round, bytes, and memory. */
export async function showPictures(): Promise<void> {
  const subjects = await subjectsOf();
  const rounds: number[][] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const times = [];
    for (const { picture } of subjects) times.push(await timed(picture));
    // The first round is the warm-up.
    if (round > 0) rounds.push(times);
  }
  console.log('\nPictures at chat size, drawn in process; ×: the time divided by that of the first in the same round');
  for (const [i, { name, picture }] of subjects.entries()) {
    const kind = fileOf(picture).type === 'image/gif' ? 'gif' : 'png';
    const warm = median(rounds.map((times) => times[i] as number));
    const ratio = median(rounds.map((times) => (times[i] as number) / (times[0] as number)));
    const cold = coldOf(picture);
    const { length } = await drawLocally(picture, 'dark');
    const limit = LIMITS[kind];
    const good = warm <= limit.warm && cold <= limit.cold && length <= limit.bytes;
    console.log(
      `  ${name.padEnd(20)} ${warm.toFixed(0).padStart(5)} ms ${ratio.toFixed(2).padStart(6)} ×  cold ${cold.toFixed(0).padStart(5)} ms ${(length / 1000).toFixed(0).padStart(5)} kB ${good ? '✔' : '✘'}`,
    );
  }
  console.log(`  targets: PNG ${words(LIMITS.png)}; GIF ${words(LIMITS.gif)}`);
  const { gif = [], png = [] } = Object.groupBy(
    subjects.map(({ picture }) => picture),
    ({ drawing }) => (drawing.type === 'animation' ? 'gif' : 'png'),
  );
  showGrowth('PNGs', png, RENDERS);
  showGrowth('GIFs', gif, GIF_RENDERS);
}

const words = ({ warm, cold, bytes }: (typeof LIMITS)['png']): string =>
  `≤ ${warm} ms warm, ≤ ${cold} ms cold, ≤ ${bytes / 1000} kB`;

async function subjectsOf(): Promise<Subject[]> {
  const commands = await loadCommands();
  const subjects: Subject[] = [];
  for (const [line, suffix] of LINES) {
    const { command, values } = parseLine(line, commands);
    if (command.run === undefined) throw new Error(`${line} draws nothing`);
    const answer = command.run(values, { files: {} });
    const reply = 'nodes' in answer ? answer : [...answer].at(-1);
    for (const node of reply?.nodes ?? []) {
      if (node.kind !== 'picture') continue;
      const name = `${node.name}${suffix}`;
      const known = subjects.some(({ picture }) => picture.name === node.name && suffix === '');
      if (!known && !(suffix !== '' && (node.name === 'loss' || node.name === 'tracked'))) {
        subjects.push({ name, picture: node });
      }
    }
  }
  return subjects;
}

async function timed(picture: Picture): Promise<number> {
  const start = performance.now();
  await drawLocally(picture, 'dark');
  return performance.now() - start;
}

/** The first drawing in a new process, from its start to its end, in milliseconds. */
function coldOf(picture: Picture): number {
  const start = performance.now();
  spawnSync(process.execPath, [...CHILD.execArgv, `${PROGRAMS}memory.ts`, '1', '0'], {
    input: JSON.stringify([picture]),
    env: CHILD.env,
  });
  return performance.now() - start;
}

function showGrowth(kind: string, pictures: readonly Picture[], renders: number): void {
  const grown = growthOf(pictures, renders);
  console.log(
    `  memory: ${(grown / 1e6).toFixed(1)} MB more after ${renders} ${kind} in a child process, target < ${GROWTH / 1e6} MB ${grown < GROWTH ? '✔' : '✘'}`,
  );
}

function growthOf(pictures: readonly Picture[], renders: number): number {
  const args = [...CHILD.execArgv, `${PROGRAMS}memory.ts`, String(WARM_UP), String(renders)];
  return Number(
    execFileSync(process.execPath, args, { input: JSON.stringify(pictures), env: CHILD.env, encoding: 'utf8' }),
  );
}
