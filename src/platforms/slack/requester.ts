import type { Requester } from '../../dispatch/request.ts';

/** Somebody on Slack. Who manages a workspace it does not say, and asking would need leave to read about everybody. */
export const requester = (who: Omit<Requester, 'platform' | 'manages'>): Requester => ({
  platform: 'slack',
  manages: false,
  ...who,
});
