import { loadCommands } from '../../../src/command/registry.ts';
import { startDiscord } from '../../../src/platforms/discord/start.ts';
import { manifest } from '../../../src/platforms/slack/manifest.ts';
import { startSlack } from '../../../src/platforms/slack/start.ts';
import { startWeb } from '../../../src/platforms/web/start.ts';
import { FakeDiscord } from '../discord/fake.ts';
import { APP_TOKEN, BOT_TOKEN, FakeSlack } from '../slack/fake.ts';
import { scopesOf } from '../slack/rig.ts';
import type { Room } from './class.ts';
import { discordGroup } from './discord-group.ts';
import { PageGroup } from './page-group.ts';
import { openQuizRig, type QuizRig } from './rig.ts';
import { slackGroup } from './slack-group.ts';

/** One program with a room on the page, one on the fake Discord and one on the fake Slack. */
export async function openSchool(): Promise<{
  readonly rooms: readonly Room[];
  readonly rig: QuizRig;
  /** What the fakes would have refused. */
  readonly problems: () => readonly unknown[];
  readonly close: () => Promise<void>;
}> {
  const discord = await new FakeDiscord().open();
  const slack = await FakeSlack.start(scopesOf(manifest(await loadCommands())));
  const page = await new PageGroup().open();
  const rig = await openQuizRig(
    async (dispatcher, log) => {
      const { requestListener, ...service } = await startWeb({ dispatcher, log, host: '127.0.0.1' });
      page.listener = requestListener;
      return service;
    },
    (dispatcher, log) => startDiscord({ token: discord.token, apiUrl: discord.apiUrl, dispatcher, log }),
    (dispatcher, log) =>
      startSlack({ botToken: BOT_TOKEN, appToken: APP_TOKEN, apiUrl: slack.url, dispatcher, log, paceMs: 10 }),
  );
  const pageRoom: Room = {
    type: (person, line) => page.type(person, line),
    press: (person, label, sight) => page.press(person, label, sight),
    pressDeliveredTwice: (person, label, sight) => page.pressDeliveredTwice(person, label, sight),
    sights: page.sights,
    delete: () => page.delete(),
    enter: (person) => page.enter(person),
    otherDevice: (person) => page.otherDevice(person),
    reload: (person) => page.reload(person),
  };
  return {
    rooms: [pageRoom, discordGroup(discord), slackGroup(slack)],
    rig,
    problems: () => [...slack.problems, ...rig.reported],
    async close() {
      await rig.close();
      await Promise.all([page.close(), discord.close(), slack.close()]);
    },
  };
}
