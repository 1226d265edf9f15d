import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Logger, type Receiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { Holds, requestOptions } from '../requests.ts';

/** How Slack's events come to us. */
export interface Line {
  readonly receiver: Receiver;
  connected(): boolean;
  open(app: App): Promise<void>;
  close(): Promise<void>;
}

export interface SocketOptions {
  readonly appToken: string;
  readonly logger: Logger;
  readonly clientOptions: webApi.WebClientOptions;
  readonly onError: (error: unknown) => void;
  /** How long a connection may be silent, and how long to wait before connecting again where that failed. */
  readonly reconnectMs?: number | undefined;
}

/** Slack allows ten, and gives each event to one of them: while one is renewed the other one takes all. */
const CONNECTIONS = 2;
const RECONNECT_MS = 3000;
const LONGEST_PAUSE_MS = 60_000;
/** Slack says at once that a connection is there. */
const HELLO_MS = 15_000;
/** One that was not there for so long is not replaced at once: it may be refused again and again. */
const SHORT_LIFE_MS = 250;
/** Slack may still send over a connection that it is about to end: for so long we listen, and to so many. */
const LINGER_MS = 10_000;
const MOST_LINGERING = 6;
const GOODBYE_MS = 1000;

const OPEN = 1;

type Client = SocketModeReceiver['client'];

/**
 * Socket Mode: connections that we open, each of which is replaced when it ends. One that Slack wants to end is listened
 * to until the next one is there.
 */
export function socketLine({ appToken, logger, clientOptions, onError, reconnectMs }: SocketOptions): Line {
  const pauseMs = reconnectMs ?? RECONNECT_MS;
  const options = { ...clientOptions, ...requestOptions(new Holds(), 'patient') };
  const closing = new AbortController();
  /** Those that are there, and since when those are being replaced that are. */
  const clients = new Set<Client>();
  const replaced = new Map<Client, number>();
  const ended = new WeakSet<Client>();
  let app: App | undefined;

  const end = async (client: Client): Promise<void> => {
    ended.add(client);
    clients.delete(client);
    replaced.delete(client);
    await Promise.race([client.disconnect(), pause(GOODBYE_MS, undefined, { ref: false })]);
  };

  const connect = async (): Promise<void> => {
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      clientPingTimeout: pauseMs,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: options },
    });
    if (app !== undefined) receiver.init(app);
    const { client } = receiver;
    client.once('connected', () => keep(client));
    const late = pause(HELLO_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('no word from Slack')));
    try {
      await Promise.race([client.start(), late]);
    } catch (error) {
      await end(client);
      throw error ?? new Error('Slack ended a connection before it began');
    }
    if (closing.signal.aborted) await end(client);
  };

  /** Until it is ended by us, a connection is replaced when Slack ends it, or when it asks for that. */
  const keep = (client: Client): void => {
    if (ended.has(client)) return void client.disconnect();
    const since = Date.now();
    clients.add(client);
    client.once('disconnected', () => void replace(client, since));
    const { websocket } = client;
    if (websocket === undefined) return;
    const disconnect = websocket.disconnect.bind(websocket);
    websocket.disconnect = () => {
      if (ended.has(client) || websocket.readyState !== OPEN) disconnect();
      else void replace(client, since);
    };
  };

  const persistently = retry(
    handleWhen(() => !closing.signal.aborted),
    {
      maxAttempts: Number.POSITIVE_INFINITY,
      backoff: new ExponentialBackoff({ initialDelay: pauseMs, maxDelay: LONGEST_PAUSE_MS }),
    },
  ).dangerouslyUnref();

  const connectAgain = (): Promise<void> =>
    persistently.execute(async () => {
      if (closing.signal.aborted) return;
      await connect().catch((error: unknown) => {
        if (!closing.signal.aborted) onError(error);
        throw error;
      });
    });

  const replace = async (client: Client, since: number): Promise<void> => {
    if (ended.has(client) || replaced.has(client)) return;
    replaced.set(client, Date.now());
    if (Date.now() - since < SHORT_LIFE_MS) await pause(pauseMs, undefined, { ref: false });
    await connectAgain().catch(() => {});
    for (const old of [...replaced.keys()].slice(0, -MOST_LINGERING)) void end(old);
    await pause(LINGER_MS, undefined, { ref: false });
    await end(client);
  };

  const isThere = (client: Client): boolean =>
    (client.websocket?.isActive() ?? false) && Date.now() - (replaced.get(client) ?? Date.now()) < LINGER_MS;

  return {
    receiver: {
      init(theApp) {
        app = theApp;
      },
      async start() {
        await connect();
        for (let i = 1; i < CONNECTIONS; i++) void connectAgain().catch(() => {});
      },
      async stop() {},
    },
    connected: () => !closing.signal.aborted && [...clients].some(isThere),
    async open(theApp) {
      await theApp.start();
    },
    async close() {
      closing.abort();
      await Promise.all([...clients].map(end));
    },
  };
}
