import type { App } from '@slack/bolt';
import { buttons, code, heading, list, paragraph, say } from '../../../reply/build.ts';
import type { Button, Reply } from '../../../reply/document.ts';
import { buttonIds } from '../../conversation/button-ids.ts';
import type { SlackContext } from '../context.ts';
import { idLimit } from '../limits.ts';
import { render } from '../messages/render.ts';
import { renamed } from '../naming.ts';
import type { Workspace } from '../workspaces.ts';
import { fromOf, slackOrigin } from './origin.ts';
import { welcomeOnce } from './welcome.ts';

/** What somebody can do, by its command. */
const PROGRESS = '/me';

const TO_DO: readonly Button[] = [
  { label: 'Practise', command: '/quiz practice' },
  { label: 'Review', command: '/review' },
  { label: 'Explain a formula', command: '/grad', input: 'A formula, such as a*b+c' },
  { label: 'Train a network', command: '/train' },
  { label: 'Go on with the course', command: '/lesson' },
  { label: 'Help', command: '/help' },
];

const GREETING: Reply['nodes'] = [
  heading('Chainrule'),
  paragraph(
    say`I explain backpropagation: derivatives by the chain rule, and small networks that learn. What you press here is answered in our conversation, under Messages.`,
  ),
];

const TYPED: Reply['nodes'] = [
  heading('What you can type'),
  list([
    say`${code('/grad a*b+c a=2 b=-3 c=10')} derives a formula, step by step.`,
    say`${code('/train --no-zero-grad')} trains a small network, and shows what goes wrong.`,
    say`${code('/check dL/da of a*b is b')} checks what you have worked out.`,
    say`${code('/quiz start')} plays a quiz with everybody in a channel.`,
  ]),
  paragraph(
    say`In our conversation you need no slash, and a formula needs no command. In threads, begin with a mention of me.`,
  ),
];

/** Shows everybody their own home tab, anew each time that it is opened; greets whoever opens the conversation first. */
export function onHome(app: App, context: SlackContext): void {
  app.event('app_home_opened', async ({ event, body, context: bolt }) => {
    const { user, channel, tab } = event;
    const from = fromOf(bolt, user);
    await context.serve(from, async (workspace) => {
      if (tab === 'messages') return welcomeOnce(context, workspace, user, channel);
      const { bot } = context.dispatcher;
      const result = await context.dispatcher.dispatch({
        ...slackOrigin(from, { user, channel, name: user, at: new Date(), delivery: body.event_id }),
        call: bot.parse(PROGRESS),
      });
      if (result.kind === 'repeat') return;
      const progress = result.kind === 'answer' ? result.answer.reply.nodes : [];
      await publish(context, workspace, { user, channel }, progress);
    });
  });
}

async function publish(
  { dispatcher, naming, onError }: SlackContext,
  { client, tenant }: Workspace,
  { user, channel }: { readonly user: string; readonly channel: string },
  progress: Reply['nodes'],
): Promise<void> {
  const { bot } = dispatcher;
  // A button that asks for a text is no whole line yet.
  const can = TO_DO.filter(({ command, input }) => input !== undefined || bot.parse(command).error === undefined);
  const reply: Reply = { nodes: [...GREETING, buttons(...can), ...progress, ...TYPED] };
  const ids = await buttonIds(dispatcher, reply, idLimit, onError);
  const { blocks } = render(renamed(reply, await naming.prefixOf(tenant), bot.commands), { buttonIds: ids });
  await client.views.publish({ user_id: user, view: { type: 'home', private_metadata: channel, blocks } });
}
