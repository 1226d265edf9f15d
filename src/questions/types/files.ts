import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A file of this folder, `topic/name.ts`, for each type of question: their names are known before any is loaded. */
export const TYPE_FILES = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => dirname(file) !== '.' && file.endsWith('.ts'))
  .sort()
  .map((file) => ({
    topic: dirname(file),
    name: basename(file, '.ts'),
    url: new URL(file.replaceAll('\\', '/'), import.meta.url),
  }));

/**
 * The types that there were when seeds and buttons without a number of types were posted. It never changes: what they
 * ask does not depend on how many types exist.
 */
export const FIRST_TYPES = 23;
