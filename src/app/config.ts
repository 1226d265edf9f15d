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
  SLACK_BOT_TOKEN: z.preprocess(unset, z.string().startsWith('xoxb-', 'must begin with xoxb-').optional()),
  SLACK_APP_TOKEN: z.preprocess(unset, z.string().startsWith('xapp-', 'must begin with xapp-').optional()),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: url,
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

/**
 * The variables together: Slack needs a way to be reached beside its bot token, and the other way round; Discord needs its
 * token over HTTP as well; public links need a server.
 */
const schema = variables.superRefine((config, context) => {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret } = config;
  const wrong = (message: string): void => context.addIssue({ code: 'custom', path: ['SLACK_BOT_TOKEN'], message });
  if (bot && !app && !secret) wrong('needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it');
  if (!bot && (app || secret)) wrong('must be set beside the other Slack credentials');
  if (config.DISCORD_PUBLIC_KEY && !config.DISCORD_TOKEN) {
    const message = 'must be set beside DISCORD_PUBLIC_KEY: commands are registered and quizzes are posted with it';
    context.addIssue({ code: 'custom', path: ['DISCORD_TOKEN'], message });
  }
  if (config.QUICKCHART_PUBLIC && !config.QUICKCHART_URL)
    context.addIssue({ code: 'custom', path: ['QUICKCHART_PUBLIC'], message: 'needs QUICKCHART_URL beside it' });
  if (config.DATABASE_DIRECT_URL && !config.DATABASE_URL)
    context.addIssue({ code: 'custom', path: ['DATABASE_DIRECT_URL'], message: 'needs DATABASE_URL beside it' });
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

function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** The chat platforms that have credentials. */
const chatsOf = ({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): string[] => [
  ...(DISCORD_TOKEN ? ['discord'] : []),
  ...(SLACK_BOT_TOKEN ? ['slack'] : []),
];

/** Is there a chat platform to serve? */
export const hasCredentials = (config: Config): boolean => chatsOf(config).length > 0;

/** Is the page served? Without credentials it is the default. */
export const hasPage = (config: Config): boolean => config.WEB ?? !hasCredentials(config);

/** The platforms that this configuration serves over the network. */
export const platformsOf = (config: Config): string[] => [...chatsOf(config), ...(hasPage(config) ? ['web'] : [])];
