import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { LRUCache } from 'lru-cache';
import { UserError } from '../errors.ts';
import type { Picture } from '../reply/document.ts';
import { isPublicAddress, publicLookup } from './public-address.ts';

/** What a server answered. */
interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface RemotePicturesOptions {
  /** The hosts that the operator allows, `upload.example.org`, with the port where it is not that of https. */
  readonly hosts: readonly string[];
  /** Makes a file of ours of a picture that has its data. */
  readonly draw: (picture: Picture) => Promise<Uint8Array>;
  /** Is told why one could not be had, once. */
  readonly onError: (error: unknown) => void;
  /** Asks for an address; by https, at public addresses only. */
  readonly get?: (url: URL, signal: AbortSignal) => Promise<Response>;
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 4_000_000;
const MAX_REDIRECTS = 3;
/** A message is edited again and again: its picture is fetched once. */
const CACHED = 60;
const CACHED_MS = 60 * 60_000;
/** What failed is tried again after this long. */
const FAILED_MS = 60_000;

/** How files of the types begin that are taken. What a server calls them is only a claim; SVG may refer to anything. */
const SIGNATURES = [/^\x89PNG\r\n/, /^\xff\xd8\xff/, /^GIF8[79]a/, /^RIFF[\s\S]{4}WEBP/];

const notAllowed = (host: string): UserError =>
  new UserError(`Pictures from ${host} are not shown here.`, {
    code: 'E_PICTURE_HOST',
    hint: 'Whoever runs this bot can allow it with `PICTURE_HOSTS`.',
  });

const notFetched = (): UserError =>
  new UserError('This picture could not be fetched.', {
    code: 'E_PICTURE_UNREACHABLE',
    hint: 'Its text says what it shows.',
  });

/**
 * Fetches pictures by their addresses and makes PNG of them.
 *
 * @returns rejects with a UserError for a host that is not allowed, and for what cannot be had
 */
export function createRemotePictures({ hosts, draw, onError, get = getPublic }: RemotePicturesOptions) {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  const known = new LRUCache<string, Promise<Uint8Array>>({ max: CACHED, ttl: CACHED_MS });

  /** @throws UserError */
  const check = (address: string): URL => {
    const url = URL.parse(address);
    if (url === null) throw notFetched();
    const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
    if (!plain || !allowed.has(url.host)) throw notAllowed(url.host);
    const ip = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(ip) !== 0 && !isPublicAddress(ip)) throw notAllowed(url.host);
    return url;
  };

  const download = async (address: string): Promise<Uint8Array> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    let url = check(address);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const { status, headers, body } = await get(url, signal);
      if (status >= 300 && status < 400 && headers.location !== undefined) {
        url = check(new URL(headers.location, url).href);
        continue;
      }
      if (status !== 200) throw new Error(`${url.host} answered with ${status}`);
      return checked(await readAtMost(body, MAX_BYTES));
    }
    throw new Error(`${url.host} redirects without end`);
  };

  return (picture: Picture): Promise<Uint8Array> => {
    const address = picture.drawing.type === 'remote' ? picture.drawing.url : '';
    const before = known.get(address);
    if (before !== undefined) return before;
    const work = download(address)
      .then((bytes) => {
        const data = Buffer.from(bytes).toString('base64');
        return draw({ ...picture, drawing: { type: 'remote', url: address, data } });
      })
      .catch((error: unknown) => {
        known.set(address, work, { ttl: FAILED_MS });
        if (error instanceof UserError) throw error;
        onError(error);
        throw notFetched();
      });
    known.set(address, work);
    work.catch(() => {});
    return work;
  };
}

/** Counts while reading: what a server says about the length is only a claim. */
async function readAtMost(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw new RangeError(`a picture of more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function checked(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (!SIGNATURES.some((signature) => signature.test(start))) throw new TypeError('what was fetched is no picture');
  return bytes;
}

const HEADERS = {
  accept: 'image/png, image/jpeg, image/gif, image/webp',
  'accept-encoding': 'identity',
  'user-agent': 'Chainrule',
};

const getPublic = (url: URL, signal: AbortSignal): Promise<Response> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { lookup: publicLookup(), signal, headers: HEADERS, agent: false }, (response) => {
      const { statusCode: status = 0, headers } = response;
      if (status !== 200) response.resume();
      resolve({ status, headers, body: response });
    });
    asked.on('error', reject);
    asked.end();
  });
