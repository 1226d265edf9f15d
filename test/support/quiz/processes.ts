import { describe } from 'vitest';
import { INTERACTIONS_PATH } from '../../../src/platforms/discord/http/endpoint.ts';
import { EVENTS_PATH } from '../../../src/platforms/slack/manifest.ts';
import { NO_POSTGRES, newSchema, TEST_DATABASE_URL } from '../../store/places.ts';
import { BOT_TOKEN } from '../slack/fake.ts';
import { SECRET } from '../slack/sign.ts';
import { openGroupRig } from './group-rig.ts';
import { openAlone, openPlatforms, type Served, type Stage } from './stage.ts';

const COUNT = 3;

type OpenStage = (served: Served) => Promise<Stage>;

/** The same tests before one process of the program, and before three behind a balancer. */
export function describeInProcesses(tests: (open: OpenStage) => void): void {
  describe('one process', () => tests(openAlone));
  describeInSeveral(tests);
}

/** Tests of what only several processes can do. */
export function describeInSeveral(tests: (open: OpenStage) => void): void {
  const url = TEST_DATABASE_URL;
  if (url) describe('three processes', () => tests((served) => openTogether(served, url)));
  else describe.skip(`three processes (${NO_POSTGRES})`, () => {});
}

async function openTogether(served: Served, databaseUrl: string): Promise<Stage> {
  const place = await newSchema(databaseUrl);
  const { discord, slack, page, closeAll } = await openPlatforms();
  const rig = await openGroupRig(COUNT, {
    DATABASE_URL: place.options.databaseUrl ?? '',
    WEB: served.page ? '1' : '0',
    ...(served.discord && {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_PUBLIC_KEY: discord.endpoint.publicKey,
    }),
    ...(served.slack && { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: slack.url }),
  });
  const { url } = rig.group.balancer;
  discord.endpoint.url = url + INTERACTIONS_PATH;
  slack.target = url + EVENTS_PATH;
  page.url = url;
  return {
    discord,
    slack,
    page,
    rig,
    group: rig.group,
    async close() {
      await rig.close();
      await closeAll();
      await place.remove();
    },
  };
}
