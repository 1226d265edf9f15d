import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/app/config.ts';
import { startProgram } from '../../../src/app/program.ts';
import { INTERACTIONS_PATH } from '../../../src/platforms/discord/http/endpoint.ts';
import { temporaryFolder } from '../../support/command-folder.ts';
import { FakeDiscord } from '../../support/discord/fake.ts';
import { Payloads } from '../../support/discord/payloads.ts';
import { textOf } from '../../support/discord/people.ts';
import { Refusal } from '../../support/discord/refusal.ts';
import { type Stage, setStage } from '../../support/discord/stage.ts';
import { startBy } from '../../support/discord/ways.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({}, 'HTTP');
});
afterAll(() => stage.close());

const endpoint = () => stage.discord.endpoint;
const payloads = new Payloads();
const typing = (): string => JSON.stringify(payloads.typing('train', 'data', 'mo', {}));
const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe('interactions over HTTP', () => {
  it('are answered without a gateway, which the log says', async () => {
    expect(textOf(await stage.discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da');
    expect([stage.discord.gateway.identifies, stage.service.connected()]).toEqual([0, true]);
    expect(stage.log.join()).toContain(
      'interactions come over HTTP to /discord/interactions, and no gateway is opened',
    );
    expect(stage.discord.unanswered).toEqual([]);
  });

  it('begin with a ping, which is answered', async () => {
    expect(await endpoint().deliver({ type: 1, id: '1', application_id: '2', token: 'x', version: 1 })).toEqual({
      status: 200,
      body: { type: 1 },
    });
    expect(await endpoint().deliver({ type: 1 })).toEqual({ status: 200, body: { type: 1 } });
  });

  it('are taken within five minutes, either way', async () => {
    for (const seconds of [-290, 290]) {
      const body = typing();
      const headers = endpoint().headersOf(body, secondsFromNow(seconds));
      expect(await endpoint().post({ body, headers })).toMatchObject({ status: 200, body: { type: 8 } });
    }
    for (const seconds of [-310, 310, -31_536_000]) {
      const body = typing();
      const headers = endpoint().headersOf(body, secondsFromNow(seconds));
      expect(await endpoint().post({ body, headers })).toMatchObject({ status: 401 });
    }
  });

  it('are taken once, of every kind', async () => {
    for (const payload of [payloads.slash('grad', { formula: 'a' }, {}), payloads.typing('train', 'data', 'mo', {})]) {
      const body = JSON.stringify(payload);
      const headers = endpoint().headersOf(body);
      expect(await endpoint().post({ body, headers })).toMatchObject({ status: 200 });
      for (let i = 0; i < 3; i++) expect(await endpoint().post({ body, headers })).toMatchObject({ status: 401 });
    }
  });

  it('are answered once by all processes that share a store: a balancer may send what died with one to the next', async () => {
    const asked = payloads.slash('grad', { formula: 'a' }, {});
    const body = JSON.stringify(asked);
    const headers = endpoint().headersOf(body);
    expect(await endpoint().post({ body, headers })).toMatchObject({ status: 200 });
    const { url } = endpoint();
    const other = await startBy('HTTP', stage.discord, stage.options);
    expect(await endpoint().post({ body, headers })).toMatchObject({ status: 200 });
    await other.stop();
    endpoint().url = url;
    const answers = () => stage.discord.made.filter(({ path }) => path.includes(String(asked['token'])));
    await expect.poll(() => answers().length).toBe(1);
  });

  it.each<[string, () => RequestInit, number]>([
    ['without a signature', () => ({ body: typing() }), 401],
    ['signed by somebody else', () => ({ body: typing(), headers: endpoint().headersOf('another body') }), 401],
    ['read by GET', () => ({ method: 'GET' }), 405],
    ['sent by PUT', () => ({ method: 'PUT', body: typing() }), 405],
    ['of broken JSON', () => ({ body: '{"type":', headers: endpoint().headersOf('{"type":') }), 400],
    ['of JSON that is none', () => ({ body: '[1]', headers: endpoint().headersOf('[1]') }), 400],
    ['without a token', () => ({ body: '{"type":2}', headers: endpoint().headersOf('{"type":2}') }), 400],
    ['of more than 1 MB', () => large(1024 * 1024 + 1), 413],
  ])('are refused %s', async (_, request, status) => {
    expect(await endpoint().post(request())).toEqual({ status, body: { error: expect.stringMatching(/\w\.$/) } });
  });

  it('are refused where nobody knows what they are', async () => {
    const unknown = { ...payloads.typing('train', 'data', 'mo', {}), type: 9 };
    expect(await endpoint().deliver(unknown)).toMatchObject({ status: 400 });
  });

  it('are never taken when a single bit of them is not as it was signed', async () => {
    const tokens = new Set<unknown>();
    for (let i = 0; i < 1000; i++) {
      const click = payloads.click('/grad a*b', {});
      tokens.add(click['token']);
      const body = Buffer.from(JSON.stringify(click));
      const headers = endpoint().headersOf(body);
      const taken = await endpoint().post(mutated(body, headers, i));
      expect(taken.status, JSON.stringify(headers)).toBe(401);
    }
    expect(stage.discord.made.filter(({ path }) => path.split('/').some((part) => tokens.has(part)))).toEqual([]);
  });

  it('wait for an answer that is quicker than the acknowledgement', async () => {
    stage.discord.refuseNext(/@original$/, new Refusal(404, 10015, 'Unknown Webhook'));
    const asked = stage.discord.slash('grad', { formula: 'a*b' });
    expect(textOf(await asked.answer())).toContain('dL/da');
    expect([asked.deleted, asked.followups]).toEqual([false, []]);
  });
});

describe('starting over HTTP', () => {
  it('is on the one port of the program', async () => {
    const discord = await new FakeDiscord().open();
    const config = readConfig({
      DISCORD_TOKEN: discord.token,
      DISCORD_PUBLIC_KEY: discord.endpoint.publicKey,
      DISCORD_API_URL: discord.apiUrl,
      DATA_DIR: await temporaryFolder(),
      PORT: '0',
    });
    const lines: { port?: number }[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const program = await startProgram(config, log);
    const port = lines.find((line) => line.port !== undefined)?.port;
    discord.endpoint.url = `http://127.0.0.1:${port}${INTERACTIONS_PATH}`;
    expect(textOf(await discord.slash('grad', { formula: 'a*b' }).answer())).toContain('dL/da');
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([health.status, discord.gateway.identifies, discord.unanswered]).toEqual([200, 0, []]);
    await program.close();
    await discord.close();
  });

  it('says in one line that a token is not accepted', async () => {
    const start = startBy('HTTP', stage.discord, { ...stage.options, token: 'canary.wrong.token' });
    await expect(start).rejects.toThrow(/^Discord: DISCORD_TOKEN is not accepted\.$/);
    expect(stage.log.join()).not.toContain('canary');
  });

  it('takes nothing more once it is stopped', async () => {
    const other = await setStage({}, 'HTTP');
    const { requestListener } = other.service;
    expect(requestListener).toBeDefined();
    await other.close();
    expect(other.service.connected()).toBe(false);
  });
});

/** A signed request with so many bytes of body. */
function large(bytes: number): RequestInit {
  const body = Buffer.alloc(bytes, ' ');
  return { body, headers: endpoint().headersOf(body) };
}

/** The request with one bit of its body, signature or time changed, or a header left out. */
function mutated(body: Buffer, headers: Record<string, string>, seed: number): RequestInit {
  const flip = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    const place = (seed * 7919) % copy.length;
    copy[place] = (copy[place] as number) ^ (1 << (seed % 8));
    return copy;
  };
  const { 'x-signature-ed25519': signature = '', 'x-signature-timestamp': time = '' } = headers;
  switch (seed % 5) {
    case 0:
    case 1:
      return { body: flip(body), headers };
    case 2:
      return {
        body,
        headers: { ...headers, 'x-signature-ed25519': flip(Buffer.from(signature, 'hex')).toString('hex') },
      };
    case 3:
      return { body, headers: { ...headers, 'x-signature-timestamp': String(Number(time) + 1 + (seed % 100)) } };
    default:
      return seed % 2 === 0
        ? { body: Buffer.concat([body, Buffer.from(' ')]), headers }
        : { body, headers: { ...headers, 'x-signature-ed25519': signature.slice(0, 126) } };
  }
}
