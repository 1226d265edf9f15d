import { type Asks, asksSchema } from '../../reply/asked.ts';
import type { KeptStore } from '../../store/shared/kept-store.ts';

const SCOPE = 'open-question';
/** What was asked yesterday is not what somebody answers who types a number. */
const LIFE_MS = 12 * 60 * 60 * 1000;

/** The question that was asked last of each person who talks with the bot alone: what they type next may answer it. */
export class OpenQuestions {
  private readonly kept: KeptStore;
  private readonly onError: (error: unknown) => void;

  /** @param onError is told where the store fails: then a question has its buttons still */
  constructor(kept: KeptStore, onError: (error: unknown) => void) {
    this.kept = kept;
    this.onError = onError;
  }

  /** @param tenant platform and workspace, such as `slack:T1` */
  async note(tenant: string, user: string, asks: Asks): Promise<void> {
    const until = Date.now() + LIFE_MS;
    await this.kept.keep(SCOPE, `${tenant} ${user}`, JSON.stringify(asks), until).catch(this.onError);
  }

  async find(tenant: string, user: string): Promise<Asks | undefined> {
    try {
      const found = await this.kept.find(SCOPE, `${tenant} ${user}`);
      return found === undefined ? undefined : asksSchema.parse(JSON.parse(found));
    } catch (error) {
      this.onError(error);
      return undefined;
    }
  }

  async forget(tenant: string, user: string): Promise<void> {
    await this.kept.forget(SCOPE, `${tenant} ${user}`);
  }
}
