import { webApi } from '@slack/bolt';
import { ResponseRefused } from './respond.ts';

/** Nothing can be said there, or no longer in this way, whatever it is. */
const PLACES = new Set([
  'account_inactive',
  'channel_not_found',
  'expired_url',
  'invalid_auth',
  'is_archived',
  'message_not_found',
  'missing_scope',
  'not_authed',
  'not_in_channel',
  'restricted_action',
  'token_revoked',
  'used_url',
  'user_not_in_channel',
]);

/**
 * Why Slack did not take a message: for what it says, for where it was to be said, or because it could not be asked, or
 * has too much to do. Only the first is better with another message.
 */
export function whyRefused(error: unknown): 'content' | 'place' | 'not reached' {
  if (error instanceof webApi.WebAPIPlatformError) return PLACES.has(error.data.error) ? 'place' : 'content';
  if (error instanceof webApi.WebAPIHTTPError) return error.statusCode < 500 ? 'content' : 'not reached';
  if (!(error instanceof ResponseRefused)) return 'not reached';
  if (error.word !== undefined && PLACES.has(error.word)) return 'place';
  return error.status === 429 || error.status >= 500 ? 'not reached' : 'content';
}
