/** What processes of one database tell each other at once. In SQLite there is one process. */
export interface Bus {
  /**
   * Tells all who listen to a topic, in this process as well. Never throws.
   *
   * @param payload text of any length; of up to 7 kB it comes fastest
   * @returns false where the other processes cannot be told now
   */
  publish(topic: string, payload: string): Promise<boolean>;
  /**
   * Calls the listener with everything that is published from now on.
   *
   * @returns ends it
   */
  subscribe(topic: string, listener: (payload: string) => void): () => void;
  /**
   * Calls the listener when something may have been missed: what is kept elsewhere is to be read again.
   *
   * @returns ends it
   */
  onReconnect(listener: () => void): () => void;
}

/** A bus that its store opens and closes. */
export interface OpenBus extends Bus {
  close(): Promise<void>;
}

/** Who listens in this process. */
export class Listeners {
  private readonly topics = new Map<string, Set<(payload: string) => void>>();
  private readonly reconnects = new Set<() => void>();
  private readonly onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  subscribe(topic: string, listener: (payload: string) => void): () => void {
    const listeners = this.topics.get(topic) ?? new Set();
    this.topics.set(topic, listeners);
    // The same function may listen twice.
    const own = (payload: string): void => listener(payload);
    listeners.add(own);
    return () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.topics.get(topic) === listeners) this.topics.delete(topic);
    };
  }

  onReconnect(listener: () => void): () => void {
    const own = (): void => listener();
    this.reconnects.add(own);
    return () => void this.reconnects.delete(own);
  }

  deliver(topic: string, payload: string): void {
    for (const listener of [...(this.topics.get(topic) ?? [])]) this.call(() => listener(payload));
  }

  reconnected(): void {
    for (const listener of [...this.reconnects]) this.call(listener);
  }

  private call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.onError(error);
    }
  }
}

/** The bus of a single process. */
export function localBus(onError: (error: unknown) => void): OpenBus {
  const listeners = new Listeners(onError);
  return {
    async publish(topic, payload) {
      queueMicrotask(() => listeners.deliver(topic, payload));
      return true;
    },
    subscribe: (topic, listener) => listeners.subscribe(topic, listener),
    onReconnect: (listener) => listeners.onReconnect(listener),
    async close() {},
  };
}
