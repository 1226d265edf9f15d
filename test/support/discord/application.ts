import type { Endpoint } from './endpoint.ts';
import { APPLICATION } from './payloads.ts';
import { type Json, Refusal } from './refusal.ts';

const NOT_VERIFIED = 'The specified interactions endpoint url could not be verified.';

/** The application as it stands at Discord. */
export class Application {
  /** What its owner has filled in. */
  readonly settings: Json = {
    name: 'Chainrule',
    description: '',
    tags: [],
    bot_public: true,
    bot_require_code_grant: false,
    interactions_endpoint_url: null,
  };
  private readonly endpoint: Endpoint;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  get(): Json {
    const bot = { id: APPLICATION, username: 'chainrule', discriminator: '0', avatar: null, bot: true };
    return {
      id: APPLICATION,
      verify_key: this.endpoint.publicKey,
      bot,
      flags: 0,
      approximate_guild_count: 2,
      ...this.settings,
    };
  }

  /** Takes an endpoint that answers a PING, and refuses one with a bad signature. */
  async patch(body: Json): Promise<Json> {
    const { interactions_endpoint_url: url } = body;
    if (typeof url === 'string' && !(await this.isVerified(url))) {
      const errors = { interactions_endpoint_url: { _errors: [{ code: 'INVALID', message: NOT_VERIFIED }] } };
      throw new Refusal(400, 50035, 'Invalid Form Body', errors);
    }
    Object.assign(this.settings, body);
    return this.get();
  }

  private async isVerified(url: string): Promise<boolean> {
    const body = JSON.stringify({ type: 1, id: '1', application_id: APPLICATION, token: 'ping', version: 1 });
    const good = this.endpoint.headersOf(body);
    const bad = { ...good, 'x-signature-ed25519': '0'.repeat(128) };
    try {
      const [pong, refused] = [await post(url, good, body), await post(url, bad, body)];
      return pong.status === 200 && ((await pong.json()) as Json)['type'] === 1 && refused.status === 401;
    } catch {
      return false;
    }
  }
}

const post = (url: string, headers: Record<string, string>, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
