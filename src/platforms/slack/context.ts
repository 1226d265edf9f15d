import type { webApi } from '@slack/bolt';
import type { Dispatcher } from '../../dispatch/dispatcher.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { FollowUpTokens } from '../conversation/follow-up-tokens.ts';
import type { Naming } from './naming.ts';
import type { ChannelRateLimit } from './rate-limit.ts';

/** How messages reach Slack. */
export interface SenderContext {
  readonly client: webApi.WebClient;
  /** Fails at once where the other one waits: for what is stale when it comes late. */
  readonly impatientClient: webApi.WebClient;
  readonly rateLimit: ChannelRateLimit;
  readonly onError: (error: unknown) => void;
}

/** What every handler works with. */
export interface SlackContext extends SenderContext {
  readonly dispatcher: Dispatcher;
  readonly conversation: Conversation;
  readonly naming: Naming;
  /** The addresses at which those who did something lately can be told more, also where the bot is no member. */
  readonly followUps: FollowUpTokens;
  /** Does something that must be finished before the bot stops; what is thrown is our error, not Slack's. */
  readonly run: (work: () => Promise<void>) => Promise<void>;
}
