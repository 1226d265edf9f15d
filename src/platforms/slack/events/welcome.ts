import { createHash } from 'node:crypto';
import { buttons, code, paragraph, say } from '../../../reply/build.ts';
import type { Reply } from '../../../reply/document.ts';
import type { KeptStore } from '../../../store/shared/kept-store.ts';
import { buttonIds } from '../../conversation/button-ids.ts';
import type { SlackContext } from '../context.ts';
import { idLimit } from '../limits.ts';
import { message } from '../messages/render.ts';
import { NO_UNFURLING, PLAIN } from '../messages/sender.ts';
import { renamed } from '../naming.ts';
import type { Workspace } from '../workspaces.ts';

const SCOPE = 'slack-welcome';
const ONCE_MS = 400 * 24 * 60 * 60 * 1000;

const WELCOME: Reply = {
  nodes: [
    paragraph(
      say`Hello! I explain backpropagation: derivatives by the chain rule, and small networks that learn. Here you need no slash: type a formula such as ${code('a*b+c')}, a command such as ${code('quiz practice')}, an answer to what I ask, or ${code('help')}.`,
    ),
    buttons({ label: 'Practise', command: '/quiz practice' }, { label: 'Begin the course', command: '/lesson' }),
  ],
};

/** Is it the first time that somebody talks with the bot? Of who it was only a hash is kept. */
export const isFirst = (kept: KeptStore, tenant: string, user: string): Promise<boolean> =>
  kept.claim(SCOPE, createHash('sha256').update(`${tenant} ${user}`).digest('base64url'), Date.now() + ONCE_MS);

/** Says hello to whoever talks with the bot alone for the first time. */
export async function welcomeOnce(
  { dispatcher, naming, onError }: SlackContext,
  { tenant, client }: Workspace,
  user: string,
  channel: string,
): Promise<void> {
  try {
    if (!(await isFirst(dispatcher.store.kept, tenant, user))) return;
    const { commands, parse } = dispatcher.bot;
    const reply = renamed(WELCOME, await naming.prefixOf(tenant), commands);
    const known = WELCOME.nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
    const ids = await buttonIds(dispatcher, WELCOME, idLimit, onError);
    for (const { command } of known) if (parse(command).error !== undefined) ids.delete(command);
    await client.chat.postMessage({ channel, ...message(reply, { buttonIds: ids }), ...PLAIN, ...NO_UNFURLING });
  } catch (error) {
    // Whatever was asked is answered all the same.
    onError(error);
  }
}
