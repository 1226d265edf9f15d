import { createHash } from 'node:crypto';
import { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import {
  ChannelGone,
  type ChannelRef,
  type Illustrated,
  MessageGone,
  NotAllowed,
  type Transport,
} from '../../quiz/transport.ts';
import { buttonIds } from '../conversation/button-ids.ts';
import type { SlackContext } from './context.ts';
import { idLimit } from './limits.ts';
import { uploadPictures } from './messages/files.ts';
import { type Message, message } from './messages/render.ts';
import { respondTo } from './messages/respond.ts';
import { NO_UNFURLING, PLAIN } from './messages/sender.ts';
import { renamed } from './naming.ts';
import { NotInstalled, type Workspace, type Workspaces } from './workspaces.ts';

/** Pictures whose files are remembered: one that is shown again is not sent again, and does not flicker. */
const MAX_PICTURES = 500;

/** Slack shows a time of day at most; other edits may come in between. */
const REFRESH_MS = 10_000;

const NAMED: Readonly<Record<string, new (message: string) => Error>> = {
  message_not_found: MessageGone,
  cant_update_message: MessageGone,
  edit_window_closed: MessageGone,
  channel_not_found: ChannelGone,
  is_archived: ChannelGone,
  not_in_channel: NotAllowed,
  restricted_action: NotAllowed,
  restricted_action_read_only_channel: NotAllowed,
  restricted_action_thread_only_channel: NotAllowed,
};

/** The message is pinned, or is not, as it was to be. */
const PINNED = ['already_pinned', 'no_pin'];
/** Pinning needs a scope that a workspace may give, and that nothing else needs. */
const PINLESS = ['missing_scope', 'not_pinnable', 'permission_denied', 'too_many_pins', 'not_allowed_token_type'];

/** The person or the bot is not there. */
const NOBODY_THERE = ['user_not_in_channel', 'not_in_channel', 'channel_not_found', 'is_archived'];

const wordOf = (error: unknown): string | undefined => (error as webApi.WebAPIPlatformError).data?.error;

/**
 * What a quiz says by itself on Slack: as the bot, which must be a member of the channel. By the impatient client: what
 * Slack puts off the quiz tries again by itself, as it is then. Waiting here, it would be sent twice in the end.
 */
export function createTransport(context: SlackContext, workspaces: Workspaces): Transport {
  const { dispatcher, followUps, naming, rateLimit, onError } = context;
  const uploaded = new LRUCache<string, string>({ max: MAX_PICTURES });

  /** @throws ChannelGone where the bot is not, or not any more */
  const workspaceOf = async ({ tenant }: ChannelRef): Promise<Workspace> => {
    try {
      return await workspaces.find(tenant);
    } catch (error) {
      throw error instanceof NotInstalled ? new ChannelGone(error.message) : error;
    }
  };

  /** Ids of files by the names of pictures, of those that are shown for the first time too. */
  const filesOf = async (
    { client, tenant }: Workspace,
    { reply, pictures }: Illustrated,
  ): Promise<Map<string, string>> => {
    const keys = [...pictures].map(
      // A file of one workspace cannot be seen in another.
      ([name, bytes]) => [name, `${tenant} ${createHash('sha256').update(bytes).digest('hex')}`] as const,
    );
    const known = new Map(
      keys.flatMap(([name, key]) => (uploaded.has(key) ? [[name, uploaded.get(key) as string]] : [])),
    );
    const fresh = new Map([...pictures].filter(([name]) => !known.has(name)));
    const ids = new Map([...known, ...(await uploadPictures(client, { reply, pictures: fresh }))]);
    for (const [name, key] of keys) uploaded.set(key, ids.get(name));
    return ids;
  };

  /** Sends a message with its pictures; without them, in words, when Slack does not take them. */
  const send = async <T>(
    workspace: Workspace,
    { reply, pictures }: Illustrated,
    say: (message: Message) => Promise<T>,
  ): Promise<T> => {
    const called = renamed(reply, await naming.prefixOf(workspace.tenant), dispatcher.bot.commands);
    const ids = await buttonIds(dispatcher, called, idLimit, onError);
    try {
      const files = pictures.size === 0 ? undefined : await filesOf(workspace, { reply: called, pictures });
      return await say(message(called, { files, buttonIds: ids }));
    } catch (error) {
      const word = wordOf(error) ?? '';
      const known = Object.hasOwn(NAMED, word) || NOBODY_THERE.includes(word);
      if (pictures.size === 0 || known || error instanceof webApi.WebAPIRateLimitedError) throw error;
      onError(error);
      return say(message(called, { buttonIds: ids }));
    }
  };

  /** Where the bot is no member it can only answer once more what somebody did there lately. */
  const answerAgain = async (
    workspace: Workspace,
    place: ChannelRef,
    user: string,
    shown: Illustrated,
  ): Promise<boolean> => {
    const url = await followUps.find({ ...place, user });
    if (url === undefined) return false;
    try {
      await send(workspace, shown, (body) =>
        respondTo(url, { ...body, response_type: 'ephemeral', replace_original: false }),
      );
      return true;
    } catch (error) {
      onError(error);
      await followUps.forget({ ...place, user });
      return false;
    }
  };

  return {
    refreshMs: REFRESH_MS,
    async post(place, _key, shown) {
      const { channel } = place;
      const workspace = await workspaceOf(place);
      const ts = await named(() =>
        send(workspace, shown, async (body) => {
          await rateLimit.wait(place);
          return (await workspace.impatientClient.chat.postMessage({ channel, ...body, ...PLAIN, ...NO_UNFURLING })).ts;
        }),
      );
      if (ts === undefined) throw new Error('Slack did not say which message it is');
      return { id: ts };
    },
    async edit(place, ts, shown) {
      const { channel } = place;
      const workspace = await workspaceOf(place);
      await named(() =>
        send(workspace, shown, async (body) => {
          await rateLimit.wait(place);
          await workspace.impatientClient.chat.update({ channel, ts, ...body, ...PLAIN });
        }),
      );
    },
    async pin(place, timestamp, on) {
      const { channel } = place;
      const { client } = await workspaceOf(place);
      try {
        await named(() => client.pins[on ? 'add' : 'remove']({ channel, timestamp }));
      } catch (error) {
        const word = wordOf(error) ?? '';
        if (PINNED.includes(word)) return;
        throw PINLESS.includes(word) ? new NotAllowed(word) : error;
      }
    },
    async whisper(place, user, shown) {
      const { channel } = place;
      const workspace = await workspaceOf(place);
      try {
        await send(workspace, shown, (body) =>
          workspace.impatientClient.chat.postEphemeral({ channel, user, ...body, ...PLAIN }),
        );
        return true;
      } catch (error) {
        if (!NOBODY_THERE.includes(wordOf(error) ?? '')) throw putOff(error);
        return answerAgain(workspace, place, user, shown);
      }
    },
    forget: (tenant, user) => context.openQuestions.forget(tenant, user),
  };
}

/** Makes a request; what it says about the place is thrown by its name. */
async function named<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const Named = NAMED[wordOf(error) ?? ''];
    throw Named === undefined ? putOff(error) : new Named((error as Error).message);
  }
}

/** An error with the time that Slack wants us to wait, where it says so. */
const putOff = (error: unknown): unknown =>
  error instanceof webApi.WebAPIRateLimitedError
    ? Object.assign(error, { retryAfterMs: error.retryAfter * 1000 })
    : error;
