import { expect, it } from 'vitest';
import { complete } from '../../src/command/complete.ts';
import { loadCommands } from '../../src/command/registry.ts';
import { GLOSSARY } from '../../src/tutor/glossary/index.ts';
import { everything } from '../support/everything.ts';
import poll from '../support/poll.ts';

/** Words of the glossary that begin so: their first words, each once. */
const words = (start: string): string[] =>
  [...new Set(GLOSSARY.map(({ term }) => term.split(' ')[0] as string))].filter((word) => word.startsWith(start));

const some = (await loadCommands()).filter(({ name }) => ['grad', 'help', 'train'].includes(name));
const commands = [...some, everything, ...poll];

const ALL = [
  ...['--word', '--greeting', '--size', '--half-life', '--count', '--mode', '--no-bright', '--loud', '--sure'],
] as const;

it.each<[line: string, replace: number, candidates: readonly string[]]>([
  ['', 0, ['/grad', '/help', '/train', '/everything', '/poll']],
  ['/', 1, ['/grad', '/help', '/train', '/everything', '/poll']],
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
  ['train --l', 3, ['--layers', '--last', '--lr', '--loss', '--log']],
  ['/TRAIN --sta', 5, ['--stable-tanh']],
  ['/grad a*b --detail ', 0, ['brief', 'full']],
  ['/help t', 1, ['train', ...words('t')]],
  ['/help ', 0, ['grad', 'help', 'train', 'everything', 'poll', ...words('')]],
  ['/help chain ', 0, ['rule']],
  ['/help Upstream g', 1, ['gradient']],
  ['/p', 2, ['/poll']],
  ['/poll', 5, ['/poll']],
  ['/poll ', 0, ['open', 'vote', 'show']],
  ['/POLL v', 1, ['vote']],
  ['/poll open', 4, ['open']],
  ['/poll open ', 0, ['--rounds', '--seconds', '--topic']],
  ['/poll open --topic ', 0, ['tanh', 'loss']],
  ['/poll  open --rounds 3 --s', 3, ['--seconds']],
  ['/poll nothing --', 2, []],
  ['/poll vote bl', 2, []],
  ['/help po', 2, ['poll', ...words('po')]],
  ['/help poll ', 0, ['open', 'vote', 'show']],
  ['/help poll s', 1, ['show']],
  ['/help grad ', 0, []],
  ['/help poll show ', 0, []],
  ['/nothing --', 2, []],
])('%j', (line, replace, candidates) => {
  expect(complete(line, commands)).toEqual({ replace, candidates });
});
