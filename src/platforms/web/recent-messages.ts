import { LRUCache } from 'lru-cache';

/** A message that a quiz has shown, as it is now. */
export interface RecentMessage {
  readonly id: string;
  readonly html: string;
  /** Whom it is for; undefined for everybody. */
  readonly to: string | undefined;
}

const MOST = 50;
/** Of so many rooms. */
const MOST_ROOMS = 1000;

/** The last messages of quizzes in each room: for a tab that is opened late, and so that they can be edited. */
export class RecentMessages {
  private readonly rooms = new LRUCache<string, Room>({ max: MOST_ROOMS });

  has(room: string, id: string): boolean {
    return this.rooms.get(room)?.messages.has(id) ?? false;
  }

  /** Keeps a message in the place of what it was before; the oldest of too many is forgotten. */
  keep(name: string, message: RecentMessage): void {
    const room = this.rooms.get(name) ?? { messages: new Map(), over: new Set() };
    this.rooms.set(name, room);
    room.messages.set(message.id, message);
    for (const id of room.messages.keys()) {
      if (room.messages.size <= MOST) return;
      room.messages.delete(id);
      room.over.delete(id);
    }
  }

  /**
   * A quiz or a task of a room is over: all of it can still be changed, but is no news to anybody, and nor is what was said
   * to one person alone. Another goes on.
   */
  end(name: string, session: string): void {
    const room = this.rooms.get(name);
    for (const [id, { to }] of room?.messages ?? [])
      if (to !== undefined || id.startsWith(`${session}.`)) room?.over.add(id);
  }

  /** What somebody who comes into a room now is to see, in its order. */
  news(name: string, person: string): RecentMessage[] {
    const room = this.rooms.get(name);
    return [...(room?.messages.values() ?? [])].filter(
      ({ id, to }) => !room?.over.has(id) && (to === undefined || to === person),
    );
  }
}

interface Room {
  readonly messages: Map<string, RecentMessage>;
  readonly over: Set<string>;
}
