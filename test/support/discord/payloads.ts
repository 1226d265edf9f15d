import { randomUUID } from 'node:crypto';
import type { Json } from './refusal.ts';

/** Where and by whom something is asked. */
export interface Who {
  readonly user?: string;
  /** Null for a direct message. */
  readonly guild?: string | null;
  readonly channel?: string;
  /** The name in the server. */
  readonly nick?: string;
  /** May they manage the server? */
  readonly manages?: boolean;
}

/** Ids are as long as the real ones: the client sorts requests into queues by their looks. */
export const APPLICATION = '100000000000000001';
export const GUILD = '200000000000000002';
export const CHANNEL = '300000000000000003';
export const DIRECT = '400000000000000004';

const EPOCH = 1_420_070_400_000n;

/** When something with this id was made. */
export const madeAt = (id: string): Date => new Date(Number((BigInt(id) >> 22n) + EPOCH));

/** Interactions as the gateway brings them. */
export class Payloads {
  private lastId = 0n;
  private people = 0;

  /** @param name with a second word for a subcommand */
  slash(name: string, options: Json, who: Who): Json {
    const attachments: Json = {};
    const given = Object.entries(options).map(([option, value]) => {
      if (typeof value !== 'object' || value === null) return { name: option, type: typeOf(value), value };
      const id = this.snowflake();
      attachments[id] = { id, filename: 'rows.csv', size: 10, proxy_url: '', ...value };
      return { name: option, type: 11, value: id };
    });
    const data = { id: '770', ...inSubcommand(name, given), type: 1, resolved: { attachments } };
    return { ...this.common(who), type: 2, data };
  }

  /** A command on somebody's message. */
  onMessage(name: string, message: Json, who: Who): Json {
    const id = this.snowflake();
    const target = { id, channel_id: CHANNEL, type: 0, flags: 0, content: '', embeds: [], components: [], ...message };
    const data = { id: '770', name, type: 3, target_id: id, resolved: { messages: { [id]: target } } };
    return { ...this.common(who), type: 2, data };
  }

  click(customId: string, who: Who): Json {
    const message = { id: '500000000000000005', channel_id: CHANNEL, type: 20, flags: 0, content: '', components: [] };
    return { ...this.common(who), type: 3, data: { custom_id: customId, component_type: 2 }, message };
  }

  typing(command: string, option: string, value: string, who: Who): Json {
    const options = [{ name: option, type: 3, value, focused: true }];
    return { ...this.common(who), type: 4, data: { id: '770', ...inSubcommand(command, options), type: 1 } };
  }

  /** A form sent off with one text. */
  form(modal: Json, text: string, who: Who): Json {
    const [label] = modal['components'] as { component: { custom_id: string } }[];
    const field = { type: 4, id: 2, custom_id: label?.component.custom_id, value: text };
    const components = [{ type: 18, id: 1, component: field }];
    return { ...this.common(who), type: 5, data: { custom_id: modal['custom_id'], components } };
  }

  /** A message; the words of one without a mention of the bot are kept from it, unless it is to the bot alone. */
  message(content: string, who: Who, more: Json = {}): Json {
    const { user, member, guild_id, channel_id } = this.common(who) as Record<string, Json>;
    const { user: author = user, ...inGuild } = member ?? {};
    const told = guild_id === undefined || content.includes(`<@${APPLICATION}>`);
    return {
      id: this.snowflake(),
      type: 0,
      channel_id,
      ...(guild_id !== undefined && { guild_id, member: inGuild }),
      author,
      content: told ? content : '',
      attachments: [],
      timestamp: new Date().toISOString(),
      ...more,
    };
  }

  private common(who: Who): Json {
    const { user = String(800_000_000_000_000n + BigInt(++this.people)), guild = GUILD, channel = CHANNEL } = who;
    const person = { id: user, username: 'ada', discriminator: '0', avatar: null, global_name: 'Ada' };
    const place =
      guild === null
        ? { user: person, context: 1, channel: { id: DIRECT, type: 1 }, channel_id: DIRECT }
        : {
            guild_id: guild,
            member: {
              user: person,
              nick: who.nick ?? null,
              roles: [],
              permissions: who.manages ? MANAGE_GUILD : '0',
              joined_at: '2026-01-01T00:00:00Z',
            },
            context: 0,
            channel: { id: channel, type: 0, name: 'study', guild_id: guild },
            channel_id: channel,
          };
    return {
      id: this.snowflake(),
      application_id: APPLICATION,
      token: randomUUID(),
      version: 1,
      locale: 'en-US',
      app_permissions: '0',
      entitlements: [],
      authorizing_integration_owners: {},
      attachment_size_limit: 10_485_760,
      ...place,
    };
  }

  private snowflake(): string {
    const id = (BigInt(Date.now()) - EPOCH) << 22n;
    this.lastId = id > this.lastId ? id : this.lastId + 1n;
    return String(this.lastId);
  }
}

const MANAGE_GUILD = '32';

/** A command's name and options; a second word is a subcommand that has the options. */
function inSubcommand(name: string, options: Json[]): Json {
  const [first, second] = name.split(' ');
  return second === undefined ? { name, options } : { name: first, options: [{ type: 1, name: second, options }] };
}

const typeOf = (value: unknown): number => (typeof value === 'boolean' ? 5 : typeof value === 'number' ? 10 : 3);
