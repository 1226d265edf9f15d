/** A message that a quiz has shown, as it is now. */
export interface Said {
  readonly id: string;
  readonly html: string;
  /** Whom it is for; undefined for everybody. */
  readonly to: string | undefined;
}

const MOST = 50;

/** What quizzes have said lately, for a tab that is opened late, and so that it can be changed. */
export class SaidLately {
  private readonly said = new Map<string, Said>();
  private readonly over = new Set<string>();

  has(id: string): boolean {
    return this.said.has(id);
  }

  /** Keeps a message in the place of what it was before; the oldest of too many is forgotten. */
  keep(message: Said): void {
    this.said.set(message.id, message);
    for (const id of this.said.keys()) {
      if (this.said.size <= MOST) return;
      this.said.delete(id);
      this.over.delete(id);
    }
  }

  /** The quiz is over: all of it can still be changed, but is no news to anybody. */
  end(): void {
    for (const id of this.said.keys()) this.over.add(id);
  }

  /** What somebody who comes now is to see, in its order. */
  news(person: string): Said[] {
    return [...this.said.values()].filter(({ id, to }) => !this.over.has(id) && (to === undefined || to === person));
  }
}
