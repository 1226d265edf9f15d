/** A platform that has been started. */
export interface Service {
  readonly name: string;
  /** Is it in touch with its platform right now? */
  connected(): boolean;
  /** Takes no more events, sends what is still to be sent, and disconnects. */
  stop(): Promise<void>;
}
