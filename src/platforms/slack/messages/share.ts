import type { webApi } from '@slack/bolt';
import type { Audience } from '../../conversation/response-writer.ts';
import type { Workspace } from '../workspaces.ts';
import type { FileLocation } from './blocks.ts';
import { shareText } from './files.ts';
import type { ResponseTarget, ThreadRef } from './target.ts';

/** Shares a text as a file: where everybody can read it, or else in the asker's own conversation with the bot. */
export async function shareFile(
  { client }: Workspace,
  file: { readonly name: string; readonly text: string },
  target: ResponseTarget,
  to: Audience,
  onError: (error: unknown) => void,
): Promise<FileLocation> {
  const share = (thread: ThreadRef): Promise<void> => shareText(client, file.name, file.text, thread);
  try {
    if (to === 'everybody') {
      await share(target);
      return 'here';
    }
  } catch (error) {
    onError(error);
  }
  try {
    await share({ channel: await ownConversation(client, target.user, file.name) });
    return 'sent';
  } catch (error) {
    onError(error);
    return 'nowhere';
  }
}

/** Posting to a person opens the conversation with them; its id is needed for files. */
async function ownConversation(client: webApi.WebClient, user: string, name: string): Promise<string> {
  const { channel } = await client.chat.postMessage({ channel: user, text: `Here is ${name}.` });
  if (channel === undefined) throw new Error('Slack did not say which conversation it is');
  return channel;
}
