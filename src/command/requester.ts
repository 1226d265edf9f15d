/** Who asks for something, where and when, as the platform's own message says: nothing is ever looked up. */
export interface Requester {
  /** The server or workspace behind the platform's name, `discord:123`: ids of two platforms never collide. */
  readonly tenant: string;
  readonly channel: string;
  /** Whose questions are asked there, where a channel has none of its own: its bank is called by this. */
  readonly bank?: string | undefined;
  readonly user: string;
  /** The name to show to others. */
  readonly name: string;
  /** May they manage the server or workspace? */
  readonly manages: boolean;
  /** The platform's own time of what they did. */
  readonly at: Date;
}
