/** What is sent to an open tab without a request. */
export type Push = Message | StagePush;

/** A message; one that is sent again is an edit. */
interface Message {
  readonly kind: 'post' | 'edit';
  readonly id: string;
  readonly html: string;
  /** For the person of this tab, and nobody else. */
  readonly alone?: boolean;
  /** Sent before the tab was open: to be shown, but not announced. */
  readonly past?: boolean;
}

/** What a presenter's view shows now. */
export interface StagePush {
  readonly kind: 'stage';
  readonly html: string;
  /** When this was so, in ms since 1970: the clock of the browser may go wrong. */
  readonly now: number;
  /** What whoever looks may do: the host's buttons, for a host alone. */
  readonly actions: readonly StageAction[];
}

/** A button for the host. */
export interface StageAction {
  readonly label: string;
  readonly command: string;
  /** Is it the next step, which a key alone does? */
  readonly next?: boolean;
}

/** Where a tab is, and whose it is. */
export interface Whose {
  readonly room: string;
  /** Undefined for a view that anybody may have. */
  readonly person?: string | undefined;
  /** The address that it comes from. */
  readonly from?: string | undefined;
  /** The page's own origin, as it is known there. */
  readonly origin?: string | undefined;
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
/** Of one person, and from one address, behind which a whole school may sit. */
const MOST_OF_PERSON = 20;
const MOST_FROM_ADDRESS = 300;
/** A tab with so many messages waiting is disconnected; it connects again and gets what is current then. */
const MOST_WAITING = 200;

interface Tab extends Whose {
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

  /** Is there no room for another tab of this person, or from this address? */
  isFull({ person, from }: Partial<Whose> = {}): boolean {
    if (this.closed || this.tabs.size >= MOST_TABS) return true;
    const count = (of: (tab: Tab) => boolean): number => [...this.tabs].filter(of).length;
    if (person !== undefined && count((tab) => tab.person === person) >= MOST_OF_PERSON) return true;
    return from !== undefined && count((tab) => tab.from === from) >= MOST_FROM_ADDRESS;
  }

  /** Adds a tab, which gets these messages first; returns what removes it. */
  open(whose: Whose, connection: Connection, first: readonly Push[]): () => void {
    const tab: Tab = { ...whose, connection, waiting: 0 };
    this.tabs.add(tab);
    // So that the browser knows at once that it is connected.
    this.write(tab, HEARTBEAT);
    for (const push of first) this.write(tab, eventOf(push));
    return () => void this.tabs.delete(tab);
  }

  /** Sends to all tabs in a room, or to those of one person there; false if there are none. */
  tell(room: string, push: Push, person?: string): boolean {
    return this.tellEach(room, (whose) => (person === undefined || whose.person === person ? push : undefined));
  }

  /** Sends to each tab in a room what is for its person; false if there was nothing to send. */
  tellEach(room: string, pushFor: (whose: Whose) => Push | undefined): boolean {
    let told = false;
    for (const tab of this.tabs) {
      const push = tab.room === room ? pushFor(tab) : undefined;
      if (push === undefined) continue;
      this.write(tab, eventOf(push));
      told = true;
    }
    return told;
  }

  /** Is there a tab in this room? */
  has(room: string): boolean {
    return [...this.tabs].some((tab) => tab.room === room);
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
export const eventOf = (push: Push): string => `data: ${JSON.stringify({ ...push, now: Date.now() })}\n\n`;
