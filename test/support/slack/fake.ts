import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from './blocks.ts';
import { type Actor, click, type Happening, homeClick, messageShortcut, slash, submission } from './events.ts';
import { handler } from './server.ts';
import { type Ack, encode, now, post, signed } from './sign.ts';
import { SocketMode } from './socket.ts';
import { type FakeMessage, Workspace } from './workspace.ts';

export const BOT_TOKEN = 'xoxb-fake';
export const APP_TOKEN = 'xapp-fake';

/** A small Slack on 127.0.0.1: Web API, Socket Mode, uploads and response_urls, with one workspace. */
export class FakeSlack extends Workspace {
  readonly url: string;
  readonly socketMode: SocketMode;
  /** Where it posts to; over Socket Mode if there is none. */
  target: string | undefined;
  private readonly base: string;
  private readonly closeServer: () => Promise<void>;

  private constructor(base: string, socketMode: (fake: Workspace) => SocketMode, close: () => Promise<void>) {
    super();
    this.base = base;
    this.url = `${base}/api/`;
    this.socketMode = socketMode(this);
    this.closeServer = close;
  }

  /** @param scopes what the app is allowed to do */
  static async start(scopes: readonly string[]): Promise<FakeSlack> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const base = `http://127.0.0.1:${port}`;
    const fake = new FakeSlack(
      base,
      (workspace) => new SocketMode(server, workspace),
      async () => {
        fake.socketMode.drop();
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    );
    const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, scopes };
    const ticket = (): string => `ws://127.0.0.1:${port}/link?ticket=${randomUUID()}`;
    server.on(
      'request',
      handler(fake, credentials, () => base, ticket),
    );
    return fake;
  }

  close(): Promise<void> {
    return this.closeServer();
  }

  /** Tells the app what has happened; each attempt is signed at a later time, as Slack's own are. */
  async deliver(happening: Happening, attempt = 0): Promise<Ack> {
    if (this.target === undefined) return this.socketMode.deliver(happening);
    const encoded = encode(happening);
    const ack = await post(this.target, encoded.body, signed(encoded, { timestamp: now() + attempt }));
    if (ack.status !== 200) this.problems.push(`${happening.type} answered with ${ack.status}`);
    return ack;
  }

  /** Somebody types a slash command. */
  slash(typed: string, actor: Actor = {}): Happening {
    const { user = 'U0ASKER', channel = 'C0MEMBER' } = actor;
    return slash(typed, this.trigger(), this.responseUrl(user, channel), actor);
  }

  type(typed: string, actor: Actor = {}): Promise<Ack> {
    return this.deliver(this.slash(typed, actor));
  }

  /** Somebody clicks the button of a message with this label. */
  click(message: FakeMessage, label: string, actor: Actor = {}): Promise<Ack> {
    return this.deliver(this.clickOn(message, label, actor));
  }

  /** The same, where Slack delivers it a second time. */
  async clickTwice(message: FakeMessage, label: string, actor: Actor = {}): Promise<void> {
    const happening = this.clickOn(message, label, actor);
    await Promise.all([this.deliver(happening), this.deliver(happening, 1)]);
  }

  private clickOn(message: FakeMessage, label: string, actor: Actor): Happening {
    const { user = 'U0ASKER' } = actor;
    const button = buttonsOf(message).find(({ text }) => text.text === label);
    if (button === undefined) throw new Error(`there is no button ${label}`);
    const { channel, thread: thread_ts, ts } = message;
    const container = { message_ts: ts, is_ephemeral: message.onlyFor !== undefined, thread_ts };
    const url = this.responseUrl(user, channel, message);
    return click(button, container, this.trigger(), url, { ...actor, channel });
  }

  /** Somebody uses the shortcut on a message with this text. */
  explain(text: string, actor: Actor & { thread?: string } = {}): Promise<Ack> {
    const { user = 'U0ASKER', channel = 'C0MEMBER' } = actor;
    return this.deliver(messageShortcut(text, this.trigger(), this.responseUrl(user, channel), actor));
  }

  /** Somebody presses a button of their home tab. */
  clickAtHome(label: string, user = 'U0ASKER'): Promise<Ack> {
    const view = this.homes.get(user) ?? {};
    const button = buttonsOf(view as unknown as FakeMessage).find(({ text }) => text.text === label);
    if (button === undefined) throw new Error(`there is no button ${label}`);
    return this.deliver(homeClick(button, view, this.trigger(), { user }));
  }

  /** Somebody sends off the form that was opened last. */
  submit(values: Json, actor: Actor = {}): Promise<Ack> {
    return this.deliver(submission(this.views.at(-1) ?? {}, values, this.trigger(), actor));
  }

  private responseUrl(user: string, channel: string, original?: FakeMessage): string {
    const id = randomUUID();
    this.responseUrls.set(id, { channel, user, uses: 0, original, own: original === undefined });
    return `${this.base}/respond/${id}`;
  }
}

export interface FakeButton {
  readonly action_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}

export const buttonsOf = ({ blocks }: FakeMessage): FakeButton[] =>
  blocks.filter(({ type }) => type === 'actions').flatMap((block) => block['elements'] as FakeButton[]);
