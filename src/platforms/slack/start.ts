import type { RequestListener } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Log } from '../../dispatch/log.ts';
import { Pending } from '../../dispatch/pending.ts';
import { Conversation } from '../conversation/conversation.ts';
import { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import { OpenQuestions } from '../conversation/open-questions.ts';
import { Refused, type Service } from '../service.ts';
import { type OAuthOptions, sharedAccess, singleAccess } from './access.ts';
import type { SlackContext } from './context.ts';
import { holdMessages } from './events/acknowledge.ts';
import { onButtons } from './events/buttons.ts';
import { onForms } from './events/forms.ts';
import { guard } from './events/guard.ts';
import { onHome } from './events/home.ts';
import { onInputs } from './events/input.ts';
import { onDirectMessages, onMentions } from './events/mention.ts';
import { onRemoval } from './events/removal.ts';
import { serve } from './events/serve.ts';
import { onShortcut } from './events/shortcut.ts';
import { onSlashCommands } from './events/slash.ts';
import { type Line, socketLine } from './events/socket.ts';
import { apologise } from './interrupted.ts';
import { RESPONSE_URL_LIFE_MS } from './limits.ts';
import { slackLogger } from './logger.ts';
import { EVENTS_PATH } from './manifest.ts';
import { Naming } from './naming.ts';
import { createRateLimit } from './rate-limit.ts';
import { createTransport } from './transport.ts';
import { UNKNOWN_BUTTON, UNSENDABLE } from './words.ts';

const WORDS = { unsendable: UNSENDABLE, unknownButton: UNKNOWN_BUTTON };

const FILE_ORIGINS = ['https://files.slack.com', 'https://files.slack-gov.com'];

export interface SlackOptions {
  /** For one workspace. */
  readonly botToken?: string | undefined;
  /** For as many workspaces as add the app, in place of a bot token. */
  readonly oauth?: OAuthOptions | undefined;
  /** Socket Mode: no address of ours is needed. */
  readonly appToken?: string | undefined;
  /** Without an app token: what signs the requests to {@link EVENTS_PATH}. */
  readonly signingSecret?: string | undefined;
  /** Of the Web API; Slack's own by default. */
  readonly apiUrl?: string | undefined;
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Is told of what went wrong on our side and was worked around; the log by default. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** How long the connection may be silent, and how long to wait before connecting again. */
  readonly reconnectMs?: number | undefined;
  /** What lies between two messages in a channel; as long as Slack wants it by default. */
  readonly paceMs?: number | undefined;
}

export interface SlackService extends Service {
  /** Without Socket Mode: takes the requests to {@link EVENTS_PATH}. */
  readonly requestListener: RequestListener | undefined;
  /** Pages for a browser, by path. */
  readonly pages: ReadonlyMap<string, RequestListener>;
}

const TIMEOUT_MS = 30_000;

/**
 * Starts the bot on Slack: by Socket Mode with an app token, else by HTTP with a signing secret.
 *
 * @throws Refused, of one line that names the variable, when Slack refuses a token; another Error when it cannot be reached
 */
export async function startSlack(options: SlackOptions): Promise<SlackService> {
  const { botToken, oauth, appToken, apiUrl, dispatcher, log, reconnectMs } = options;
  const onError = options.onError ?? ((error) => log.warn({ err: error }, 'Slack'));
  const logger = slackLogger(log);
  const common = { ...(apiUrl && { slackApiUrl: apiUrl }), logger, timeout: TIMEOUT_MS };
  const line: Line & { requestListener?: RequestListener } = appToken
    ? socketLine({ appToken, logger, clientOptions: common, onError, reconnectMs })
    : httpLine(options.signingSecret, logger);
  const app = new App({
    // What is written goes by the client of the workspace, and nothing has to be known before the acknowledgement.
    authorize: async () => ({}),
    ignoreSelf: false,
    receiver: line.receiver,
    logger,
    convoStore: false,
    deferInitialization: true,
    clientOptions: common,
  });
  app.error(async (error) => onError(error));
  holdMessages(app);
  const { store } = dispatcher;
  const access = oauth
    ? sharedAccess(oauth, { store, apiUrl, logger, clientOptions: common, log })
    : singleAccess(botToken ?? '', { clientOptions: common });
  const { workspaces } = access;
  const files = {
    name: 'Slack',
    // Whoever answers in Slack's place has the token already.
    origins: [...FILE_ORIGINS, ...(apiUrl ? [new URL(apiUrl).origin] : [])],
  };
  const followUps = new FollowUpTokens(dispatcher.store.kept, RESPONSE_URL_LIFE_MS, onError);
  const pending = new Pending();
  const context: SlackContext = {
    dispatcher,
    conversation: new Conversation({ dispatcher, files, followUps, words: WORDS, onError }),
    naming: new Naming(store.kept, onError),
    followUps,
    openQuestions: new OpenQuestions(dispatcher.store.kept, onError),
    rateLimit: createRateLimit(dispatcher.store.pace, onError, options.paceMs),
    onError,
    serve: (from, work, acknowledge) =>
      pending.track(serve(workspaces, from, work, { onError, origin: oauth?.origin }, acknowledge)),
  };
  for (const register of [
    onSlashCommands,
    onMentions,
    onDirectMessages,
    onButtons,
    onForms,
    onInputs,
    onShortcut,
    onHome,
  ])
    register(app, context);
  onRemoval(app, context, access);
  try {
    await app.init();
    await naming('SLACK_BOT_TOKEN', access.begin());
    await naming('SLACK_APP_TOKEN', line.open(app));
  } catch (error) {
    await line.close().catch(onError);
    throw error;
  }
  dispatcher.answers.serve('slack', (promised, sending) =>
    pending.track(apologise(promised, context, (tenant) => workspaces.find(tenant), sending)),
  );
  return {
    name: 'slack',
    transport: createTransport(context, workspaces),
    requestListener: line.requestListener,
    pages: access.routes,
    refused: access.refused,
    connected: line.connected,
    async stop() {
      await line.close();
      await pending.drain();
    },
  };
}

/** HTTP on a server that others listen on, too. */
function httpLine(signingSecret: string | undefined, logger: ReturnType<typeof slackLogger>) {
  if (!signingSecret) throw new Error('SLACK_SIGNING_SECRET: must be set where SLACK_APP_TOKEN is not');
  const receiver = new HTTPReceiver({ signingSecret, endpoints: EVENTS_PATH, logger });
  let closed = false;
  const guarded = guard({ path: EVENTS_PATH, signingSecret, next: receiver.requestListener });
  const requestListener: RequestListener = (request, response) => {
    if (!closed) return guarded(request, response);
    response.writeHead(503).end();
  };
  return {
    receiver,
    requestListener,
    connected: () => !closed,
    // Nobody has the listener before the start is whole.
    async open() {},
    async close() {
      closed = true;
    },
  };
}

/** What Slack answers when something is wrong on its own side, or for now. */
const PASSING = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'accesslimited',
];

/** Says which variable has the value that Slack refuses. */
async function naming(variable: string, done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (error) {
    const refusal = (error as { data?: { error?: unknown } }).data?.error;
    if (typeof refusal === 'string' && !PASSING.includes(refusal))
      throw new Refused(`${variable}: Slack refuses it: ${refusal}`, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Slack cannot be reached: ${reason}`, { cause: error });
  }
}
