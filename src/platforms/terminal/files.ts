import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../dispatch/bot.ts';
import { UserError } from '../../errors.ts';
import { MAX_FILE } from '../../limits.ts';
import { makeFolder } from '../../make-folder.ts';
import { fileOf, type ReplyNode } from '../../reply/document.ts';
import { decodeText } from '../decode.ts';

/** Writes the pictures and files of an answer into a folder, and gives their paths by name. */
export async function saveFiles(
  { reply, pictures }: Answer,
  folder: string,
  prefix = '',
): Promise<Map<string, string>> {
  const paths = new Map<string, string>();
  for (const node of reply.nodes) {
    const file = contentOf(node, pictures);
    if (file === undefined) continue;
    if (paths.size === 0) makeFolder(folder);
    const path = join(folder, `${prefix}${file.name}`);
    await writeFile(path, file.content);
    paths.set(file.node, path);
  }
  return paths;
}

/** What the names of files of a chat begin with: `3-graph.png`, `quiz-4-question.png`. */
const NUMBERED = /^(?:quiz-)?(\d{1,9})-/;

/** The highest number that a file of an earlier chat has in a folder; 0 where there is none. */
export async function lastNumberIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  return Math.max(0, ...names.map((name) => Number(NUMBERED.exec(name)?.[1] ?? 0)));
}

/** What is to be written for a node, and under which name; undefined for nothing. */
function contentOf(node: ReplyNode, pictures: Answer['pictures']) {
  if (node.kind === 'file') return { node: node.name, name: node.name, content: node.text };
  const bytes = node.kind === 'picture' ? pictures.get(node.name) : undefined;
  return node.kind === 'picture' && bytes ? { node: node.name, name: fileOf(node).name, content: bytes } : undefined;
}

/**
 * Reads a text file of the person at this machine.
 *
 * @throws UserError for a file that is not there, too large or no text
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await contentAt(path);
  if (bytes !== undefined) return decodeText(bytes);
  throw new UserError(`The file \`${path}\` is larger than 1 MB.`, {
    code: 'E_FILE_TOO_LARGE',
    hint: 'Take a smaller one.',
  });
}

/** The bytes of a file; undefined for more than a person may bring. */
async function contentAt(path: string): Promise<Uint8Array | undefined> {
  try {
    return (await stat(path)).size <= MAX_FILE ? await readFile(path) : undefined;
  } catch {
    throw new UserError(`I cannot read the file \`${path}\`.`, {
      code: 'E_FILE_UNREADABLE',
      hint: 'Give its path from the folder you started in.',
    });
  }
}
