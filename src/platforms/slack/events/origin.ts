import type { Context } from '@slack/bolt';
import type { RequestOrigin } from '../../../dispatch/request.ts';
import type { From } from '../context.ts';

/** Somebody on Slack. Who manages a workspace it does not say, and asking would need leave to read about everybody. */
export const slackOrigin = (
  { team }: From,
  who: Omit<RequestOrigin, 'platform' | 'manages' | 'tenant'>,
): RequestOrigin => ({
  platform: 'slack',
  tenant: team,
  manages: false,
  ...who,
});

/**
 * Where something comes from. In a channel that workspaces share, it is the one whose installation Slack tells of it:
 * with the token of another it could not be answered.
 */
export const fromOf = ({ teamId, enterpriseId }: Context, user: string, responseUrl?: string): From => ({
  team: teamId ?? user,
  enterprise: enterpriseId,
  responseUrl,
});
