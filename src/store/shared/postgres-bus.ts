import { createHash, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../schema.ts';
import { type Bus, Listeners, type OpenBus } from './bus.ts';
import { Listening } from './listening.ts';

/** PostgreSQL takes 8000 bytes; what is longer is read from its row. */
const MAX_NOTICE = 7_500;
/** How often rows are looked for while no connection hears. */
const POLL_MS = 500;
/** A row may be seen later than one that was written after it. */
const OVERLAP_MS = 3_000;
/** How long rows are kept: who did not hear for no longer than that has missed nothing. */
const KEEP_MS = 60_000;
const TIDY_EVERY_MS = 30_000;
const MAX_SEEN = 10_000;

interface PostgresBusOptions {
  readonly db: Kysely<Tables>;
  /** Where to listen. */
  readonly url: string;
  /** The schema of the tables: processes with another one hear nothing. */
  readonly schema: string;
  /** The server's time, in ms since 1970. */
  readonly now: () => number;
  /** Resolves once the store can be read. */
  readonly reached: () => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/**
 * Opens the bus on PostgreSQL. Every message is a row, and a notification with the same content to whoever listens.
 * While a process does not hear notifications it looks for rows, twice a second.
 *
 * @throws Error when the server cannot be reached
 */
export async function openPostgresBus(options: PostgresBusOptions): Promise<OpenBus> {
  const bus = new PostgresBus(options);
  try {
    await bus.start();
  } catch (error) {
    await bus.close();
    throw error;
  }
  return bus;
}

class PostgresBus implements OpenBus {
  private readonly db: Kysely<Tables>;
  private readonly options: PostgresBusOptions;
  private readonly id = randomUUID();
  private readonly channel: string;
  private readonly listeners: Listeners;
  private readonly listening: Listening;
  /** The numbers of the newest messages that were delivered. */
  private readonly seen = new Set<number>();
  private since: number;
  private open = true;
  private hasHeard = false;
  private hasLooked = false;
  private looking = true;
  private next: NodeJS.Timeout | undefined;
  private tidied = 0;
  /** What comes is delivered in turn, also where one has to be read first. */
  private turn: Promise<void> = Promise.resolve();
  readonly subscribe: Bus['subscribe'];
  readonly onReconnect: Bus['onReconnect'];

  constructor(options: PostgresBusOptions) {
    const { db, url, schema, now, onError } = options;
    this.options = options;
    this.db = db;
    this.since = now();
    // A name has at most 63 bytes, and a schema any characters.
    this.channel = `chainrule_${createHash('sha256').update(schema).digest('hex').slice(0, 32)}`;
    this.listeners = new Listeners(onError);
    this.subscribe = (topic, listener) => this.listeners.subscribe(topic, listener);
    this.onReconnect = (listener) => this.listeners.onReconnect(listener);
    this.listening = new Listening({
      url,
      channel: this.channel,
      notify: async (text) => void (await sql`select pg_notify(${this.channel}, ${text})`.execute(db)),
      onNotice: (text) => this.notice(text),
      onHearing: (hearing) => this.hearing(hearing),
      onError,
    });
  }

  async start(): Promise<void> {
    await this.listening.start();
    if (!this.hasHeard) this.look();
  }

  async publish(topic: string, payload: string): Promise<boolean> {
    queueMicrotask(() => this.listeners.deliver(topic, payload));
    // Text of PostgreSQL has no NUL character; JSON writes it in other words.
    const text = JSON.stringify([this.id, topic, payload]);
    const notice = Buffer.byteLength(text) > MAX_NOTICE ? '' : text;
    const at = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`;
    try {
      await sql`with written as (insert into message (content, at) values (${text}, ${at}) returning id)
        select pg_notify(${this.channel}, id || ' ' || ${notice}) from written`.execute(this.db);
      await this.tidy();
      return true;
    } catch (error) {
      if (this.open) this.options.onError(error);
      return false;
    }
  }

  async close(): Promise<void> {
    this.open = false;
    clearTimeout(this.next);
    await this.listening.close();
    await this.turn;
  }

  private hearing(hearing: boolean): void {
    this.looking = !hearing;
    clearTimeout(this.next);
    if (!this.open) return;
    if (!hearing) {
      // What was notified lately may have gone into a connection that was dead already.
      this.since = Math.max(this.since, this.options.now() - KEEP_MS);
      this.look();
    } else if (this.hasHeard || this.hasLooked) {
      this.inTurn(() => this.catchUp());
      this.inTurn(async () => void this.reconnected());
    }
    this.hasHeard ||= hearing;
  }

  /** This connection may be back before the store has noticed that it is: then whoever reads it again would be refused. */
  private async reconnected(): Promise<void> {
    await this.options.reached();
    if (this.open) this.listeners.reconnected();
  }

  /** Looks for rows, now and until a connection hears. */
  private look(): void {
    this.hasLooked = true;
    this.inTurn(async () => {
      // What cannot be read now is read later; the loss itself was told.
      await this.catchUp().catch(() => {});
      if (this.looking && this.open) this.next = setTimeout(() => this.look(), POLL_MS).unref();
    });
  }

  private notice(text: string): void {
    const space = text.indexOf(' ');
    const [id, content] = [Number(text.slice(0, space)), text.slice(space + 1)];
    this.inTurn(async () => {
      const long = content === '' ? await this.rows().where('id', '=', id).executeTakeFirst() : undefined;
      this.deliver(id, long?.content ?? content);
    });
  }

  private async catchUp(): Promise<void> {
    const time = this.options.now();
    for (const { id, content } of await this.rows().where('at', '>=', this.since).orderBy('id').execute())
      this.deliver(id, content);
    this.since = Math.max(this.since, time - OVERLAP_MS);
  }

  private rows() {
    return this.db.selectFrom('message').select(['id', 'content']);
  }

  private deliver(id: number, content: string): void {
    if (!this.open || content === '' || this.seen.has(id)) return;
    this.seen.add(id);
    for (const oldest of this.seen) {
      if (this.seen.size <= MAX_SEEN) break;
      this.seen.delete(oldest);
    }
    const [sender, topic, payload] = JSON.parse(content) as [string, string, string];
    if (sender !== this.id) this.listeners.deliver(topic, payload);
  }

  private inTurn(work: () => Promise<void>): void {
    this.turn = this.turn.then(work).catch((error: unknown) => {
      if (this.open) this.options.onError(error);
    });
  }

  private async tidy(): Promise<void> {
    const time = this.options.now();
    if (time - this.tidied < TIDY_EVERY_MS) return;
    this.tidied = time;
    await this.db
      .deleteFrom('message')
      .where('at', '<', time - KEEP_MS)
      .execute();
  }
}
