import type { Picture, Reply } from '../reply/document.ts';

/** A channel in which a quiz takes place, or the page. `tenant` is `discord:123`: ids never collide. */
export interface ChannelRef {
  readonly tenant: string;
  readonly channel: string;
}

/** A reply with the bytes of its pictures by name. */
export interface Illustrated {
  readonly reply: Reply;
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** The message is no longer there. */
export class MessageGone extends Error {}
/** The channel is no longer there, or we are no longer in it. */
export class ChannelGone extends Error {}
/** We may not write there. */
export class NotAllowed extends Error {}

/**
 * How a quiz speaks by itself, outside of an answer to somebody. Any error but the three above is worth another try.
 */
export interface Transport {
  /** Where a message cannot count down by itself: how often at most it may say anew how much time is left. */
  readonly refreshMs?: number;
  /** Shows a message to everybody. `key` is unique to the message: one that was sent with it is not sent again, where the platform can tell. */
  post(place: ChannelRef, key: string, message: Illustrated): Promise<{ readonly id: string }>;
  /** Changes a message. @throws MessageGone, ChannelGone, NotAllowed */
  edit(place: ChannelRef, id: string, message: Illustrated): Promise<void>;
  /**
   * Pins a message, or takes the pin off; left out where messages have none.
   *
   * @throws MessageGone, ChannelGone, NotAllowed
   */
  pin?(place: ChannelRef, id: string, on: boolean): Promise<void>;
  /** Tells one person something alone, if there is a way; false if there is none. */
  whisper(place: ChannelRef, user: string, message: Illustrated): Promise<boolean>;
  /** Forgets what the platform's side of this program knows of a person, such as names in rooms; left out where it knows nothing. */
  forget?(tenant: string, user: string): Promise<void>;
}

export type PictureDrawer = (picture: Picture) => Promise<Uint8Array>;
