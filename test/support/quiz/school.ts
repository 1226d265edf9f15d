import type { Room } from './class.ts';
import { discordGroup } from './discord-group.ts';
import { slackGroup } from './slack-group.ts';
import type { Stage } from './stage.ts';

/** Where a class plays: a room on the page, one on the fake Discord and one on the fake Slack. */
export function roomsOf({ discord, slack, page }: Stage): readonly Room[] {
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
  return [pageRoom, discordGroup(discord), slackGroup(slack)];
}
