import type { App, Context } from '@slack/bolt';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';
import type { Access, Departure } from '../access.ts';
import type { SlackContext } from '../context.ts';

/** Slack tells of it once: while the store is down it is tried again for some minutes. */
const PERSISTENT = retry(handleAll, { maxAttempts: 10, backoff: new ExponentialBackoff({ maxDelay: 60_000 }) });

/** Deletes all that belongs to a workspace when the app is removed there, or by its organisation, or its token is taken back. */
export function onRemoval(app: App, { dispatcher, naming, onError }: SlackContext, access: Access): void {
  const remove = async (departure: Departure): Promise<void> => {
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

  const departed = ({ teamId, enterpriseId, isEnterpriseInstall }: Context, seconds: number): Departure => ({
    team: teamId ?? '',
    enterprise: enterpriseId,
    of: isEnterpriseInstall ? 'organisation' : 'workspace',
    at: seconds * 1000,
  });

  app.event('app_uninstalled', ({ context, body }) => remove(departed(context, body.event_time)));
  app.event('tokens_revoked', async ({ event, context, body }) => {
    // Tokens of people are never asked for.
    if ((event.tokens.bot?.length ?? 0) > 0) await remove(departed(context, body.event_time));
  });
  app.event('team_access_revoked', async ({ event, context, body }) => {
    const departure = { ...departed(context, body.event_time), of: 'workspace of organisation' } as const;
    for (const team of event.team_ids) await remove({ ...departure, team });
  });
}
