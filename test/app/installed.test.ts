import { chmod, cp, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/command-folder.ts';
import { launch, run } from '../support/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

it('chainrule answers where the package is installed, as npm run ask does here', async () => {
  const cwd = await temporaryFolder();
  const home = join(cwd, 'node_modules', 'chainrule');
  await mkdir(home, { recursive: true });
  // Copies, because Node looks where a link leads, and there types are stripped as ever.
  for (const part of ['package.json', 'src', 'commands', 'lessons'])
    await cp(join(ROOT, part), join(home, part), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(home, 'node_modules'));
  const { bin } = await import('../../package.json', { with: { type: 'json' } }).then((module) => module.default);
  const words = ['/grad a*b+c a=2 b=-3 c=10'];
  const [installed, here] = await Promise.all([
    run([join(home, bin.chainrule), ...words], { cwd }),
    run([...launch('app/ask.ts'), ...words], { cwd: await temporaryFolder() }),
  ]);
  expect(installed).toEqual(here);
  expect(here.code).toBe(0);
});

describe('what Node compiles', () => {
  const help = async (tmp: string) =>
    (await run([...launch('app/ask.ts'), '/help'], { cwd: tmp, env: { TMPDIR: tmp } })).code;

  it('is kept where nobody else can write', async () => {
    const tmp = await temporaryFolder();
    expect(await help(tmp)).toBe(0);
    const [folder = ''] = (await readdir(tmp)).filter((name) => name.startsWith('chainrule-compiled-'));
    expect((await stat(join(tmp, folder))).mode & 0o777).toBe(0o700);
    expect((await readdir(join(tmp, folder), { recursive: true })).length).toBeGreaterThan(10);
  });

  it('is kept nowhere where somebody else could have put something', async () => {
    const tmp = await temporaryFolder();
    await help(tmp);
    const [folder = ''] = (await readdir(tmp)).filter((name) => name.startsWith('chainrule-compiled-'));
    const other = await temporaryFolder();
    await mkdir(join(other, folder));
    await chmod(join(other, folder), 0o777);
    expect(await help(other)).toBe(0);
    expect(await readdir(join(other, folder))).toEqual([]);
  });
});
