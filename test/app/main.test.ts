import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command-folder.ts';
import { launch, run } from '../support/program.ts';

const MAIN = launch('app/main.ts');

describe.concurrent('npm start', () => {
  it('piped lines are answered one by one, wrong ones too, until "exit"', async () => {
    const cwd = await temporaryFolder();
    const lines = [
      '/grad a*b a=2 b=3',
      '/train --lr',
      '',
      '/trian',
      '/train --steps 5 --detail full',
      'exit',
      '/grad x*y',
    ];
    const { code, stdout, stderr } = await run(MAIN, { cwd, input: lines.join('\n') });
    const answers = stdout.split(/^chainrule> /m).slice(1);
    expect(answers.map((answer) => answer.split('\n')[0])).toEqual(lines.slice(0, 5).filter((line) => line !== ''));
    expect(answers[0]).toContain('dL/da = b');
    expect(answers[1]).toBe(
      '/train --lr\n`--lr` needs a value.\n\n--lr\n^^^^\n\nFor example `--lr 0.1`.\n\nTry: /train --lr 0.1\n\n',
    );
    expect(answers[2]).toContain('Did you mean `/train`?');
    expect(answers[3]).toContain(join('out', '2-loss.png'));
    expect([code, stderr]).toEqual([0, '']);
    expect((await readdir(join(cwd, 'out'))).sort()).toEqual(['1-graph.png', '2-loss.png', '2-tracked.png']);
    expect(stdout).not.toMatch(/\bat .*\.ts/);
  });

  it('the last line needs no line break, and without the page nothing at all is fine', async () => {
    const cwd = await temporaryFolder();
    expect((await run(MAIN, { cwd, input: '/help' })).stdout).toMatch(/^chainrule> \/help\nChainrule explains/);
    expect(await run(MAIN, { cwd, env: { WEB: '0' } })).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('a wrong value in the environment stops the start with one line that names it', async () => {
    const cwd = await temporaryFolder();
    const { code, stdout, stderr } = await run(MAIN, { cwd, env: { PORT: 'abc' }, input: '/help\n' });
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: 'PORT: must be a number\n' });
  });

  it('a folder that cannot be written to costs the log, not the chat', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'file'), '');
    const { code, stdout, stderr } = await run(MAIN, { cwd, env: { DATA_DIR: 'file' }, input: '/help\n' });
    expect(stdout).toContain('Chainrule explains');
    expect([code, stderr]).toEqual([0, '']);
  });

  it.runIf(process.platform === 'linux').each(['/proc/x', '/dev/full', 'file/below'])(
    'DATA_DIR=%s stops a start that cannot do without it, in one line',
    async (folder) => {
      const cwd = await temporaryFolder();
      await writeFile(join(cwd, 'file'), '');
      const env = { DATA_DIR: folder, DISCORD_TOKEN: 'token', PORT: '0', DISCORD_API_URL: 'http://127.0.0.1:1' };
      const { code, stderr } = await run(MAIN, { cwd, env });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^DATA_DIR: cannot keep the database in [^\n]+\n$/);
    },
  );

  it('pictures of an earlier chat stay: their numbers go on', async () => {
    const cwd = await temporaryFolder();
    await run(MAIN, { cwd, input: '/grad a*b' });
    expect((await run(MAIN, { cwd, input: '/grad a+b\n/grad c*d' })).stdout).toContain(join('out', '3-graph.png'));
    expect((await readdir(join(cwd, 'out'))).sort()).toEqual(['1-graph.png', '2-graph.png', '3-graph.png']);
  });

  it('leaves quietly when nobody reads on', async () => {
    const cwd = await temporaryFolder();
    const { code, stderr } = await run(MAIN, { cwd, input: '/help\n'.repeat(50), unread: true });
    expect([code, stderr]).toEqual([0, '']);
  });
});
