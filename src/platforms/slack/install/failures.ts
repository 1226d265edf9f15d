import { type CodedError, ErrorCode } from '@slack/oauth';
import type { Page } from './page.ts';

/** What somebody is told when the app was not added, and what the operator is told. */
export interface Failure {
  readonly status: number;
  readonly page: Page;
  /** For the log; undefined for what a person may do without anything being wrong. */
  readonly problem?: string | undefined;
}

/** The installation began so long ago that it does not count any more; the library's own limit. */
const STATE_LIFE_MS = 10 * 60_000;
/** Slack's words for what the operator has to change, and the variable. */
const OF_OPERATOR: Readonly<Record<string, string>> = {
  invalid_client_id: 'SLACK_CLIENT_ID',
  bad_client_secret: 'SLACK_CLIENT_SECRET',
  bad_redirect_uri: 'WEB_ORIGIN, and the redirect URLs in the app’s settings at Slack',
  invalid_team_for_non_distributed_app: 'the app’s settings at Slack: Manage Distribution',
};
const WORD = /^[a-z0-9_]{1,60}$/;

/**
 * What went wrong on the way back from Slack.
 *
 * @param query of the address that Slack led to
 * @param again where somebody begins again
 */
export function failureOf(error: CodedError, query: URLSearchParams, again: string, now = Date.now()): Failure {
  const link = { text: 'Begin again', url: again };
  const said = query.get('error') ?? slackWord(error);
  if (said === 'access_denied')
    return {
      status: 200,
      page: { title: 'Not added', paragraphs: ['You cancelled at Slack. Nothing was added.'], link },
    };
  if (said !== undefined) return refused(said, link);
  switch (error.code) {
    case ErrorCode.InvalidStateError:
      return isLate(query.get('state'), now) ? late(link) : foreign(link);
    case ErrorCode.MissingCodeError:
    case ErrorCode.MissingStateError: {
      const paragraphs = ['Slack leads here when somebody adds the app. Begin on the first page.'];
      return { status: 400, page: { title: 'Something is missing', paragraphs, link } };
    }
    default: {
      const paragraphs = [
        'Slack could not be asked, or the installation could not be saved. It is in the log. Try again in a few minutes.',
      ];
      return { status: 503, page: { title: 'Not added', paragraphs, link }, problem: 'it could not be completed' };
    }
  }
}

/** Slack's own word for why it refused a call. */
function slackWord(error: unknown): string | undefined {
  const word = (error as { data?: { error?: unknown } }).data?.error;
  return typeof word === 'string' ? word : undefined;
}

function refused(said: string, link: Page['link']): Failure {
  const word = WORD.test(said) ? said : 'an unknown word';
  const variable = Object.hasOwn(OF_OPERATOR, said) ? OF_OPERATOR[said] : undefined;
  const title = 'Slack did not add the app';
  if (variable !== undefined) {
    const paragraphs = [
      `Slack says: ${word}. Something is wrong with the settings of this bot. Its operator has to change them.`,
    ];
    return { status: 500, page: { title, paragraphs }, problem: `Slack refuses it: ${word}. Change ${variable}` };
  }
  const paragraphs = [`Slack says: ${word}. A link from Slack works once, and for ten minutes.`];
  return { status: 400, page: { title, paragraphs, link }, problem: `Slack refuses it: ${word}` };
}

const late = (link: Page['link']): Failure => ({
  status: 400,
  page: { title: 'That took too long', paragraphs: ['More than ten minutes have passed since you began.'], link },
});

const foreign = (link: Page['link']): Failure => ({
  status: 400,
  page: {
    title: 'This link does not belong here',
    paragraphs: [
      'It was used before, or you began in another browser. The app can be added where cookies are allowed.',
    ],
    link,
  },
});

/** Only the words depend on it, so that the signature does not matter: it was checked before. */
function isLate(state: string | null, now: number): boolean {
  try {
    const { now: began } = JSON.parse(Buffer.from(state?.split('.')[1] ?? '', 'base64url').toString());
    return now - Date.parse(began) > STATE_LIFE_MS;
  } catch {
    return false;
  }
}
