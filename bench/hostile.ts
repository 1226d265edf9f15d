import { parseLine } from '../src/command/parse.ts';
import { loadCommands } from '../src/command/registry.ts';
import { median } from './contender.ts';

const FACTORS = 250;
const ROUNDS = 5;
const MOST = 4;

const many = (term: string): string => Array.from({ length: FACTORS }, () => term).join('');

/** Formulas of one length whose numbers are made to be worked with for long; the first is the one to compare with. */
const KINDS: readonly (readonly [name: string, formula: string])[] = [
  ['2*2*…*x', `${many('2*')}x`],
  ['1e308*1e308*…*x', `${many('1e308*')}x`],
  ['x*1e308*1e308*…', `x${many('*1e308')}`],
  ['1e-308*1e-308*…*x', `${many('1e-308*')}x`],
  ['x/1e308/1e308/…', `x${many('/1e308')}`],
  ['1e308+1e308+…+x', `${many('1e308+')}x`],
  ['x-1e308-1e308-…', `x${many('-1e308')}`],
  ['0.1234567*…*x', `${many('0.1234567*').slice(0, 1900)}1*x`],
];

/** Prints what numbers beyond floating point cost in formulas, as a ratio to a small number in the same round. */
export async function showHostile(): Promise<void> {
  const commands = await loadCommands();
  const rounds = Array.from({ length: ROUNDS + 1 }, () =>
    KINDS.map(([, formula]) => {
      const { command, values } = parseLine(`/grad ${formula}`, commands);
      const before = process.cpuUsage();
      command.run?.(values, { files: {} });
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    }),
  ).slice(1);
  console.log(`\n/grad of ${FACTORS} operations, CPU time in ms; ×: divided by that of the first in the same round`);
  for (const [i, [name]] of KINDS.entries()) {
    const ratio = median(rounds.map((times) => (times[i] as number) / (times[0] as number)));
    const ms = median(rounds.map((times) => times[i] as number));
    console.log(
      `  ${name.padEnd(20)} ${ms.toFixed(0).padStart(5)} ${ratio.toFixed(2).padStart(6)} × ${ratio <= MOST ? '✔' : '✘'}`,
    );
  }
  console.log(`  target: at most ${MOST} ×`);
}
