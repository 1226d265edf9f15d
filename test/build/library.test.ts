import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);

/** The examples of docs/engine.md. */
const page = await readFile(join(ROOT, 'docs/engine.md'), 'utf8');
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);

/** What an example says it prints, in the comments behind `console.log`. */
const printed = (example: string): string =>
  [...example.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, text]) => `${text}\n`).join('');

/** Where the package is installed, into nothing, and there its folder. */
let place: string;
let installed: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  const built = join(folder, 'package');
  place = join(folder, 'place');
  installed = join(place, 'node_modules/chainrule');
  await mkdir(place);
  await execute(process.execPath, [join(ROOT, 'build/library.ts'), built]);
  const { stdout } = await execute('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: built });
  await writeFile(join(place, 'package.json'), '{ "type": "module" }');
  const quietly = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await execute('npm', ['install', ...quietly, join(folder, stdout.trim())], { cwd: place });
});

describe('the package', () => {
  it('brings along nothing but itself, and of the bot only what these two are made of', async () => {
    const modules = await readdir(join(place, 'node_modules'));
    expect(modules.filter((name) => !name.startsWith('.'))).toEqual(['chainrule']);
    const files = await readdir(installed, { recursive: true });
    const rooms = new Set(files.map((file) => file.split('/')[0]?.replace(/(\.d)?\.[jt]s$/, '')));
    expect([...rooms].sort()).toEqual([
      'LICENSE',
      'README.md',
      'engine',
      'errors',
      'expression',
      'package.json',
      'text',
    ]);
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(manifest).filter((key) => /dependencies|scripts|private|bin/i.test(key))).toEqual([]);
    expect(manifest).toMatchObject({ sideEffects: false, type: 'module' });
  });

  it('imports only its own modules, so that it runs in a browser as well', async () => {
    const files = await readdir(installed, { recursive: true });
    const code = files.filter((file) => /\.(js|ts)$/.test(file));
    expect(code.length).toBeGreaterThan(40);
    for (const file of code) {
      const text = await readFile(join(installed, file), 'utf8');
      for (const [, to = ''] of text.matchAll(/(?:from|import) ?\(?'([^']+)'/g)) {
        expect(to).toMatch(/^\.{1,2}\/.*\.js$/);
        expect(code).toContain(join(dirname(file), to));
      }
      expect(text).not.toMatch(/\bprocess\.|\bBuffer\b|\brequire\(/);
    }
  });

  it.each(examples)('runs the example %#, also where code from text is forbidden', async (example) => {
    const file = join(place, 'example.ts');
    await writeFile(file, example);
    expect(printed(example)).not.toBe('');
    for (const options of [[], ['--disallow-code-generation-from-strings']]) {
      expect((await execute(process.execPath, [...options, file])).stdout).toBe(printed(example));
    }
  });

  it.each(['nodenext', 'preserve'])('has types for its examples, with module %s', async (module) => {
    for (const [i, example] of examples.entries()) await writeFile(join(place, `example-${i}.ts`), example);
    const compilerOptions = { module, target: 'es2024', lib: ['es2024', 'dom'], types: [], strict: true, noEmit: true };
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['example-*.ts'] }));
    const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
    const complaints = await execute(process.execPath, [compiler, '-p', place]).catch(({ stdout }) => ({ stdout }));
    expect(complaints.stdout).toBe('');
  });
});

it('both names work in the checkout without being built', async () => {
  for (const example of examples) {
    const run = execute(process.execPath, ['--input-type=module-typescript', '-e', example], { cwd: ROOT });
    expect((await run).stdout).toBe(printed(example));
  }
});
