import type { APIInteraction, APIInteractionResponse, REST } from 'discord.js';
import { RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { isCode } from './rest/errors.ts';

/**
 * Gives an interaction its first response, by the way on which it came.
 *
 * @throws Error when it is too late for that
 */
export type Respond = (response: APIInteractionResponse) => Promise<void>;

/** The first response as a request of its own, which a gateway needs. @param webhooks a client without a token */
export const respondByCallback =
  (webhooks: REST, { id, token }: Pick<APIInteraction, 'id' | 'token'>): Respond =>
  async (body) => {
    try {
      await webhooks.post(Routes.interactionCallback(id, token), { body, auth: false });
    } catch (error) {
      // Either a first try got through and only its response was lost, or this is a second delivery: the dispatcher knows.
      if (!isCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) throw error;
    }
  };
