/** So much at once is a class that types together, and no load. */
const FEW = 40;
/** With a longer delay, acknowledgements come late, too: each of them takes several turns. */
const LONGEST_DELAY_MS = 100;

interface LoadOptions {
  /** Whoever has so much under way takes no more. */
  readonly most: number;
  /** When half of what is under way is older than this, what comes now would wait at least as long; never by default. */
  readonly tooLongMs?: number | undefined;
  /** How long everything waits for its turn in this process, in ms. */
  readonly delay?: (() => number) | undefined;
  readonly now?: (() => number) | undefined;
}

/** What has been taken on, and is not done yet. */
export class Load {
  /** When each of it began, in ms; the oldest first. */
  private readonly begun = new Set<{ readonly at: number }>();
  private readonly most: number;
  private readonly tooLongMs: number;
  private readonly delay: () => number;
  private readonly now: () => number;

  constructor({
    most,
    tooLongMs = Number.POSITIVE_INFINITY,
    delay = () => 0,
    now = () => performance.now(),
  }: LoadOptions) {
    this.most = most;
    this.tooLongMs = tooLongMs;
    this.delay = delay;
    this.now = now;
  }

  /** Takes something on. @returns what is to be called when it is done */
  begin(): () => void {
    const one = { at: this.now() };
    this.begun.add(one);
    return () => void this.begun.delete(one);
  }

  /** Would whoever asks now wait for long? Then it is better to say so at once. */
  get full(): boolean {
    const { size } = this.begun;
    if (size >= this.most) return true;
    if (size < FEW) return false;
    return this.delay() > LONGEST_DELAY_MS || this.now() - this.middle() > this.tooLongMs;
  }

  private middle(): number {
    let left = Math.floor(this.begun.size / 2);
    for (const { at } of this.begun) if (left-- === 0) return at;
    return this.now();
  }
}
