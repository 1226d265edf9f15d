import type { Transport } from '../quiz/transport.ts';

/** A platform that has been started. */
export interface Service {
  readonly name: string;
  /** How a quiz speaks by itself there. */
  readonly transport?: Transport | undefined;
  /** Is it in touch with its platform right now? */
  connected(): boolean;
  /** Takes no more events, sends what is still to be sent, and disconnects. */
  stop(): Promise<void>;
}
