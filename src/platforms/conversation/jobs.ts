import { randomUUID } from 'node:crypto';
import type { Requester } from '../../command/requester.ts';
import type { Bus } from '../../store/shared/bus.ts';

/** Work that somebody waits for, and may cancel. */
interface Job {
  readonly id: string;
  readonly signal: AbortSignal;
  /** There is nothing to cancel any more. */
  end(): void;
}

/** Whose work it is; `tenant` is `slack:T1`, since two workspaces may have the same ids. */
type Owner = Pick<Requester, 'tenant' | 'user'>;

type Cancelled = 'cancelled' | 'not yours' | 'not running';

const ASK = 'cancel';
const ANSWER = 'cancelled';
/** How long another process may take to say that it was its work: a platform waits for three seconds. */
const ANSWER_WITHIN_MS = 2_000;

interface Asked extends Owner {
  readonly id: string;
  readonly question: string;
}

/** The work that runs in this process, with who may cancel it; others are asked for theirs. */
export class Jobs {
  private readonly bus: Bus;
  /** Before the ids of this process: nobody else is asked for those. */
  private readonly prefix = `${randomUUID().slice(0, 8)}.`;
  private readonly running = new Map<string, { readonly owner: Owner; readonly controller: AbortController }>();
  private readonly questions = new Map<string, (outcome: Cancelled) => void>();

  constructor(bus: Bus) {
    this.bus = bus;
    bus.subscribe(ASK, (payload) => {
      const { id, question, ...owner } = JSON.parse(payload) as Asked;
      if (this.running.has(id))
        void bus.publish(ANSWER, JSON.stringify({ question, outcome: this.cancelHere(id, owner) }));
    });
    bus.subscribe(ANSWER, (payload) => {
      const { question, outcome } = JSON.parse(payload) as { readonly question: string; readonly outcome: Cancelled };
      this.questions.get(question)?.(outcome);
    });
  }

  start(owner: Owner): Job {
    const id = this.prefix + randomUUID();
    const controller = new AbortController();
    this.running.set(id, { owner, controller });
    return { id, signal: controller.signal, end: () => void this.running.delete(id) };
  }

  /** Cancels work at once, for the person who asked for it, in whichever process it runs. */
  async cancel(id: string, { tenant, user }: Owner): Promise<Cancelled> {
    if (id.startsWith(this.prefix)) return this.cancelHere(id, { tenant, user });
    const question = randomUUID();
    let late: NodeJS.Timeout | undefined;
    try {
      const answered = new Promise<Cancelled>((resolve) => {
        this.questions.set(question, resolve);
        late = setTimeout(resolve, ANSWER_WITHIN_MS, 'not running');
      });
      await this.bus.publish(ASK, JSON.stringify({ id, question, tenant, user } satisfies Asked));
      return await answered;
    } finally {
      clearTimeout(late);
      this.questions.delete(question);
    }
  }

  private cancelHere(id: string, { tenant, user }: Owner): Cancelled {
    const job = this.running.get(id);
    if (job === undefined) return 'not running';
    if (job.owner.tenant !== tenant || job.owner.user !== user) return 'not yours';
    job.controller.abort();
    return 'cancelled';
  }
}
