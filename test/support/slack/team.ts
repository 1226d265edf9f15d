import { randomUUID } from 'node:crypto';
import type { Json } from './blocks.ts';
import { type Actor, click, type Happening, homeClick, mention, messageShortcut, slash, submission } from './events.ts';
import { type Ack, encode, now, post, signed } from './sign.ts';
import type { SocketMode } from './socket.ts';
import { type FakeMessage, Workspace } from './workspace.ts';

/** How Slack reaches the app, for all workspaces. */
export interface Reach {
  readonly socketMode: SocketMode;
  /** Where it posts to; over Socket Mode if there is none. */
  readonly target: string | undefined;
}

/** Which workspace it is. */
export interface Identity {
  readonly team: string;
  /** The organisation that it belongs to. */
  readonly enterprise?: string | undefined;
  /** Is the app installed for all of the organisation? */
  orgWide?: boolean | undefined;
}

/** A workspace of the fake Slack, with the people in it. Ids of channels, people and messages are the same in each. */
export class FakeTeam extends Workspace {
  readonly identity: Identity;
  /** Where this workspace's own addresses begin. */
  readonly home: string;
  private readonly reach: () => Reach;

  constructor(identity: Identity, home: string, reach: () => Reach) {
    super();
    this.identity = identity;
    this.home = home;
    this.reach = reach;
  }

  /** Tells the app what has happened; each attempt is signed at a later time, as Slack's own are. */
  async deliver(happening: Happening, attempt = 0): Promise<Ack> {
    const { socketMode, target } = this.reach();
    if (target === undefined) return socketMode.deliver(happening);
    const encoded = encode(happening);
    const ack = await post(target, encoded.body, signed(encoded, { timestamp: now() + attempt }));
    if (ack.status !== 200) this.problems.push(`${happening.type} answered with ${ack.status}`);
    return ack;
  }

  /** Somebody types a slash command. */
  slash(typed: string, actor: Actor = {}): Happening {
    const { user = 'U0ASKER', channel = 'C0MEMBER' } = actor;
    return slash(typed, this.trigger(), this.responseUrl(user, channel), this.here(actor));
  }

  type(typed: string, actor: Actor = {}): Promise<Ack> {
    return this.deliver(this.slash(typed, actor));
  }

  /** Somebody mentions the bot. */
  mention(text: string, actor: Actor = {}): Promise<Ack> {
    return this.deliver(mention(text, this.here(actor)));
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
    return click(button, container, this.trigger(), url, { ...this.here(actor), channel });
  }

  /** Somebody uses the shortcut on a message with this text. */
  explain(text: string, actor: Actor & { thread?: string } = {}): Promise<Ack> {
    const { user = 'U0ASKER', channel = 'C0MEMBER' } = actor;
    const url = this.responseUrl(user, channel);
    return this.deliver(messageShortcut(text, this.trigger(), url, { ...actor, ...this.here(actor) }));
  }

  /** Somebody presses a button of their home tab. */
  clickAtHome(label: string, user = 'U0ASKER'): Promise<Ack> {
    const view = this.homes.get(user) ?? {};
    const button = buttonsOf(view as unknown as FakeMessage).find(({ text }) => text.text === label);
    if (button === undefined) throw new Error(`there is no button ${label}`);
    return this.deliver(homeClick(button, view, this.trigger(), this.here({ user })));
  }

  /** Somebody sends off the form that was opened last. */
  submit(values: Json, actor: Actor = {}): Promise<Ack> {
    return this.deliver(submission(this.views.at(-1) ?? {}, values, this.trigger(), this.here(actor)));
  }

  /** Somebody of this workspace. */
  here(actor: Actor = {}): Actor {
    return { ...this.identity, ...actor };
  }

  private responseUrl(user: string, channel: string, original?: FakeMessage): string {
    const id = randomUUID();
    this.responseUrls.set(id, { channel, user, uses: 0, original, own: original === undefined });
    return `${this.home}/respond/${id}`;
  }
}

interface FakeButton {
  readonly action_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}

export const buttonsOf = ({ blocks }: FakeMessage): FakeButton[] =>
  blocks.filter(({ type }) => type === 'actions').flatMap((block) => block['elements'] as FakeButton[]);
