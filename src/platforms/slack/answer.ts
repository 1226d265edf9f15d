import type { Question } from '../../dispatch/bot.ts';
import type { Desk } from '../../dispatch/dispatcher.ts';
import { paragraph, say } from '../../reply/build.ts';
import type { Reply } from '../../reply/document.ts';
import type { FileHost } from '../attachment.ts';
import type { Tokens } from '../tokens.ts';
import { deliver } from './deliver.ts';
import type { Jobs } from './jobs.ts';
import { type Naming, renamed } from './naming.ts';
import { type Audience, Outlet, type Place, type Wires } from './outlet.ts';
import { message } from './render.ts';

/** What every handler works with. */
export interface House extends Wires {
  readonly desk: Desk;
  readonly jobs: Jobs;
  readonly naming: Naming;
  /** Where attached files may come from. */
  readonly files: FileHost;
  /** The addresses at which those who did something lately can be told more, also where the bot is no member. */
  readonly urls: Tokens;
}

/** Something asked on Slack. */
export interface Asked {
  readonly tenant: string;
  /** The name of the person, where Slack's message has it; their id elsewhere. */
  readonly name: string;
  /** When they asked, where Slack's message says so. */
  readonly at: Date;
  /** Slack's id of the event, the same when it comes again. */
  readonly delivery: string;
  readonly question: Question;
  readonly place: Place;
  /** Who may see the answer; a private command's is for the asker in any case. */
  readonly audience: Audience;
}

/** A sentence as a reply. */
export const sentence = (text: string): Reply => ({ nodes: [paragraph(say`${text}`)] });

/** Takes a question to the desk, shows how far it has come, and says what there is to say. */
export async function answer(house: House, asked: Asked): Promise<void> {
  const { question, place, audience } = asked;
  const { desk, jobs } = house;
  const named = (reply: Reply): Reply => renamed(reply, house.naming, desk.bot.commands);
  const outlet = new Outlet(house, place);
  const to = isPrivate(desk, question) ? 'asker' : audience;
  const job = jobs.start(place.user);
  try {
    const served = await desk.serve({
      platform: 'slack',
      tenant: asked.tenant,
      user: place.user,
      channel: place.channel,
      name: asked.name,
      // Slack does not say who manages a workspace, and looking it up would need leave to read about everybody.
      manages: false,
      at: asked.at,
      delivery: asked.delivery,
      question,
      signal: job.signal,
      onProgress: (reply) => outlet.progress(message(reply, { cancel: job.id }), to),
    });
    job.end();
    switch (served.kind) {
      case 'answer': {
        const called = { ...served.answer, reply: named(served.answer.reply) };
        return await deliver(house, outlet, place, called, served.private ? 'asker' : to);
      }
      case 'refusal':
        return await outlet.say(message(named(served.reply)), 'asker');
      case 'stopped':
        return await outlet.say(message(sentence('Stopped.')), outlet.audience);
      case 'repeat':
    }
  } finally {
    job.end();
    if (place.responseUrl !== undefined) house.urls.note(place.channel, place.user, place.responseUrl, Date.now());
  }
}

/** Progress must not tell everybody about what only one may read; what is not understood is said to the asker. */
function isPrivate({ bot }: Desk, question: Question): boolean {
  try {
    return bot.understand(question).command.private ?? false;
  } catch {
    return true;
  }
}
