/**
 * `npm run bench`: what the engine costs beside a hand-written C loop and beside other libraries, what the pictures
 * cost, how long learning rates take to compare, how long a start takes, and what extreme numbers cost, in one run; `npm run bench -- start` for one
 * of the sections.
 * `npm run bench -- memory` shows instead what the program keeps of 3,000 commands, or of as many as are named behind it.
 * `npm run bench -- load` shows how many commands a second are answered, in loads of a minute, or of as many seconds.
 * A measurement and no test: whatever the figures, it ends with 0; it stops only where a result is wrong.
 */
import { cpus } from 'node:os';
import { withTape } from '../src/engine/index.ts';
import { type Odds, oddsOf, toSettings } from '../src/training/index.ts';
import { type Contender, check, inProcess, measure, median } from './contender.ts';
import {
  graphContenders,
  pointContenders,
  productContender,
  replayedTraining,
  type Scheme,
  trainingContenders,
} from './engine.ts';
import { showHostile } from './hostile.ts';
import { compileLimit, graphNumbers, type Limit, trainingNumbers } from './limit.ts';
import { loadPeers } from './peers.ts';
import { showPictures } from './pictures.ts';
import { showStart } from './start.ts';
import { showSweep } from './sweep.ts';
import { point, randomGraph, type Training, w1, w2 } from './workloads.ts';

const ROUNDS = 25;
const MILLISECONDS_A_TURN = 30;
const ODDS_SECONDS = 1;
const mark = (good: boolean): string => (good ? '✔' : '✘');

const [part, commands = '3000'] = process.argv.slice(2);
if (part === 'memory') {
  const { showMemory } = await import('./memory.ts');
  await showMemory(Number(commands));
  process.exit();
}

if (part === 'load') {
  const { showLoad } = await import('./load.ts');
  await showLoad(Number(process.argv[3] ?? 60));
  process.exit();
}

const limit = compileLimit();
const peers = loadPeers();
const inC = (...of: Parameters<Limit>): Contender[] => (limit ? [limit(...of)] : []);

const SECTIONS = {
  engine: showEngine,
  sweep: showSweep,
  pictures: showPictures,
  start: showStart,
  hostile: showHostile,
};
const wanted = process.argv.slice(2);
for (const [name, showSection] of Object.entries(SECTIONS))
  if (wanted.length === 0 || wanted.includes(name)) await showSection();

function showEngine(): void {
  console.log(`Node ${process.version} on ${cpus()[0]?.model}; medians of ${ROUNDS} interleaved rounds.`);
  console.log(
    limit
      ? '×C: divided by the time of bench/limit.c in the same round (written by hand, samples in SIMD lanes); its range.'
      : 'There is no C compiler (cc) that can build bench/limit.c, so the ratios to C are left out.',
  );
  if (peers.length === 0) console.log('For brain.js, synaptic and tfjs: npm ci --prefix bench');

  const graph = randomGraph(50_000, 1_000);
  show('W1: MLP 3-[4,4,1], 4 samples, one training step', training('W1', w1), { Value: 50, compiled: 1.5 });
  show('W2: MLP 2-[16,16,1], 100 samples, one training step', training('W2', w2), { compiled: 2.5 });
  show('W1t: a step of W1 by /train, with all that it records', product('W1', w1), { 'train()': 4 });
  show('W2t: a step of W2 by /train, with all that it records', product('W2', w2), { 'train()': 3.5 });
  show(
    'W3: a random graph of 50,000 nodes, forward and backward',
    alike(inC('W3', graphNumbers(graph)), graphContenders(graph)),
    { 'Value, rebuilt': 4 },
  );
  show('W4: the gradient of a*b+c', alike(inC('W4', point), pointContenders()));
  if (peers.length > 0) {
    console.log(
      '\n* updates after each sample, the only way it offers; tfjs and brain.js calculate in single precision;',
    );
    console.log('  synaptic takes the error itself for the delta of the output, without the slope of tanh.');
  }
  showOdds();
}

/** Each contender is checked against the engine training in the same way as it does. */
function training(name: 'W1' | 'W2', workload: Training): Contender[] {
  const reference = (scheme: Scheme): readonly number[] =>
    inProcess('reference', 0, () => replayedTraining(workload, scheme), withTape).run(1).result;
  const own = [...inC(name, trainingNumbers(workload)), ...trainingContenders(workload)];
  for (const contender of own) check(contender, reference('all'));
  const others = peers.map(({ scheme, contender }) => {
    const peer = contender(workload);
    check(peer, reference(scheme));
    return scheme === 'all' ? peer : { ...peer, name: `${peer.name} *` };
  });
  return [...own, ...others];
}

/** The product's own function beside the C loop. */
function product(name: 'W1' | 'W2', workload: Training): Contender[] {
  return alike(inC(name, trainingNumbers(workload)), [productContender(workload)]);
}

/** The lists in one, once all results agree. */
function alike(...lists: Contender[][]): Contender[] {
  const contenders = lists.flat();
  const reference = contenders.at(-1)?.run(1).result ?? [];
  for (const contender of contenders) check(contender, reference);
  return contenders;
}

/** @param targets the ratios to C that contenders are to stay below, by the beginnings of their names */
function show(title: string, contenders: readonly Contender[], targets: Readonly<Record<string, number>> = {}): void {
  const rounds = measure(contenders, ROUNDS, MILLISECONDS_A_TURN);
  const wanted = Object.entries(targets).map(([name, target]) => `${name} ≤ ${target}`);
  console.log(`\n${title}${wanted.length === 0 ? '' : `; targets: ${wanted.join(', ')} ×C`}`);
  const least = (i: number): number => Math.min(...rounds.map((times) => times[i] as number));
  for (const [i, { name }] of contenders.entries()) {
    const time = duration(median(rounds.map((times) => times[i] as number)));
    const line = `  ${name.padEnd(16)} ${time.padStart(9)}`;
    if (!limit) {
      console.log(line);
      continue;
    }
    const ratios = rounds.map((times) => (times[i] as number) / (times[0] as number));
    const ratio = median(ratios);
    const range = `(${short(Math.min(...ratios))} – ${short(Math.max(...ratios))})`;
    const fastest = short(least(i) / least(0)).padStart(6);
    const target = Object.entries(targets).find(([start]) => name.startsWith(start))?.[1];
    const verdict = target === undefined ? '' : ` ${mark(ratio <= target)}`;
    console.log(`${line} ${short(ratio).padStart(7)} ×C, least times ${fastest}  ${range}${verdict}`);
  }
}

/** What the bot itself does to tell how often a start turns out well or badly. */
function showOdds(): void {
  const plain = { seed: 0, momentum: 0, stableTanh: false, zeroGrad: true };
  for (const options of [
    { ...plain, data: 'article', lr: 0.4, steps: 20 },
    { ...plain, data: 'moons' },
  ]) {
    const start = performance.now();
    const settings = toSettings(options);
    const { seeds, threshold, zeroed, neverZeroed } = oddsOf(settings) as Odds;
    const seconds = (performance.now() - start) / 1000;
    console.log(`\nOdds: ${seeds} starts of ${options.data}, ${settings.steps} iterations, zeroed and never zeroed`);
    console.log(`  loss < ${threshold}: ${zeroed.learned} and ${neverZeroed.learned}`);
    console.log(`  overflow: ${zeroed.overflowed} and ${neverZeroed.overflowed}`);
    const good = mark(seeds === 200 && seconds <= ODDS_SECONDS);
    console.log(`  ${seconds.toFixed(3)} s, target: 200 starts in ≤ ${ODDS_SECONDS} s ${good}`);
  }
}

function duration(nanoseconds: number): string {
  if (nanoseconds < 1e3) return `${short(nanoseconds)} ns`;
  return nanoseconds < 1e6 ? `${short(nanoseconds / 1e3)} µs` : `${short(nanoseconds / 1e6)} ms`;
}

/** Three digits are more than the noise allows. */
function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}
