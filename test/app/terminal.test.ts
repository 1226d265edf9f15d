import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inTerminal } from '../support/app/terminal.ts';
import { temporaryFolder } from '../support/command-folder.ts';
import { program } from '../support/program.ts';

const support = (file: string): string => fileURLToPath(new URL(`../support/app/${file}`, import.meta.url));
const PROBE = support('probe.js');

describe.each([
  ['in the same process', [program('app/launch.js')]],
  ['in place of it', [support('hand-over.js'), 'replaceBy']],
  ['as its child', [support('hand-over.js'), 'runAsChild']],
])('in a terminal, %s', (_, by) => {
  it('a program has raw mode and the size of the screen', async () => {
    const { types, shows, ends, screen } = inTerminal([...by, PROBE, 'raw']);
    await shows('waiting');
    types('\u0003');
    await shows('"columns":90');
    expect(screen()).toContain('{"key":"\\u0003"');
    expect(await ends()).toBe(7);
  });

  it('Ctrl-C reaches a program once', async () => {
    const { types, shows, ends, screen } = inTerminal([...by, PROBE, 'wait']);
    await shows('waiting');
    types('\u0003');
    await shows('{"signal":"SIGINT"}');
    types('enough\r');
    expect(await ends()).toBe(7);
    expect(screen().match(/"signal"/g)).toHaveLength(1);
  });

  it('npm start is a chat', async () => {
    const cwd = await temporaryFolder();
    const { types, shows, ends } = inTerminal([...by, program('app/main.ts')], { cwd, env: { PORT: '0' } });
    await shows('chainrule> ');
    types('/grad a*b\r');
    await shows('dL/da = b');
    await shows('chainrule> ');
    types('\u0004');
    expect(await ends()).toBe(0);
  });
});
