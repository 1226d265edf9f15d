import { parseArgs } from 'node:util';
import { loadCommands } from '../command/registry.ts';
import { manifest } from '../platforms/slack/manifest.ts';

const USAGE = 'Usage: npm run --silent slack:manifest -- [--prefix cr-] [--url https://example.org]';

try {
  const { values } = parseArgs({ options: { prefix: { type: 'string' }, url: { type: 'string' } } });
  console.log(JSON.stringify(manifest(await loadCommands(), values), null, 2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
