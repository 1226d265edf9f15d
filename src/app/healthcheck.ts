import { loadCommands } from '../command/registry.ts';
import { readConfig } from './config.ts';
import { hasCredentials, hasPage } from './serve.ts';

// For a container: exit 0 while the program in it is well. Without platforms and page there is no server to ask.
try {
  const config = readConfig();
  if (hasCredentials(config) || hasPage(config)) {
    const response = await fetch(`http://127.0.0.1:${config.PORT}/healthz`);
    process.exitCode = response.ok ? 0 : 1;
  } else await loadCommands();
} catch {
  process.exitCode = 1;
}
