import type { Answer } from '../../../dispatch/bot.ts';
import type { Dispatcher } from '../../../dispatch/dispatcher.ts';
import { type Button, fileOf, type Picture } from '../../../reply/document.ts';
import { buttonIds } from '../../conversation/button-ids.ts';
import { pictureUrls } from '../ask.ts';
import type { Html } from '../html.ts';
import { messageHtml } from './message.ts';

export interface PreviewOptions {
  readonly dispatcher: Dispatcher;
  /** The answer's id, under which its pictures are found. */
  readonly id: string;
  readonly answer: Answer;
}

/** An answer as another platform would show it, made from the very payload that its renderer makes. */
export async function preview(platform: 'discord' | 'slack', options: PreviewOptions): Promise<Html> {
  return messageHtml(platform === 'discord' ? await onDiscord(options) : await onSlack(options));
}

/** Where Slack shows a file of an answer: beside it. */
const SHARED = 'here';

// The renderers of a platform that is not served are loaded when somebody wants to see them.

async function onDiscord({ dispatcher, answer, ...from }: PreviewOptions) {
  const [{ render }, { MAX_CUSTOM_ID }, { discordShown }] = await Promise.all([
    import('../../discord/render.ts'),
    import('../../discord/limits.ts'),
    import('./discord.ts'),
  ]);
  const ids = await buttonIds(dispatcher, answer.reply, () => MAX_CUSTOM_ID, fail);
  const message = render(answer.reply, { pictures: answer.pictures, buttonIds: ids });
  return discordShown(message, { urls: urlsByFile({ answer, ...from }), buttons: byId(answer, ids) });
}

async function onSlack({ dispatcher, answer, ...from }: PreviewOptions) {
  const [{ DETAILS_BELOW, message, render }, { idLimit }, { slackShown }] = await Promise.all([
    import('../../slack/messages/render.ts'),
    import('../../slack/limits.ts'),
    import('./slack.ts'),
  ]);
  const ids = await buttonIds(dispatcher, answer.reply, idLimit, fail);
  // Slack gives a file its id at the upload; here its name stands for it.
  const files = new Map(drawn(answer).map((picture) => [picture.name, fileOf(picture).name]));
  const texts = answer.reply.nodes.flatMap((node) => (node.kind === 'file' ? [node.name] : []));
  const shared = new Map(texts.map((name) => [name, SHARED] as const));
  const { overflow } = render(answer.reply, { buttonIds: ids, files, shared });
  const sent = message(answer.reply, { buttonIds: ids, files, shared, ...(overflow && { notes: [DETAILS_BELOW] }) });
  return slackShown(sent, { urls: urlsByFile({ answer, ...from }), buttons: byId(answer, ids), overflow });
}

/** A preview is whole or it fails. */
const fail = (error: unknown): never => {
  throw error;
};

const drawn = ({ reply, pictures }: Answer): Picture[] =>
  reply.nodes.filter((node): node is Picture => node.kind === 'picture' && pictures.has(node.name));

/** Nobody's theme is known there: what is sent is dark, which is readable on any page. */
function urlsByFile({ id, answer }: Omit<PreviewOptions, 'dispatcher'>): Map<string, string> {
  const url = pictureUrls(id, answer, 'dark');
  return new Map(drawn(answer).map((picture) => [fileOf(picture).name, url(picture) ?? '']));
}

const buttonsOf = ({ reply }: Answer): Button[] =>
  reply.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));

/** The buttons of an answer by the ids that they have there. */
const byId = (answer: Answer, ids: ReadonlyMap<string, string>): Map<string, Button> =>
  new Map(buttonsOf(answer).map((button) => [ids.get(button.command) ?? '', button]));
