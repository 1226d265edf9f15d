/** Shows the newest of many states, one at a time and at most so often. */
export class Progress<State> {
  private readonly show: (state: State) => Promise<void>;
  private readonly everyMs: number;
  private newest: State | undefined;
  private timer: NodeJS.Timeout | undefined;
  private showing: Promise<void> | undefined;
  private shownAt = Number.NEGATIVE_INFINITY;
  private ended = false;

  /** @param show must not throw */
  constructor(show: (state: State) => Promise<void>, everyMs: number) {
    this.show = show;
    this.everyMs = everyMs;
  }

  next(state: State): void {
    this.newest = state;
    this.schedule();
  }

  /** No state is shown from here on; resolves when the last one that was on its way has arrived. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.showing;
  }

  private schedule(): void {
    if (this.ended || this.timer || this.showing || this.newest === undefined) return;
    const wait = Math.max(0, this.shownAt + this.everyMs - performance.now());
    this.timer = setTimeout(() => void this.flush(), wait);
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    const state = this.newest;
    if (state === undefined) return;
    this.newest = undefined;
    this.shownAt = performance.now();
    this.showing = this.show(state);
    await this.showing;
    this.showing = undefined;
    this.schedule();
  }
}
