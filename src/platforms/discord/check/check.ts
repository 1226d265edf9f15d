import { DiscordAPIError } from '@discordjs/rest';
import { Routes } from 'discord-api-types/v10';
import { createClients } from '../rest/clients.ts';
import { application } from './application.ts';
import { directoryFindings } from './directory.ts';
import { setEndpoint } from './endpoint.ts';
import { type Finding, wrong } from './finding.ts';
import { type Configured, neededFindings } from './inspect.ts';
import { sectionOf, verdictOf } from './report.ts';

export interface CheckOptions extends Configured {
  readonly token: string | undefined;
  /** Discord's own by default. */
  readonly apiUrl?: string | undefined;
  /** Set this as the interactions endpoint URL first; `none` removes it. */
  readonly endpoint?: string | undefined;
}

export interface Checked {
  readonly text: string;
  /** Is all that is needed right? What the directory demands does not count. */
  readonly right: boolean;
}

/** Looks at the application at Discord with the eyes of this configuration; changes nothing but the endpoint. */
export async function checkDiscord(options: CheckOptions): Promise<Checked> {
  const { token, apiUrl, endpoint } = options;
  if (token === undefined)
    return alone(wrong('DISCORD_TOKEN is not set.', 'Copy the token from the page Bot of the application into .env.'));
  const { rest } = createClients(token, apiUrl);
  try {
    const first = application.parse(await rest.get(Routes.currentApplication()));
    const change = endpoint === undefined ? [] : [await setEndpoint(rest, first, endpoint)];
    const current = change.length === 0 ? first : application.parse(await rest.get(Routes.currentApplication()));
    const needed = [...change, ...(await neededFindings(rest, current, options))];
    const directory = directoryFindings(current);
    const sections = [
      `Discord application ${current.name}, id ${current.id}`,
      sectionOf('What Chainrule needs', needed),
      sectionOf('What the directory of apps demands (nothing that Chainrule needs)', directory),
      verdictOf(needed, directory),
    ];
    return { text: sections.join('\n\n'), right: needed.every(({ state }) => state !== 'wrong') };
  } catch (error) {
    return alone(failureOf(error, apiUrl));
  }
}

const alone = (finding: Finding): Checked => ({ text: sectionOf('What Chainrule needs', [finding]), right: false });

function failureOf(error: unknown, apiUrl: string | undefined): Finding {
  if (error instanceof DiscordAPIError && error.status === 401)
    return wrong(
      'DISCORD_TOKEN is not accepted.',
      'Copy the token from the page Bot of the application, or press Reset Token there, and put it into .env.',
    );
  const where = apiUrl === undefined ? 'Discord' : `Discord at ${apiUrl} (DISCORD_API_URL)`;
  const { message, cause } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  return wrong(`${where} gives no answer to use: ${why}.`, 'Try again in a minute; look at https://discordstatus.com.');
}
