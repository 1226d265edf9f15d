import { randomUUID } from 'node:crypto';

/** Work that somebody waits for, and may cancel. */
interface Job {
  readonly id: string;
  readonly signal: AbortSignal;
  /** There is nothing to cancel any more. */
  end(): void;
}

/** The work that runs in this process, with who may cancel it. */
export class Jobs {
  private readonly running = new Map<string, { readonly user: string; readonly controller: AbortController }>();

  start(user: string): Job {
    const id = randomUUID();
    const controller = new AbortController();
    this.running.set(id, { user, controller });
    return { id, signal: controller.signal, end: () => void this.running.delete(id) };
  }

  /** Cancels work at once, for the person who asked for it. */
  cancel(id: string, user: string): 'cancelled' | 'not yours' | 'not running' {
    const job = this.running.get(id);
    if (job === undefined) return 'not running';
    if (job.user !== user) return 'not yours';
    job.controller.abort();
    return 'cancelled';
  }
}
