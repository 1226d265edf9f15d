import { spawn } from 'node:child_process';

/** What a program is started with: where programs are found, and settings of PostgreSQL's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Copies a PostgreSQL database while processes write to it, by `pg_dump`: all of one moment, in its own format.
 *
 * @throws Error with what `pg_dump` says
 */
export const backupPostgres = (databaseUrl: string, file: string, environment: Environment): Promise<void> =>
  run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], databaseUrl, environment);

/**
 * Puts a copy into an empty database, all of it or nothing, by `pg_restore`.
 *
 * @throws Error with what `pg_restore` says, such as that a table is there already
 */
export const restorePostgres = (file: string, databaseUrl: string, environment: Environment): Promise<void> =>
  run('pg_restore', ['--no-owner', '--no-privileges', '--single-transaction', file], databaseUrl, environment);

/** A password among the arguments could be read by everybody on the machine, so it goes by the environment. */
function run(program: string, words: readonly string[], databaseUrl: string, environment: Environment): Promise<void> {
  const url = new URL(databaseUrl);
  const password = decodeURIComponent(url.password);
  url.password = '';
  const env = { ...environment, ...(password !== '' && { PGPASSWORD: password }) };
  const child = spawn(program, [...words, `--dbname=${url}`], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', () => reject(new Error(`${program} is not there: install PostgreSQL's client programs`)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(said.trim() || `${program} failed`))));
  });
}
