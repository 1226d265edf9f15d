import { randomUUID } from 'node:crypto';

/** Work that somebody waits for, and may stop. */
export interface Job {
  readonly id: string;
  readonly signal: AbortSignal;
  /** There is nothing to be stopped any more. */
  end(): void;
}

/** The work that runs in this process, with who may stop it. */
export class Jobs {
  private readonly running = new Map<string, { readonly user: string; readonly controller: AbortController }>();

  start(user: string): Job {
    const id = randomUUID();
    const controller = new AbortController();
    this.running.set(id, { user, controller });
    return { id, signal: controller.signal, end: () => void this.running.delete(id) };
  }

  /** Stops work for the one who asked for it. */
  stop(id: string, user: string): 'stopped' | 'not yours' | 'not running' {
    const job = this.running.get(id);
    if (job === undefined) return 'not running';
    if (job.user !== user) return 'not yours';
    job.controller.abort();
    return 'stopped';
  }
}
