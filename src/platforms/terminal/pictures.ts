import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Answer } from '../../bot.ts';

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
