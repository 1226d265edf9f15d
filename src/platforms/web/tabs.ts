/** A message that is sent to an open tab without a request. A message that is sent again is an edit. */
export interface Push {
  readonly kind: 'post' | 'edit';
  readonly id: string;
  readonly html: string;
  /** For the person of this tab, and nobody else. */
  readonly alone?: boolean;
  /** Sent before the tab was open: to be shown, but not announced. */
  readonly past?: boolean;
}

/** The connection of a tab. */
export interface Connection {
  write(text: string): Promise<unknown>;
  /** Closes it. */
  end(): void;
}

/** Some proxies close a connection that is idle for longer. */
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = ': still here\n\n';
/** More tabs than this are refused, so that nobody opens connections without end. */
const MOST_TABS = 500;
/** A tab with so many messages waiting is disconnected; it connects again and gets what is current then. */
const MOST_WAITING = 200;

interface Tab {
  readonly person: string;
  readonly connection: Connection;
  waiting: number;
}

/** The tabs that are open now. */
export class Tabs {
  private readonly tabs = new Set<Tab>();
  private readonly heartbeat: NodeJS.Timeout;
  private closed = false;

  constructor(heartbeatMs = HEARTBEAT_MS) {
    this.heartbeat = setInterval(() => {
      for (const tab of this.tabs) this.write(tab, HEARTBEAT);
    }, heartbeatMs).unref();
  }

  get full(): boolean {
    return this.closed || this.tabs.size >= MOST_TABS;
  }

  /** Adds a tab, which gets these messages first; returns what removes it. */
  open(person: string, connection: Connection, first: readonly Push[]): () => void {
    const tab: Tab = { person, connection, waiting: 0 };
    this.tabs.add(tab);
    // So that the browser knows at once that it is connected.
    this.write(tab, HEARTBEAT);
    for (const push of first) this.write(tab, eventOf(push));
    return () => void this.tabs.delete(tab);
  }

  /** Sends to all tabs, or to those of one person; false if there are none. */
  tell(push: Push, person?: string): boolean {
    const wanted = [...this.tabs].filter((tab) => person === undefined || tab.person === person);
    for (const tab of wanted) this.write(tab, eventOf(push));
    return wanted.length > 0;
  }

  /** Disconnects all, for good. */
  close(): void {
    this.closed = true;
    clearInterval(this.heartbeat);
    for (const tab of this.tabs) this.drop(tab);
  }

  private write(tab: Tab, text: string): void {
    if (tab.waiting >= MOST_WAITING) this.drop(tab);
    tab.waiting++;
    tab.connection.write(text).then(
      () => void tab.waiting--,
      () => this.drop(tab),
    );
  }

  private drop(tab: Tab): void {
    this.tabs.delete(tab);
    tab.connection.end();
  }
}

/** One event of a stream of server-sent events, with our time, as clocks differ; JSON has no line breaks of its own. */
const eventOf = (push: Push): string => `data: ${JSON.stringify({ ...push, now: Date.now() })}\n\n`;
