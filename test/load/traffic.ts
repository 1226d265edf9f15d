import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { Agent, request } from 'node:http';
import { isAnswer } from './judge.ts';
import type { Platform } from './platform.ts';

/** A command that was sent, and what came back at once. */
export interface Sent {
  /** By which its answers are found. */
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  /** The status of the acknowledgement; 0 for a connection that was cut. */
  status?: number;
  ackMs?: number;
  /** An answer that came with the acknowledgement. */
  said?: string;
}

/** What a class types, and how often. */
const MIX: readonly (readonly [kind: string, share: number, line: (n: number) => string])[] = [
  ['grad of the class', 0.55, (n) => `/grad a*b+c a=${(n % 20) + 1} b=-3 c=10`],
  ['grad', 0.08, (n) => `/grad tanh(w*x+b)*${n} w=${(n % 97) / 10} x=${n % 13} b=-1`],
  ['train', 0.07, (n) => (n % 3 === 0 ? '/train' : '/train --no-zero-grad')],
  ['check', 0.1, (n) => `/check dL/da of a*b+c a=2 b=${n % 30} c=10 is ${n % 30}`],
  ['help', 0.1, () => '/help train'],
  ['wrong', 0.05, (n) => `/grad a*+${n % 50}`],
  ['practice', 0.05, (n) => `/quiz practice --seed ${n % 1000}`],
];

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
/** As Discord shows it: the 32 bytes, without what stands before them in SPKI. */
export const PUBLIC_KEY = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
export const SIGNING_SECRET = randomUUID();

const agent = new Agent({ keepAlive: true, maxSockets: 512 });
const GUILDS = 400;
const PEOPLE = 20;

/** Sends commands to one address, as Discord and Slack do. */
export class Traffic {
  readonly sent: Sent[] = [];
  private readonly url: string;
  private readonly platform: Platform;
  private readonly only: (typeof MIX)[number] | undefined;
  private count = 0;

  /** @param only the one kind to send; the mix if left out */
  constructor(url: string, platform: Platform, only?: string) {
    this.url = url;
    this.platform = platform;
    this.only = MIX.find(([kind]) => kind === only);
    if (only !== undefined && this.only === undefined)
      throw new Error(`--kind is one of: ${MIX.map(([kind]) => kind).join(', ')}`);
  }

  /** Sends the next command of the mix, by the platform whose turn it is. */
  next(): void {
    const n = ++this.count;
    const [kind, , lineOf] = this.only ?? pick((n * 0.618034) % 1);
    const line = lineOf(n);
    const [guild, person] = [n % GUILDS, Math.floor(n / GUILDS) % PEOPLE];
    if (n % 2 === 0) void this.slack(kind, line, guild, person, n);
    else void this.discord(kind, line, `${9000 + guild}`, `${guild}00${person}`, n);
  }

  /** A command on Discord, as an interaction. */
  discord(kind: string, line: string, guild: string, user: string, n = ++this.count): Promise<Sent> {
    const [, name = '', rest = ''] = /^\/(\w+) ?(.*)$/s.exec(line) ?? [];
    const [second = '', ...more] = rest.split(' ');
    const args = (value: string): object[] => (value === '' ? [] : [{ type: 3, name: 'args', value }]);
    const options = name === 'quiz' ? [{ type: 1, name: second, options: args(more.join(' ')) }] : args(rest);
    return this.interaction(kind, { type: 2, data: { id: '5', type: 1, name, options } }, guild, user, n);
  }

  /** A click on a button of a message on Discord. */
  click(customId: string, guild: string, user: string): Promise<Sent> {
    const message = { id: '7', channel_id: guild, author: { id: '1', username: 'chainrule' }, content: '' };
    const data = { component_type: 2, custom_id: customId };
    return this.interaction('click', { type: 3, data, message }, guild, user, ++this.count);
  }

  private interaction(kind: string, what: object, guild: string, user: string, n: number): Promise<Sent> {
    const token = `tok${n}`;
    const who = { id: user, username: `p${user}`, discriminator: '0', global_name: `P${user}`, avatar: null };
    const member = {
      user: who,
      roles: [],
      permissions: '32',
      joined_at: '2026-01-01T00:00:00Z',
      deaf: false,
      mute: false,
    };
    const id = String((BigInt(Date.now() - 1_420_070_400_000) << 22n) + BigInt(n % 4_194_304));
    const body = JSON.stringify({
      id,
      application_id: '1',
      token,
      version: 1,
      guild_id: guild,
      channel_id: guild,
      channel: { id: guild, type: 0 },
      member,
      locale: 'en-US',
      entitlements: [],
      ...what,
    });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
    const headers = { 'x-signature-timestamp': timestamp, 'x-signature-ed25519': signature };
    return this.send(kind, token, '/discord/interactions', body, { 'content-type': 'application/json', ...headers });
  }

  private slack(kind: string, line: string, team: number, person: number, n: number): Promise<Sent> {
    const [, command = '', text = ''] = /^(\/\w+) ?(.*)$/s.exec(line) ?? [];
    const id = `r${n}`;
    const body = new URLSearchParams({
      command,
      text,
      team_id: `T${team}`,
      channel_id: `C${team}`,
      user_id: `U${team}X${person}`,
      user_name: `p${person}`,
      response_url: this.platform.responseUrl(id),
      trigger_id: `${n}.${randomUUID()}`,
    }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const mac = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    return this.send(kind, id, '/slack/events', body, {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${mac}`,
    });
  }

  private send(kind: string, id: string, path: string, body: string, headers: Record<string, string>): Promise<Sent> {
    const sent: Sent = { id, kind, at: performance.now() };
    this.sent.push(sent);
    const { promise, resolve } = Promise.withResolvers<Sent>();
    const done = (status: number, said = ''): void => {
      sent.status = status;
      sent.ackMs = performance.now() - sent.at;
      if (said !== '') sent.said = said;
      if (isAnswer(said)) this.platform.answered(id, said);
      resolve(sent);
    };
    const outgoing = request(`${this.url}${path}`, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(response.statusCode ?? 0, Buffer.concat(parts).toString()));
      response.on('error', () => done(0));
    });
    outgoing.on('error', () => done(0));
    outgoing.end(body);
    return promise;
  }
}

function pick(at: number): (typeof MIX)[number] {
  let sum = 0;
  for (const entry of MIX) {
    sum += entry[1];
    if (at < sum) return entry;
  }
  return MIX[0] as (typeof MIX)[number];
}
