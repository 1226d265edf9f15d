import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readAskOptions } from '../../src/app/ask-options.ts';
import { replySchema } from '../../src/reply/document.ts';
import { toText } from '../../src/reply/text.ts';
import { temporaryFolder } from '../support/command-folder.ts';
import { launch, run } from '../support/program.ts';

const ASK = launch('app/ask.ts');

const ask = (cwd: string, ...words: string[]) => run([...ASK, ...words], { cwd });

describe.concurrent('npm run ask', () => {
  it('prints the answer on stdout', async () => {
    const { code, stdout, stderr } = await ask(await temporaryFolder(), '/grad a*b+c a=2 b=-3 c=10');
    expect(stdout).toMatch(/dL\/da = b = -3\n/);
    expect(stdout.split('\n').every((line) => line.length <= 100 || line.startsWith('→'))).toBe(true);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('takes the line in one word or in several', async () => {
    const cwd = await temporaryFolder();
    const [one, several] = await Promise.all([ask(cwd, '/help train'), ask(cwd, '/help', 'train')]);
    expect(several).toEqual(one);
    expect(one.stdout).toContain('/train [options]');
  });

  it('prints the reply document with --json', async () => {
    const cwd = await temporaryFolder();
    const [json, text] = await Promise.all([ask(cwd, '--json', '/grad a*b'), ask(cwd, '/grad a*b')]);
    const reply = replySchema.parse(JSON.parse(json.stdout));
    const pictures = new Map([['graph', join('out', 'graph.png')]]);
    expect(`${toText(reply, { width: 100, pictures })}\n`).toBe(text.stdout);
    expect([json.code, json.stderr]).toEqual([0, '']);
  });

  it('writes pictures where --out says and prints their paths, twice the same to the byte', async () => {
    const cwd = await temporaryFolder();
    const line = ['/train --no-zero-grad --steps 8 --detail full', '--out', join('new', 'folder')];
    const first = await ask(cwd, ...line);
    const files = (await readdir(join(cwd, 'new', 'folder'))).sort();
    expect(files).toEqual(['loss.png', 'tracked.png']);
    for (const file of files) expect(first.stdout.split('\n')).toContain(join('new', 'folder', file));
    const bytes = () => Promise.all(files.map((file) => readFile(join(cwd, 'new', 'folder', file), 'hex')));
    const before = await bytes();
    for (const hex of before) expect(hex.slice(0, 16)).toBe('89504e470d0a1a0a');
    expect(await ask(cwd, ...line)).toEqual(first);
    expect(await bytes()).toEqual(before);
  });

  it('writes pictures to out/ by default', async () => {
    const cwd = await temporaryFolder();
    expect((await ask(cwd, '/train --steps 3 --detail full')).stdout).toContain('out/loss.png');
    expect((await readdir(join(cwd, 'out'))).sort()).toEqual(['loss.png', 'tracked.png']);
  });

  it('says on stderr what was typed wrong, with exit 2', async () => {
    const { code, stdout, stderr } = await ask(await temporaryFolder(), '/train --lr abc');
    expect(stderr).toBe(
      '`lr` needs a number, not `abc`.\n\n--lr abc\n     ^^^\n\nFor example `--lr 0.1`.\n\nTry: /train --lr 0.1\n',
    );
    expect([code, stdout]).toEqual([2, '']);
  });

  it('shows how it is used when nothing is asked, with exit 2', async () => {
    const { code, stdout, stderr } = await ask(await temporaryFolder());
    expect(stderr).toMatch(/^Usage: npm run --silent ask -- /);
    expect([code, stdout]).toEqual([2, '']);
  });

  it('says what it takes and how it ends, and which version it is', async () => {
    const cwd = await temporaryFolder();
    const [help, version] = await Promise.all([ask(cwd, '--help'), ask(cwd, '--version')]);
    expect(help.stdout).toMatch(
      /^Usage: npm run --silent ask -- LINE .*--json.*--out DIR.*Exit codes: 0 .*; 2 .*; 1 /s,
    );
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(version).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
  });

  it('says that something went wrong on our side, and the log what, with exit 1', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'file'), '');
    const { code, stdout, stderr } = await ask(cwd, '/grad a*b', '--out', 'file');
    const log = join('data', 'chainrule.log');
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: `Sorry, something went wrong on our side. It is in ${log}.\n`,
    });
    expect(await readFile(join(cwd, log), 'utf8')).toContain('is not a folder');
  });

  it('names a wrong variable in one line, with exit 1', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout, stderr } = await run([...ASK, '/help'], { cwd, env: { QUICKCHART_URL: 'quickchart' } });
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'QUICKCHART_URL: must be an http or https address\n',
    });
  });
});

describe('the options of npm run ask', () => {
  it.each([
    ['/grad -a*b', { line: '/grad -a*b' }],
    ['/grad|-a*b', { line: '/grad -a*b' }],
    ['/grad|--|-a*b', { line: '/grad -a*b' }],
    ['/grad|a*b|--at|a=2 b=3|--json', { line: '/grad a*b --at a=2 b=3', json: true }],
    ['--out=pictures|/train|--steps|3', { line: '/train --steps 3', out: 'pictures' }],
    ['/train|--out|pictures|-n|3', { line: '/train -n 3', out: 'pictures' }],
    ['/train|--no-zero-grad|--lr=0.1', { line: '/train --no-zero-grad --lr=0.1' }],
    ['/grad|-help*j', { line: '/grad -help*j' }],
    ['/grad a*b|--out', { line: '/grad a*b', out: undefined }],
    ['--help', { line: '', help: true }],
    ['--version', { line: '', version: true }],
    ['', { line: '' }],
  ])('%j', (words, options) => {
    const defaults = { json: false, out: 'out', help: false, version: false };
    expect(readAskOptions(words.split('|'))).toEqual({ ...defaults, ...options });
  });
});
