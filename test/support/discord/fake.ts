import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Application } from './application.ts';
import { Channels } from './channels.ts';
import { Conversations } from './conversations.ts';
import { Endpoint } from './endpoint.ts';
import { Gateway } from './gateway.ts';
import { DIRECT, Payloads, type Who } from './payloads.ts';
import type { Asked } from './people.ts';
import { type Json, Refusal } from './refusal.ts';
import { Commands, type Made, readRequest } from './rest.ts';

const TOKEN = 'fake.discord.token';
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;

/** A Discord of its own on a port of this machine: REST, and interactions through the gateway or over HTTP; refusing what the real one refuses. */
export class FakeDiscord {
  readonly token = TOKEN;
  readonly made: Made[] = [];
  readonly commands = new Commands();
  readonly conversations = new Conversations();
  readonly channels = new Channels();
  readonly gateway: Gateway;
  readonly endpoint = new Endpoint();
  readonly application = new Application(this.endpoint);
  /** Deliveries over HTTP that were not answered as they should be. */
  readonly unanswered: string[] = [];
  private readonly server: Server;
  private readonly limits: { readonly path: RegExp; readonly seconds: number }[] = [];
  private readonly refusals: { readonly path: RegExp; readonly refusal: Refusal }[] = [];
  private readonly drops: { readonly path: RegExp; readonly when: 'before' | 'behind' }[] = [];
  private readonly payloads = new Payloads();

  constructor() {
    this.server = createServer((request, response) => {
      // Who has died meanwhile gets no answer.
      void readRequest(request, TOKEN).then(
        (made) => void this.respond(made, response),
        () => response.destroy(),
      );
    });
    const address = (): string => `ws://127.0.0.1:${this.port}/gateway`;
    this.gateway = new Gateway(this.server, { token: TOKEN, address });
  }

  /** Opens it on a free port. */
  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async close(): Promise<void> {
    await this.gateway.close();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.port}/api`;
  }

  /** Answers the next request to such a path with 429. */
  limitNext(path: RegExp, seconds: number): void {
    this.limits.push({ path, seconds });
  }

  /** Refuses the next request to such a path: its body, unless told otherwise. */
  refuseNext(path: RegExp, refusal = new Refusal(400, 50035, 'Invalid Form Body: on purpose')): void {
    this.refusals.push({ path, refusal });
  }

  /** Closes the connection of the next request to such a path: before it is looked at, or in place of the response. */
  dropNext(path: RegExp, when: 'before' | 'behind'): void {
    this.drops.push({ path, when });
  }

  /** Somebody sends a slash command. Options by name; `{ url }` is an attached file. */
  slash(name: string, options: Json = {}, who: Who = {}, more: Json = {}): Asked {
    return this.interact({ ...this.payloads.slash(name, options, who), ...more });
  }

  /** Somebody takes a command from the menu of a message. */
  onMessage(name: string, message: Json, who: Who = {}): Asked {
    return this.interact(this.payloads.onMessage(name, message, who));
  }

  /** Somebody clicks a button of a message. */
  click(customId: string, who: Who = {}): Asked {
    return this.interact(this.payloads.click(customId, who));
  }

  /** Somebody sends off the form that was opened for them. */
  submit(asked: Asked, text: string, who: Who = {}): Asked {
    return this.interact(this.payloads.form(asked.modal ?? {}, text, who));
  }

  /** Somebody types into an option. */
  type(command: string, option: string, value: string, who: Who = {}): Asked {
    return this.interact(this.payloads.typing(command, option, value, who));
  }

  /** Somebody writes a message, which the bot hears of if it asked for messages of this kind. */
  say(text: string, who: Who = {}, more: Json = {}): Json {
    const message = this.payloads.message(text, who, more);
    this.deliverMessage(message);
    return message;
  }

  deliverMessage(message: Json): void {
    const intent = message['guild_id'] === undefined ? DIRECT_MESSAGES : GUILD_MESSAGES;
    if ((this.gateway.intents & intent) !== 0) this.gateway.dispatch('MESSAGE_CREATE', message);
  }

  /** Brings an interaction once more, as it was. */
  deliverAgain(asked: Asked): void {
    this.bring(asked.payload);
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  private interact(payload: Json): Asked {
    const asked = this.conversations.open(payload);
    this.bring(payload);
    return asked;
  }

  /** Over HTTP where an endpoint is set: then nothing comes through the gateway. */
  private bring(payload: Json): void {
    if (this.endpoint.url === undefined) this.gateway.dispatch('INTERACTION_CREATE', payload);
    else {
      void this.deliver(payload).catch((error: unknown) => {
        this.unanswered.push(String(error));
        this.conversations.fail(String(payload['token']));
      });
    }
  }

  /** The response to a delivery is the first response to its interaction. */
  private async deliver(payload: Json): Promise<void> {
    const { status, body } = await this.endpoint.deliver(payload);
    const { id, token } = payload as { id: string; token: string };
    if (status !== 200) this.unanswered.push(`${status} ${JSON.stringify(body)}`);
    // To a second delivery of the same nobody listens.
    if (status !== 200 || this.conversations.isAnswered(token)) return;
    const path = `/interactions/${id}/${token}/callback`;
    const made = { method: 'POST', path, body, uploads: new Map(), authorized: false, query: new URLSearchParams() };
    await this.answerTo({ ...made, status: 0 });
  }

  private async respond(made: Made, response: ServerResponse): Promise<void> {
    const drop = takeFirst(this.drops, ({ path }) => path.test(made.path));
    if (drop !== undefined) {
      if (drop.when === 'behind') await this.answerTo(made);
      response.destroy();
      return;
    }
    const { answer, headers } = await this.answerTo(made);
    if (answer !== undefined) headers['content-type'] = 'application/json';
    response.writeHead(made.status, headers).end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  /** Notes a request, and what it is answered. */
  private async answerTo(made: Made) {
    const headers: Record<string, string> = {};
    let answer: unknown;
    try {
      answer = this.limited(made, headers) ?? (await this.route(made));
      made.status = headers['retry-after'] === undefined ? (answer === undefined ? 204 : 200) : 429;
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 0, String(error));
      made.status = refusal.status;
      answer = { code: refusal.code, message: refusal.message, ...(refusal.errors && { errors: refusal.errors }) };
    }
    this.made.push(made);
    return { answer, headers };
  }

  private limited({ path }: Made, headers: Record<string, string>): unknown {
    const limit = takeFirst(this.limits, (one) => one.path.test(path));
    if (limit === undefined) return undefined;
    headers['retry-after'] = String(limit.seconds);
    headers['x-ratelimit-scope'] = 'user';
    return { message: 'You are being rate limited.', retry_after: limit.seconds, global: false };
  }

  private route(made: Made): unknown {
    const { method, path, body, authorized } = made;
    const next = takeFirst(this.refusals, (one) => one.path.test(path));
    if (next !== undefined) throw next.refusal;
    const [root = '', a = '', b = '', c = '', d = ''] = path.split('/').slice(1);
    if (root === 'interactions' && method === 'POST') return this.conversations.acknowledge(b, made);
    if (root === 'webhooks' && method === 'POST') return this.conversations.followUp(b, made);
    if (root === 'webhooks' && method === 'PATCH' && d === '@original') return this.conversations.edit(b, made);
    if (root === 'webhooks' && method === 'GET' && d === '@original') return this.conversations.original(b);
    if (root === 'webhooks' && method === 'DELETE' && d === '@original') return this.conversations.delete(b);
    if (!authorized) throw new Refusal(401, 0, '401: Unauthorized');
    if (root === 'gateway') {
      const start = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
      return {
        url: `ws://127.0.0.1:${this.port}/gateway`,
        shards: this.gateway.recommended,
        session_start_limit: start,
      };
    }
    if (root === 'users' && method === 'POST' && b === 'channels') return this.channels.openDirect(DIRECT);
    if (root === 'channels' && method === 'POST' && b === 'typing') return undefined;
    if (root === 'channels' && c === 'pins' && method !== 'GET') return this.channels.pin(a, d, method === 'PUT');
    if (root === 'channels' && method === 'DELETE' && this.channels.has(c)) return this.channels.delete(a, c);
    if (root === 'channels' && method === 'POST' && b === 'messages') return this.channels.post(a, made);
    if (root === 'channels' && method === 'PATCH')
      return this.channels.has(c) ? this.channels.edit(a, c, made) : this.conversations.editById(a, c, made);
    if (root === 'channels' && method === 'DELETE') return this.conversations.deleteById(a, c);
    if (root === 'applications' && a === '@me' && b === '')
      return method === 'PATCH' ? this.application.patch(body as Json) : this.application.get();
    const scope = b === 'guilds' && d === 'commands' ? c : b === 'commands' ? 'global' : undefined;
    if (root !== 'applications' || scope === undefined) throw new Refusal(404, 0, '404: Not Found');
    return method === 'PUT' ? this.commands.put(scope, body) : this.commands.get(scope);
  }
}

/** Takes the first of a list that is wanted out of it. */
function takeFirst<T>(list: T[], wanted: (one: T) => boolean): T | undefined {
  const index = list.findIndex(wanted);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
