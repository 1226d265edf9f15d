import { platformsOf, readConfig } from './config.ts';

// For a container: exit 0 while the process works. Whether a platform can be reached is not asked: whoever restarts what is
// unhealthy would change nothing by it. Without platforms and page there is no server to ask.
try {
  const config = readConfig();
  if (platformsOf(config).length > 0) {
    const response = await fetch(`http://127.0.0.1:${config.PORT}/livez`);
    process.exitCode = response.ok ? 0 : 1;
  } else await (await import('../command/registry.ts')).loadCommands();
} catch {
  process.exitCode = 1;
}
