import { messageProblems, type Upload } from './check-message.ts';
import { modalProblems } from './check-modal.ts';
import { APPLICATION } from './payloads.ts';
import { Asked, type Shown } from './people.ts';
import { type Json, Refusal, refuseBody, strangers } from './refusal.ts';
import type { Made } from './rest.ts';

const EPHEMERAL = 64;
const LOADING = 128;
const ACKNOWLEDGE_MS = 3000;
const TOKEN_LIFE_MS = 15 * 60 * 1000;

/** What the bot says about interactions, by Discord's rules. */
export class Conversations {
  /** In ms; it stands still until a test moves it on. */
  now = 0;
  private readonly byToken = new Map<string, Asked>();
  private nextMessage = 500_000_000_000_000_005n;

  open(payload: Json): Asked {
    const asked = new Asked(payload, String(this.nextMessage++), this.now);
    this.byToken.set(asked.token, asked);
    return asked;
  }

  /** Has the interaction its first answer? */
  isAnswered(token: string): boolean {
    return this.byToken.get(token)?.kind !== undefined;
  }

  /** Nobody has taken the interaction. */
  fail(token: string): void {
    const asked = this.byToken.get(token);
    if (asked === undefined || asked.kind !== undefined) return;
    asked.failed = true;
    asked.changed();
  }

  /** The first answer to an interaction. */
  acknowledge(token: string, made: Made): unknown {
    const { body, query } = made;
    const asked = this.byToken.get(token);
    const late = asked !== undefined && this.now - asked.askedAt > ACKNOWLEDGE_MS;
    if (asked === undefined || (late && asked.kind === undefined)) throw new Refusal(404, 10062, 'Unknown interaction');
    if (asked.kind !== undefined) throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
    const { type, data = {} } = body as { type: number; data?: Json };
    const asks = asked.payload['type'];
    if (type === 5 && asks !== 4) {
      refuseBody(strangers(data, ['flags'], 'data'));
      if (![undefined, 0, EPHEMERAL].includes(data['flags'] as number)) refuseBody(['data.flags']);
      asked.kind = data['flags'] === EPHEMERAL ? 'thinking privately' : 'thinking';
    } else if (type === 4 && asks !== 4) {
      const body = this.checked({ ...made, body: data });
      const ephemeral = (Number(body['flags']) & EPHEMERAL) !== 0;
      asked.kind = ephemeral ? 'thinking privately' : 'thinking';
      asked.states.push(shown(asked.originalId, asked.channelId, ephemeral, { ...made, body }));
    } else if (type === 6 && asks === 3) asked.kind = 'quiet';
    else if (type === 9 && (asks === 2 || asks === 3)) {
      refuseBody(modalProblems(data));
      asked.modal = data;
      asked.kind = 'form';
    } else if (type === 8 && asks === 4) {
      asked.choices = (data['choices'] ?? []) as Json[];
      const wrong = asked.choices.some((choice) => !fits(choice['name']) || !fits(choice['value']));
      refuseBody([...(wrong ? ['choice'] : []), ...(asked.choices.length > 25 ? ['too many choices'] : [])]);
      asked.kind = 'choices';
    } else refuseBody([`type ${type}`]);
    asked.changed();
    if (query.get('with_response') !== 'true') return undefined;
    const interaction = { id: asked.id, type: asks, response_message_id: asked.originalId };
    return { interaction, resource: { type, message: asMessage(asked) } };
  }

  edit(token: string, made: Made): unknown {
    const asked = this.living(token);
    if (asked.kind === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (asked.deleted) throw new Refusal(404, 10008, 'Unknown Message');
    return this.change(asked, made);
  }

  /** An edit as a bot, by the message's id. */
  editById(channelId: string, messageId: string, made: Made): unknown {
    return this.change(this.public(channelId, messageId), made);
  }

  deleteById(channelId: string, messageId: string): void {
    const asked = this.public(channelId, messageId);
    asked.deleted = true;
    asked.changed();
  }

  /** The response as it stands now. */
  original(token: string): unknown {
    const asked = this.living(token);
    if (asked.deleted || asked.kind === undefined) throw new Refusal(404, 10008, 'Unknown Message');
    const state = asked.states.at(-1);
    const flags = (asked.kind === 'thinking privately' ? EPHEMERAL : 0) | (state === undefined ? LOADING : 0);
    return { ...asPosted(asked.originalId, asked.channelId, flags), components: state?.body['components'] ?? [] };
  }

  followUp(token: string, made: Made): unknown {
    const asked = this.living(token);
    if (asked.kind === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    // The first one takes the place of a reply that is still awaited, and is as private as that.
    if (asked.thinking) return this.change(asked, made);
    const body = this.checked(made);
    const ephemeral = (Number(body['flags']) & EPHEMERAL) !== 0;
    asked.followups.push(shown(String(this.nextMessage++), asked.channelId, ephemeral, made));
    asked.changed();
    return asMessage(asked);
  }

  delete(token: string): void {
    const asked = this.living(token);
    if (asked.kind === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (asked.deleted) throw new Refusal(404, 10008, 'Unknown Message');
    asked.deleted = true;
    asked.changed();
  }

  private public(channelId: string, messageId: string): Asked {
    const asked = [...this.byToken.values()].find((one) => one.originalId === messageId && one.channelId === channelId);
    if (asked === undefined || asked.deleted || asked.kind !== 'thinking')
      throw new Refusal(404, 10008, 'Unknown Message');
    return asked;
  }

  private living(token: string): Asked {
    const asked = this.byToken.get(token);
    if (asked === undefined) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (this.now - asked.askedAt > TOKEN_LIFE_MS) throw new Refusal(401, 50027, 'Invalid Webhook Token');
    return asked;
  }

  private checked({ body, uploads }: Made): Json {
    refuseBody(messageProblems(body as Json, uploads));
    return body as Json;
  }

  private change(asked: Asked, made: Made): unknown {
    this.checked(made);
    asked.states.push(shown(asked.originalId, asked.channelId, asked.kind === 'thinking privately', made));
    asked.changed();
    return asMessage(asked);
  }
}

const fits = (value: unknown): boolean => typeof value === 'string' && value.length >= 1 && value.length <= 100;

export const shown = (id: string, channelId: string, ephemeral: boolean, { body, uploads }: Made): Shown => ({
  id,
  channelId,
  ephemeral,
  body: body as Json,
  uploads: [...uploads.values()] satisfies Upload[],
});

const asMessage = ({ originalId, channelId, kind }: Asked): Json =>
  asPosted(originalId, channelId, kind === 'thinking privately' ? EPHEMERAL | 128 : 128);

/** A message as Discord gives it back. */
export const asPosted = (id: string, channelId: string, flags = 0): Json => ({
  id,
  channel_id: channelId,
  type: 20,
  flags,
  author: { id: APPLICATION, username: 'chainrule', discriminator: '0', avatar: null, global_name: null, bot: true },
  content: '',
  embeds: [],
  attachments: [],
  components: [],
  mentions: [],
  mention_roles: [],
  mention_everyone: false,
  pinned: false,
  tts: false,
  timestamp: new Date().toISOString(),
  edited_timestamp: null,
});
