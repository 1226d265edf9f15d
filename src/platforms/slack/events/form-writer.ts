import type { Answer } from '../../../dispatch/bot.ts';
import type { Sending } from '../../../dispatch/open-answers.ts';
import type { FormAgain, UserError } from '../../../errors.ts';
import { buttons } from '../../../reply/build.ts';
import type { Reply } from '../../../reply/document.ts';
import { toText } from '../../../reply/text.ts';
import type { Audience, ResponseWriter } from '../../conversation/response-writer.ts';
import { cut } from '../../cut.ts';
import { MAX_HINT } from '../limits.ts';

/** Slack waits 3 s for what becomes of a form. */
const LATEST_MS = 2000;

/** Keeps a form open, with what the person has to change under a field of it. */
interface Errors {
  readonly response_action: 'errors';
  readonly errors: Record<string, string>;
}

export interface FormOptions {
  readonly ack: (errors?: Errors) => Promise<void>;
  /** The field that a mistake is shown under. */
  readonly field: (error: UserError | undefined) => string;
  /** The form once more, with what was typed, for when it is closed and the answer has none. */
  readonly again: FormAgain | undefined;
}

/**
 * Responds to a form: it stays open until the answer is there, or for as long as Slack waits, so that what is wrong can
 * be said in it.
 */
export class FormWriter implements ResponseWriter {
  private readonly inner: ResponseWriter;
  private readonly options: FormOptions;
  private open = true;
  private timer: NodeJS.Timeout | undefined;

  constructor(inner: ResponseWriter, options: FormOptions) {
    this.inner = inner;
    this.options = options;
  }

  get audience(): Audience {
    return this.inner.audience;
  }

  get expired(): boolean {
    return this.inner.expired;
  }

  get address(): string {
    return this.inner.address;
  }

  get followUp(): ResponseWriter['followUp'] {
    return this.inner.followUp;
  }

  async acknowledge(audience: Audience): Promise<void> {
    this.timer = setTimeout(() => void this.close(), LATEST_MS);
    await this.inner.acknowledge(audience);
  }

  async decline(reply: Reply): Promise<void> {
    await this.refuse(reply, undefined);
  }

  async showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    if (!this.open) await this.inner.showProgress(reply, jobId, audience);
  }

  async show(answer: Answer, audience: Audience, sending?: Sending): Promise<void> {
    await this.close();
    await this.inner.show(answer, audience, sending);
  }

  async refuse(reply: Reply, error: UserError | undefined): Promise<Reply | undefined> {
    const { again, field } = this.options;
    if (!this.open) {
      const hasForm = reply.nodes.some(
        (node) => node.kind === 'buttons' && node.buttons.some(({ filled }) => filled !== undefined),
      );
      return again === undefined || hasForm ? reply : { ...reply, nodes: [...reply.nodes, buttons(again)] };
    }
    const said = error === undefined ? toText(reply) : [error.message, error.hint].filter(Boolean).join(' ');
    await this.end({ response_action: 'errors', errors: { [field(error)]: cut(said, MAX_HINT) } });
    return undefined;
  }

  /** Closes the form, unless that has happened. */
  close(): Promise<void> {
    return this.end();
  }

  private async end(errors?: Errors): Promise<void> {
    clearTimeout(this.timer);
    if (!this.open) return;
    this.open = false;
    await this.options.ack(errors);
  }
}
