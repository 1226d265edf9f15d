import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveFiles } from '../../../src/platforms/terminal/files.ts';
import type { Picture } from '../../../src/reply/document.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { run } from '../../support/program.ts';

const FILES = JSON.stringify(new URL('../../../src/platforms/terminal/files.ts', import.meta.url).href);

const loss: Picture = {
  kind: 'picture',
  name: 'loss',
  alt: 'It falls.',
  width: 1,
  height: 1,
  drawing: { type: 'chart', chart: {} },
};
const answer = { reply: { nodes: [loss] }, pictures: new Map([['loss', new Uint8Array([1, 2, 3])]]) };

it('writes each picture under its name, and says where', async () => {
  const folder = join(await temporaryFolder(), 'new', 'folder');
  const paths = await saveFiles(answer, folder, '7-');
  expect([...paths]).toEqual([['loss', join(folder, '7-loss.png')]]);
  expect([...(await readFile(join(folder, '7-loss.png')))]).toEqual([1, 2, 3]);
});

it('writes files, too', async () => {
  const folder = await temporaryFolder();
  const file = { kind: 'file' as const, name: 'answers.csv', text: 'who,score\nAda,1\n' };
  const paths = await saveFiles({ reply: { nodes: [file] }, pictures: new Map() }, folder, '3-');
  expect([...paths]).toEqual([['answers.csv', join(folder, '3-answers.csv')]]);
  expect(await readFile(join(folder, '3-answers.csv'), 'utf8')).toBe(file.text);
});

it('makes no folder for no pictures', async () => {
  expect(await saveFiles({ ...answer, pictures: new Map() }, '/dev/null/impossible')).toEqual(new Map());
});

it('fails, and does not hang, when the working directory has been deleted', async () => {
  const source = `
    import { rmdirSync } from 'node:fs';
    import { saveFiles } from ${FILES};
    rmdirSync(process.cwd());
    const reply = { nodes: [{ kind: 'picture', name: 'loss', drawing: {} }] };
    await saveFiles({ reply, pictures: new Map([['loss', new Uint8Array()]]) }, 'new/folder').catch(({ code }) => console.log(code));
  `;
  const cwd = await temporaryFolder();
  const { code, stdout } = await run(['--input-type=module', '-e', source], { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'ENOENT\n' });
});
