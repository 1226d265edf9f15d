// A platform's library is loaded only where the platform is served: each takes longer to load than all the rest.
import type { RequestListener } from 'node:http';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import type { Log } from '../dispatch/log.ts';
import type { Service } from '../platforms/service.ts';
import type { Config } from './config.ts';

/** The page, with the handler of its requests. */
export async function startPage(config: Config, dispatcher: Dispatcher, log: Log) {
  const { startWeb } = await import('../platforms/web/start.ts');
  return startWeb({
    dispatcher,
    log,
    host: config.HOST,
    origin: config.WEB_ORIGIN,
    isShared: config.DATABASE_URL !== undefined,
  });
}

/** Discord, which mounts a route of its own where interactions come over HTTP. */
export async function startDiscord(
  config: Config,
  token: string,
  dispatcher: Dispatcher,
  log: Log,
  routes: Map<string, RequestListener>,
): Promise<Service> {
  const [{ startDiscord: start }, { INTERACTIONS_PATH }] = await Promise.all([
    import('../platforms/discord/start.ts'),
    import('../platforms/discord/http/endpoint.ts'),
  ]);
  if (config.DISCORD_PUBLIC_KEY) routes.set(INTERACTIONS_PATH, (_, response) => void response.writeHead(503).end());
  const service = await start({
    token,
    publicKey: config.DISCORD_PUBLIC_KEY,
    guildId: config.DISCORD_GUILD_ID,
    apiUrl: config.DISCORD_API_URL,
    shards: config.DISCORD_SHARDS,
    dispatcher,
    log,
  });
  if (service.requestListener) routes.set(INTERACTIONS_PATH, service.requestListener);
  return service;
}

/** Slack, which mounts a route of its own unless it is reached by Socket Mode, and the pages that add it to workspaces. */
export async function startSlack(
  config: Config,
  dispatcher: Dispatcher,
  log: Log,
  routes: Map<string, RequestListener>,
  paceMs?: number,
): Promise<Service> {
  const [{ startSlack: start }, { EVENTS_PATH }] = await Promise.all([
    import('../platforms/slack/start.ts'),
    import('../platforms/slack/manifest.ts'),
  ]);
  // Slack sends again what it hears this of.
  if (!config.SLACK_APP_TOKEN) routes.set(EVENTS_PATH, (_, response) => void response.writeHead(503).end());
  const service = await start({
    botToken: config.SLACK_BOT_TOKEN,
    oauth: oauthOf(config),
    appToken: config.SLACK_APP_TOKEN,
    signingSecret: config.SLACK_SIGNING_SECRET,
    apiUrl: config.SLACK_API_URL,
    dispatcher,
    log,
    paceMs,
  });
  if (service.requestListener) routes.set(EVENTS_PATH, service.requestListener);
  for (const [path, listener] of service.pages) routes.set(path, listener);
  return service;
}

/** What lets workspaces add the app by themselves; that all is there beside the client id was checked. */
function oauthOf(config: Config) {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TOKEN_KEY, WEB_ORIGIN } = config;
  if (clientId === undefined) return undefined;
  return {
    clientId,
    clientSecret: SLACK_CLIENT_SECRET ?? '',
    stateSecret: SLACK_STATE_SECRET ?? '',
    tokenKey: TOKEN_KEY ?? '',
    oldTokenKey: config.TOKEN_KEY_OLD,
    origin: WEB_ORIGIN,
  };
}
