import type { Transport } from '../quiz/transport.ts';

/** How a platform is. */
export type ServiceState =
  /** The first try to reach it is under way. */
  | 'starting'
  | 'connected'
  /** It was connected, and connects again by itself. */
  | 'disconnected'
  /** It could not be reached; the start is tried again. */
  | 'unreachable'
  /** It does not accept what is configured, or has withdrawn it: nothing changes until somebody does. */
  | 'refused'
  | 'revoked';

/** An answer of a platform that will not change by itself, such as to a wrong token: nothing is tried again. */
export class Refused extends Error {
  readonly state: 'refused' | 'revoked';

  /** @param message names the variable, or says what to do */
  constructor(message: string, { state = 'refused', cause }: { state?: 'refused' | 'revoked'; cause?: unknown } = {}) {
    super(message, { cause });
    this.state = state;
  }
}

/** A platform that has been started. */
export interface Service {
  readonly name: string;
  /** How a quiz speaks by itself there. */
  readonly transport?: Transport | undefined;
  /** Resolves when the platform does not want us any more; it is never connected again then. */
  readonly refused?: Promise<Refused> | undefined;
  /** Is it in touch with its platform right now? */
  connected(): boolean;
  /** Takes no more events, sends what is still to be sent, and disconnects. */
  stop(): Promise<void>;
}
