import { leaveWhenUnread } from '../platforms/terminal/pipe.ts';
import { readConfig } from './config.ts';
import { local } from './local.ts';
import { hasCredentials, serve } from './serve.ts';

leaveWhenUnread();
try {
  const config = readConfig();
  process.exit(await (hasCredentials(config) ? serve(config) : local(config)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
