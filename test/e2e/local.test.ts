import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NOTATIONS } from '../contract/notations.ts';
import { temporaryFolder } from '../support/command-folder.ts';
import { launch } from '../support/program.ts';

/** `npm start` without credentials, in a process of its own. */
async function start(stdin: 'ignore' | 'pipe', env: Record<string, string> = {}) {
  const stdio: StdioOptions = [stdin, 'pipe', 'pipe'];
  const child: ChildProcess = spawn(process.execPath, launch('app/main.ts'), {
    cwd: await temporaryFolder(),
    env: { PORT: '0', ...env },
    stdio,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      child.emit('said');
    });
  return {
    child,
    output,
    async says(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const found = pattern.exec(output.stdout);
        if (found) return found;
        await once(child, 'said');
      }
    },
    ends: async (): Promise<number | null> => {
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
  };
}

const ADDRESS = /^Chainrule is at (http:\/\/127\.0\.0\.1:\d+)\n$/;

async function takenPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

describe('without credentials', () => {
  it.each([
    ['nothing to read', 'ignore', false],
    ['a silent pipe', 'pipe', false],
    ['a pipe that ends without a line', 'pipe', true],
  ] as const)('with %s it serves the page, says where, and stops when told to', async (_, stdin, ends) => {
    const { child, output, says, ends: ended } = await start(stdin);
    if (ends) child.stdin?.end();
    const [, url = ''] = await says(ADDRESS);
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<title>Chainrule</title>')]);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({
      healthy: true,
      platforms: { web: true },
      states: { web: { state: 'connected' } },
    });
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    child.kill('SIGTERM');
    expect([await ended(), output.stderr]).toEqual([0, '']);
  });

  it('lines that come late are answered, and their end is the end', async () => {
    const { child, output, says, ends } = await start('pipe');
    await says(ADDRESS);
    child.stdin?.write('/grad a*b\n');
    await says(/dL\/da = b/);
    child.stdin?.end('/grad c');
    expect(await ends()).toBe(0);
    expect(output.stdout).toContain('dL/dc = 1');
  });

  it('formulas and words need no command in the chat nor on the page, and mistakes bring what was meant', async () => {
    const { child, output, says, ends } = await start('pipe');
    const [, url = ''] = await says(ADDRESS);
    let count = 0;
    const onPage = async (line: string): Promise<{ kind: string; text: string; html: string }> => {
      const ask = { line, delivery: `delivery-${++count}`, person: 'person-1', theme: 'dark' };
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ask) };
      const events = (await (await fetch(`${url}/ask`, init)).text()).trim().split('\n');
      return JSON.parse(events.at(-1) ?? '');
    };
    for (const [line, kind, ...texts] of [
      ['x^2 x=3', 'answer', 'Read as `/grad x^2 x=3`', 'dL/dx = 2*x = 6'],
      ['what is the upstream gradient?', 'answer', 'Read as `/help upstream gradient`', 'Try: /grad '],
      ['/train --help', 'answer', '/train [options]', '--zero-grad'],
      ['hello there', 'refusal', 'I found no formula and no command in this.', 'Try: /grad a*b+c'],
      ['/gard x^2', 'refusal', 'Did you mean `/grad`?', 'Try: /grad x^2'],
      ['/train --data morons', 'refusal', 'Did you mean `moons`?', 'Try: /train --data moons'],
    ] as const) {
      const before = output.stdout.length;
      child.stdin?.write(`${line}\n`);
      await says(new RegExp(`^[^]{${before}}chainrule> [^]*\n\n$`));
      const printed = output.stdout.slice(before).replaceAll(/\s+/g, ' ');
      const shown = await onPage(line);
      expect([line, shown.kind]).toEqual([line, kind]);
      for (const text of texts) {
        expect(printed).toContain(text);
        expect(shown.text.replaceAll(/\s+/g, ' ')).toContain(text);
      }
      const remedy = /^Try: (.*)$/m.exec(shown.text)?.[1];
      if (remedy !== undefined) expect(shown.html).toContain(`data-command="${remedy}"`);
    }
    child.stdin?.end();
    expect([await ends(), output.stderr]).toEqual([0, '']);
  });

  it('a formula in five notations is read alike in the chat and on the page', async () => {
    const { child, output, says, ends } = await start('pipe');
    const [, url = ''] = await says(ADDRESS);
    let count = 0;
    for (const [answer, typed] of NOTATIONS) {
      for (const formula of typed) {
        child.stdin?.write(`/grad ${formula}\n`);
        const person = `person-${++count}`;
        const ask = { line: `/grad ${formula}`, delivery: `notation-${count}`, person, theme: 'dark' };
        const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ask) };
        const shown = JSON.parse((await (await fetch(`${url}/ask`, init)).text()).trim().split('\n').at(-1) ?? '');
        for (const line of answer) expect(shown.text, formula).toContain(line);
      }
    }
    // The chat answers in the order of the lines.
    const lines = NOTATIONS.flatMap(([answer, typed]) => typed.map(() => answer[0] as string));
    child.stdin?.end();
    expect(await ends()).toBe(0);
    let from = 0;
    for (const line of lines) {
      const at = output.stdout.indexOf(line, from);
      expect(at, line).toBeGreaterThan(-1);
      from = at + line.length;
    }
  });

  it('a port that is taken stops the start with one line that names it', async () => {
    const { output, ends } = await start('ignore', { PORT: await takenPort() });
    expect([await ends(), output.stdout]).toEqual([1, '']);
    expect(output.stderr).toMatch(/^PORT: cannot listen on 127\.0\.0\.1:\d+[^\n]*\n$/);
  });

  it('a port that is taken costs nobody the answers to what is piped in', async () => {
    const { child, output, ends } = await start('pipe', { PORT: await takenPort() });
    child.stdin?.end('/grad a*b\n');
    expect([await ends(), output.stderr]).toEqual([0, '']);
    expect(output.stdout).toMatch(/^chainrule> \/grad a\*b\n/);
  });
});
