import type { webApi } from '@slack/bolt';
import { type Spot, shareText } from './files.ts';
import type { Audience, Place, Wires } from './outlet.ts';

/** Where a file has come to be: in the conversation, in the asker's own one with the bot, or nowhere. */
export type Shared = 'here' | 'sent' | 'nowhere';

/** Shares a text as a file: where everybody can read it, or else in the asker's own conversation with the bot. */
export async function shareFile(
  { client, onError }: Wires,
  file: { readonly name: string; readonly text: string },
  place: Place,
  to: Audience,
): Promise<Shared> {
  const share = (spot: Spot): Promise<void> => shareText(client, file.name, file.text, spot);
  try {
    if (to === 'everybody') {
      await share(place);
      return 'here';
    }
  } catch (error) {
    onError(error);
  }
  try {
    await share({ channel: await ownConversation(client, place.user, file.name) });
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
