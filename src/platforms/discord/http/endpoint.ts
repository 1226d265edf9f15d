import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { APIInteraction, APIInteractionResponse, REST } from 'discord.js';
import { InteractionResponseType, InteractionType, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Respond } from '../first-response.ts';
import type { Handle } from '../handle.ts';
import { Once } from './once.ts';
import { readBody } from './read-body.ts';
import { readPublicKey, signedAt } from './signature.ts';

/** Where Discord sends interactions, behind the address of this server. */
export const INTERACTIONS_PATH = '/discord/interactions';

interface EndpointOptions {
  /** Of the application, 64 hex digits. */
  readonly publicKey: string;
  readonly handle: Handle;
  /** Is told of what is under way. */
  readonly track: (work: Promise<void>) => void;
  readonly onError: (error: unknown) => void;
}

/** What every interaction has; the rest is as Discord describes it, since Discord has signed it. */
const interactionSchema = z.looseObject({
  type: z.int(),
  id: z.string(),
  token: z.string(),
  application_id: z.string(),
});
const pingSchema = z.looseObject({ type: z.literal(InteractionType.Ping) });

/**
 * Opens the endpoint.
 *
 * @throws Error of the client when Discord does not take the bot's token
 */
export async function openEndpoint({ rest, ...options }: EndpointOptions & { readonly rest: REST }) {
  const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
  const listen = createEndpoint(options);
  let open = true;
  return {
    applicationId: id,
    requestListener: ((request, response) => {
      if (open) listen(request, response);
      else refuse(response, 503, 'This server is stopping.');
    }) satisfies RequestListener,
    connected: () => open,
    mute() {
      open = false;
    },
    async close() {
      open = false;
    },
  };
}

/** Takes interactions over HTTP: signed by Discord within five minutes, each once. The response is the first response. */
function createEndpoint(options: EndpointOptions): RequestListener {
  const key = readPublicKey(options.publicKey);
  const once = new Once();

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return refuse(response, 405, 'Interactions come by POST.', { allow: 'POST' });
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413, 'An interaction has at most 1 MB.');
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
    const at = signedAt(key, { signature, timestamp, body }, Date.now());
    if (at === undefined) return refuse(response, 401, 'This is not signed by Discord, or not within five minutes.');
    const read = parse(body);
    if (read === undefined) return refuse(response, 400, 'This is no interaction.');
    if (!once.isFirst(body, at)) return refuse(response, 401, 'This came before.');
    if (read.type === InteractionType.Ping) return send(response, { type: InteractionResponseType.Pong });
    const responder = respondOnce(response);
    await options.handle(read, responder.respond);
    if (!responder.done()) refuse(response, 400, 'This kind of interaction is not known here.');
  };

  return (request, response) => {
    const work = take(request, response).catch((error: unknown) => {
      options.onError(error);
      if (!response.headersSent && !response.destroyed) refuse(response, 500, 'This could not be answered.');
    });
    options.track(work);
  };
}

/** An interaction of a known shape; undefined for anything else. */
function parse(body: Buffer): APIInteraction | undefined {
  try {
    const json: unknown = JSON.parse(body.toString());
    const isOne = pingSchema.safeParse(json).success || interactionSchema.safeParse(json).success;
    return isOne ? (json as APIInteraction) : undefined;
  } catch {
    return undefined;
  }
}

/** The HTTP response as the one first response. */
function respondOnce(response: ServerResponse): { readonly respond: Respond; done(): boolean } {
  let done = false;
  return {
    done: () => done,
    async respond(body) {
      if (done) throw new Error('an interaction has one first response');
      done = true;
      await send(response, body);
    },
  };
}

/** @throws Error when the connection closes before the response is out */
const send = (response: ServerResponse, body: APIInteractionResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const lost = (): void => reject(new Error('Discord closed the connection before it had the first response'));
    if (response.destroyed) return lost();
    response.once('close', () => (response.writableFinished ? resolve() : lost()));
    write(response, 200, body);
  });

const refuse = (response: ServerResponse, status: number, error: string, headers: Record<string, string> = {}): void =>
  write(response, status, { error }, headers);

function write(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': bytes.length,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    })
    .end(bytes);
}
