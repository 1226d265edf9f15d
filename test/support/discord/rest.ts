import type { IncomingMessage } from 'node:http';
import { asRegistered, commandProblems } from './check-commands.ts';
import type { Upload } from './check-message.ts';
import { APPLICATION } from './payloads.ts';
import { type Json, Refusal, refuseBody } from './refusal.ts';

/** A request that the bot made. */
export interface Made {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly uploads: ReadonlyMap<string, Upload>;
  readonly authorized: boolean;
  readonly query: URLSearchParams;
  status: number;
}

/** Reads a request with its uploads. */
export async function readRequest(request: IncomingMessage, token: string): Promise<Made> {
  const { pathname, searchParams } = new URL(String(request.url), 'http://fake');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const type = String(request.headers['content-type'] ?? '');
  const uploads = new Map<string, Upload>();
  let body: unknown;
  if (type.startsWith('multipart/')) {
    const form = await new Response(raw, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) {
      if (typeof value === 'string') body = JSON.parse(value);
      else uploads.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  } else if (raw.length > 0) body = JSON.parse(raw.toString());
  return {
    method: String(request.method),
    path: pathname.replace(/^\/api\/v10/, ''),
    body,
    uploads,
    authorized: request.headers.authorization === `Bot ${token}`,
    query: searchParams,
    status: 0,
  };
}

/** The registered commands of an application, global and by guild. */
export class Commands {
  private readonly sets = new Map<string, Json[]>();
  private version = 0;

  get(scope: string): Json[] {
    return this.sets.get(scope) ?? [];
  }

  put(scope: string, body: unknown): Json[] {
    if (!Array.isArray(body)) throw new Refusal(400, 50035, 'Invalid Form Body: not a list');
    const global = scope === 'global';
    refuseBody(commandProblems(body as Json[], global));
    const version = String(++this.version);
    const set = (body as Json[]).map((command, i) => {
      const ids = { id: `77${i}`, application_id: APPLICATION, version, ...(!global && { guild_id: scope }) };
      return asRegistered(command, ids, global);
    });
    // Discord promises no order.
    this.sets.set(scope, set.toReversed());
    return this.get(scope);
  }
}
