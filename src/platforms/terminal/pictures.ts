import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../bot.ts';

/** Writes the pictures of an answer as PNG files into a folder, and gives their paths by name. */
export async function savePictures(answer: Answer, folder: string, prefix = ''): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  if (answer.pictures.size > 0) await mkdir(folder, { recursive: true });
  for (const [name, bytes] of answer.pictures) {
    const path = join(folder, `${prefix}${name}.png`);
    await writeFile(path, bytes);
    paths.set(name, path);
  }
  return paths;
}
