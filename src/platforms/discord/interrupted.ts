import { DiscordAPIError } from '@discordjs/rest';
import type { APIMessage, REST } from 'discord.js';
import { MessageFlags, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import type { Promised as Noted } from '../../dispatch/open-answers.ts';
import { apologyFor } from '../conversation/promised.ts';
import { type ComposeOptions, compose } from './compose.ts';
import { DiscordMessageWriter, type PromisedReply } from './message-writer.ts';
import { CANCEL, type PromisedResponse } from './response-writer.ts';

interface Options extends ComposeOptions {
  readonly rest: REST;
  readonly webhooks: REST;
}

/** There is nothing to be said any more, or no way to say it. */
const OVER: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownChannel,
];

/** Apologises for an answer that a process promised which is no more; one that was given stays as it is. */
export async function apologise({ address, line }: Noted, options: Options): Promise<void> {
  const promised = JSON.parse(address) as PromisedResponse | PromisedReply;
  const apology = apologyFor({ line });
  try {
    if ('token' in promised) await answerInstead(promised, apology, options);
    else await replyInstead(promised, apology, options);
  } catch (error) {
    if (!(error instanceof DiscordAPIError && OVER.includes(error.code))) throw error;
  }
}

async function answerInstead(
  { application_id, token }: PromisedResponse,
  { reply }: ReturnType<typeof apologyFor>,
  options: Options,
): Promise<void> {
  const { webhooks } = options;
  const original = Routes.webhookMessage(application_id, token);
  const shown = await found(() => webhooks.get(original, { auth: false }));
  if (shown !== undefined && !isAwaited(shown)) return;
  const { body, files } = await compose(reply, options);
  if (shown !== undefined) await webhooks.patch(original, { body, files, auth: false });
  else {
    // It was taken away for an answer to the asker alone, which may not have been given.
    const hidden = { ...body, flags: body.flags | MessageFlags.Ephemeral };
    await webhooks.post(Routes.webhook(application_id, token), { body: hidden, files, auth: false });
  }
}

async function replyInstead(
  { said, posted }: PromisedReply,
  apology: ReturnType<typeof apologyFor>,
  options: Options,
): Promise<void> {
  const shown = posted && (await found(() => options.rest.get(Routes.channelMessage(said.channel, posted))));
  if (shown && !isAwaited(shown)) return;
  await new DiscordMessageWriter(options.rest, said, options, shown ? posted : undefined).show(apology, 'everybody');
}

/** A message; undefined for one that is gone. */
async function found(request: () => Promise<unknown>): Promise<APIMessage | undefined> {
  try {
    return (await request()) as APIMessage;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return undefined;
    throw error;
  }
}

/** Is it still "thinking…", or does it show how far the work is? */
const isAwaited = ({ flags, components = [] }: APIMessage): boolean =>
  (Number(flags ?? 0) & MessageFlags.Loading) !== 0 || JSON.stringify(components).includes(`"custom_id":"${CANCEL}`);
