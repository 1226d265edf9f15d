import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Answer } from '../../bot.ts';
import { UserError } from '../../errors.ts';

/** Writes the pictures of an answer as PNG files into a folder, and gives their paths by name. */
export async function savePictures(answer: Answer, folder: string, prefix = ''): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  // Absolute, because Node's mkdir never returns for `new/folder` when the working directory has been deleted.
  if (answer.pictures.size > 0) await mkdir(resolve(folder), { recursive: true });
  for (const [name, bytes] of answer.pictures) {
    const path = join(folder, `${prefix}${name}.png`);
    await writeFile(path, bytes);
    paths.set(name, path);
  }
  return paths;
}

/** 1 MB. */
const MAX_BYTES = 1_000_000;

/** Reads a text file of the person at this machine. */
export async function readTextFile(path: string): Promise<string> {
  try {
    if ((await stat(path)).size <= MAX_BYTES) return await readFile(path, 'utf8');
  } catch {
    throw new UserError(`I cannot read the file \`${path}\`.`, {
      hint: 'Give its path from the folder you started in.',
    });
  }
  throw new UserError(`The file \`${path}\` is larger than 1 MB.`, { hint: 'Take fewer rows.' });
}
