import { setTimeout } from 'node:timers/promises';
import { fromId } from '../../../../src/dispatch/button-id.ts';
import { GUILD } from '../../discord/payloads.ts';
import { buttonsOf as discordButtons, type Shown, textOf as textOnDiscord } from '../../discord/people.ts';
import { textOf as textOnSlack } from '../../quiz/slack-group.ts';
import { buttonsOf as slackButtons } from '../../slack/fake.ts';
import type { FakeMessage } from '../../slack/workspace.ts';
import type { School } from './school.ts';

/** A message as somebody sees it. */
export interface Sight {
  readonly text: string;
  readonly buttons: readonly Pressable[];
}

export interface Pressable {
  readonly label: string;
  /** The command line that it stands for. */
  readonly line: string;
  /** Where it is: the id of a button on Discord, its message on Slack. */
  readonly at: string | FakeMessage;
}

/** Somebody on a platform. What they are told comes back to them, also when the program dies in between: then they try again. */
export interface Client {
  readonly name: string;
  readonly user: string;
  readonly tenant: string;
  /** Types a line. */
  ask(line: string): Promise<Sight>;
  press(button: Pressable): Promise<Sight>;
  /** How often something had to be done once more. */
  readonly again: number;
}

/** What is being done, and whether something comes of it when the process dies that it came to. */
interface Attempt {
  readonly sight: Promise<Sight>;
  readonly mayStillCome: boolean;
}

/** The next process answers what Slack brings it once more, and apologises for what it does not know the answer of. */
const PATIENCE_MS = 20_000;
const BUSY = /I am busy|about to restart|have to restart|I was interrupted/;
const NOT_YET_MS = 2_000;

const bare = (text: string): string => text.replaceAll(/[`*\\]/g, '');

abstract class Trying {
  again = 0;
  protected readonly school: School;

  constructor(school: School) {
    this.school = school;
  }

  protected async until(attempt: () => Attempt): Promise<Sight> {
    for (;;) {
      const { died } = await this.school.up();
      const { sight, mayStillCome } = attempt();
      sight.catch(() => {});
      this.school.acted();
      let seen = await Promise.race([sight, died.then(() => undefined)]);
      if (seen === undefined && mayStillCome) {
        await this.school.up();
        seen = await Promise.race([sight, setTimeout(PATIENCE_MS, undefined, { ref: false })]);
      }
      if (seen !== undefined && !BUSY.test(seen.text)) return seen;
      this.again++;
      if (seen !== undefined) await setTimeout(NOT_YET_MS);
    }
  }

  protected async pressable(label: string, id: string, at: string | FakeMessage): Promise<Pressable> {
    const pressed = await fromId(id, (key) => this.school.store.line(key));
    return { label, line: pressed?.line ?? '', at };
  }
}

export class OnDiscord extends Trying implements Client {
  readonly tenant = `discord:${GUILD}`;
  readonly name: string;
  readonly user: string;
  private readonly manages: boolean;

  constructor(school: School, name: string, user: string, manages = false) {
    super(school);
    this.name = name;
    this.user = user;
    this.manages = manages;
  }

  ask(line: string): Promise<Sight> {
    const [, name = '', args = ''] = /^\/((?:daily )?\S+) ?(.*)$/.exec(line) ?? [];
    const asked = () => this.school.discord.slash(name, args === '' ? {} : { args }, this.who());
    return this.until(() => this.attempt(asked()));
  }

  press({ at }: Pressable): Promise<Sight> {
    return this.until(() => this.attempt(this.school.discord.click(String(at), this.who())));
  }

  async sight(shown: Shown): Promise<Sight> {
    const buttons = Object.entries(discordButtons(shown)).map(([label, id]) => this.pressable(label, id, id));
    return { text: bare(textOnDiscord(shown)), buttons: await Promise.all(buttons) };
  }

  private who() {
    return { user: this.user, nick: this.name, manages: this.manages };
  }

  private attempt(asked: ReturnType<School['discord']['click']>): Attempt {
    const sight = asked.answer().then((shown) => {
      if (!shown.ephemeral) throw new Error(`what one person is told, all can read: ${textOnDiscord(shown)}`);
      return this.sight(shown);
    });
    return { sight, mayStillCome: false };
  }
}

export class OnSlack extends Trying implements Client {
  readonly tenant = 'slack:T0TEAM';
  readonly name: string;
  readonly user: string;

  constructor(school: School, name: string) {
    super(school);
    this.name = name;
    this.user = `U0${name.toUpperCase()}`;
  }

  ask(line: string): Promise<Sight> {
    return this.until(() => this.attempt(() => this.school.slack.type(line, this.who())));
  }

  press({ at, label }: Pressable): Promise<Sight> {
    // As they saw it, whatever it says by now.
    const message = at as FakeMessage;
    const own = message.onlyFor === this.user ? message : undefined;
    return this.until(() => this.attempt(() => this.school.slack.click(message, label, this.who()), own));
  }

  async sight(shown: FakeMessage): Promise<Sight> {
    const message = { ...shown };
    const buttons = slackButtons(message).map(({ text, value }) => this.pressable(text.text, value, message));
    return { text: bare(textOnSlack(message)), buttons: await Promise.all(buttons) };
  }

  private who() {
    return { user: this.user, name: this.name };
  }

  /** @param own the message of theirs that may be changed */
  private attempt(send: () => Promise<unknown>, own?: FakeMessage): Attempt {
    const { slack } = this.school;
    const [first, edits] = [slack.messages.length, own?.edits];
    send().catch(() => {});
    const changed = (): FakeMessage | undefined =>
      own !== undefined && own.edits !== edits
        ? own
        : slack.messages.slice(first).find(({ onlyFor, deleted }) => onlyFor === this.user && !deleted);
    const sight = slack.until(changed, `something for ${this.name}`).then((message) => this.sight(message));
    // What comes of it later would be taken for the answer to the next attempt.
    return { sight, mayStillCome: true };
  }
}
