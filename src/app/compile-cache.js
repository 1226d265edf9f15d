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
    mkdirSync(folder, { recursive: true, mode: 0o700 });
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
