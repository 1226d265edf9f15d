import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import type { OpenQuestions } from '../conversation/open-questions.ts';
import type { Naming } from './naming.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Workspace } from './workspaces.ts';

/** Tells Slack that something came. */
export type Acknowledge = () => Promise<void>;

/** How messages reach Slack, whatever the workspace. */
export interface SenderContext {
  readonly rateLimit: RateLimit;
  readonly onError: (error: unknown) => void;
}

/** Where something comes from, as Bolt reads it from any kind of request. */
export interface From {
  /** The workspace; a person where Slack names none. */
  readonly team: string;
  /** The organisation that the workspace belongs to. */
  readonly enterprise: string | undefined;
  /** Where whoever did it can be told something. */
  readonly responseUrl?: string | undefined;
}

/** What every handler works with. */
export interface SlackContext extends SenderContext {
  readonly dispatcher: Dispatcher;
  readonly conversation: Conversation;
  readonly naming: Naming;
  /** The addresses at which those who did something lately can be told more, also where the bot is no member. */
  readonly followUps: FollowUpTokens;
  /** What people have been asked where they talk with the bot alone. */
  readonly openQuestions: OpenQuestions;
  /**
   * Does something in a workspace that must be finished before the bot stops; what is thrown is our error, not Slack's.
   * It is not begun where the workspace cannot be written to: whoever asked is told so.
   *
   * @param acknowledge where the work does it only when it has noted what it owes: done in any case, and in time
   */
  readonly serve: (
    from: From,
    work: (workspace: Workspace) => Promise<void>,
    acknowledge?: Acknowledge,
  ) => Promise<void>;
}
