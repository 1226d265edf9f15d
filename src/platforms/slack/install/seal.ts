import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^1\.([0-9a-f]{8})\.([\w-]{16})\.([\w-]+)$/;

/** What was opened, and whether it is to be sealed anew: it was sealed with the key of before. */
interface Opened {
  readonly text: string;
  readonly isOld: boolean;
}

/** It was sealed with a key that is not here, or has been changed since. */
export class SealBroken extends Error {}

/** Encrypts and authenticates texts with AES-256-GCM. */
export interface Sealer {
  /** @param owner whom the text belongs to: it cannot be opened as anybody else's */
  seal(text: string, owner: string): string;
  /** @throws SealBroken */
  open(sealed: string, owner: string): Opened;
}

/**
 * @param key 32 bytes in base64
 * @param oldKey with which texts were sealed before; it opens, and does not seal
 */
export function createSealer(key: string, oldKey?: string): Sealer {
  const current = keyOf(key);
  const keys = [current, ...(oldKey === undefined ? [] : [keyOf(oldKey)])];
  return {
    seal(text, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.bytes, nonce);
      cipher.setAAD(Buffer.from(owner));
      const parts = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return ['1', current.id, nonce.toString('base64url'), Buffer.concat(parts).toString('base64url')].join('.');
    },
    open(sealed, owner) {
      const [, id, nonce = '', rest = ''] = SEALED.exec(sealed) ?? [];
      const known = keys.find((one) => one.id === id);
      if (known === undefined) throw new SealBroken('sealed with another key');
      const bytes = Buffer.from(rest, 'base64url');
      try {
        const decipher = createDecipheriv(ALGORITHM, known.bytes, Buffer.from(nonce, 'base64url'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString();
        return { text, isOld: known !== current };
      } catch (error) {
        throw new SealBroken('changed since it was sealed', { cause: error });
      }
    },
  };
}

/** A key with a name that does not give it away. */
function keyOf(base64: string): { readonly bytes: Buffer; readonly id: string } {
  const bytes = Buffer.from(base64, 'base64');
  return { bytes, id: createHmac('sha256', bytes).update('key id').digest('hex').slice(0, 8) };
}
