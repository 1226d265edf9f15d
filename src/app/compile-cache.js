import { lstatSync, mkdirSync } from 'node:fs';
import * as module from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Permissions of others in a file's mode. */
const OTHERS = 0o077;

/**
 * Keeps what Node compiles for the next start, in a temporary folder of this user alone: code is taken from there, so
 * that nobody else may write to it. Node itself tells versions apart. Without such a folder the start is only slower.
 */
export function enableCompileCache() {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `chainrule-compiled-${uid}`);
    makeIfMissing(folder);
    const { mode, uid: owner } = lstatSync(folder);
    // On Windows the temporary folder is the user's own, and there are no such modes.
    const own = process.platform === 'win32' || (owner === uid && (mode & OTHERS) === 0);
    if (own) module.enableCompileCache(folder);
  } catch {
    // Nothing is kept.
  }
}

/**
 * Not with the folders above it: where the temporary folder is none, Node would try for ever (`TMPDIR=/proc/x`).
 *
 * @param {string} folder
 */
function makeIfMissing(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 });
}
