import { DiscordAPIError, HTTPError, RateLimitError } from '@discordjs/rest';
import type { RESTJSONErrorCodes } from 'discord.js';

/** Did Discord refuse a request for this reason? */
export const isCode = (error: unknown, code: RESTJSONErrorCodes): boolean =>
  error instanceof DiscordAPIError && error.code === code;

/** Did Discord refuse a message for what is in it? */
export const isRefusedContent = (error: unknown): boolean =>
  (error instanceof DiscordAPIError || error instanceof HTTPError) && (error.status === 400 || error.status === 413);

/** An error of the client without the address and body of the request: tokens and people's words stand in them. */
export function harmless(error: unknown): unknown {
  if (error instanceof RateLimitError)
    return { error: 'RateLimitError', message: 'Discord kept putting a request off' };
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const { name, message, status, method } = error;
  return { error: name, message, status, method, ...('code' in error && { code: error.code }) };
}
