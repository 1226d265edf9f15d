import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { resolve } from 'node:path';
import Database from 'better-sqlite3';

/**
 * Copies the database of a folder while processes write to it, all of one moment. SQLite's backup page by page would begin anew with
 * each write of another process, and never end in a busy hour.
 *
 * @throws Error where there is no database, or the file cannot be written
 */
export function backupSqlite(dataDir: string, file: string): void {
  const from = new Database(resolve(dataDir, 'chainrule.db'), { readonly: true, fileMustExist: true });
  try {
    from.prepare('vacuum into ?').run(file);
  } finally {
    from.close();
  }
  sound(file);
}

/**
 * Puts a copy where a start looks for the database; the folder is made if it is missing.
 *
 * @throws Error where there is a database already, or the copy is damaged
 */
export function restoreSqlite(file: string, dataDir: string): void {
  sound(file);
  const path = resolve(dataDir, 'chainrule.db');
  if (existsSync(path)) throw new Error(`there is a database already: ${path}. Move it away, or name another DATA_DIR`);
  mkdirSync(dataDir, { recursive: true });
  const part = `${path}.part`;
  copyFileSync(file, part);
  renameSync(part, path);
}

/** @throws Error for a file that is no whole database */
function sound(file: string): void {
  const copy = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = copy.pragma('integrity_check', { simple: true });
    if (found !== 'ok') throw new Error(`${file} is damaged: ${String(found)}`);
  } finally {
    copy.close();
  }
}
