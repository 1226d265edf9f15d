import { parseLine } from '../src/command/parse.ts';
import { loadCommands } from '../src/command/registry.ts';
import { median } from './contender.ts';

const FACTORS = 250;
const ROUNDS = 5;
const MOST = 5;

/** Formulas whose numbers are made to be worked with for long, and the same with a small one. */
const KINDS: readonly (readonly [shape: (number: string) => string, number: string])[] = [
  [(number) => `${`${number}*`.repeat(FACTORS)}x`, '1e308'],
  [(number) => `x${`*${number}`.repeat(FACTORS)}`, '1e308'],
  [(number) => `${`${number}*`.repeat(FACTORS)}x`, '1e-308'],
  [(number) => `x${`/${number}`.repeat(FACTORS)}`, '1e308'],
  [(number) => `${`${number}+`.repeat(FACTORS)}x`, '1e308'],
  [(number) => `x${`-${number}`.repeat(FACTORS)}`, '1e308'],
];

/** Prints what numbers beyond floating point cost in formulas, as a ratio to what a small one costs there. */
export async function showHostile(): Promise<void> {
  const commands = await loadCommands();
  const timed = (formula: string): number => {
    const { command, values } = parseLine(`/grad ${formula}`, commands);
    const before = process.cpuUsage();
    command.run?.(values, { files: {} });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const rounds = Array.from({ length: ROUNDS + 1 }, () =>
    KINDS.map(([shape, number]) => [timed(shape(number)), timed(shape('2'))] as const),
  ).slice(1);
  console.log(`\n/grad of ${FACTORS} operations, CPU time in ms; ×: divided by that with 2 in place of the number`);
  for (const [i, [shape, number]] of KINDS.entries()) {
    const times = rounds.map((round) => round[i] as readonly [number, number]);
    const ms = median(times.map(([time]) => time));
    const ratio = median(times.map(([time, usual]) => time / usual));
    const name = shape(number).replace(/^(.{14}).*(.{5})$/, '$1…$2');
    console.log(
      `  ${name.padEnd(22)}${ms.toFixed(0).padStart(5)} ${ratio.toFixed(2).padStart(6)} × ${ratio <= MOST ? '✔' : '✘'}`,
    );
  }
  console.log(`  target: at most ${MOST} ×`);
}
