import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageFlags } from 'discord-api-types/v10';

/** Something that the bot said in answer to a command. */
export interface Heard {
  readonly at: number;
  /** All text of the message. */
  readonly text: string;
  /** Does it only say how far the work has come? */
  readonly isProgress: boolean;
  /** Was it said once more, behind the answer? So a quiz tells people alone. */
  readonly isFollowUp: boolean;
}

/** Discord and Slack in one small server, which costs the machine little: it checks nothing, and remembers what it is told. */
export interface Platform {
  readonly discordUrl: string;
  readonly slackUrl: string;
  /** Where Slack's answers to a command go. */
  responseUrl(id: string): string;
  /** What was said in answer to a command, by its id: a response URL's or an interaction's token. */
  readonly heard: ReadonlyMap<string, readonly Heard[]>;
  /** The acknowledgement of a command brought its answer. */
  answered(id: string, text: string): void;
  /** When messages came or changed in a channel of Discord, with the buttons of the last one. */
  readonly channels: ReadonlyMap<string, { readonly times: number[]; buttons: string[]; texts: string[] }>;
  close(): void;
}

/** The buttons of a message, of whichever platform: the ids stand under these keys. */
const BUTTON = /"(?:custom_id|value)":"((?:[^"\\]|\\.)*)"/g;
const PROGRESS = /"(?:custom_id|action_id|value)":"stop:/;
const LISTENERS = 16;
const BOT = { id: '1', username: 'chainrule', bot: true, discriminator: '0' };

export async function startPlatform(): Promise<Platform> {
  const heard = new Map<string, Heard[]>();
  const saidAtOnce = new Map<string, string>();
  const channels = new Map<string, { times: number[]; buttons: string[]; texts: string[] }>();
  let last = 1000;

  const hear = (id: string, body: string, isFollowUp = false): void => {
    const list = heard.get(id) ?? [];
    heard.set(id, list);
    list.push({ at: performance.now(), text: body, isProgress: PROGRESS.test(body), isFollowUp });
  };
  const shownOf = (token: string): object => {
    const now = heard.get(token)?.at(-1) ?? (saidAtOnce.has(token) ? { text: '{}' } : undefined);
    const shown = { id: String(++last), channel_id: '1', attachments: [] };
    return now === undefined ? { ...shown, flags: MessageFlags.Loading } : { ...shown, ...JSON.parse(now.text) };
  };
  const inChannel = (channel: string, body: string): void => {
    const state = channels.get(channel) ?? { times: [], buttons: [], texts: [] };
    channels.set(channel, state);
    state.times.push(performance.now());
    state.texts.push(body.slice(0, 20_000));
    state.buttons = [...body.matchAll(BUTTON)].map(([, id]) => JSON.parse(`"${id}"`) as string);
  };

  const slack = (method: string, base: string, body: string): object => {
    switch (method) {
      case 'auth.test':
        return { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1', url: 'https://load.example/' };
      case 'files.getUploadURLExternal':
        return { ok: true, upload_url: `${base}/upload`, file_id: `F${++last}` };
      case 'files.completeUploadExternal':
        return { ok: true, files: JSON.parse(new URLSearchParams(body).get('files') ?? '[]') };
      case 'files.info':
        return { ok: true, file: { id: 'F1', mimetype: 'image/png' } };
      default:
        return { ok: true, ts: `${++last}.000100`, channel: 'C1', message: {}, view: {} };
    }
  };

  const discord = (method: string, path: string, body: string): object | undefined => {
    const [, token] = /^\/webhooks\/\d+\/([^/]+)/.exec(path) ?? [];
    if (token !== undefined) {
      // Who asks what is shown sees whether it is still "thinking…".
      if (method === 'GET') return shownOf(token);
      if (method !== 'DELETE') hear(token, body, method === 'POST');
      return { id: String(++last), channel_id: '1', attachments: [] };
    }
    const [, channel] = /^\/channels\/(\d+)\/messages/.exec(path) ?? [];
    if (channel !== undefined) {
      if (method !== 'DELETE') inChannel(channel, body);
      return { id: String(++last), channel_id: channel, attachments: [] };
    }
    if (/^\/(applications|oauth2\/applications)\/@me/.test(path) || path === '/applications/@me')
      return { id: '1', name: 'chainrule', verify_key: '', flags: 0, bot: BOT };
    if (path.includes('/commands')) {
      if (method !== 'GET') commands = body;
      return JSON.parse(commands);
    }
    if (path === '/users/@me') return BOT;
    return {};
  };
  let commands = '[]';

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await textOf(request).catch(() => undefined);
    // Whoever was speaking has been killed.
    if (body === undefined) return;
    const path = (request.url ?? '').split('?')[0] ?? '';
    const base = `http://${request.headers.host}`;
    let said: object | undefined = {};
    if (path.startsWith('/respond/')) hear(path.slice('/respond/'.length), body);
    else if (path.startsWith('/slack/')) said = slack(path.slice('/slack/'.length), base, body);
    else if (path.startsWith('/v10/')) said = discord(request.method ?? 'GET', path.slice('/v10'.length), body);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
  };
  // A listener takes up one new connection in each turn of the event loop, and this one is busy with the traffic as well.
  const servers = Array.from({ length: LISTENERS }, () => createServer(answer));
  let port = 0;
  for (const server of servers) {
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1', reusePort: true }, resolve));
    ({ port } = server.address() as AddressInfo);
  }
  const url = `http://127.0.0.1:${port}`;
  return {
    discordUrl: url,
    slackUrl: `${url}/slack/`,
    responseUrl: (id) => `${url}/respond/${id}`,
    heard,
    answered: (id, text) => void saidAtOnce.set(id, text),
    channels,
    close: () => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

/** The text of a body; of one in parts only the first, which is the message. */
async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const whole = Buffer.concat(parts);
  if (!request.headers['content-type']?.startsWith('multipart/')) return whole.toString();
  const start = whole.indexOf('name="payload_json"');
  if (start < 0) return '';
  const from = whole.indexOf('\r\n\r\n', start) + 4;
  return whole.subarray(from, whole.indexOf('\r\n--', from)).toString();
}
