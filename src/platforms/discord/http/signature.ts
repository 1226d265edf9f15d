import { createPublicKey, type KeyObject, verify } from 'node:crypto';

/** How far from now the time of a request may be, either way. */
export const TOLERANCE_MS = 5 * 60 * 1000;

/** In front of the 32 bytes of an Ed25519 key, where a key is to be read in DER. */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** An application's public key. @param hex its 64 hex digits */
export const readPublicKey = (hex: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' });

/** A request as it came in. */
export interface Signed {
  /** X-Signature-Ed25519 and X-Signature-Timestamp. */
  readonly signature: unknown;
  readonly timestamp: unknown;
  readonly body: Buffer;
}

/**
 * When a request was signed, in ms since 1970; undefined where it was not by this key, or not within five minutes.
 *
 * @param now in ms since 1970
 */
export function signedAt(key: KeyObject, { signature, timestamp, body }: Signed, now: number): number | undefined {
  if (typeof signature !== 'string' || !/^[0-9a-f]{128}$/i.test(signature)) return undefined;
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return undefined;
  const at = Number(timestamp) * 1000;
  if (Math.abs(now - at) > TOLERANCE_MS) return undefined;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'hex'))
    ? at
    : undefined;
}
