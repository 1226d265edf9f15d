const EVERY_MS = 50;
/** What is left of a delay by the next look, so that one long pause is forgotten within a second. */
const DECAY = 0.8;

/** How long something that is due in this process waits for its turn. */
export class LoopDelay {
  private recent = 0;
  private due: number;
  private readonly timer: NodeJS.Timeout;

  /** @param now a clock, in ms */
  constructor(now: () => number = () => performance.now()) {
    this.due = now() + EVERY_MS;
    this.timer = setInterval(() => {
      this.recent = Math.max(now() - this.due, this.recent * DECAY);
      this.due = now() + EVERY_MS;
    }, EVERY_MS).unref();
  }

  /** The delay of late, in ms. */
  get ms(): number {
    return this.recent;
  }

  close(): void {
    clearInterval(this.timer);
  }
}
