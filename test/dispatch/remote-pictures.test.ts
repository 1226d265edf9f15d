import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isPublicAddress, publicLookup } from '../../src/dispatch/public-address.ts';
import { createRemotePictures, type RemotePicturesOptions } from '../../src/dispatch/remote-pictures.ts';
import { drawLocally } from '../../src/pictures/draw.ts';
import type { Picture } from '../../src/reply/document.ts';

const picture = (url: string): Picture => ({
  kind: 'picture',
  name: 'question',
  alt: 'a graph of two nodes',
  width: 800,
  height: 600,
  drawing: { type: 'remote', url },
});
const png = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
  .png()
  .toBuffer();
const jpeg = await sharp(png).jpeg().toBuffer();
const gif = await sharp(png).gif().toBuffer();
const webp = await sharp(png).webp().toBuffer();

type Served = { readonly status?: number; readonly body?: Uint8Array | string; readonly location?: string };

/** A web of these addresses; says what was asked for, and what went wrong on our side. */
function web(pages: Readonly<Record<string, Served>>, hosts: readonly string[] = ['pictures.example.org']) {
  const asked: string[] = [];
  const errors: unknown[] = [];
  const get: RemotePicturesOptions['get'] = async ({ href }) => {
    asked.push(href);
    const { status = 200, body = '', location } = pages[href] ?? { status: 404 };
    return {
      status,
      headers: { location },
      body: (async function* () {
        yield Buffer.from(body);
      })(),
    };
  };
  const show = createRemotePictures({
    hosts,
    get,
    draw: (one) => drawLocally(one, 'dark'),
    onError: (error) => errors.push(error),
  });
  const why = (url: string): Promise<string> =>
    show(picture(url)).then(
      () => 'shown',
      ({ code, message }) => code ?? message,
    );
  return { show, why, asked, errors };
}
const AT = 'https://pictures.example.org/a.png';

describe('a picture of a question', () => {
  it.each([
    ['PNG', png],
    ['JPEG', jpeg],
    ['GIF', gif],
    ['WebP', webp],
  ])('of the type %s becomes a PNG of its size', async (_, body) => {
    const shown = await web({ [AT]: { body } }).show(picture(AT));
    expect(await sharp(shown).metadata()).toMatchObject({ format: 'png', width: 30, height: 20 });
  });

  it('is no larger than its box at two pixels to a point', async () => {
    const body = await sharp({ create: { width: 4000, height: 400, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const shown = await web({ [AT]: { body } }).show(picture(AT));
    expect(await sharp(shown).metadata()).toMatchObject({ width: 1600, height: 160 });
  });

  it.each([
    ['another host', 'https://elsewhere.example.org/a.png'],
    ['a host below an allowed one', 'https://x.pictures.example.org/a.png'],
    ['http', 'http://pictures.example.org/a.png'],
    ['another port', 'https://pictures.example.org:8443/a.png'],
    ['a password', 'https://me:secret@pictures.example.org/a.png'],
    ['a name before an at', 'https://pictures.example.org@evil.example/a.png'],
    ['data', 'data:image/png;base64,AAAA'],
    ['a file', 'file:///etc/passwd'],
  ])('from %s is not asked for', async (_, url) => {
    const { why, asked, errors } = web({ [url]: { body: png } });
    expect(await why(url)).toBe('E_PICTURE_HOST');
    expect([asked, errors]).toEqual([[], []]);
  });

  it.each([
    'https://127.0.0.1/a.png',
    'https://[::1]/a.png',
    'https://169.254.169.254/a.png',
    'https://0x7f.1/a.png',
  ])('from %s is not asked for, even where the operator names it', async (url) => {
    const { why, asked } = web({ [url]: { body: png } }, [new URL(url).host]);
    expect(await why(url)).toBe('E_PICTURE_HOST');
    expect(asked).toEqual([]);
  });

  it('follows redirects to allowed hosts only, and not for ever', async () => {
    const to = (location: string) => ({ status: 302, location });
    const { why, asked } = web(
      {
        [AT]: to('/b.png'),
        'https://pictures.example.org/b.png': to('https://cdn.example.org/c.png'),
        'https://cdn.example.org/c.png': { body: png },
        'https://cdn.example.org/out': to('https://127.0.0.1/a.png'),
        'https://cdn.example.org/down': to('http://cdn.example.org/c.png'),
        'https://cdn.example.org/round': to('/round'),
      },
      ['pictures.example.org', 'cdn.example.org'],
    );
    expect(await why(AT)).toBe('shown');
    expect(asked).toHaveLength(3);
    expect(await why('https://cdn.example.org/out')).toBe('E_PICTURE_HOST');
    expect(await why('https://cdn.example.org/down')).toBe('E_PICTURE_HOST');
    expect(await why('https://cdn.example.org/round')).toBe('E_PICTURE_UNREACHABLE');
  });

  it.each([
    ['too many bytes', { body: Buffer.concat([png, Buffer.alloc(4_000_000)]) }],
    ['a page', { body: '<html>' }],
    ['SVG, which may refer to anything', { body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    ['a broken picture', { body: png.subarray(0, 30) }],
    ['nothing', { status: 404 }],
  ])('that is %s is said to be missing, and our side is told once', async (_, served) => {
    const { why, asked, errors } = web({ [AT]: served });
    expect(await why(AT)).toBe('E_PICTURE_UNREACHABLE');
    expect(await why(AT)).toBe('E_PICTURE_UNREACHABLE');
    expect([asked.length, errors.length]).toEqual([1, 1]);
  });

  it('is fetched once for all messages that show it', async () => {
    const { show, asked } = web({ [AT]: { body: png } });
    await Promise.all([show(picture(AT)), show(picture(AT))]);
    await show(picture(AT));
    expect(asked).toHaveLength(1);
  });

  it('is not fetched from a private address that an allowed name leads to', async () => {
    let connections = 0;
    const server = createServer(() => {});
    server.on('connection', () => connections++);
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const errors: unknown[] = [];
    const show = createRemotePictures({ hosts: [host], draw: async () => png, onError: (error) => errors.push(error) });
    await expect(show(picture(`https://${host}/a.png`))).rejects.toMatchObject({ code: 'E_PICTURE_UNREACHABLE' });
    expect(String(errors[0])).toContain('localhost is not public');
    expect(connections).toBe(0);
    server.close();
  });
});

it.each([
  ['8.8.8.8', true],
  ['172.15.0.1', true],
  ['2606:4700::1111', true],
  ['10.1.2.3', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['2001:db8::1', false],
  ['localhost', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

it('looks up a name for a connection, and refuses it where one of its addresses is not public', async () => {
  const look = (addresses: string[], options = {}): Promise<unknown> =>
    new Promise((done) => {
      const lookup = publicLookup((_, found) =>
        found(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      );
      lookup('a.example', options, (error, address, family) => done(error?.message ?? [address, family]));
    });
  expect(await look(['8.8.8.8'])).toEqual(['8.8.8.8', 4]);
  expect(await look(['8.8.8.8', '2606:4700::1111'], { all: true })).toEqual([
    [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ],
    undefined,
  ]);
  expect(await look(['8.8.8.8'], { family: 6 })).toBe('a.example has no address');
  expect(await look(['8.8.8.8', '10.0.0.1'])).toBe('a.example is not public');
});
