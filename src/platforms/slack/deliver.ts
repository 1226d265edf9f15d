import type { webApi } from '@slack/bolt';
import type { Answer } from '../../bot.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Reply } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { type House, sentence } from './answer.ts';
import { type Spot, sharePictures, shareText, uploadPictures } from './files.ts';
import { MAX_BUTTON_VALUE } from './limits.ts';
import type { Audience, Outlet, Place } from './outlet.ts';
import { message, type RenderOptions, render } from './render.ts';

const DETAILS = 'details.txt';

const PICTURES_BELOW = 'The pictures are in this conversation as files.';
const NO_PICTURES = 'Slack did not let me show the pictures here; invite me to this conversation to see them.';
const DETAILS_BELOW = `This answer is too long for one message: the whole of it is in this conversation as ${DETAILS}.`;
const DETAILS_SENT = `This answer is too long for one message: I have sent you the whole of it as ${DETAILS}.`;
const NO_DETAILS = 'This answer is too long for one message; invite me to this conversation to get the whole of it.';
const UNSENDABLE = 'Sorry, Slack did not take this answer.';

/**
 * Says an answer with its pictures and buttons. What Slack does not take is left out step by step: pictures as
 * blocks, then as files, then their text alone; a part that is too long goes into a file.
 */
export async function deliver(house: House, outlet: Outlet, place: Place, answer: Answer, to: Audience): Promise<void> {
  const { client, desk, onTrouble } = house;
  const buttonIds = await idsOfButtons(desk, answer.reply);
  let details: string | undefined;
  const send = async (options: RenderOptions): Promise<void> => {
    const known = { ...options, buttonIds };
    const { overflow } = render(answer.reply, known);
    if (overflow) details ??= await shareDetails(house, answer, place, to);
    const notes = [...(options.notes ?? []), ...(details === undefined ? [] : [details])];
    await outlet.say(message(answer.reply, { ...known, notes }), to);
  };
  try {
    return await send({ files: await uploadPictures(client, answer) });
  } catch (error) {
    onTrouble(error);
  }
  try {
    const notes = answer.pictures.size === 0 ? [] : [await sharedPictures(house, answer, place, to)];
    return await send({ notes });
  } catch (error) {
    onTrouble(error);
  }
  await outlet.say(message(sentence(UNSENDABLE)), 'asker');
}

async function idsOfButtons(desk: Desk, { nodes }: Reply): Promise<Map<string, string>> {
  const buttons = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
  const ids = await Promise.all(buttons.map((button) => desk.buttonId(button, MAX_BUTTON_VALUE)));
  return new Map(buttons.map(({ command }, i) => [command, ids[i] as string]));
}

async function sharedPictures({ client, onTrouble }: House, answer: Answer, spot: Spot, to: Audience): Promise<string> {
  if (to === 'asker') return NO_PICTURES;
  try {
    await sharePictures(client, answer, spot);
    return PICTURES_BELOW;
  } catch (error) {
    onTrouble(error);
    return NO_PICTURES;
  }
}

/** The whole answer as a file: where everybody can read it, or else in the asker's own conversation with the bot. */
async function shareDetails({ client, onTrouble }: House, answer: Answer, place: Place, to: Audience): Promise<string> {
  const text = toText(answer.reply);
  try {
    if (to === 'everybody') {
      await shareText(client, DETAILS, text, place);
      return DETAILS_BELOW;
    }
  } catch (error) {
    onTrouble(error);
  }
  try {
    await shareText(client, DETAILS, text, { channel: await ownConversation(client, place.user) });
    return DETAILS_SENT;
  } catch (error) {
    onTrouble(error);
    return NO_DETAILS;
  }
}

/** Posting to a person opens the conversation with them; its id is needed for files. */
async function ownConversation(client: webApi.WebClient, user: string): Promise<string> {
  const { channel } = await client.chat.postMessage({
    channel: user,
    text: 'Here is the answer that was too long for one message.',
  });
  if (channel === undefined) throw new Error('Slack did not say which conversation it is');
  return channel;
}
