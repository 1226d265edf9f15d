import type { Answer } from '../../../dispatch/bot.ts';
import type { Sending } from '../../../dispatch/open-answers.ts';
import type { Reply } from '../../../reply/document.ts';
import { toText } from '../../../reply/text.ts';
import { buttonIds } from '../../conversation/button-ids.ts';
import type { Audience, ResponseWriter } from '../../conversation/response-writer.ts';
import type { Acknowledge, SlackContext } from '../context.ts';
import { idLimit } from '../limits.ts';
import { renamed } from '../naming.ts';
import type { Workspace } from '../workspaces.ts';
import type { FileLocation } from './blocks.ts';
import { filesOf, forgetUploads, hasUploaded, sharePictures } from './files.ts';
import { whyRefused } from './refusal.ts';
import { DETAILS, DETAILS_BELOW, type Message, message, type RenderOptions, render, textOnly } from './render.ts';
import { type Posted, Sender } from './sender.ts';
import { shareFile } from './share.ts';
import type { ResponseTarget } from './target.ts';

const PICTURES_BELOW = 'The pictures are in this conversation as files.';
const NO_PICTURES = 'Slack did not let me show the pictures here; invite me to this conversation to see them.';
const TOO_LONG: Readonly<Record<FileLocation, string>> = {
  here: DETAILS_BELOW,
  sent: `This answer is too long for one message: I have sent you the whole of it as ${DETAILS}.`,
  nowhere: 'This answer is too long for one message; invite me to this conversation to get the whole of it.',
};

/** How another process can respond: the address in the target is a secret. */
export interface PromisedResponse {
  readonly tenant: string;
  readonly target: ResponseTarget;
  /** The message that shows how far the work is. */
  readonly posted?: Posted | undefined;
}

interface WriterOptions {
  /** The message that shows how far the work is, where another process began it. */
  readonly posted?: Posted | undefined;
  /** Left out where Slack knows already that the request came. */
  readonly acknowledge?: Acknowledge | undefined;
}

/** Responds to something asked on Slack. */
export class SlackResponseWriter implements ResponseWriter {
  private readonly confirm: Acknowledge;
  private readonly context: SlackContext;
  private readonly workspace: Workspace;
  private readonly target: ResponseTarget;
  private readonly sender: Sender;
  /** As the bot something can be said at any time. */
  readonly expired = false;

  constructor(
    context: SlackContext,
    workspace: Workspace,
    target: ResponseTarget,
    { posted, acknowledge = async () => {} }: WriterOptions = {},
  ) {
    this.confirm = acknowledge;
    this.context = context;
    this.workspace = workspace;
    this.target = target;
    this.sender = new Sender(context, workspace, target, posted);
  }

  get address(): string {
    const { posted } = this.sender;
    return JSON.stringify({ tenant: this.workspace.tenant, target: this.target, posted } satisfies PromisedResponse);
  }

  get audience(): Audience {
    return this.sender.audience;
  }

  get followUp(): ResponseWriter['followUp'] {
    const { responseUrl } = this.target;
    return responseUrl === undefined ? undefined : { token: responseUrl, issuedAt: Date.now() };
  }

  /** Nothing is shown by it: what is said with it, Slack would show. */
  acknowledge(): Promise<void> {
    return this.confirm();
  }

  async decline(reply: Reply): Promise<void> {
    await this.acknowledge();
    await this.show({ reply, pictures: new Map() }, 'asker');
  }

  showProgress(reply: Reply, jobId: string, audience: Audience): Promise<void> {
    return this.sender.sendProgress(message(reply, { cancel: jobId }), this.seenBy(audience));
  }

  /** Where nobody else reads along, a message for everybody is one for the asker. */
  private seenBy(audience: Audience): Audience {
    return this.target.direct ? 'everybody' : audience;
  }

  /**
   * Shows an answer with its pictures and buttons. What Slack does not take is left out step by step: pictures as
   * blocks, then as files, then all that is no text; a part that is too long goes into a file.
   */
  async show({ reply, pictures }: Answer, to: Audience, sending?: Sending): Promise<void> {
    const audience = this.seenBy(to);
    const { direct, user } = this.target;
    if (direct && reply.asks) await this.context.openQuestions.note(this.workspace.tenant, user, reply.asks);
    const { dispatcher, naming, onError } = this.context;
    const { tenant } = this.workspace;
    const prefix = this.target.prefix ?? (await naming.prefixOf(tenant));
    const answer = { reply: renamed(reply, prefix, dispatcher.bot.commands), pictures };
    const ids = await buttonIds(dispatcher, reply, idLimit, onError);
    const shared = await this.shareFiles(answer.reply, audience);
    let details: FileLocation | undefined;
    const fitting = async (options: RenderOptions): Promise<Message> => {
      const known = { ...options, buttonIds: ids, shared };
      const { overflow } = render(answer.reply, known);
      if (overflow) details ??= await this.share({ name: DETAILS, text: toText(answer.reply) }, audience);
      const notes = [...(options.notes ?? []), ...(details === undefined ? [] : [TOO_LONG[details]])];
      return message(answer.reply, { ...known, notes });
    };
    // A file that was uploaded for somebody else may have been deleted since.
    const tries = hasUploaded(this.workspace, answer) ? 2 : 1;
    let files: ReadonlyMap<string, string> | undefined;
    for (let i = 0; i < tries; i++) {
      files = await this.upload(answer);
      const options = files === undefined ? { notes: [NO_PICTURES] } : { files };
      if (await this.isTaken(await fitting(options), audience, sending)) return;
      forgetUploads(this.workspace, answer);
    }
    if (pictures.size > 0 && files !== undefined) {
      const notes = [await this.sharePictures(answer, audience)];
      if (await this.isTaken(await fitting({ notes }), audience, sending)) return;
    }
    await this.sender.send(textOnly(answer.reply), audience, sending);
  }

  /** The ids of the pictures' files; undefined where Slack does not take them. */
  private async upload(answer: Answer): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      return await filesOf(this.workspace, answer);
    } catch (error) {
      this.context.onError(error);
      return undefined;
    }
  }

  /**
   * Sends a message; says whether Slack takes what it says.
   *
   * @throws Error where nothing can be said there at all
   */
  private async isTaken(sent: Message, audience: Audience, sending?: Sending): Promise<boolean> {
    try {
      await this.sender.send(sent, audience, sending);
      return true;
    } catch (error) {
      if (whyRefused(error) !== 'content') throw error;
      this.context.onError(error);
      return false;
    }
  }

  /** Shares the files of a reply; says where each of them is. */
  private async shareFiles({ nodes }: Reply, audience: Audience): Promise<Map<string, FileLocation>> {
    const shared = new Map<string, FileLocation>();
    for (const node of nodes) if (node.kind === 'file') shared.set(node.name, await this.share(node, audience));
    return shared;
  }

  private share(file: { readonly name: string; readonly text: string }, audience: Audience): Promise<FileLocation> {
    return shareFile(this.workspace, file, this.target, audience, this.context.onError);
  }

  private async sharePictures(answer: Answer, audience: Audience): Promise<string> {
    if (audience === 'asker') return NO_PICTURES;
    try {
      await sharePictures(this.workspace.client, answer, this.target);
      return PICTURES_BELOW;
    } catch (error) {
      this.context.onError(error);
      return NO_PICTURES;
    }
  }
}
