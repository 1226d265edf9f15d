import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';

const CONNECT_MS = 5_000;
const PAUSE_MS = 100;
const MAX_PAUSE_MS = 15_000;
/** How often the connection is tried, and within which time a word has to come back by it. */
const TRY_EVERY_MS = 15_000;
const TRY_WITHIN_MS = 5_000;
/** How long a start waits for the first word. */
const FIRST_WORD_MS = 1_000;
/** What stands before a word that only tries the connection: no number. */
const WORD = 'try ';

interface ListeningOptions {
  /** Where to listen: not behind a pooler in transaction mode, which lets no notification through. */
  readonly url: string;
  readonly channel: string;
  /** Notifies the channel by another connection. */
  readonly notify: (text: string) => Promise<void>;
  readonly onNotice: (text: string) => void;
  /** Is told when what is notified arrives from now on, and when it does not any more. */
  readonly onHearing: (hearing: boolean) => void;
  /** Is told once of each loss, not of each try. */
  readonly onError: (error: unknown) => void;
}

/** A connection to PostgreSQL that listens on a channel, and is made again with growing pauses whenever it is lost. */
export class Listening {
  private readonly options: ListeningOptions;
  private readonly closing = new AbortController();
  private readonly words = new Map<string, () => void>();
  private client: Client | undefined;
  private hearing = false;

  constructor(options: ListeningOptions) {
    this.options = options;
  }

  /** @throws Error when the server cannot be reached. That nothing is heard is no error: it is tried again. */
  async start(): Promise<void> {
    const first = await this.connect();
    let heard = (): void => {};
    const firstWord = new Promise<void>((resolve) => {
      heard = resolve;
    });
    void this.run(first, heard);
    await Promise.race([firstWord, this.sleep(FIRST_WORD_MS)]);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.client?.end().catch(() => {});
  }

  private async run(first: Client, heard: () => void): Promise<void> {
    let client: Client | undefined = first;
    let pause = PAUSE_MS;
    let told = false;
    while (!this.closing.signal.aborted) {
      try {
        client ??= await this.connect();
        await this.use(client, () => {
          pause = PAUSE_MS;
          told = false;
          heard();
        });
      } catch (error) {
        if (!told && !this.closing.signal.aborted) this.options.onError(error);
        told = true;
      }
      this.set(false);
      void client?.end().catch(() => {});
      client = undefined;
      await this.sleep(pause);
      pause = Math.min(pause * 2, MAX_PAUSE_MS);
    }
  }

  private async connect(): Promise<Client> {
    const { url, channel } = this.options;
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
    this.client = client;
    // Without a listener the event would end the process; the loss itself is seen by `end`.
    client.on('error', () => {});
    client.on('notification', ({ payload = '' }) => this.notice(payload));
    await client.connect();
    await client.query(`listen "${channel}"`);
    return client;
  }

  /** Resolves or throws when the connection is of no use any more. */
  private async use(client: Client, onHeard: () => void): Promise<void> {
    let ended = false;
    const end = new Promise<void>((resolve) => {
      client.once('end', () => {
        ended = true;
        resolve();
      });
    });
    while (!ended) {
      const heard = await Promise.race([this.tryOut(), end]);
      if (ended || this.closing.signal.aborted) return;
      if (!heard) throw new Error('PostgreSQL takes LISTEN, but no notification arrives: set DATABASE_DIRECT_URL');
      onHeard();
      this.set(true);
      await Promise.race([this.sleep(TRY_EVERY_MS), end]);
    }
  }

  /** Says a word by the other connection, and whether it has come back by this one. */
  private async tryOut(): Promise<boolean> {
    const word = WORD + randomUUID();
    const back = new Promise<true>((resolve) => {
      this.words.set(word, () => resolve(true));
    });
    try {
      await this.options.notify(word);
      return await Promise.race([back, this.sleep(TRY_WITHIN_MS).then(() => false)]);
    } finally {
      this.words.delete(word);
    }
  }

  private notice(text: string): void {
    if (text.startsWith(WORD)) this.words.get(text)?.();
    else this.options.onNotice(text);
  }

  private set(hearing: boolean): void {
    if (hearing === this.hearing) return;
    this.hearing = hearing;
    this.options.onHearing(hearing);
  }

  private sleep(ms: number): Promise<void> {
    return setTimeout(ms, undefined, { signal: this.closing.signal, ref: false }).catch(() => {});
  }
}
