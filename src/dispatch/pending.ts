/** Work that must be finished before something closes. */
export class Pending {
  private readonly running = new Set<Promise<unknown>>();

  /** Remembers work until it is settled; gives it back as it is. */
  track<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.then(
      () => this.running.delete(settled),
      () => this.running.delete(settled),
    );
    this.running.add(settled);
    return work;
  }

  /** Resolves when all that runs now is settled; never rejects. */
  async drain(): Promise<void> {
    await Promise.all(this.running);
  }
}
