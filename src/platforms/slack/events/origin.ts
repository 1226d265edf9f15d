import type { RequestOrigin } from '../../../dispatch/request.ts';

/** Somebody on Slack. Who manages a workspace it does not say, and asking would need leave to read about everybody. */
export const slackOrigin = (who: Omit<RequestOrigin, 'platform' | 'manages'>): RequestOrigin => ({
  platform: 'slack',
  manages: false,
  ...who,
});
