import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isFileOrFree, makeFolder } from '../src/make-folder.ts';
import { temporaryFolder } from './support/command-folder.ts';

it('makes a folder with those above it, and is content with one that is there', async () => {
  const folder = join(await temporaryFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

it.each([
  ['a file', 'file', /file is not a folder$/],
  ['below a file', 'file/data', /file is not a folder$/],
])('%s is none', async (_, path, message) => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, path))).toThrow(message);
});

it.runIf(process.platform === 'linux').each(['/proc/x', '/proc/x/y', '/dev/full', '/dev/full/x', '/sys/x'])(
  '%s is none, and that is known at once',
  (folder) => {
    expect(() => makeFolder(folder)).toThrow();
  },
);

it('a file may be one that is missing, but nothing else', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'sub'));
  const kinds = ['file', 'missing', 'sub'].map((name) => isFileOrFree(join(folder, name)));
  expect([...kinds, process.platform === 'linux' && isFileOrFree('/dev/full')]).toEqual([true, true, false, false]);
});
