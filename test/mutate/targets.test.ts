import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lines, named, nearest, touched } from './targets.ts';

let root: string;

function git(...words: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...words], { cwd: root, stdio: 'ignore' });
}

function write(file: string, ...lines: string[]): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), lines.map((line) => `${line}\n`).join(''));
}

/** The lines that may be changed among the first nine, by file. */
function shown(targets: Map<string, Lines>): Record<string, number[]> {
  const lines = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  return Object.fromEntries([...targets].map(([file, may]) => [file, lines.filter(may)]));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'chainrule-targets-'));
  git('init', '--quiet', '--initial-branch=main');
  write('src/a.ts', 'one', 'two', 'three', 'four', 'five');
  write('src/types.d.ts', 'one');
  write('src/page/b.js', 'one');
  write('commands/c.ts', 'one');
  write('test/a.test.ts', 'one');
  git('add', '.');
  git('commit', '--message=first');
  git('checkout', '--quiet', '-b', 'work');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('touched', () => {
  it('is nothing where nothing was changed', () => {
    expect(shown(touched(root))).toEqual({});
  });

  it('takes committed, staged, other and new lines of code together', () => {
    write('src/a.ts', 'one', '2', 'three', 'four', 'five');
    git('commit', '--all', '--message=second');
    write('src/a.ts', 'one', '2', 'three', 'five', '6', '7');
    write('commands/c.ts', '1');
    git('add', 'commands');
    write('src/new.ts', 'one');
    expect(shown(touched(root))).toEqual({
      'src/a.ts': [2, 5, 6],
      'commands/c.ts': [1],
      'src/new.ts': [1, 2, 3, 4, 5, 6, 7, 8, 9],
    });
  });

  it('leaves out tests, declarations, other languages, and files that went', () => {
    for (const file of ['src/types.d.ts', 'src/page/b.js', 'test/a.test.ts']) write(file, 'two');
    rmSync(join(root, 'src/a.ts'));
    expect(shown(touched(root))).toEqual({});
  });

  it('does not count what main changed since', () => {
    git('checkout', '--quiet', 'main');
    write('commands/c.ts', '1');
    git('commit', '--all', '--message=elsewhere');
    git('checkout', '--quiet', 'work');
    expect(shown(touched(root))).toEqual({});
  });
});

describe('named', () => {
  it('takes files, and the code in folders', () => {
    expect([...named(root, ['src', 'commands/c.ts']).keys()].sort()).toEqual(['commands/c.ts', 'src/a.ts']);
  });

  it('refuses what is not there', () => {
    expect(() => named(root, ['src/nothing.ts'])).toThrow('src/nothing.ts');
  });
});

describe('nearest', () => {
  const there = ['test/questions', 'test/questions/make.test.ts', 'test/commands', 'test/errors.test.ts'];

  it.each([
    ['src/questions/make.ts', ['test/questions/make.test.ts', 'test/questions']],
    ['src/questions/types/graph/one-hop.ts', ['test/questions']],
    ['commands/grad.ts', ['test/commands']],
    ['src/errors.ts', ['test/errors.test.ts']],
    ['src/limits.ts', []],
  ])('of %s are %j', (file, tests) => {
    expect(nearest(file, (path) => there.includes(path))).toEqual(tests);
  });
});
