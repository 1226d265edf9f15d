import type { Application } from './application.ts';
import type { Finding } from './finding.ts';

/** Something that Discord demands of an application in its directory. */
interface Criterion {
  /** In `discovery_eligibility_flags`. */
  readonly bit: number;
  readonly there: string;
  readonly missing: string;
  readonly todo: string;
  /** Where Discord does not tell its flags: is it there? */
  readonly look?: (application: Application) => boolean;
}

const GENERAL = 'on the page General Information';

const CRITERIA: readonly Criterion[] = [
  {
    bit: 1 << 0,
    there: 'The application is verified.',
    missing: 'The application is not verified.',
    todo: 'Apply for it on the page App Verification; Discord takes applications that are in 75 servers or more.',
  },
  {
    bit: 1 << 1,
    there: 'It has tags.',
    missing: 'It has no tags.',
    todo: `Add up to five ${GENERAL}, such as Education, Math and Quiz.`,
    look: ({ tags }) => (tags ?? []).length > 0,
  },
  {
    bit: 1 << 2,
    there: 'It has a description.',
    missing: 'It has no description.',
    todo: `Write one ${GENERAL}.`,
    look: ({ description }) => description.trim() !== '',
  },
  {
    bit: 1 << 3,
    there: 'It links to terms of service.',
    missing: 'It has no link to terms of service.',
    todo: `Put in the address of your terms ${GENERAL}: Chainrule serves the page /terms.`,
    look: ({ terms_of_service_url: url }) => Boolean(url),
  },
  {
    bit: 1 << 4,
    there: 'It links to a privacy policy.',
    missing: 'It has no link to a privacy policy.',
    todo: `Put in the address of your policy ${GENERAL}: Chainrule serves the page /privacy.`,
    look: ({ privacy_policy_url: url }) => Boolean(url),
  },
  {
    bit: 1 << 5,
    there: 'It has an install link of its own.',
    missing: 'It has no install link of its own.',
    todo: 'Choose Discord Provided Link on the page Installation, and the scopes and permissions of the link above.',
    look: ({ install_params: params, custom_install_url: url }) => Boolean(params || url),
  },
  {
    bit: 1 << 6,
    there: 'Discord finds its name suitable for everybody.',
    missing: 'Discord does not find its name suitable for everybody.',
    todo: `Choose another name ${GENERAL}.`,
  },
  {
    bit: 1 << 7,
    there: 'Discord finds its description suitable for everybody.',
    missing: 'Discord does not find its description suitable for everybody.',
    todo: `Write another description ${GENERAL}.`,
  },
  {
    bit: 1 << 8,
    there: 'It has commands.',
    missing: 'It has no commands.',
    todo: 'Start Chainrule without DISCORD_GUILD_ID: it registers its commands everywhere.',
  },
  {
    bit: 1 << 9,
    there: 'It has a support server.',
    missing: 'It has no support server.',
    todo: 'Choose the server where people get help on the page App Directory; it has to be a community server.',
    look: ({ guild_id: guild }) => Boolean(guild),
  },
  {
    bit: 1 << 10,
    there: 'Discord finds its commands suitable for everybody.',
    missing: 'Discord does not find its commands suitable for everybody.',
    todo: 'Ask the support of Discord which one it means.',
  },
  {
    bit: 1 << 11,
    there: 'Its owner signs in with a second factor.',
    missing: 'Its owner, or somebody of its team, does not sign in with a second factor.',
    todo: 'Turn on two-factor authentication in the settings of each account.',
  },
  {
    bit: 1 << 12,
    there: 'Discord finds its page in the directory suitable for everybody.',
    missing: 'Discord does not find its page in the directory suitable for everybody.',
    todo: 'Write another overview on the page App Directory.',
  },
  {
    bit: 1 << 13,
    there: 'It says which languages it speaks.',
    missing: 'It does not say which languages it speaks.',
    todo: 'Choose English on the page App Directory.',
  },
  {
    bit: 1 << 14,
    there: 'Discord finds its short description suitable for everybody.',
    missing: 'Discord does not find its short description suitable for everybody.',
    todo: 'Write another short description on the page App Directory.',
  },
  {
    bit: 1 << 15,
    there: 'Discord finds its linked roles suitable for everybody.',
    missing: 'Discord does not find its linked roles suitable for everybody.',
    todo: 'Chainrule has none: remove them from the application.',
  },
];

/** What Discord demands of an application in its directory: what is there, what is missing, what it does not tell. */
export const directoryFindings = (application: Application): Finding[] =>
  CRITERIA.map((criterion) => findingOf(criterion, application));

function findingOf({ bit, there, missing, todo, look }: Criterion, application: Application): Finding {
  const { discovery_eligibility_flags: flags } = application;
  const holds = typeof flags === 'number' ? (flags & bit) !== 0 : look?.(application);
  if (holds === undefined) return { state: 'unknown', what: `Discord does not tell: ${there}`, todo };
  return holds ? { state: 'right', what: there } : { state: 'wrong', what: missing, todo };
}
