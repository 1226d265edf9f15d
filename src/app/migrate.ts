// node src/app/launch.js src/app/migrate.ts: brings the tables up to date and ends. Each start does so itself, one process at a
// time; done before, an upgrade that cannot be done stops while the old version still runs.
import { openStore } from '../store/open.ts';
import { readConfig } from './config.ts';

try {
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = readConfig();
  await (await openStore({ databaseUrl, dataDir })).close();
  console.log('The tables are up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
