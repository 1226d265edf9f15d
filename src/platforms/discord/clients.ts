import { REST, type RESTOptions } from 'discord.js';
import { limitRetries } from './rate-limits.ts';

const SWEEP_QUEUES_MS = 60_000;

/** The clients of Discord's REST API. */
export interface Clients {
  /** For what the bot does by itself, with its token: at most 50 requests a second. */
  readonly rest: REST;
  /** For what the token of an interaction allows, which Discord does not count to those. */
  readonly webhooks: REST;
}

/** @param apiUrl where Discord's API is, with or without its version; Discord's own by default */
export function createClients(token: string, apiUrl: string | undefined): Clients {
  const options: Partial<RESTOptions> = {
    // The client has a queue for each interaction, and keeps it for an hour unless told otherwise.
    handlerSweepInterval: SWEEP_QUEUES_MS,
    ...(apiUrl && { api: apiUrl.replace(/\/+(v\d+\/*)?$/, '') }),
  };
  const rest = new REST(options).setToken(token);
  const webhooks = new REST({ ...options, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
  for (const client of [rest, webhooks]) limitRetries(client);
  return { rest, webhooks };
}
