import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Made } from './rest.ts';

/** Discord's own description of its API, as far as the bot uses it. */
const FILE = new URL('../schemas/discord.json', import.meta.url);

/** Requests by what they are, and the schemas that their bodies must fit, one of them. */
const BODIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^POST \/interactions\//,
    [
      'CreateMessageInteractionCallbackRequest',
      'UpdateMessageInteractionCallbackRequest',
      'ApplicationCommandAutocompleteCallbackRequest',
      'ModalInteractionCallbackRequest',
    ],
  ],
  [/^PATCH \/webhooks\//, ['IncomingWebhookUpdateRequestPartial']],
  [/^POST \/webhooks\//, ['IncomingWebhookRequestPartial']],
  [/^PATCH \/channels\//, ['MessageEditRequestPartial']],
  [/^POST \/channels\/\d+\/messages/, ['MessageCreateRequest']],
  [/^POST \/users\/@me\/channels$/, ['CreatePrivateChannelRequest']],
  [/^PATCH \/applications\/@me$/, ['ApplicationFormPartial']],
  [/^PUT \/applications\/.*commands$/, ['ApplicationCommandUpdateRequest']],
];

/** What is wrong with the bodies of requests by Discord's own description; a body that it does not know is wrong too. */
export function schemaProblems(made: readonly Made[]): string[] {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(JSON.parse(readFileSync(FILE, 'utf8')), 'discord');
  const fits = (name: string, body: unknown): boolean =>
    ajv.getSchema(`discord#/components/schemas/${name}`)?.(body) === true;
  return made.flatMap(({ method, path, body }) => {
    if (body === undefined) return [];
    const where = `${method} ${path}`;
    const names = BODIES.find(([pattern]) => pattern.test(where))?.[1] ?? [];
    const bodies = Array.isArray(body) ? body : [body];
    return bodies
      .filter((one) => !names.some((name) => fits(name, one)))
      .map((one) => `${where}: ${JSON.stringify(one).slice(0, 300)}`);
  });
}
