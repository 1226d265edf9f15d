/**
 * `npm run mutate`: do the tests notice? It changes one place at a time in a copy of the project and runs the tests: those
 * of the file and of its room, those that import the file, then all. A change that no test notices is a missing test, code that
 * nobody needs, or a change without effect; one with which the tests do not end is counted apart. Exit code: 0 where none
 * survived, 1 where one did, 2 where the tests fail unchanged or nothing can be changed.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../../src/engine/index.ts';
import { Copy } from './copy.ts';
import { judge, type Verdict } from './judge.ts';
import { changed, placesIn } from './places.ts';
import { named, nearest, touched } from './targets.ts';

const USAGE = `npm run mutate -- [--n 40] [--seed 1] [--related | --tests FOLDER…] [FILE or FOLDER…]
  Without files: the lines of src and commands that differ from main, committed or not.
  --n COUNT       how many changes are drawn
  --seed NUMBER   the same seed draws the same changes
  --related       leaves the whole suite out: quicker, but misses tests that run the code in another process
  --tests FOLDER  these tests instead of the related ones and the whole suite; may be given several times
  --limit SECONDS skips the run of the unchanged tests: they are known to pass, each run within that time
  --workers COUNT processes at a time
  --no-isolate    as vitest has it: all test files in one process, quicker, for tests that keep no state`;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    n: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    related: { type: 'boolean', default: false },
    tests: { type: 'string', multiple: true, default: [] },
    limit: { type: 'string' },
    workers: { type: 'string' },
    'no-isolate': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit();
}

const targets = positionals.length > 0 ? named(ROOT, positionals) : touched(ROOT);
const flags = [
  ...(values['no-isolate'] ? ['--no-isolate'] : []),
  ...(values.workers === undefined ? [] : [`--maxWorkers=${values.workers}`]),
];
const copy = new Copy(ROOT, flags);
const places = [...targets].flatMap(([file, lines]) =>
  placesIn(copy.read(file))
    .filter(({ line }) => lines(line))
    .map((place) => ({ file, place })),
);
const drawn = new Random(Number(values.seed)).shuffled(places).slice(0, Number(values.n));
console.log(`${drawn.length} of ${places.length} places in ${targets.size} files, seed ${values.seed}`);
if (drawn.length === 0) process.exit(2);

const began = performance.now();
if (values.limit === undefined) {
  for (const run of unchangedRuns([...new Set(drawn.map(({ file }) => file))])) {
    const plain = await copy.test(run);
    if (plain.ended === 'passed') continue;
    console.error(`The tests fail without any change: ${plain.by}`);
    process.exit(2);
  }
}
// A change can make a loop endless.
const limit = values.limit === undefined ? 3 * (performance.now() - began) + 30_000 : 1_000 * Number(values.limit);

const found: Record<Verdict['verdict'], string[]> = { noticed: [], SURVIVED: [], 'timed out': [] };
for (const [i, { file, place }] of drawn.entries()) {
  const source = copy.read(file);
  copy.write(file, changed(source, place));
  const near = nearest(file, (path) => copy.has(path));
  const { verdict, by } = await judge(runsFor(file, near), limit, (run, options) => copy.test(run, options, near[0]));
  copy.write(file, source);
  const before = source.slice(place.start, place.end);
  const what = `${file}:${place.line} ${place.kind} «${short(before)}» → «${short(place.text)}»`;
  found[verdict].push(what);
  console.log(`${i + 1} ${verdict.padEnd(9)} ${what}${by && ` by ${by}`}`);
}
console.log(
  `\nOf ${drawn.length}: ${Object.entries(found)
    .map(([verdict, { length }]) => `${length} ${verdict}`)
    .join(', ')}`,
);
for (const verdict of ['SURVIVED', 'timed out'] as const)
  for (const what of found[verdict]) console.log(`  ${verdict.padEnd(9)} ${what}`);
process.exitCode = found.SURVIVED.length > 0 ? 1 : 0;

/** Every test that may run for one of these files. */
function unchangedRuns(files: readonly string[]): string[][] {
  const near = [...new Set(files.flatMap((file) => nearest(file, (path) => copy.has(path))))];
  if (values.tests.length > 0) return [['run', ...near, ...values.tests]];
  if (!values.related) return [['run']];
  return [...(near.length > 0 ? [['run', ...near]] : []), ['related', ...files, '--run']];
}

function runsFor(file: string, near: readonly string[]): string[][] {
  if (values.tests.length > 0) return [['run', ...near, ...values.tests]];
  const related = [...(near.length > 0 ? [['run', ...near]] : []), ['related', file, '--run']];
  return values.related ? related : [...related, ['run']];
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}
