import type { Answer } from '../../dispatch/bot.ts';
import type { Desk } from '../../dispatch/dispatcher.ts';
import type { Button, Reply } from '../../reply/document.ts';
import { toText } from '../../reply/text.ts';
import { type House, sentence } from './answer.ts';
import { type Spot, sharePictures, uploadPictures } from './files.ts';
import { MAX_ASK_VALUE, MAX_BUTTON_VALUE } from './limits.ts';
import type { Audience, Outlet, Place } from './outlet.ts';
import { message, type RenderOptions, render } from './render.ts';
import { type Shared, shareFile } from './share.ts';

const DETAILS = 'details.txt';

const PICTURES_BELOW = 'The pictures are in this conversation as files.';
const NO_PICTURES = 'Slack did not let me show the pictures here; invite me to this conversation to see them.';
/** Said in a message that has not all of the answer. */
export const DETAILS_BELOW = `This answer is too long for one message: the whole of it is in this conversation as ${DETAILS}.`;
const TOO_LONG: Readonly<Record<Shared, string>> = {
  here: DETAILS_BELOW,
  sent: `This answer is too long for one message: I have sent you the whole of it as ${DETAILS}.`,
  nowhere: 'This answer is too long for one message; invite me to this conversation to get the whole of it.',
};
const UNSENDABLE = 'Sorry, Slack did not take this answer.';

/**
 * Says an answer with its pictures and buttons. What Slack does not take is left out step by step: pictures as
 * blocks, then as files, then their text alone; a part that is too long goes into a file.
 */
export async function deliver(house: House, outlet: Outlet, place: Place, answer: Answer, to: Audience): Promise<void> {
  const { client, desk, onError } = house;
  const buttonIds = await idsOfButtons(desk, answer.reply);
  const shared = await shareFiles(house, answer.reply, place, to);
  let details: Shared | undefined;
  const send = async (options: RenderOptions): Promise<void> => {
    const known = { ...options, buttonIds, shared };
    const { overflow } = render(answer.reply, known);
    if (overflow) details ??= await shareFile(house, { name: DETAILS, text: toText(answer.reply) }, place, to);
    const notes = [...(options.notes ?? []), ...(details === undefined ? [] : [TOO_LONG[details]])];
    await outlet.say(message(answer.reply, { ...known, notes }), to);
  };
  try {
    return await send({ files: await uploadPictures(client, answer) });
  } catch (error) {
    onError(error);
  }
  try {
    const notes = answer.pictures.size === 0 ? [] : [await sharedPictures(house, answer, place, to)];
    return await send({ notes });
  } catch (error) {
    onError(error);
  }
  await outlet.say(message(sentence(UNSENDABLE)), 'asker');
}

/** The ids that Slack is given for the buttons of a reply, by their command lines. */
export async function idsOfButtons(desk: Desk, { nodes }: Reply): Promise<Map<string, string>> {
  const buttons = nodes.flatMap((node) => (node.kind === 'buttons' ? node.buttons : []));
  const limit = ({ input }: Button): number => (input === undefined ? MAX_BUTTON_VALUE : MAX_ASK_VALUE);
  const ids = await Promise.all(buttons.map((button) => desk.buttonId(button, limit(button))));
  return new Map(buttons.map(({ command }, i) => [command, ids[i] as string]));
}

/** Shares the files of a reply; says where each of them is. */
async function shareFiles(house: House, { nodes }: Reply, place: Place, to: Audience): Promise<Map<string, Shared>> {
  const shared = new Map<string, Shared>();
  for (const node of nodes) if (node.kind === 'file') shared.set(node.name, await shareFile(house, node, place, to));
  return shared;
}

async function sharedPictures({ client, onError }: House, answer: Answer, spot: Spot, to: Audience): Promise<string> {
  if (to === 'asker') return NO_PICTURES;
  try {
    await sharePictures(client, answer, spot);
    return PICTURES_BELOW;
  } catch (error) {
    onError(error);
    return NO_PICTURES;
  }
}
