import { parseArgs } from 'node:util';
import { loadCommands } from '../command/registry.ts';
import { readConfig } from './config.ts';

const USAGE = `Usage: npm run --silent discord:check -- [--set-endpoint URL]

Looks at the application at Discord with the variables of this folder's .env: token, public key, where the commands are
registered, the link to add it, the interactions endpoint URL, and what the directory of apps demands.

  --set-endpoint URL    set the interactions endpoint URL at Discord first, such as
                        https://chainrule.example.org/discord/interactions; Discord asks it before it takes it, so
                        Chainrule has to run there. "none" removes it.
  --help                show this

Exit code: 0 if all that Chainrule needs is right, 1 if something is wrong, 2 for a wrong option.`;

class WrongUse extends Error {}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { help, 'set-endpoint': endpoint } = readOptions();
    if (help) {
      console.log(USAGE);
      return 0;
    }
    const config = readConfig();
    const { checkDiscord } = await import('../platforms/discord/check/check.ts');
    const { text, right } = await checkDiscord({
      token: config.DISCORD_TOKEN,
      apiUrl: config.DISCORD_API_URL,
      guildId: config.DISCORD_GUILD_ID,
      publicKey: config.DISCORD_PUBLIC_KEY,
      commands: await loadCommands(),
      endpoint,
    });
    console.log(text);
    return right ? 0 : 1;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof WrongUse ? `${message}\n\n${USAGE}` : message);
    return error instanceof WrongUse ? 2 : 1;
  }
}

function readOptions() {
  const options = { help: { type: 'boolean' }, 'set-endpoint': { type: 'string' } } as const;
  const { values } = tryTo(() => parseArgs({ options }));
  const { 'set-endpoint': endpoint } = values;
  if (endpoint !== undefined && endpoint !== 'none' && !URL.canParse(endpoint))
    throw new WrongUse(`--set-endpoint: ${endpoint || '(nothing)'} is no address`);
  return values;
}

function tryTo<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}
