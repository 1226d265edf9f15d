/** What an open tab hears without having asked. The same message may come again: then it is what it says now. */
export interface Push {
  readonly kind: 'post' | 'edit';
  readonly id: string;
  readonly html: string;
  /** For the person of this tab, and nobody else. */
  readonly alone?: boolean;
  /** Said before the tab was there: to be shown, but not announced. */
  readonly past?: boolean;
}

/** Where a tab listens. */
export interface Line {
  write(text: string): Promise<unknown>;
  /** Hangs up. */
  end(): void;
}

/** A connection that says nothing for longer is closed by some proxies. */
const BEAT_MS = 15_000;
const BEAT = ': still here\n\n';
/** More tabs than this are refused, so that nobody opens connections without end. */
const MOST_TABS = 500;
/** A tab that takes so many messages too slowly is hung up on; it comes back and hears what counts then. */
const MOST_WAITING = 200;

interface Tab {
  readonly person: string;
  readonly line: Line;
  waiting: number;
}

/** The tabs that are open now. */
export class Tabs {
  private readonly tabs = new Set<Tab>();
  private readonly beat: NodeJS.Timeout;
  private closed = false;

  constructor(beatMs = BEAT_MS) {
    this.beat = setInterval(() => {
      for (const tab of this.tabs) this.write(tab, BEAT);
    }, beatMs).unref();
  }

  get full(): boolean {
    return this.closed || this.tabs.size >= MOST_TABS;
  }

  /** A tab listens from now on, and first hears this; gives what to call when it is gone. */
  open(person: string, line: Line, first: readonly Push[]): () => void {
    const tab: Tab = { person, line, waiting: 0 };
    this.tabs.add(tab);
    // So that the browser knows at once that it is connected.
    this.write(tab, BEAT);
    for (const push of first) this.write(tab, eventOf(push));
    return () => void this.tabs.delete(tab);
  }

  /** Tells everybody, or all tabs of one person; false if nobody is there. */
  tell(push: Push, person?: string): boolean {
    const wanted = [...this.tabs].filter((tab) => person === undefined || tab.person === person);
    for (const tab of wanted) this.write(tab, eventOf(push));
    return wanted.length > 0;
  }

  /** Hangs up on all, for good. */
  close(): void {
    this.closed = true;
    clearInterval(this.beat);
    for (const tab of this.tabs) this.drop(tab);
  }

  private write(tab: Tab, text: string): void {
    if (tab.waiting >= MOST_WAITING) this.drop(tab);
    tab.waiting++;
    tab.line.write(text).then(
      () => void tab.waiting--,
      () => this.drop(tab),
    );
  }

  private drop(tab: Tab): void {
    this.tabs.delete(tab);
    tab.line.end();
  }
}

/** One event of a stream of server-sent events; JSON has no line breaks of its own. */
const eventOf = (push: Push): string => `data: ${JSON.stringify(push)}\n\n`;
