import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './blocks.ts';
import { refusal } from './blocks.ts';
import type { FakeSlack } from './fake.ts';
import { METHODS } from './methods.ts';
import { violation } from './schema.ts';
import type { FakeTeam } from './team.ts';

export interface Credentials {
  readonly appToken: string;
  readonly scopes: readonly string[];
}

const RESPONSE_FIELDS = new Set([
  'text',
  'blocks',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'unfurl_links',
  'unfurl_media',
]);
const MAX_USES = 5;

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(text);
};

/** The arguments of a form: what is JSON, is read. */
function argumentsOf(body: Buffer): Json {
  const entries = [...new URLSearchParams(body.toString())].map(([key, value]) => {
    const json = /^(\[|\{)/.test(value) && ['blocks', 'view', 'files'].includes(key);
    if (json) return [key, JSON.parse(value)];
    if (value === 'true' || value === 'false') return [key, value === 'true'];
    return [key, key === 'length' ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}

/** The workspace that an address is in, and the rest of its path. */
function placeOf(slack: FakeSlack, path: string): { readonly team: FakeTeam; readonly words: readonly string[] } {
  const [, ...words] = path.split('/');
  if (words[0] !== 'in') return { team: slack, words };
  return { team: slack.team(words[1] ?? '') ?? slack, words: words.slice(2) };
}

/** Answers everything that the app asks of Slack over HTTP. */
export function handler(slack: FakeSlack, credentials: Credentials, socketUrl: () => string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { team, words } = placeOf(slack, request.url ?? '');
    const [kind, name = ''] = words;
    const body = await read(request).catch(() => undefined);
    // Whoever asked has died meanwhile.
    if (body === undefined) return;
    if (kind === 'api') await webApi(name, body, request, response);
    else if (kind === 'upload') await upload(team, name, body, request, response);
    else if (kind === 'respond') {
      if (isBroken(team)) request.socket.destroy();
      else send(response, ...respond(team, name, body));
    } else if (kind === 'files-pri') attached(team, name, request, response);
    else if (kind === 'oauth') slack.oauth.authorize(request, response);
    else send(response, 404, 'not found');
    team.changed();
    slack.changed();
  };

  /** Is the connection to end in place of an answer at a response_url? */
  function isBroken(workspace: FakeTeam): boolean {
    const [next] = workspace.failures.get('response_url') ?? [];
    return next?.broken === true && workspace.failures.get('response_url')?.shift() !== undefined;
  }

  async function webApi(name: string, body: Buffer, request: IncomingMessage, response: ServerResponse) {
    // The client adds these two to arguments of its own.
    const { token: _token, team_id, ...args } = argumentsOf(body);
    const token = String(request.headers.authorization).replace('Bearer ', '');
    const found = slack.teamOf(token, name === 'auth.test' ? 'any' : (team_id as string | undefined));
    const workspace = typeof found === 'string' ? slack : found;
    workspace.calls.push({ method: name, args });
    workspace.changed();
    const failure = workspace.failures.get(name)?.shift();
    if (failure?.broken) return void request.socket.destroy();
    if (failure?.retryAfter !== undefined)
      return send(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(failure.retryAfter) });
    if (failure?.after !== undefined) await failure.after;
    else if (failure !== undefined) return send(response, failure.status ?? 200, { ok: false, error: failure.error });
    const answer = call(found, name, args, token);
    workspace.changed();
    if (typeof answer !== 'string') return send(response, 200, { ok: true, ...answer });
    const [error = '', details] = answer.split(': ');
    const messages = details === undefined ? [] : [`[ERROR] ${details}`];
    send(response, 200, { ok: false, error, response_metadata: { messages } });
  }

  function call(workspace: FakeTeam | string, name: string, args: Json, token: string): Json | string {
    if (name === 'apps.connections.open')
      return token === credentials.appToken ? { url: socketUrl() } : 'not_allowed_token_type';
    if (name === 'oauth.v2.access') return slack.oauth.access(args);
    const method = METHODS[name];
    if (method === undefined) return problem('unknown_method', name);
    if (typeof workspace === 'string') return workspace.includes(':') ? problem(workspace, name) : workspace;
    if (method.scope !== undefined && !credentials.scopes.includes(method.scope))
      return problem('missing_scope', `${name} needs ${method.scope}`);
    if (method.scope !== undefined) workspace.usedScopes.add(method.scope);
    const unknown = Object.keys(args).find((key) => !method.args.includes(key));
    if (unknown !== undefined) return problem('invalid_arguments', `${name} has no ${unknown}`);
    const wrong = method.schema && violation(method.schema, args);
    if (wrong) workspace.problems.push(`${name}: ${wrong}`);
    const answer = method.run(workspace, args, workspace.home);
    // What a bot has no part in it is not told of.
    return answer === 'not_in_channel' && slack.isElsewhere(String(args['channel'])) ? 'channel_not_found' : answer;
  }

  /** Whoever does not say who they are is sent to the login page. */
  function attached(workspace: FakeTeam, name: string, request: IncomingMessage, response: ServerResponse): void {
    const content = workspace.attached.get(name);
    const token = String(request.headers.authorization).replace('Bearer ', '');
    if (slack.teamOf(token, workspace.identity.team) !== workspace)
      response.writeHead(302, { location: `${workspace.home}/login` }).end();
    else if (content === undefined) response.writeHead(404).end();
    else response.writeHead(200).end(content);
  }

  function problem(error: string, what: string): string {
    slack.problems.push(`${error}: ${what}`);
    return error;
  }

  async function upload(
    workspace: FakeTeam,
    id: string,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    const file = workspace.files.get(id);
    if (file === undefined) return send(response, 404, 'no such upload');
    const type = String(request.headers['content-type']);
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const parts = [...form.values()].filter((part) => typeof part !== 'string');
    const bytes = Buffer.from((await parts[0]?.arrayBuffer()) ?? new ArrayBuffer(0));
    if (bytes.length !== file.length)
      workspace.problems.push(`${file.name}: ${bytes.length} bytes, not ${file.length}`);
    file.bytes = bytes;
    send(response, 200, `OK - ${bytes.length}`);
  }

  function respond(
    workspace: FakeTeam,
    id: string,
    body: Buffer,
  ): Parameters<typeof send> extends [unknown, ...infer Rest] ? Rest : never {
    const target = workspace.responseUrls.get(id);
    const failure = workspace.failures.get('response_url')?.shift();
    if (failure?.retryAfter !== undefined) return [429, 'ratelimited', { 'retry-after': String(failure.retryAfter) }];
    if (failure !== undefined) return [failure.status ?? 404, { ok: false, error: failure.error }];
    if (target === undefined) return [404, { ok: false, error: 'expired_url' }];
    if (++target.uses > MAX_USES) return [404, { ok: false, error: 'used_url' }];
    const args = JSON.parse(body.toString()) as Json & { blocks?: Json[] };
    workspace.responses.push(args);
    const unknown = Object.keys(args).find((key) => !RESPONSE_FIELDS.has(key));
    if (unknown !== undefined) workspace.problems.push(`response_url has no ${unknown}`);
    const { blocks = [], text, response_type, replace_original, delete_original, thread_ts } = args;
    if (delete_original === true) {
      if (target.original === undefined) return [200, { ok: false, error: 'no_original' }];
      target.original.deleted = true;
      target.original = undefined;
      return [200, 'ok'];
    }
    const wrong = refusal(blocks, workspace.files);
    if (wrong !== undefined) return [200, { ok: false, error: wrong }];
    const schema = violation('Blocks', blocks);
    if (schema !== undefined) workspace.problems.push(`response_url: ${schema}`);
    if (replace_original === true && target.original !== undefined) {
      Object.assign(target.original, { blocks, text, edits: target.original.edits + 1 });
      return [200, 'ok'];
    }
    const { channel, user } = target;
    const onlyFor = response_type === 'in_channel' ? undefined : user;
    const thread = thread_ts as string | undefined;
    const shown = workspace.show({ channel, thread, onlyFor, via: 'response_url', text: String(text), blocks });
    // A response_url of a button belongs to the message with the button.
    if (target.own) target.original = shown;
    return [200, 'ok'];
  }
}
