import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dispatcher } from '../../src/dispatch/dispatcher.ts';
import { buttonsOf as discordButtons, textOf as discordText } from '../support/discord/people.ts';
import { setStage } from '../support/discord/stage.ts';
import type { Way } from '../support/discord/ways.ts';
import { makeDoor } from '../support/door.ts';
import { buttonsOf as slackButtons } from '../support/slack/fake.ts';
import { startRig } from '../support/slack/rig.ts';
import { NOTATIONS } from './notations.ts';

/** What somebody reads in the end, and whether they alone do. */
interface Read {
  readonly text: string;
  readonly alone: boolean;
}

/** A person's side of a platform, with the real program behind it. */
interface Person {
  ask(command: string, options: Readonly<Record<string, string | number>>): Promise<Read>;
  /** Asks for work that goes on until a door is open, cancels it, and gives what the asker reads then. */
  cancel(door: string): Promise<Read>;
  /** Asks while the program has as much to do as it takes on. */
  whileFull(command: string): Promise<Read>;
  /** Lets the platform refuse the next message, as often as it is tried. */
  refuse(): void;
  close(): Promise<void>;
}

const ASKER = '420000000000000042';
/** More than a process takes on. */
const PLENTY = 1000;

/** Does something while a process has that much under way. */
async function full<T>({ load }: Dispatcher, work: () => Promise<T>): Promise<T> {
  const ends = Array.from({ length: PLENTY }, () => load.begin());
  try {
    return await work();
  } finally {
    for (const end of ends) end();
  }
}

async function onDiscord(way: Way): Promise<Person> {
  const { discord, dispatcher, close } = await setStage({}, way);
  const read = async (asked: ReturnType<typeof discord.slash>): Promise<Read> => {
    const shown = await asked.answer();
    return { text: discordText(shown), alone: shown.ephemeral };
  };
  return {
    ask: (command, options) => read(discord.slash(command, options, { user: ASKER })),
    async cancel(door) {
      const asked = discord.slash('slow', { door }, { user: ASKER });
      await asked.until(() => asked.states.length > 0);
      const [progress] = asked.states;
      discord.click(progress ? (discordButtons(progress)['Cancel'] as string) : '', { user: ASKER });
      return read(asked);
    },
    whileFull: (command) => full(dispatcher, () => read(discord.slash(command, {}, { user: ASKER }))),
    // The answer, and its text alone.
    refuse: () => Array.from({ length: 2 }, () => discord.refuseNext(/@original$/)),
    close,
  };
}

async function onSlack(): Promise<Person> {
  const { fake, dispatcher, close } = await startRig('Socket Mode');
  let asked = 0;
  /** Each command has a channel of its own, in which the bot is a member. */
  const type = async (line: string): Promise<string> => {
    const channel = `C0ASK${++asked}`;
    fake.members.add(channel);
    await fake.type(line, { channel });
    return channel;
  };
  const read = (channel: string, working = /still at it/): Promise<Read> =>
    fake.until(() => {
      const message = fake.visible.find((one) => one.channel === channel);
      const text = JSON.stringify(message?.blocks ?? '');
      return message !== undefined && !working.test(text) && { text, alone: message.onlyFor !== undefined };
    });
  return {
    ask: async (command, options) => read(await type(`/${command} ${Object.values(options).join(' ')}`)),
    async cancel(door) {
      const channel = await type(`/slow --door "${door}"`);
      const progress = await fake.until(() => fake.visible.find((one) => one.channel === channel));
      if (slackButtons(progress).length > 0) await fake.click(progress, 'Cancel');
      return read(channel);
    },
    whileFull: (command) =>
      full(dispatcher, async () => {
        // It comes with the acknowledgement.
        const { body } = await fake.type(`/${command}`);
        const { text, response_type } = body as { readonly text: string; readonly response_type: string };
        return { text, alone: response_type === 'ephemeral' };
      }),
    // With its picture in blocks, with it as a file, and its text alone.
    refuse: () => fake.failNext('response_url', ...Array(3).fill({ status: 200, error: 'invalid_blocks' })),
    close,
  };
}

describe.each([
  ['Discord', 'the gateway', () => onDiscord('the gateway')],
  ['Discord', 'HTTP', () => onDiscord('HTTP')],
  ['Slack', 'Socket Mode', onSlack],
])('a conversation on %s, over %s', (name, _, start) => {
  let person: Person;
  beforeAll(async () => {
    person = await start();
  });
  afterAll(() => person.close());

  it.each([
    ['an answer, for everybody', 'grad', { formula: 'a*b' }, 'dL/da', false],
    ['a private answer, for the asker', 'help', { command: 'grad' }, '/grad', true],
    ['what was typed wrong, for the asker', 'train', { args: '--lr nothing' }, 'needs a number', true],
    ['what cannot be computed, for the asker', 'grad', { formula: 'a*' }, 'a*', true],
  ])('shows %s', async (_, command, options, text, alone) => {
    expect(await person.ask(command, options)).toEqual({ text: expect.stringContaining(text), alone });
  });

  it('reads a formula in five notations alike', async () => {
    for (const [answer, typed] of NOTATIONS) {
      for (const formula of typed) {
        const { text } = await person.ask('grad', { formula });
        for (const line of answer) expect(text, formula).toContain(line);
      }
    }
  });

  it('stops what is cancelled, and says so where the progress was', async () => {
    const { path } = await makeDoor();
    expect(await person.cancel(path)).toEqual({ text: expect.stringContaining('Stopped.'), alone: false });
  });

  it('says at once, to the asker alone, that there is too much to do', async () => {
    expect(await person.whileFull('help')).toEqual({ text: 'I am busy. Try again in 5 s.', alone: true });
    expect(await person.ask('help', { command: 'grad' })).toMatchObject({ text: expect.stringContaining('/grad') });
  });

  it('apologises to the asker when the platform does not take an answer', async () => {
    person.refuse();
    const apology = expect.stringContaining(`${name} did not take`);
    expect(await person.ask('grad', { formula: 'a+b' })).toEqual({ text: apology, alone: true });
  });
});
