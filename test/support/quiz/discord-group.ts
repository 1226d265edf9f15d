import type { FakeDiscord } from '../discord/fake.ts';
import { buttonsOf, type Shown, textOf } from '../discord/people.ts';
import { correctionOf, labelOf, type PrivateGroup, type Sight } from './group.ts';

/** The words of a message without what Discord reads as formatting. */
const bare = (shown: Shown): string => textOf(shown).replaceAll(/[`*\\]/g, '');

interface DiscordGroup extends PrivateGroup {
  /** Presses again where that failed, or where somebody is asked to; what comes back in the end. */
  insist(person: string, label: string, sight: Sight): Promise<string>;
}

/** The people of a server on the fake Discord, by their names. @param manager who manages the server, if anybody does */
export function discordGroup(discord: FakeDiscord, manager?: string): DiscordGroup {
  const ids = new Map<string, string>();
  const who = (person: string) => {
    const user = ids.get(person) ?? `90000000000000${String(1000 + ids.size)}`;
    ids.set(person, user);
    return { user, nick: person, ...(person === manager && { manages: true }) };
  };
  const idOf = (label: string, { raw, labels }: Sight): string =>
    buttonsOf(raw as Shown)[labelOf(label, labels)] as string;
  const alone = (raw: Shown): Sight => {
    if (!raw.ephemeral) throw new Error(`what one person is told, all can read: ${bare(raw)}`);
    return { id: raw.id, text: bare(raw), labels: Object.keys(buttonsOf(raw)), raw };
  };
  const slash = (person: string, line: string) => {
    const [, name = '', args = ''] = /^\/(\S+ \S+) ?(.*)$/.exec(line) ?? [];
    return discord.slash(name, args === '' ? {} : { args }, who(person));
  };
  const go: PrivateGroup['go'] = async (person, label, sight, written) => {
    const click = discord.click(idOf(label, sight), who(person));
    if (written === undefined) return alone(await click.answer());
    await click.until(() => click.kind === 'form');
    return alone(await discord.submit(click, written, who(person)).answer());
  };
  return {
    ask: async (person, line) => alone(await slash(person, line).answer()),
    go,
    async correct(person, label, sight, wrong, right) {
      const refused = await go(person, label, sight, wrong);
      return go(person, correctionOf(refused), refused, right);
    },
    async type(person, line) {
      return textOf(await slash(person, line).answer());
    },
    async press(person, label, sight) {
      const answer = await discord.click(idOf(label, sight), who(person)).answer();
      if (!answer.ephemeral) throw new Error('what one person is told, all can read');
      return textOf(answer);
    },
    async insist(person, label, sight) {
      for (;;) {
        const click = discord.click(idOf(label, sight), who(person));
        const answer = await Promise.race([click.answer(), click.until(() => click.failed)]);
        const text = answer ? textOf(answer) : 'This interaction failed';
        if (answer && !text.includes('I was interrupted')) return text;
      }
    },
    async pressDeliveredTwice(person, label, sight) {
      const click = discord.click(idOf(label, sight), who(person));
      discord.deliverAgain(click);
      return textOf(await click.answer());
    },
    sights: () =>
      discord.channels.posted
        .filter(({ deleted }) => !deleted)
        .map(({ id, states }): Sight => {
          const raw = states.at(-1) as Shown;
          return { id, text: bare(raw), labels: Object.keys(buttonsOf(raw)), raw };
        }),
    delete(sight) {
      for (const message of discord.channels.posted) if (message.id === sight.id) message.deleted = true;
    },
  };
}
