import { generateKeyPairSync, sign } from 'node:crypto';
import type { Json } from './refusal.ts';

/** What the bot answered to a delivery. */
export interface Responded {
  readonly status: number;
  readonly body: unknown;
}

/** Delivers interactions over HTTP, signed as Discord signs them. */
export class Endpoint {
  /** Where the bot takes them; undefined while it is reached through the gateway. */
  url: string | undefined;
  /** Of the application, in hex. */
  readonly publicKey: string;
  private readonly privateKey;
  private deliveries = 0;

  constructor() {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    this.publicKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    this.privateKey = privateKey;
  }

  /** The headers of a body that is sent at a time, in seconds. No two deliveries have the same. */
  headersOf(body: string | Buffer, seconds = this.now()): Record<string, string> {
    const bytes = Buffer.concat([Buffer.from(String(seconds)), Buffer.from(body)]);
    return {
      'content-type': 'application/json',
      'x-signature-ed25519': sign(null, bytes, this.privateKey).toString('hex'),
      'x-signature-timestamp': String(seconds),
    };
  }

  async deliver(payload: Json): Promise<Responded> {
    const body = JSON.stringify(payload);
    return this.post({ body, headers: this.headersOf(body) });
  }

  /** Sends any request to it. */
  async post(request: RequestInit): Promise<Responded> {
    if (this.url === undefined) throw new Error('no endpoint is set');
    const response = await fetch(this.url, { method: 'POST', ...request });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  private now(): number {
    return Math.floor(Date.now() / 1000) + (this.deliveries++ % 60);
  }
}
