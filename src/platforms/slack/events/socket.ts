import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Logger, SocketModeReceiver, type webApi } from '@slack/bolt';

/** How Slack's events come to us. */
export interface Line {
  readonly receiver: NonNullable<ConstructorParameters<typeof App>[0]>['receiver'] & object;
  connected(): boolean;
  open(app: App): Promise<void>;
  close(): Promise<void>;
}

export interface SocketOptions {
  readonly appToken: string;
  readonly logger: Logger;
  readonly clientOptions: webApi.WebClientOptions;
  readonly onError: (error: unknown) => void;
  /** How long the connection may be silent, and how long to wait before connecting again. */
  readonly reconnectMs?: number | undefined;
}

const RECONNECT_MS = 3000;
/** As long as Slack cannot be reached we try again. */
const PATIENT = { forever: true, minTimeout: 500, maxTimeout: 15_000, factor: 1.5 };
const GOODBYE_MS = 1000;

/** Socket Mode: a connection that we open, and that Bolt opens again whenever it ends. */
export function socketLine({ appToken, logger, clientOptions, onError, reconnectMs }: SocketOptions): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    clientPingTimeout: reconnectMs ?? RECONNECT_MS,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: PATIENT } },
  });
  const { client } = receiver;
  let closing = false;
  return {
    receiver,
    // Asked, not remembered: the end of an old connection may be heard of after the next one is there.
    connected: () => !closing && (client.websocket?.isActive() ?? false),
    async open(app) {
      await app.start();
      // Bolt lets go of the promise when it connects again: a refusal then must not end the process.
      const start = client.start.bind(client);
      client.start = () =>
        start().catch((error) => {
          if (!closing) onError(error);
          return { ok: false };
        });
    },
    async close() {
      closing = true;
      await Promise.race([client.disconnect(), pause(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}
