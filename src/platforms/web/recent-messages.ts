/** A message that a quiz has shown, as it is now. */
export interface RecentMessage {
  readonly id: string;
  readonly html: string;
  /** Whom it is for; undefined for everybody. */
  readonly to: string | undefined;
}

const MOST = 50;

/** The last messages of quizzes: for a tab that is opened late, and so that they can be edited. */
export class RecentMessages {
  private readonly messages = new Map<string, RecentMessage>();
  private readonly over = new Set<string>();

  has(id: string): boolean {
    return this.messages.has(id);
  }

  /** Keeps a message in the place of what it was before; the oldest of too many is forgotten. */
  keep(message: RecentMessage): void {
    this.messages.set(message.id, message);
    for (const id of this.messages.keys()) {
      if (this.messages.size <= MOST) return;
      this.messages.delete(id);
      this.over.delete(id);
    }
  }

  /** The quiz is over: all of it can still be changed, but is no news to anybody. */
  end(): void {
    for (const id of this.messages.keys()) this.over.add(id);
  }

  /** What somebody who opens the page now is to see, in its order. */
  news(person: string): RecentMessage[] {
    return [...this.messages.values()].filter(
      ({ id, to }) => !this.over.has(id) && (to === undefined || to === person),
    );
  }
}
