// node src/app/launch.js src/app/backup.ts FILE: copies everything that is kept into a new file, while the program goes on.
// node src/app/launch.js src/app/backup.ts --restore FILE: puts such a copy into an empty place.
import { parseArgs } from 'node:util';
import { backup, restore } from '../store/backup/backup.ts';
import { readConfig, readEnvironment } from './config.ts';

const USAGE = 'Usage: npm run backup -- FILE, or npm run restore -- FILE';

try {
  const { values, positionals } = parseArgs({ options: { restore: { type: 'boolean' } }, allowPositionals: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(USAGE);
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR: dataDir } = readConfig();
  const place = { databaseUrl: DATABASE_DIRECT_URL ?? DATABASE_URL, dataDir, environment: readEnvironment() };
  await (values.restore ? restore(file, place) : backup(place, file));
  console.log(values.restore ? `Restored from ${file}.` : `Saved to ${file}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
