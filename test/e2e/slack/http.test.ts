import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slash } from '../../support/slack/events.ts';
import { type Rig, startRig } from '../../support/slack/rig.ts';
import { encode, now, post, signature, signed } from '../../support/slack/sign.ts';

const words = (message: { blocks: readonly object[] }): string => JSON.stringify(message.blocks);

describe('HTTP', () => {
  let rig: Rig;
  let url: string;
  beforeAll(async () => {
    rig = await startRig('HTTP');
    url = rig.fake.target as string;
  });
  afterAll(async () => {
    await rig.service.stop();
    expect(rig.service.connected()).toBe(false);
    const encoded = request('too*late');
    expect((await post(url, encoded.body, signed(encoded))).status).toBe(503);
    await rig.close();
  });

  const request = (name: string) => encode(slash(`/grad ${name}`, 'trigger', rig.fake.url));

  it('is connected, and takes what Slack signs', async () => {
    expect(rig.service.connected()).toBe(true);
    const ack = await rig.fake.type('/grad fine*ly');
    expect(ack.status).toBe(200);
    await rig.fake.seen('fine*ly');
  });

  it.each<[string, () => { body: string; headers: Record<string, string> }, number]>([
    ['no signature', () => unsigned('none'), 401],
    ['another secret', () => with_(signed(request('forged'), { secret: 'another' }), 'forged'), 401],
    ['a stale timestamp', () => with_(signed(request('stale'), { timestamp: now() - 301 }), 'stale'), 401],
    ['a timestamp from the future', () => with_(signed(request('future'), { timestamp: now() + 302 }), 'future'), 401],
    ['another body', () => with_(signed(request('one')), 'two'), 401],
    ['a signature with something behind it', () => tail('tail'), 401],
    ['a timestamp that is no number', () => timestamp('nan', 'soon'), 401],
    ['a timestamp with an exponent', () => timestamp('exp', `${now()}e0`), 401],
    ['an ssl_check that carries a command', () => smuggled(), 401],
  ])('refuses %s', async (_, make, status) => {
    const before = rig.fake.messages.length;
    const { body, headers } = make();
    expect((await post(url, body, headers)).status).toBe(status);
    expect(rig.fake.messages.length).toBe(before);
  });

  const with_ = (headers: Record<string, string>, name: string) => ({ body: request(name).body, headers });
  const unsigned = (name: string) => with_({ 'content-type': request(name).contentType }, name);
  const tail = (name: string) => {
    const headers = signed(request(name));
    return with_({ ...headers, 'x-slack-signature': `${headers['x-slack-signature']}=x` }, name);
  };
  const timestamp = (name: string, value: string) => {
    const { body, contentType } = request(name);
    const headers = { 'content-type': contentType, 'x-slack-request-timestamp': value };
    return { body, headers: { ...headers, 'x-slack-signature': signature(body, value) } };
  };
  const smuggled = () => {
    const { body, contentType } = request('smuggled');
    return { body: `ssl_check=1&${body}`, headers: { 'content-type': contentType } };
  };

  it('takes a request once', async () => {
    const { fake } = rig;
    const encoded = encode(fake.slash('/grad re*play'));
    const headers = signed(encoded);
    expect((await post(url, encoded.body, headers)).status).toBe(200);
    expect((await post(url, encoded.body, headers)).status).toBe(401);
    await fake.seen('re*play');
    await fake.type('/grad after*wards');
    await fake.seen('after*wards');
    expect(fake.visible.filter((message) => words(message).includes('re*play')).length).toBe(1);
  });

  it('takes nothing of a thousand mutations of a signed request', async () => {
    const encoded = request('mutant');
    const headers = signed(encoded);
    const before = rig.fake.messages.length;
    const statuses = new Set<number>();
    for (let i = 0; i < 1000; i += 20) {
      const batch = Array.from({ length: 20 }, (_, j) => mutate(encoded.body, headers, i + j));
      for (const { status } of await Promise.all(batch.map(({ body, headers: with_ }) => post(url, body, with_))))
        statuses.add(status);
    }
    expect([...statuses]).toEqual([401]);
    expect(rig.fake.messages.length).toBe(before);
  });

  it('refuses a body over 1 MB before it is sent', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const lines = [
      'POST /slack/events HTTP/1.1',
      'Host: here',
      `Content-Length: ${1_000_001}`,
      `X-Slack-Request-Timestamp: ${now()}`,
      `X-Slack-Signature: v0=${randomBytes(32).toString('hex')}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\nbegin`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('413');
    socket.destroy();
  });

  it('refuses a body of unknown length once it is over 1 MB', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const lines = [
      'POST /slack/events HTTP/1.1',
      'Host: here',
      'Transfer-Encoding: chunked',
      `X-Slack-Request-Timestamp: ${now()}`,
      `X-Slack-Signature: v0=${randomBytes(32).toString('hex')}`,
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const answer = once(socket, 'data');
    for (let i = 0; i < 17; i++) socket.write(chunk);
    expect(String((await answer)[0])).toContain('413');
    socket.destroy();
  });

  it('answers the check of the address, when it is signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', token: 'legacy', challenge: 'abc' });
    const encoded = { body, contentType: 'application/json' };
    expect(await post(url, body, signed(encoded))).toMatchObject({ status: 200, body: { challenge: 'abc' } });
  });

  it('has nothing at other addresses', async () => {
    const encoded = request('elsewhere');
    expect((await post(url.replace('events', 'install'), encoded.body, signed(encoded))).status).toBe(404);
  });
});

/** One of many small changes to a signed request. */
function mutate(body: string, headers: Record<string, string>, i: number) {
  const at = (i * 7919) % body.length;
  const sign = headers['x-slack-signature'] as string;
  const time = Number(headers['x-slack-request-timestamp']);
  const changed = (text: string, place: number): string =>
    text.slice(0, place) +
    String.fromCharCode((text.charCodeAt(place) ^ (1 + (i % 7))) & 0x7f || 0x21) +
    text.slice(place + 1);
  switch (i % 4) {
    case 0:
      return { body: changed(body, at), headers };
    case 1:
      return { body: body.slice(0, at) + body.slice(at + 1 + (i % 3)), headers };
    case 2: {
      const hex = '0123456789abcdef';
      const place = 3 + (i % 64);
      const digit = hex[(hex.indexOf(sign[place] as string) + 1 + (i % 15)) % 16];
      return {
        body,
        headers: { ...headers, 'x-slack-signature': sign.slice(0, place) + digit + sign.slice(place + 1) },
      };
    }
    default:
      return { body, headers: { ...headers, 'x-slack-request-timestamp': String(time + 1 + (i % 400)) } };
  }
}
