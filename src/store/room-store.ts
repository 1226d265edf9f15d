/**
 * What is kept of the page's rooms and of the people in them. Every method is one transaction; times are ms since 1970.
 * Nobody's secret is kept, only what was made of it by a hash.
 */
export interface RoomStore {
  /** Opens a room; false where there is one with this code. */
  open(room: RoomRow): Promise<boolean>;
  room(code: string): Promise<RoomRow | undefined>;
  /** Notes that a room is used. */
  use(code: string, now: number): Promise<void>;
  /** Removes a room in which nothing has happened. */
  remove(code: string): Promise<void>;
  /** The name of somebody in a room; undefined for somebody who is not in it. */
  nameIn(code: string, user: string): Promise<string | undefined>;
  /** Lets somebody in, or gives them another name; false where somebody else has this one. */
  enter(member: MemberRow): Promise<boolean>;
  /** The names in a room, as they are compared. */
  foldedNames(code: string): Promise<readonly string[]>;
  /** How many rooms somebody has opened since a time. */
  openedBy(user: string, since: number): Promise<number>;
  /** Deletes somebody's names in all rooms, and their other devices. */
  forgetPerson(user: string): Promise<void>;
  /** Deletes rooms that were last used before a time, and words that are no longer good. */
  forgetRooms(before: number, now: number): Promise<void>;
  /** Who uses a device that was added to somebody's. */
  ownerOf(device: string): Promise<string | undefined>;
  /** Keeps the word by which somebody adds a device, in place of one before. */
  saveWord(word: WordRow): Promise<void>;
  /** Adds a device for a word, which is used up by that; undefined for a word that is not there, or no longer good. */
  addDevice(word: string, device: string, now: number): Promise<Pick<WordRow, 'user' | 'name'> | undefined>;
}

export interface RoomRow {
  readonly code: string;
  /** Who has opened it. */
  readonly owner: string;
  readonly openedAt: number;
  readonly usedAt: number;
}

interface MemberRow {
  readonly code: string;
  readonly user: string;
  readonly name: string;
  /** The name as it is compared: unique in a room. */
  readonly folded: string;
  readonly now: number;
}

interface WordRow {
  readonly word: string;
  readonly user: string;
  readonly name: string;
  readonly until: number;
}
