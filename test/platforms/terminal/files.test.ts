import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { savePictures } from '../../../src/platforms/terminal/files.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { program, run } from '../../support/program.ts';

const answer = { reply: { nodes: [] }, pictures: new Map([['loss', new Uint8Array([1, 2, 3])]]) };

it('writes each picture under its name, and says where', async () => {
  const folder = join(await temporaryFolder(), 'new', 'folder');
  const paths = await savePictures(answer, folder, '7-');
  expect([...paths]).toEqual([['loss', join(folder, '7-loss.png')]]);
  expect([...(await readFile(join(folder, '7-loss.png')))]).toEqual([1, 2, 3]);
});

it('makes no folder for no pictures', async () => {
  expect(await savePictures({ ...answer, pictures: new Map() }, '/dev/null/impossible')).toEqual(new Map());
});

it('fails, and does not hang, when the working directory has been deleted', async () => {
  const source = `
    import { rmdirSync } from 'node:fs';
    import { savePictures } from '${program('platforms/terminal/files.ts')}';
    rmdirSync(process.cwd());
    await savePictures({ pictures: new Map([['loss', new Uint8Array()]]) }, 'new/folder').catch(({ code }) => console.log(code));
  `;
  const cwd = await temporaryFolder();
  const { code, stdout } = await run(['--input-type=module', '-e', source], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'ENOENT\n' });
});
