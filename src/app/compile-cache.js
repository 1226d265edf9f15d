import { lstatSync, mkdirSync } from 'node:fs';
import * as module from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Permissions of others in a file's mode. */
const OTHERS = 0o077;

/**
 * A temporary folder of this user alone, for what the next start may use: code is taken from there, so that nobody else may
 * write to it.
 *
 * @returns {string | undefined} undefined where there is none
 */
export function ownFolder() {
  try {
    const { uid } = userInfo();
    const folder = join(tmpdir(), `chainrule-compiled-${uid}`);
    makeIfMissing(folder);
    const { mode, uid: owner } = lstatSync(folder);
    // On Windows the temporary folder is the user's own, and there are no such modes.
    return process.platform === 'win32' || (owner === uid && (mode & OTHERS) === 0) ? folder : undefined;
  } catch (_) {
    return undefined;
  }
}

/** Keeps what Node compiles for the next start; Node itself tells versions apart. Without a folder the start is only slower. */
export function enableCompileCache() {
  const folder = ownFolder();
  if (folder === undefined) return;
  try {
    module.enableCompileCache(folder);
  } catch (_) {
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
