import type { Reply, Theme } from '../reply/document.ts';
import type { ParsedCall } from './parsed-call.ts';

/** Who asks, where and when. */
export interface Requester {
  readonly platform: 'discord' | 'slack' | 'web';
  /** The platform's id of the guild or workspace; of the person where there is none. */
  readonly tenant: string;
  readonly user: string;
  /** The channel or conversation in which they ask. */
  readonly channel: string;
  /** The name that others know them by there. */
  readonly name: string;
  /** May they manage the guild or workspace? */
  readonly manages: boolean;
  /** When they asked, by the platform's clock where it says so. */
  readonly at: Date;
  /** The platform's own id of this delivery: one that comes twice is answered once. */
  readonly delivery: string;
}

/** A command that somebody asks for on a platform. */
export interface DispatchRequest extends Requester {
  readonly call: ParsedCall;
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Cancels the work. */
  readonly signal?: AbortSignal | undefined;
  /** What the pictures are drawn for. */
  readonly theme?: Theme | undefined;
}
