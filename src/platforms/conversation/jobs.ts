import { randomUUID } from 'node:crypto';
import type { Requester } from '../../command/requester.ts';

/** Work that somebody waits for, and may cancel. */
interface Job {
  readonly id: string;
  readonly signal: AbortSignal;
  /** There is nothing to cancel any more. */
  end(): void;
}

/** Whose work it is; `tenant` is `slack:T1`, since two workspaces may have the same ids. */
type Owner = Pick<Requester, 'tenant' | 'user'>;

/** The work that runs in this process, with who may cancel it. */
export class Jobs {
  private readonly running = new Map<string, { readonly owner: Owner; readonly controller: AbortController }>();

  start(owner: Owner): Job {
    const id = randomUUID();
    const controller = new AbortController();
    this.running.set(id, { owner, controller });
    return { id, signal: controller.signal, end: () => void this.running.delete(id) };
  }

  /** Cancels work at once, for the person who asked for it. */
  cancel(id: string, { tenant, user }: Owner): 'cancelled' | 'not yours' | 'not running' {
    const job = this.running.get(id);
    if (job === undefined) return 'not running';
    if (job.owner.tenant !== tenant || job.owner.user !== user) return 'not yours';
    job.controller.abort();
    return 'cancelled';
  }
}
