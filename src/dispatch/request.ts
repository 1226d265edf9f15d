import type { Requester } from '../command/requester.ts';
import type { Reply, Theme } from '../reply/document.ts';
import type { ParsedCall } from './parsed-call.ts';

/** Where a request comes from: who asks, and the delivery. */
export interface RequestOrigin extends Requester {
  readonly platform: 'discord' | 'slack' | 'web';
  /** The platform's id of the guild or workspace; of the person where there is none. */
  readonly tenant: string;
  /** The platform's own id of this delivery: one that comes twice is answered once. */
  readonly delivery: string;
}

/** The tenant as the store and quizzes know it, such as `discord:123`: ids of two platforms never collide. */
export const tenantOf = ({ platform, tenant }: Pick<RequestOrigin, 'platform' | 'tenant'>): string =>
  `${platform}:${tenant}`;

/** A command that somebody asks for on a platform. */
export interface DispatchRequest extends RequestOrigin {
  readonly call: ParsedCall;
  /** Is it the first delivery with its id? Found out by the dispatcher if left out. */
  readonly first?: Promise<boolean> | undefined;
  readonly onProgress?: ((reply: Reply) => void) | undefined;
  /** Cancels the work. */
  readonly signal?: AbortSignal | undefined;
  /** What the pictures are drawn for. */
  readonly theme?: Theme | undefined;
  /** Should equations be typeset for a page? */
  readonly typeset?: boolean | undefined;
}
