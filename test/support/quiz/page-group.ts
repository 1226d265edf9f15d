import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withInput } from '../../../src/command/format.ts';
import { correctionOf, labelOf, type PrivateGroup, type Sight } from './group.ts';

interface Said {
  readonly kind: string;
  readonly id?: string;
  readonly text?: string;
  readonly html?: string;
  readonly opened?: { readonly code: string };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescaped = (text: string): string => text.replaceAll(/&(#?\w+);/g, (all, name) => ENTITIES[name] ?? all);
const bare = (html: string): string =>
  unescaped(html.replaceAll(/<\/(?:p|h3|li|tr|pre|td|th)>/g, '\n').replaceAll(/<[^>]*>/g, ' ')).replaceAll(
    / *\n */g,
    '\n',
  );

/** Command lines of a message by what stands on their buttons. */
const commandsOf = (html: string): Map<string, string> =>
  new Map(
    [...html.matchAll(/<button[^>]*data-command="([^"]*)"[^>]*>([^<]*)</g)].map(([, command = '', label = '']) => [
      unescaped(label),
      unescaped(command),
    ]),
  );

/** The people of a room on the page, by their names, over HTTP as browsers do it. The first who starts a quiz opens the room. */
export class PageGroup implements PrivateGroup {
  /** What the requests to its own server go to. */
  listener: RequestListener = (_, response) => void response.end();
  private readonly server: Server = createServer((request, response) => this.listener(request, response));
  private readonly messages = new Map<string, string>();
  private readonly streams = new Set<AbortController>();
  private readonly secrets = new Map<string, string>();
  private room: string | undefined;
  /** Where the page is; at a server of its own unless it is elsewhere. */
  url = '';

  async open(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  async close(): Promise<void> {
    for (const stream of this.streams) stream.abort();
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Whoever opens the room sees what all see. */
  async type(person: string, line: string): Promise<string> {
    const { text = '', opened } = await this.say(person, line);
    if (opened !== undefined) {
      this.room = opened.code;
      void this.listen(person, this.messages);
    }
    return text;
  }

  async ask(person: string, line: string): Promise<Sight> {
    const { id = '', text = '', html = '', opened } = await this.say(person, line);
    if (opened !== undefined) {
      this.room = opened.code;
      void this.listen(person, this.messages);
    }
    return { id, text, labels: [...commandsOf(html).keys()], raw: html };
  }

  go(person: string, label: string, sight: Sight, written?: string): Promise<Sight> {
    const line = this.lineOf(label, sight);
    return this.ask(person, written === undefined ? line : withInput(line, written));
  }

  async correct(person: string, label: string, sight: Sight, wrong: string, right: string): Promise<Sight> {
    const refused = await this.go(person, label, sight, wrong);
    return this.go(person, correctionOf(refused), refused, right);
  }

  /** Whoever looks at the room hears of it again, as their browser does by itself. */
  async again(person: string): Promise<void> {
    await this.listen(person, this.messages);
  }

  /** Somebody comes into the room with the code. */
  async enter(person: string): Promise<void> {
    const said = await this.post(person, `/rooms/${this.room}/enter`, { name: person });
    if (((await said.json()) as { kind: string }).kind !== 'in') throw new Error(`${person} does not come in`);
  }

  async press(person: string, label: string, sight: Sight): Promise<string> {
    return (await this.say(person, this.lineOf(label, sight))).text ?? '';
  }

  async pressDeliveredTwice(person: string, label: string, sight: Sight): Promise<string> {
    const [line, delivery] = [this.lineOf(label, sight), randomUUID()];
    const said = await Promise.all([this.say(person, line, delivery), this.say(person, line, delivery)]);
    return said.find(({ kind }) => kind !== 'repeat')?.text ?? '';
  }

  /** Somebody goes on at another device: the words are shown on the one, and typed on the other. */
  async otherDevice(person: string): Promise<void> {
    const said = await this.post(person, '/people/word', { name: person });
    const { word } = (await said.json()) as { word: string };
    this.secrets.set(person, createHash('md5').update(randomUUID()).digest('hex'));
    const added = await this.post(person, '/people/device', { word });
    if (!added.ok) throw new Error(`${person} is nobody there: ${await added.text()}`);
  }

  /** What somebody sees who loads the page anew. */
  async reload(person: string): Promise<string> {
    const messages = new Map<string, string>();
    const stream = await this.listen(person, messages, 1);
    stream.abort();
    return [...messages.values()].map(bare).join('\n');
  }

  sights = (): readonly Sight[] =>
    [...this.messages].map(([id, html]) => ({ id, text: bare(html), labels: [...commandsOf(html).keys()], raw: html }));

  delete(): void {
    throw new Error('nobody can delete a message of the page');
  }

  private lineOf(label: string, { raw, labels }: Sight): string {
    return commandsOf(raw as string).get(labelOf(label, labels)) ?? '';
  }

  private async say(person: string, line: string, delivery: string = randomUUID()): Promise<Said> {
    const room = this.room === undefined ? {} : { room: this.room };
    const said = await this.post(person, '/ask', { line, delivery, theme: 'dark', name: person, ...room });
    return JSON.parse((await said.text()).trim().split('\n').at(-1) ?? '{}');
  }

  private headers(person: string): Record<string, string> {
    const secret = this.secrets.get(person) ?? createHash('md5').update(person).digest('hex');
    this.secrets.set(person, secret);
    return { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  }

  private post(person: string, path: string, body: object): Promise<Response> {
    return fetch(this.url + path, { method: 'POST', headers: this.headers(person), body: JSON.stringify(body) });
  }

  /** Hears what the quiz says. @param until resolves once so many messages have come; else when the stream is open */
  private async listen(person: string, messages: Map<string, string>, until = 0): Promise<AbortController> {
    const stop = new AbortController();
    this.streams.add(stop);
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const response = await fetch(`${this.url}/events?room=${this.room}`, {
      headers: this.headers(person),
      signal: stop.signal,
    });
    if (until === 0) resolve();
    const read = async (): Promise<void> => {
      let rest = '';
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + part).split('\n\n');
        rest = lines.pop() ?? '';
        for (const line of lines.filter((one) => one.startsWith('data: '))) {
          const { id, html, alone } = JSON.parse(line.slice('data: '.length));
          if (!alone) messages.set(id, html);
        }
        if (messages.size >= until) resolve();
      }
    };
    read().catch(() => resolve());
    await enough;
    return stop;
  }
}
