import { leaveWhenUnread } from '../platforms/terminal/pipe.ts';
import { hasCredentials, readConfig } from './config.ts';

leaveWhenUnread();
try {
  const config = readConfig();
  const run = hasCredentials(config) ? (await import('./serve.ts')).serve : (await import('./local.ts')).local;
  process.exit(await run(config));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
