import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Of a file, and of a folder without those below it. */
const MAX_LINES = 300;
const MAX_FILES = 25;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Data goes one way: what each room may import from. A file directly under src/ is a room of its
 * own, named after the file.
 */
const ALLOWED: Record<string, readonly string[]> = {
  text: [],
  errors: [],
  limits: [],
  'make-folder': [],
  engine: [],
  reply: ['errors', 'limits'],
  expression: ['engine', 'errors', 'text'],
  training: ['engine', 'errors', 'limits', 'text'],
  export: ['engine', 'errors', 'expression', 'limits', 'training'],
  derivation: ['engine', 'expression', 'reply'],
  pictures: ['reply'],
  figures: ['derivation', 'engine', 'expression', 'pictures', 'reply', 'text', 'training'],
  tutor: ['derivation', 'engine', 'errors', 'export', 'expression', 'figures', 'reply', 'text', 'training'],
  questions: [
    'derivation',
    'engine',
    'errors',
    'expression',
    'figures',
    'limits',
    'reply',
    'text',
    'training',
    'tutor',
  ],
  store: ['limits', 'make-folder'],
  quiz: ['command', 'engine', 'errors', 'figures', 'questions', 'reply', 'store', 'text', 'tutor'],
  learning: [
    'command',
    'derivation',
    'engine',
    'errors',
    'expression',
    'figures',
    'limits',
    'questions',
    'quiz',
    'reply',
    'store',
    'text',
    'training',
    'tutor',
  ],
  command: ['errors', 'reply', 'text'],
  commands: [
    'command',
    'engine',
    'errors',
    'export',
    'expression',
    'learning',
    'questions',
    'quiz',
    'reply',
    'text',
    'training',
    'tutor',
  ],
  workers: ['command', 'errors', 'learning', 'pictures', 'questions', 'quiz', 'reply'],
  dispatch: ['command', 'errors', 'pictures', 'reply', 'store', 'workers'],
  platforms: [
    'command',
    'dispatch',
    'errors',
    'learning',
    'limits',
    'make-folder',
    'quiz',
    'reply',
    'store',
    'strip-types.js',
    'text',
  ],
  app: ['command', 'dispatch', 'errors', 'learning', 'make-folder', 'platforms', 'quiz', 'reply', 'store'],
};

/** Packages that only one room may know. */
const PACKAGES: Record<string, readonly string[]> = {
  'discord.js': ['platforms'],
  '@discordjs/ws': ['platforms'],
  '@slack/bolt': ['platforms'],
  hono: ['platforms'],
  '@hono/node-server': ['platforms'],
  'chart.js': ['pictures'],
  '@napi-rs/canvas': ['pictures'],
  sharp: ['pictures'],
  'quickchart-js': ['pictures'],
  '@viz-js/viz': ['pictures'],
  '@mathjax/src': ['pictures'],
  '@mathjax/mathjax-newcm-font': ['pictures'],
  'd3-contour': ['figures'],
  'qrcode-generator': ['platforms'],
  workerpool: ['workers'],
  kysely: ['store'],
  'ts-fsrs': ['learning'],
  pg: ['store'],
  'better-sqlite3': ['store'],
  'prom-client': ['dispatch'],
  'rate-limiter-flexible': ['dispatch'],
  pino: ['app'],
};

const files = ['src', 'commands'].flatMap((folder) =>
  readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);

function roomOf(file: string): string {
  const [first, second = ''] = file.split('/');
  return first === 'commands' ? 'commands' : second.replace(/\.ts$/, '');
}

interface Import {
  readonly from: string;
  readonly to: string;
}

const imports: Import[] = files.flatMap((from) => {
  const source = readFileSync(resolve(ROOT, from), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map(([, to = '']) => ({ from, to }));
});

/** The imports between our own files. */
const links: Import[] = imports
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(ROOT, resolve(ROOT, dirname(from), to)) }));

/** Sets of files each of which reaches every other of its set: by Tarjan's algorithm, in the order of their names. */
function circles(arrows: readonly Import[]): string[][] {
  const next = Map.groupBy(arrows, ({ from }) => from);
  const found: string[][] = [];
  /** When a file was seen first, and the earliest file on the way to it that it reaches. */
  const seen = new Map<string, number>();
  const low = new Map<string, number>();
  const way: string[] = [];
  const visit = (file: string): number => {
    const order = seen.size;
    seen.set(file, order);
    low.set(file, order);
    way.push(file);
    for (const { to } of next.get(file) ?? []) {
      const reached = !seen.has(to) ? visit(to) : way.includes(to) ? (seen.get(to) as number) : order;
      low.set(file, Math.min(low.get(file) as number, reached));
    }
    if (low.get(file) !== order) return low.get(file) as number;
    const members = way.splice(way.indexOf(file));
    if (members.length > 1 || arrows.some(({ from, to }) => from === file && to === file)) found.push(members.sort());
    return order;
  };
  for (const file of next.keys()) if (!seen.has(file)) visit(file);
  return found.sort();
}

it.each([
  ['none', 'a>b b>c a>c', []],
  ['a file that imports itself', 'a>a', [['a']]],
  ['two files', 'a>b b>a c>a', [['a', 'b']]],
  ['two circles that meet', 'a>b b>c c>a c>d d>c e>a', [['a', 'b', 'c', 'd']]],
  [
    'two circles, one behind the other',
    'a>b b>a b>c c>d d>c',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
])('finds circles: %s', (_, arrows, found) => {
  const parsed = arrows.split(' ').map((arrow) => ({ from: arrow.slice(0, 1), to: arrow.slice(2) }));
  expect(circles(parsed)).toEqual(found);
});

describe('files and folders', () => {
  const tracked = ['src', 'commands'].flatMap((folder) =>
    readdirSync(resolve(ROOT, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
  );

  it('can be read at a sitting: no file is longer than 300 lines', () => {
    const long = tracked
      .map(({ parentPath, name }) => resolve(parentPath, name))
      .filter((file) => /\.(ts|js|css)$/.test(file) && readFileSync(file, 'utf8').split('\n').length > MAX_LINES + 1);
    expect(long).toEqual([]);
  });

  it('can be seen at a glance: no folder has more than 25 files', () => {
    const folders = Map.groupBy(tracked, ({ parentPath }) => relative(ROOT, parentPath));
    expect([...folders].filter(([, entries]) => entries.length > MAX_FILES).map(([folder]) => folder)).toEqual([]);
  });
});

describe('imports', () => {
  it('has a rule for every room', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it('goes one way only', () => {
    const wrong = links.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && !ALLOWED[roomOf(from)]?.includes(roomOf(to)),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle between rooms', () => {
    const reachable = (room: string, seen = new Set<string>()): Set<string> => {
      for (const next of ALLOWED[room] ?? []) if (!seen.has(next)) reachable(next, seen.add(next));
      return seen;
    };
    expect(Object.keys(ALLOWED).filter((room) => reachable(room).has(room))).toEqual([]);
  });

  it('has no circle between files, not even of types', () => {
    expect(circles(links)).toEqual([]);
  });

  it('lets the engine import nothing outside itself', () => {
    const outside = imports.filter(
      ({ from, to }) =>
        roomOf(from) === 'engine' &&
        !(to.startsWith('.') && roomOf(relative(ROOT, resolve(ROOT, dirname(from), to))) === 'engine'),
    );
    expect(outside).toEqual([]);
  });

  it('loads nothing that draws to say what a picture shows', () => {
    const seen = new Set(files.filter((file) => roomOf(file) === 'figures'));
    for (const file of seen) {
      for (const { from, to } of imports)
        if (from === file && to.startsWith('.')) seen.add(relative(ROOT, resolve(ROOT, dirname(from), to)));
    }
    const packages = imports.filter(({ from, to }) => seen.has(from) && PACKAGES[to]?.includes('pictures'));
    expect(packages).toEqual([]);
  });

  it.each(Object.entries(PACKAGES))('keeps %s in its rooms', (name, rooms) => {
    const wrong = imports.filter(
      ({ from, to }) => (to === name || to.startsWith(`${name}/`)) && !rooms.includes(roomOf(from)),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one place', () => {
    const readers = files.filter((file) => readFileSync(resolve(ROOT, file), 'utf8').includes('process.env'));
    expect(readers).toEqual(['src/app/config.ts']);
  });
});
