import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CHECK_STEPS, type Contender } from './contender.ts';
import { type Graph, newModel, type Training } from './workloads.ts';

export type Limit = (workload: 'W1' | 'W2' | 'W3' | 'W4', numbers: readonly number[]) => Contender;

/** Compiles limit.c for this machine; `undefined` where there is no C compiler. It is deleted when Node exits. */
export function compileLimit(): Limit | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'chainrule-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const program = join(folder, 'limit');
  const source = fileURLToPath(new URL('limit.c', import.meta.url));
  const { CC = 'cc' } = process.env;
  const compiler = spawnSync(CC, ['-O3', '-march=native', '-o', program, source], { encoding: 'utf8' });
  if (compiler.status !== 0) {
    if (compiler.stderr) process.stderr.write(compiler.stderr);
    return undefined;
  }
  return (workload, numbers) => {
    const input = new Uint8Array(Float64Array.from(numbers).buffer);
    const run = (steps: number) => {
      const { stdout } = spawnSync(program, [workload, String(CHECK_STEPS), String(steps)], { input });
      const printed = stdout.toString().trim().split(' ').map(Number);
      return { result: printed.slice(0, -1), nanoseconds: printed.at(-1) as number };
    };
    return { name: 'C', tolerance: 1e-9, run };
  };
}

export const trainingNumbers = (training: Training): number[] => [
  training.rate,
  ...newModel(training)
    .parameters()
    .map((parameter) => parameter.data),
  ...training.samples.flatMap(({ x, y }) => [...x, y]),
];

export const graphNumbers = ({ leaves, operations, first, second }: Graph): number[] => [
  leaves.length,
  leaves.length + operations.length,
  ...leaves,
  ...operations,
  ...first,
  ...second,
];
