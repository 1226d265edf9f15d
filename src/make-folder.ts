import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, and those above it, where they are missing. Node's own way to do so tries for ever where the system says
 * of a folder that exists that it does not, as below `/proc`.
 *
 * @throws Error for what cannot be a folder
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found?.isDirectory()) break;
    if (found !== undefined) throw new Error(`${at} is not a folder`);
    missing.push(at);
  }
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      // Another process may have been faster.
      if (!statSync(one, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
}

/** Could it be read or written as a file? Opening a pipe waits for whoever is at its other end, perhaps for ever. */
export function isFileOrFree(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined || found.isFile();
}
