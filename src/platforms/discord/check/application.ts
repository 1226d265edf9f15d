import { z } from 'zod';

const installParams = z.object({ scopes: z.array(z.string()), permissions: z.string() });

/** An application as Discord tells its own bot of it, as far as it is looked at. Only what is sure is demanded. */
export const application = z.object({
  id: z.string(),
  name: z.string(),
  verify_key: z.string(),
  description: z.string().default(''),
  tags: z.array(z.string()).nullish(),
  terms_of_service_url: z.string().nullish(),
  privacy_policy_url: z.string().nullish(),
  interactions_endpoint_url: z.string().nullish(),
  install_params: installParams.nullish(),
  custom_install_url: z.string().nullish(),
  integration_types_config: z
    .record(z.string(), z.object({ oauth2_install_params: installParams.nullish() }).nullish())
    .nullish(),
  bot_public: z.boolean().default(true),
  bot_require_code_grant: z.boolean().default(false),
  /** The server where its people get help. */
  guild_id: z.string().nullish(),
  approximate_guild_count: z.number().nullish(),
  bot: z.object({ id: z.string(), username: z.string() }).nullish(),
  discovery_eligibility_flags: z.number().nullish(),
});

export type Application = z.infer<typeof application>;
