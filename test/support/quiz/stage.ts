import { loadCommands } from '../../../src/command/registry.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { startWeb } from '../../../src/platforms/web/start.ts';
import { FakeDiscord } from '../discord/fake.ts';
import { startBy, type Way } from '../discord/ways.ts';
import type { Group } from '../processes/group.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../slack/fake.ts';
import { scopesOf } from '../slack/rig.ts';
import { PageGroup } from './page-group.ts';
import { openQuizRig, type QuizRig, SLACK_PACE_MS, type StartPlatform } from './rig.ts';

/** Which platforms are served. Several processes can be reached over HTTP only. */
export interface Served {
  readonly discord?: Way;
  readonly slack?: true;
  readonly page?: true;
}

/** Where quizzes are played: the program, and people on platforms before it. */
export interface Stage {
  readonly discord: FakeDiscord;
  readonly slack: FakeSlack;
  readonly page: PageGroup;
  readonly rig: QuizRig;
  /** Where there are several processes. */
  readonly group: Group | undefined;
  close(): Promise<void>;
}

/** The fakes of all. */
export async function openPlatforms() {
  const discord = await new FakeDiscord().open();
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const page = await new PageGroup().open();
  return { discord, slack, page, closeAll: () => Promise.all([page.close(), discord.close(), slack.close()]) };
}

/** One process, which is this one. */
export async function openAlone(served: Served): Promise<Stage> {
  const { discord, slack, page, closeAll } = await openPlatforms();
  const { discord: way } = served;
  const onDiscord: StartPlatform = (dispatcher, log) => startBy(way ?? 'the gateway', discord, { dispatcher, log });
  const onSlack: StartPlatform = (dispatcher, log) => {
    const credentials = { botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url };
    return startSlack({ ...credentials, dispatcher, log, paceMs: SLACK_PACE_MS });
  };
  const onPage: StartPlatform = async (dispatcher, log) => {
    const { requestListener, ...service } = await startWeb({ dispatcher, log, host: '127.0.0.1', isShared: false });
    page.listener = requestListener;
    return service;
  };
  const starts = [...(way ? [onDiscord] : []), ...(served.slack ? [onSlack] : []), ...(served.page ? [onPage] : [])];
  const rig = await openQuizRig(...starts);
  return {
    discord,
    slack,
    page,
    rig,
    group: undefined,
    async close() {
      await rig.close();
      await closeAll();
    },
  };
}
