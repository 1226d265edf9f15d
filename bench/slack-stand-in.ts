/** As much of Slack as answers to slash commands need, and as cheap as it can be: it shares the machine with the program. */
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const SECRET = 'a-signing-secret';
export const BOT_TOKEN = 'xoxb-bench';

/** How a command went; times in ms from when it was sent. */
export interface Sent {
  acknowledged?: number;
  answered?: number;
  readonly at: number;
  /** What was said in place of an answer. */
  busy?: boolean;
  picture?: boolean;
}

export class SlackStandIn {
  readonly url: string;
  /** Where commands are posted. */
  target = '';
  private readonly sent = new Map<string, Sent>();
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 128 });
  private readonly close_: () => Promise<void>;
  private uploads = 0;

  private constructor(port: number, close: () => Promise<void>) {
    this.url = `http://127.0.0.1:${port}`;
    this.close_ = close;
  }

  static async start(): Promise<SlackStandIn> {
    const server = createServer((incoming, response) => void slack.answer(incoming, response));
    server.keepAliveTimeout = 60_000;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const slack = new SlackStandIn((server.address() as AddressInfo).port, async () => {
      server.close();
      server.closeAllConnections();
    });
    return slack;
  }

  /** Somebody types a line; what becomes of it is noted in what this gives back. */
  type(line: string, team: string, user: string): Sent {
    const [command = '', ...rest] = line.split(' ');
    const id = randomUUID();
    const sent: Sent = { at: performance.now() };
    this.sent.set(id, sent);
    const body = new URLSearchParams({
      command,
      text: rest.join(' '),
      team_id: team,
      channel_id: 'C0CLASS',
      user_id: user,
      user_name: user.toLowerCase(),
      trigger_id: id,
      response_url: `${this.url}/respond/${id}`,
      api_app_id: 'A0BENCH',
    }).toString();
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    };
    const outgoing = request(this.target, { method: 'POST', headers, agent: this.agent }, (response) => {
      response.resume();
      if (response.statusCode === 200) sent.acknowledged = performance.now() - sent.at;
    });
    outgoing.on('error', () => {});
    outgoing.end(body);
    return sent;
  }

  close(): Promise<void> {
    this.agent.destroy();
    return this.close_();
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const say = (what: object): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...what }));
    };
    if (path.startsWith('/respond/')) {
      this.heard(path.slice('/respond/'.length), Buffer.concat(parts).toString());
      return void response.end('ok');
    }
    if (path.startsWith('/upload/')) return void response.end('OK');
    const body = new URLSearchParams(Buffer.concat(parts).toString());
    switch (path.slice('/api/'.length)) {
      case 'auth.test':
        return say({ team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT', url: this.url });
      case 'files.getUploadURLExternal': {
        const file_id = `F${++this.uploads}`;
        return say({ upload_url: `${this.url}/upload/${file_id}`, file_id });
      }
      case 'files.completeUploadExternal':
        return say({ files: JSON.parse(body.get('files') ?? '[]') });
      case 'files.info':
        return say({ file: { id: body.get('file'), mimetype: 'image/png' } });
      default:
        return say({});
    }
  }

  private heard(id: string, body: string): void {
    const sent = this.sent.get(id);
    if (sent === undefined || sent.answered !== undefined) return;
    sent.answered = performance.now() - sent.at;
    sent.busy = body.includes('I am busy');
    sent.picture = body.includes('slack_file');
    this.sent.delete(id);
  }
}
