import type { App, Context } from '@slack/bolt';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { Access } from '../access.ts';
import type { SlackContext } from '../context.ts';

/** Slack tells of it once: while the store is down it is tried again for some minutes. */
const PERSISTENT = retry(handleAll, { maxAttempts: 10, backoff: new ExponentialBackoff({ maxDelay: 60_000 }) });

/** Deletes all that belongs to a workspace when the app is removed there, or its token is taken back. */
export function onRemoval(app: App, { dispatcher, naming, onError }: SlackContext, access: Access): void {
  const remove = async ({ teamId, enterpriseId, isEnterpriseInstall }: Context, seconds: number): Promise<void> => {
    const departure = {
      team: teamId ?? '',
      enterprise: enterpriseId,
      isOrganisation: isEnterpriseInstall,
      at: seconds * 1000,
    };
    try {
      await PERSISTENT.execute(async () => {
        for (const tenant of await access.servedBy(departure)) {
          await dispatcher.store.forgetTenant(tenant);
          await naming.forget(tenant);
          access.forget(tenant);
        }
      });
    } catch (error) {
      onError(error);
    }
  };

  app.event('app_uninstalled', ({ context, body }) => remove(context, body.event_time));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    // Tokens of people are never asked for.
    if ((event.tokens.bot?.length ?? 0) > 0) await remove(context, body.event_time);
  });
}
