import { DefaultRestOptions, REST, RESTEvents } from '@discordjs/rest';
import type { RESTOptions } from 'discord.js';
import { withFormBytes } from './form-bytes.ts';
import { createPatience } from './patience.ts';

const SWEEP_QUEUES_MS = 60_000;
/** The client's own limit spans all tries of a request, which have one each. */
const NO_LIMIT_MS = 2 ** 31 - 1;
const UNAUTHORIZED = 401;

/** The clients of Discord's REST API. */
export interface Clients {
  /** For what the bot does by itself, with its token: at most 50 requests a second. */
  readonly rest: REST;
  /** For what the token of an interaction allows, which Discord does not count to those. */
  readonly webhooks: REST;
  /** Resolves when Discord does not accept the bot's token. */
  readonly revoked: Promise<void>;
}

/** @param apiUrl where Discord's API is, with or without its version; Discord's own by default */
export function createClients(token: string, apiUrl: string | undefined): Clients {
  const client = (options: Partial<RESTOptions>): REST =>
    new REST({
      // The client has a queue for each interaction, and keeps it for an hour unless told otherwise.
      handlerSweepInterval: SWEEP_QUEUES_MS,
      // What is tried again is tried below the client, which knows one error of the network and no end of waiting.
      retries: 0,
      timeout: NO_LIMIT_MS,
      makeRequest: withFormBytes(createPatience(DefaultRestOptions.makeRequest)),
      ...(apiUrl && { api: apiUrl.replace(/\/+(v\d+\/*)?$/, '') }),
      ...options,
    });
  const rest = client({}).setToken(token);
  const revoked = new Promise<void>((resolve) => {
    rest.on(RESTEvents.Response, (_, { status }) => {
      if (status === UNAUTHORIZED) resolve();
    });
  });
  return { rest, webhooks: client({ globalRequestsPerSecond: Number.POSITIVE_INFINITY }), revoked };
}
