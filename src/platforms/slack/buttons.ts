import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { isForEverybody } from '../../desk/desk.ts';
import { answer, type House, sentence } from './answer.ts';
import { CANCEL, RUN } from './blocks.ts';
import type { Place } from './outlet.ts';
import { message } from './render.ts';
import { respondTo } from './respond.ts';
import { track } from './track.ts';

const NOT_OURS = 'I do not know this button any more. Type the command instead.';
const NOT_RUNNING = 'This is not running any more.';
const NOT_YOURS = 'Only the one who asked can stop this.';
const STOPPING = 'Stopping…';

/** A click is its command, typed by whoever clicked, and answered to them alone unless the button says otherwise. */
export function onButtons(app: App, house: House): void {
  app.action<BlockAction<ButtonAction>>(new RegExp(`^${RUN}:`), async ({ ack, action, body }) => {
    await ack();
    await track(house, async () => {
      const id = action.value ?? '';
      const line = await house.desk.lineOf(id);
      if (line === undefined) return whisper(body, NOT_OURS);
      await answer(house, {
        tenant: tenantOf(body),
        delivery: body.trigger_id,
        question: line,
        place: placeOf(body),
        audience: isForEverybody(id) ? 'everybody' : 'asker',
      });
    });
  });

  app.action<BlockAction<ButtonAction>>(CANCEL, async ({ ack, action, body }) => {
    await ack();
    await track(house, async () => {
      const stopped = house.jobs.stop(action.value ?? '', body.user.id);
      if (stopped === 'not yours') return whisper(body, NOT_YOURS);
      const alone = containerOf(body).is_ephemeral === true;
      if (stopped === 'not running') return whisper(body, NOT_RUNNING, alone);
      // The progress that only one sees cannot be changed by anything but this click.
      if (alone) await whisper(body, STOPPING, true);
    });
  });
}

async function whisper(body: BlockAction, text: string, replace = false): Promise<void> {
  const { thread_ts } = containerOf(body);
  await respondTo(body.response_url, {
    ...message(sentence(text)),
    response_type: 'ephemeral',
    replace_original: replace,
    ...(thread_ts !== undefined && { thread_ts }),
  });
}

const tenantOf = ({ team, user }: BlockAction): string => team?.id ?? user.team_id ?? user.id;

interface Container {
  readonly channel_id?: string;
  readonly thread_ts?: string;
  readonly is_ephemeral?: boolean;
}

/** The message that the button is in. */
const containerOf = ({ container }: BlockAction): Container => container;

function placeOf(body: BlockAction): Place {
  const { channel_id: channel = '', thread_ts: thread } = containerOf(body);
  return { channel: body.channel?.id ?? channel, user: body.user.id, responseUrl: body.response_url, thread };
}
