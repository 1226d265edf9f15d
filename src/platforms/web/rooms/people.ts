import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Attempts, createAttempts } from '../../../dispatch/attempts.ts';
import { UserError } from '../../../errors.ts';
import { StoreUnavailable } from '../../../store/outage.ts';
import type { RoomStore } from '../../../store/room-store.ts';
import type { PointsClient } from '../../../store/shared/points.ts';
import { newPhrase, readPhrase } from './words.ts';

/** What a browser keeps to stay the same person: 128 random bits. */
export const secretSchema = z.string().regex(/^[\da-f]{32}$/);

const MINUTE_MS = 60_000;
/** How long a word is good. */
const WORD_MINUTES = 10;
/** Of more than 2^24 phrases. */
const WRONG_WORDS = { name: 'word', each: 20, all: 200, seconds: WORD_MINUTES * 60 };

/** Everybody who comes to the page. */
export interface People {
  /** The id of whoever has this secret. It may be shown; the secret cannot be had from it. */
  idOf(secret: string): Promise<string>;
  /** Three words by which somebody brings themselves and their name to another device, once and soon. */
  word(id: string, name: string): Promise<string>;
  /**
   * Makes the browser with this secret a device of whoever has the word; gives their name.
   *
   * @param from where the attempt comes from
   * @throws UserError for a word that is not good; Busy after too many
   */
  addDevice(word: string, secret: string, from: string): Promise<string>;
}

/** Parted by what it is for, so that nothing kept for one purpose serves another. */
const hash = (purpose: 'person' | 'word', text: string): string =>
  createHash('sha256').update(`${purpose}\0${text}`).digest('base64url').slice(0, 22);

export function createPeople(
  store: RoomStore,
  now: () => number,
  points?: PointsClient,
  attempts: Attempts = createAttempts(WRONG_WORDS, points),
): People {
  return {
    async idOf(secret) {
      const own = hash('person', secret);
      try {
        return (await store.ownerOf(own)) ?? own;
      } catch (error) {
        // While nothing can be looked up, somebody on a second device is a person of their own.
        if (error instanceof StoreUnavailable) return own;
        throw error;
      }
    },
    async word(user, name) {
      const phrase = newPhrase();
      await store.saveWord({ word: hash('word', phrase), user, name, until: now() + WORD_MINUTES * MINUTE_MS });
      return phrase;
    },
    async addDevice(word, secret, from) {
      const added = await attempts.try(from, () =>
        store.addDevice(hash('word', readPhrase(word)), hash('person', secret), now()),
      );
      if (added !== undefined) return added.name;
      throw new UserError('These words are not good, or not any more.', {
        code: 'E_WORD_UNKNOWN',
        hint: `They work once, for ${WORD_MINUTES} minutes. Ask for new ones on the device that knows you.`,
      });
    },
  };
}
