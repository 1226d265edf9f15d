import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

const DEFINE = JSON.stringify(new URL('../../src/command/define.ts', import.meta.url).href);
const ZOD = JSON.stringify(import.meta.resolve('zod'));

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A temporary folder that is gone when the tests of the file are done. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chainrule-test-'));
  folders.push(folder);
  return folder;
}

/** A folder of command files; each may import `defineCommand` and `z` by these names. */
export async function commandFolder(files: Record<string, string>): Promise<URL> {
  const folder = await temporaryFolder();
  const header = `import { defineCommand } from ${DEFINE};\nimport { z } from ${ZOD};\n`;
  for (const [name, source] of Object.entries(files)) await writeFile(join(folder, name), header + source);
  return pathToFileURL(`${folder}/`);
}
