import { existsSync } from 'node:fs';
import { z } from 'zod';

/** A variable that is set to nothing counts as not set. */
const unset = (value: unknown): unknown => (value === '' ? undefined : value);

const text = z.preprocess(unset, z.string().optional());
const url = z.preprocess(unset, z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional());
const flag = z.preprocess(
  unset,
  z
    .enum(['1', '0', 'true', 'false'], 'must be 1 or 0')
    .transform((word) => word === '1' || word === 'true')
    .optional(),
);

/** 32 bytes in base64. */
const key = z.preprocess(
  unset,
  z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64, as of: openssl rand -base64 32')
    .optional(),
);

/** Discord has no more. */
const MAX_SHARDS = 10_000;

/** Shards as `0-7/16`: from, to, and of how many. */
function readShards(text: string, context: z.RefinementCtx) {
  const [, from, to, of] = /^(\d{1,5})(?:-(\d{1,5}))?\/(\d{1,5})$/.exec(text.replaceAll(' ', '')) ?? [];
  const [first, last, count] = [Number(from), Number(to ?? from), Number(of)];
  if (first <= last && last < count && count <= MAX_SHARDS) return { first, last, count };
  const message = 'must be from-to/count and count from 0, such as 0-7/16 for the first half of 16 shards';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const variables = z.object({
  DISCORD_TOKEN: text,
  DISCORD_PUBLIC_KEY: z.preprocess(
    unset,
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'must be the 64 hex digits that "General Information" has as Public Key')
      .optional(),
  ),
  DISCORD_GUILD_ID: z.preprocess(unset, z.string().regex(/^\d+$/, 'must be a number of digits only').optional()),
  DISCORD_API_URL: url,
  DISCORD_SHARDS: z.preprocess(unset, z.string().transform(readShards).optional()),
  SLACK_BOT_TOKEN: z.preprocess(unset, z.string().startsWith('xoxb-', 'must begin with xoxb-').optional()),
  SLACK_APP_TOKEN: z.preprocess(unset, z.string().startsWith('xapp-', 'must begin with xapp-').optional()),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: url,
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  SLACK_STATE_SECRET: text,
  TOKEN_KEY: key,
  TOKEN_KEY_OLD: key,
  DATABASE_URL: z.preprocess(
    unset,
    z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  ),
  DATABASE_DIRECT_URL: z.preprocess(
    unset,
    z.url({ protocol: /^postgres(ql)?$/, error: 'must begin with postgres://' }).optional(),
  ),
  DATA_DIR: z.preprocess(unset, z.string().default('data')),
  QUICKCHART_URL: url,
  QUICKCHART_PUBLIC: flag,
  PICTURE_HOSTS: z.preprocess(
    unset,
    z
      .string()
      .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''))
      .refine((hosts) => hosts.every((host) => /^[a-z0-9.-]+(:\d+)?$/i.test(host)), {
        error: 'must be names of hosts with commas between them, such as upload.wikimedia.org',
      })
      .optional(),
  ),
  OPERATOR_NAME: text,
  OPERATOR_CONTACT: z.preprocess(
    unset,
    z
      .union([z.email(), z.url({ protocol: /^https?$/ })], 'must be a mail address, or an http or https address')
      .optional(),
  ),
  WEB: flag,
  WEB_ORIGIN: z.preprocess(
    unset,
    z
      .url({ protocol: /^https?$/, error: 'must be an http or https address' })
      .refine((address) => !URL.canParse(address) || /^https?:\/\/[^/?#@]+\/?$/i.test(address), {
        error: 'must be scheme and host alone, such as https://chainrule.example.org',
      })
      .transform((address) => new URL(address).origin)
      .optional(),
  ),
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  PORT: z.preprocess(unset, z.coerce.number('must be a number').int().min(0).max(65535).default(3000)),
  LOG_LEVEL: z.preprocess(
    unset,
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  ),
});

/** What lets workspaces add the Slack app by themselves. */
const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** The variables together: what needs what beside it. */
const schema = variables.superRefine((config, context) => {
  const wrong = (name: keyof typeof config, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = config;
  const oauth = OAUTH.find((name) => config[name]);
  const ways = 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)';
  if (oauth !== undefined) {
    const missing = [...OAUTH, 'TOKEN_KEY' as const].find((name) => !config[name]);
    if (missing !== undefined) wrong(missing, `must be set beside ${oauth}`);
    if (bot) wrong('SLACK_BOT_TOKEN', `is for one workspace alone, and ${oauth} for many: set one of them`);
    if (!app && !secret) wrong(oauth, `needs ${ways} beside it`);
  } else {
    if (bot && !app && !secret) wrong('SLACK_BOT_TOKEN', `needs ${ways} beside it`);
    if (!bot && (app || secret))
      wrong('SLACK_BOT_TOKEN', 'must be set beside the other Slack credentials, or SLACK_CLIENT_ID');
  }
  if (config.DISCORD_PUBLIC_KEY && !config.DISCORD_TOKEN)
    wrong(
      'DISCORD_TOKEN',
      'must be set beside DISCORD_PUBLIC_KEY: commands are registered and quizzes are posted with it',
    );
  if (config.TOKEN_KEY_OLD && !config.TOKEN_KEY) wrong('TOKEN_KEY_OLD', 'needs TOKEN_KEY beside it');
  if (config.QUICKCHART_PUBLIC && !config.QUICKCHART_URL) wrong('QUICKCHART_PUBLIC', 'needs QUICKCHART_URL beside it');
  if (config.DATABASE_DIRECT_URL && !config.DATABASE_URL) wrong('DATABASE_DIRECT_URL', 'needs DATABASE_URL beside it');
});

export type Config = z.infer<typeof schema>;

/**
 * The environment, with `.env` of the working directory under it: the only place that reads either.
 *
 * @throws Error of one line that names the variable, for a wrong value
 */
export function readConfig(environment: Record<string, string | undefined> = readEnvironment()): Config {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`${String(issue?.path[0])}: ${issue?.message}`);
}

/** All variables, for programs that are started in turn. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** The chat platforms that have credentials. */
const chatsOf = (config: Config): string[] => [
  ...(config.DISCORD_TOKEN ? ['discord'] : []),
  ...(hasSlack(config) ? ['slack'] : []),
];

/** Is Slack served, for one workspace or for many? */
export const hasSlack = ({ SLACK_BOT_TOKEN, SLACK_CLIENT_ID }: Config): boolean =>
  SLACK_BOT_TOKEN !== undefined || SLACK_CLIENT_ID !== undefined;

/** Is there a chat platform to serve? */
export const hasCredentials = (config: Config): boolean => chatsOf(config).length > 0;

/** Is the page served? Without credentials it is the default. */
export const hasPage = (config: Config): boolean => config.WEB ?? !hasCredentials(config);

/** The platforms that this configuration serves over the network. */
export const platformsOf = (config: Config): string[] => [...chatsOf(config), ...(hasPage(config) ? ['web'] : [])];

/** Do platforms send to this server, so that strangers may come upon it? */
export const isPublic = ({ DISCORD_PUBLIC_KEY, SLACK_CLIENT_ID, SLACK_BOT_TOKEN, SLACK_APP_TOKEN }: Config): boolean =>
  DISCORD_PUBLIC_KEY !== undefined ||
  SLACK_CLIENT_ID !== undefined ||
  (SLACK_BOT_TOKEN !== undefined && SLACK_APP_TOKEN === undefined);
