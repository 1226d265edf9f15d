import { parseArgs } from 'node:util';
import { loadCommands } from '../command/registry.ts';
import { manifest } from '../platforms/slack/manifest.ts';
import { readConfig } from './config.ts';

const USAGE =
  'Usage: npm run --silent slack:manifest -- [--prefix cr-] [--url https://example.org] [--install https://example.org]';
const text = { type: 'string' } as const;

try {
  const { values } = parseArgs({ options: { prefix: text, url: text, install: text } });
  const { SLACK_CLIENT_ID, WEB_ORIGIN } = readConfig();
  // Where workspaces add the app is configured already.
  const install = values.install ?? (SLACK_CLIENT_ID === undefined ? undefined : (WEB_ORIGIN ?? values.url));
  console.log(JSON.stringify(manifest(await loadCommands(), { ...values, install }), null, 2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
