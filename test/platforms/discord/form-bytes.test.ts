import type { RESTOptions } from 'discord.js';
import { expect, it } from 'vitest';
import { withFormBytes } from '../../../src/platforms/discord/rest/form-bytes.ts';

type Init = Parameters<RESTOptions['makeRequest']>[1];

/** What goes out for this. */
async function sent(init: object): Promise<Init> {
  const all: Init[] = [];
  const send = withFormBytes(async (_, given) => {
    all.push(given);
    return new Response('') as unknown as Awaited<ReturnType<RESTOptions['makeRequest']>>;
  });
  await send('http://127.0.0.1/', init as Init);
  expect(all).toHaveLength(1);
  return all[0] as Init;
}

it('a form with files goes out as bytes, with their type beside the other headers', async () => {
  const form = new FormData();
  form.append('files[0]', new Blob([Uint8Array.of(1, 2, 3)], { type: 'image/png' }), 'a.png');
  form.append('payload_json', '{"content":"ä"}');
  const { body, headers, method } = await sent({ method: 'POST', body: form, headers: { Authorization: 'Bot x' } });
  expect([body instanceof Uint8Array, method]).toEqual([true, 'POST']);
  expect(headers).toMatchObject({ Authorization: 'Bot x', 'content-type': expect.stringContaining('multipart/') });
  const read = await new Response(body as Uint8Array<ArrayBuffer>, {
    headers: headers as Record<string, string>,
  }).formData();
  expect(read.get('payload_json')).toBe('{"content":"ä"}');
  const file = read.get('files[0]') as File;
  expect([file.name, file.type, [...(await file.bytes())]]).toEqual(['a.png', 'image/png', [1, 2, 3]]);
});

it('all else goes out as it is', async () => {
  const init = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } };
  expect(await sent(init)).toBe(init);
});
