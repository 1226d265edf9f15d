import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What of a file may be changed: the lines for which it answers true. */
export type Lines = (line: number) => boolean;

const ALL: Lines = () => true;
const FOLDERS = ['src', 'commands'];

/** The files that were named, or all in the folders that were named. */
export function named(root: string, paths: readonly string[]): Map<string, Lines> {
  const missing = paths.find((path) => !existsSync(join(root, path)));
  if (missing !== undefined) throw new Error(`there is no ${missing}`);
  return new Map(listed(root, paths).map((file) => [file, ALL]));
}

/** The lines that differ from where this branch left main, committed or not. */
export function touched(root: string): Map<string, Lines> {
  const base = git(root, 'merge-base', 'HEAD', main(root)).trim();
  const lines = linesOf(
    git(root, 'diff', '--unified=0', '--no-color', '--no-ext-diff', '--dst-prefix=b/', base, '--', ...FOLDERS),
  );
  const added = git(root, 'ls-files', '-z', '--others', '--exclude-standard', '--', ...FOLDERS).split('\0');
  for (const file of added) lines.set(file, ALL);
  return new Map([...lines].filter(([file]) => isCode(file)));
}

/** The lines that a unified diff without context added or changed, by file. */
function linesOf(diff: string): Map<string, Lines> {
  const ranges = new Map<string, { from: number; to: number }[]>();
  let current: { from: number; to: number }[] = [];
  for (const line of diff.split('\n')) {
    const [, file] = /^\+\+\+ b\/(.*)$/.exec(line) ?? [];
    if (file !== undefined) {
      current = [];
      ranges.set(file, current);
    }
    const [, from, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (from !== undefined) current.push({ from: Number(from), to: Number(from) + Number(count) });
  }
  return new Map(
    [...ranges].map(([file, of]) => [file, (line) => of.some(({ from, to }) => line >= from && line < to)]),
  );
}

/**
 * The tests most likely to notice a change of a file: its own, and all of its room. Some rooms are loaded by names of
 * files, so that nobody is seen to import them.
 */
export function nearest(file: string, has: (path: string) => boolean): string[] {
  const path = file.replace(/^src\//, '').replace(/\.ts$/, '');
  const [room = '', inside] = path.split('/');
  return [`test/${path}.test.ts`, ...(inside === undefined ? [] : [`test/${room}`])].filter(has);
}

/** All files of a working tree: tracked, or new and not ignored. */
export function listed(root: string, paths: readonly string[] = []): string[] {
  const files = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...paths)
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)) && statSync(join(root, file)).isFile());
  return paths.length > 0 ? files.filter(isCode) : files;
}

/** What the tests can notice: no tests, no declarations, nothing that runs in a browser. */
function isCode(file: string): boolean {
  return FOLDERS.some((folder) => file.startsWith(`${folder}/`)) && /(?<!\.d|\.test)\.ts$/.test(file);
}

function main(root: string): string {
  return git(root, 'branch', '--list', 'main').trim() === '' ? 'origin/main' : 'main';
}

function git(root: string, ...words: string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
}
