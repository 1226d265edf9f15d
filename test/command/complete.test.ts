import { expect, it } from 'vitest';
import { complete } from '../../src/command/complete.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { everything } from '../support/everything.ts';

const commands = [...(await loadCommands()), everything];

const ALL = [
  ...['--word', '--greeting', '--size', '--half-life', '--count', '--mode', '--no-bright', '--loud', '--sure'],
] as const;

it.each<[line: string, replace: number, candidates: readonly string[]]>([
  ['', 0, ['/grad', '/help', '/train', '/everything']],
  ['/', 1, ['/grad', '/help', '/train', '/everything']],
  ['/t', 2, ['/train']],
  ['  /t', 2, ['/train']],
  ['/train', 6, ['/train']],
  ['/x', 2, []],
  ['/everything ', 0, ALL],
  ['/everything --', 2, ALL],
  ['/everything a*b --loud --', 2, ALL],
  ['/everything --no', 4, ['--no-bright']],
  ['/everything --g', 3, ['--greeting']],
  ['/everything --mode ', 0, ['slow', 'fast', 'very-fast']],
  ['/everything --mode f', 1, ['fast']],
  ['/everything --mode fast ', 0, ALL],
  ['/everything --greeting ', 0, []],
  ['/everything --loud ', 0, ALL],
  ['/everything a', 1, []],
  ['/train --data m', 1, ['moons']],
  ['train --l', 3, ['--layers', '--lr', '--loss']],
  ['/TRAIN --sta', 5, ['--stable-tanh']],
  ['/grad a*b --detail ', 0, ['brief', 'full']],
  ['/help t', 1, ['train']],
  ['/help ', 0, ['grad', 'help', 'train', 'everything']],
  ['/nothing --', 2, []],
])('%j', (line, replace, candidates) => {
  expect(complete(line, commands)).toEqual({ replace, candidates });
});
