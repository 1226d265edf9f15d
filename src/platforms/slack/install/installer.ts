import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '@slack/bolt';
import { type Installation, InstallProvider } from '@slack/oauth';
import type { Log } from '../../../dispatch/log.ts';
import { SCOPES } from '../manifest.ts';
import { failureOf } from './failures.ts';
import type { Installations } from './installations.ts';
import { type Page, pageHtml, sendPage, setHeaders } from './page.ts';
import { INSTALL_PATH, REDIRECT_PATH } from './paths.ts';

export interface InstallerOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  /** Of the Web API; Slack's own by default. */
  readonly apiUrl?: string | undefined;
  /** Our own address, such as `https://bot.example.org`; without it Slack takes the first redirect URL of the app. */
  readonly origin?: string | undefined;
  readonly installations: Installations;
  readonly logger: Logger;
  readonly log: Log;
}

export interface Installer {
  readonly provider: InstallProvider;
  /** The pages in a browser, by path. */
  readonly routes: ReadonlyMap<string, RequestListener>;
}

const SLACK = 'https://slack.com/api/';

/** "Add to Slack": a page that leads to Slack, and the way back from there. */
export function createInstaller(options: InstallerOptions): Installer {
  const { clientId, clientSecret, stateSecret, apiUrl = SLACK, origin, installations, logger, log } = options;
  const redirectUri = origin === undefined ? undefined : `${origin}${REDIRECT_PATH}`;
  // What went wrong is logged here, once and with what to do.
  const quiet: Logger = { ...logger, error: logger.debug };
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore: installations,
    installUrlOptions: { scopes: SCOPES, ...(redirectUri && { redirectUri }) },
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 2, minTimeout: 100 } },
    renderHtmlForInstallPath: (url) => pageHtml(invitation(url)),
    logger: quiet,
  });

  const back = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    provider.handleCallback(request, response, {
      async successAsync(installation) {
        log.info({ tenant: (installation.team ?? installation.enterprise)?.id }, 'slack: installed');
        sendPage(response, 200, welcome(installation));
      },
      async failureAsync(error) {
        const query = new URLSearchParams(request.url?.split('?')[1]);
        const { status, page, problem } = failureOf(error, query, INSTALL_PATH);
        if (problem !== undefined) log.warn({ err: error }, `slack: the app was not added: ${problem}`);
        sendPage(response, status, page);
      },
    });

  const page =
    (show: (request: IncomingMessage, response: ServerResponse) => Promise<void>): RequestListener =>
    async (request, response) => {
      if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
      setHeaders(response);
      try {
        await show(request, response);
      } catch (error) {
        log.error({ err: error }, 'slack: the page to add the app failed');
        if (!response.headersSent) sendPage(response, 500, BROKEN);
        else response.end();
      }
    };
  const routes = new Map([
    [INSTALL_PATH, page((request, response) => provider.handleInstallPath(request, response))],
    [REDIRECT_PATH, page(back)],
  ]);
  return { provider, routes };
}

const BROKEN: Page = {
  title: 'Something went wrong',
  paragraphs: ['Something went wrong on our side. It is in the log. Try again in a few minutes.'],
};

const invitation = (url: string): Page => ({
  title: 'Add Chainrule to Slack',
  paragraphs: [
    'Chainrule explains backpropagation: derivatives by the chain rule, small networks that learn, and quizzes for the whole group.',
    'Slack asks which workspace it is for. In some workspaces an admin has to agree.',
  ],
  link: { text: 'Add to Slack', url },
});

function welcome({ team, enterprise, isEnterpriseInstall }: Installation): Page {
  if (isEnterpriseInstall) {
    const paragraphs = [
      `Chainrule is installed for ${enterprise?.name ?? 'your organisation'}. An admin chooses in Slack’s settings which workspaces have it.`,
      'There, type /help in any channel.',
    ];
    return { title: 'Added', paragraphs, link: { text: 'Open Slack', url: 'https://app.slack.com/' } };
  }
  const paragraphs = [
    `Chainrule is in ${team?.name ?? 'your workspace'}. Type /help in any channel.`,
    'For quizzes, and to be mentioned, it must be a member of the channel: type /invite @Chainrule there.',
  ];
  return {
    title: 'Added',
    paragraphs,
    link: { text: 'Open Slack', url: `https://app.slack.com/client/${encodeURIComponent(team?.id ?? '')}` },
  };
}
